"""The staged debate spoken by espeak-ng, as Opus, with the words and their times as WebVTT.

espeak-ng 1.51 speaks the same bytes every time. The second transcript says nothing of who speaks: that is for the voices to tell.
"""

from __future__ import annotations

import subprocess
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parent
RATE = 22_050
WORDS_A_MINUTE = 148
BITS_A_SECOND = 16_000
BREATH_S = 0.3
CHANGE_S = 0.6
"""Silence after a sentence, and where the voice changes."""

VOICES = {"Ida": "en-us+f2", "Oren": "en-us+m3"}
NAMES = {"Ida": "Ida Marsh", "Oren": "Oren Falk"}

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, by whom, and when it is heard."""

    who: str
    text: str
    start_s: float = 0.0
    end_s: float = 0.0


def written(episode: str) -> list[Line]:
    """The lines of an episode as they were written."""
    rows = (FOLDER / f"{episode}.txt").read_text(encoding="utf-8").splitlines()
    return [Line(who, text) for who, _, text in (row.partition(": ") for row in rows)]


def spoken(lines: list[Line]) -> tuple[list[Line], Samples]:
    """The lines with their times, and their sound."""
    timed, pieces, at = [], [], 0
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        sound = _say(line)
        timed.append(Line(line.who, line.text, at / RATE, (at + len(sound)) / RATE))
        same = following is not None and following.who == line.who
        pause = np.zeros(round((BREATH_S if same else CHANGE_S) * RATE), np.int16)
        pieces += [sound, pause]
        at += len(sound) + len(pause)
    return timed, np.concatenate(pieces)


def _say(line: Line) -> Samples:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        command = ["espeak-ng", "-v", VOICES[line.who], "-s", str(WORDS_A_MINUTE), "-w", str(path), line.text]
        subprocess.run(command, check=True)  # noqa: S603  our own words
        with wave.open(str(path)) as file:
            return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def as_vtt(lines: list[Line], *, named: bool) -> str:
    """WebVTT, a cue a sentence; who speaks is in it where `named`.

    >>> print(as_vtt([Line("Ida", "Yes.", 61.5, 62.25)], named=True).splitlines()[3])
    <v Ida Marsh>Yes.
    """
    rows = ["WEBVTT"]
    for line in lines:
        voice = f"<v {NAMES[line.who]}>" if named else ""
        rows += ["", f"{_clock(line.start_s)} --> {_clock(line.end_s)}", f"{voice}{line.text}"]
    return "\n".join(rows) + "\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def encode(sound: Samples, path: Path) -> None:
    """Opus in one channel."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=48_000)
        stream.bit_rate = BITS_A_SECOND
        stream.layout = "mono"
        resampler = av.AudioResampler(format=stream.format.name, layout="mono", rate=48_000)
        frame = av.AudioFrame.from_ndarray(sound[None], "s16", "mono")
        frame.rate = RATE
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))


def speak() -> Iterator[str]:
    """Write sound and words of both episodes; yields a line about each."""
    for episode in ("first", "second"):
        lines, sound = spoken(written(episode))
        (FOLDER / f"{episode}.vtt").write_text(as_vtt(lines, named=episode == "first"), encoding="utf-8")
        encode(sound, FOLDER / f"{episode}.opus")
        words = sum(len(line.text.split()) for line in lines)
        size = (FOLDER / f"{episode}.opus").stat().st_size
        yield f"{episode}: {words} words, {len(sound) / RATE:.1f} s, {size:,} bytes"
