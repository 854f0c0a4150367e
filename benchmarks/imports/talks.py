"""Talks made up of real words as often as they are really said: as files, and as long as wanted."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

LENGTH = 600
"""Sentences of an episode of an hour."""

_WORD = re.compile(r"[A-Za-z][A-Za-z']{0,19}")
_KINDS = {".txt", ".md", ".srt", ".vtt"}
_VOICES = ("Ann Lee", "Bob Stone", "Cleo Park")
_SENTENCE_S = 6.0


class Talks:
    """Sentences of 3 to 60 words, 17 on average; every sixth one changes the voice."""

    def __init__(self, folder: Path, seed: int = 7) -> None:
        counts: Counter[str] = Counter()
        for path in sorted(folder.rglob("*")):
            if path.suffix in _KINDS:
                counts.update(_WORD.findall(path.read_text(errors="replace").lower()))
        if not counts:
            raise SystemExit(
                f"{folder} holds no transcript ({', '.join(sorted(_KINDS))}) to take words from."
            )
        self._words = list(counts)
        self._weights = list(accumulate(counts.values()))
        self._random = random.Random(seed)  # noqa: S311  the same talks every time

    def sentences(self, count: int) -> Iterator[str]:
        for _ in range(count):
            length = min(60, max(3, round(self._random.lognormvariate(2.74, 0.45))))
            words = self._random.choices(self._words, cum_weights=self._weights, k=length)
            while len(words[-1]) < 5:  # an abbreviation, or “no”, may end a sentence or not
                words[-1] = self._random.choices(self._words, cum_weights=self._weights)[0]
            yield f"{' '.join(words).capitalize()}."

    def webvtt(self, count: int = LENGTH) -> bytes:
        """A talk of so many sentences, one a cue, each with its voice."""
        cues = (
            f"{clock(index * _SENTENCE_S)} --> {clock(index * _SENTENCE_S + 5.5)}\n"
            f"<v {_VOICES[index // 6 % 3]}>{sentence}\n\n"
            for index, sentence in enumerate(self.sentences(count))
        )
        return ("WEBVTT\n\n" + "".join(cues)).encode()

    def captions(self, seconds: int, cue_s: float) -> bytes:
        """A talk of so many seconds as captions, a few words each: sentences run over several of them."""
        cues = round(seconds / cue_s)
        words = " ".join(self.sentences(cues // 2)).split()
        share = len(words) / cues
        pieces = (
            " ".join(words[round(index * share) : round((index + 1) * share)]) or "so"
            for index in range(cues)
        )
        return "".join(
            f"{index + 1}\n{clock(index * cue_s, ',')} --> {clock((index + 1) * cue_s, ',')}\n{piece}\n\n"
            for index, piece in enumerate(pieces)
        ).encode()


def clock(seconds: float, point: str = ".") -> str:
    """A time as captions write it.

    >>> clock(3661.5), clock(0.25, ",")
    ('01:01:01.500', '00:00:00,250')
    """
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{milliseconds:03}"
