"""The recordings that are measured on: readers, strangers, meetings, and dialogues joined from readers.

A folder holds `libri/READER/*.flac`, `unknown/READER-*.flac` with one utterance of each stranger, `ami/*.wav` beside `ami.rttm`,
`sim/*.flac` beside `*.rttm`, `lj/*.flac` beside `transcripts.txt`. What is missing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from transcripts.speech.audio import Sound, decoded
from transcripts.speech.values import RATE, Samples, Turn


@dataclass(frozen=True)
class Talk:
    """A recording with who speaks when."""

    name: str
    sound: Sound
    turns: tuple[Turn, ...]

    @property
    def voices(self) -> int:
        return len({turn.label for turn in self.turns})


def samples(path: Path) -> Samples:
    with decoded(path) as sound:
        return sound.between(0, sound.duration_s)


def sound(given: Samples) -> Sound:
    return Sound(np.clip(np.round(given * 32768), -32768, 32767).astype(np.int16))


def readers(folder: Path) -> dict[str, list[Samples]]:
    """The utterances of each reader."""
    return {
        each.name: [samples(path) for path in sorted(each.glob("*.flac"))]
        for each in sorted((folder / "libri").iterdir())
        if each.is_dir()
    }


def strangers(folder: Path) -> dict[str, Samples]:
    """One utterance of each reader whom nobody enrolled."""
    return {path.name.split("-")[0]: samples(path) for path in sorted((folder / "unknown").glob("*.flac"))}


def joined(name: str, people: dict[str, list[Samples]], chosen: Sequence[str], seed: int = 7) -> Talk:
    """A dialogue: the readers' utterances in turn, 0.1 to 0.6 s apart."""
    rng = np.random.default_rng(seed)
    pieces: list[Samples] = []
    turns: list[Turn] = []
    at = 0
    for round_ in range(min(len(people[each]) for each in chosen)):
        for each in chosen:
            words = people[each][round_]
            turns.append(Turn(at / RATE, (at + len(words)) / RATE, each))
            gap = np.zeros(int(rng.uniform(0.1, 0.6) * RATE), np.float32)
            pieces += [words, gap]
            at += len(words) + len(gap)
    return Talk(name, sound(np.concatenate(pieces)), tuple(turns))


def dialogues(folder: Path, held_out: int = 0) -> Iterator[Talk]:
    """Dialogues of two, three and four of the readers, each reader in several; the last `held_out` utterances are left out."""
    people = {name: each[: len(each) - held_out] for name, each in readers(folder).items()}
    names = list(people)
    for count in (2, 3, 4):
        for first in range(len(names)):
            chosen = [names[(first + step) % len(names)] for step in range(count)]
            yield joined(f"joined {'+'.join(chosen)}", people, chosen, seed=first)


def meetings(folder: Path) -> Iterator[Talk]:
    """Every recording that has an RTTM beside it."""
    for rttm in sorted(folder.glob("*/*.rttm")):
        rows = [line.split() for line in rttm.read_text().splitlines() if line.startswith("SPEAKER")]
        for name in sorted({row[1] for row in rows}):
            found = [path for path in rttm.parent.glob(f"{name}.*") if path.suffix in {".wav", ".flac"}]
            if not found:
                continue
            heard = sound(samples(found[0]))
            turns = (
                Turn(float(row[3]), float(row[3]) + float(row[4]), row[7]) for row in rows if row[1] == name
            )
            yield Talk(name, heard, tuple(turn for turn in turns if turn.start_s < heard.duration_s))
