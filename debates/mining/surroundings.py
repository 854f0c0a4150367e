"""What stands around a sentence in its talk: where in its voice's run it comes, and how that voice speaks elsewhere.

Who asks, thanks and hands over seldom argues; who holds forth does. A *run* is a stretch of sentences of one voice.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from debates.mining.pairs import ALONE, Matrix
from debates.mining.wording import word_count

SURROUNDINGS = (
    "first of its run",
    "second of its run",
    "last of its run",
    "sentences of its run before it",
    "sentences of its run after it",
    "length of its run",
    "its voice's share of the words",
    *(f"voice: {name}" for name in ALONE),
)
_VOICE = 4.0
"""The say of what a voice does on average, which varies less than what one sentence does."""


def surroundings(sentences: Sequence[str], voices: Sequence[str | None], looks: Matrix) -> Matrix:
    """The numbers of sentences that follow each other: float32, [sentences, SURROUNDINGS]. `looks` is [sentences, ALONE].

    Where all is said by one voice, or nobody knows by whom, the numbers of the voice are 0.
    """
    places = [place for run in _runs(voices) for place in _places(run)]
    return np.hstack([np.array(places, np.float32), _voices(sentences, voices, looks)])


def _runs(voices: Sequence[str | None]) -> Iterator[int]:
    """The lengths of the runs, in order."""
    begin = 0
    for end in range(1, len(voices) + 1):
        if end == len(voices) or voices[end] != voices[begin]:
            yield end - begin
            begin = end


def _places(length: int) -> Iterator[tuple[float, ...]]:
    for place in range(length):
        after = length - 1 - place
        yield (
            float(place == 0),
            float(place == 1),
            float(after == 0),
            _slowly(place),
            _slowly(after),
            _slowly(length),
        )


def _slowly(count: int) -> float:
    """From 0 to 1: twenty sentences and a thousand are alike."""
    return min(1.0, math.log1p(count) / 3)


def _voices(sentences: Sequence[str], voices: Sequence[str | None], looks: Matrix) -> Matrix:
    """Each voice's share of the words, and its sentences' mean look."""
    places = {voice: place for place, voice in enumerate(dict.fromkeys(voices))}
    numbers = np.zeros((len(places), 1 + len(ALONE)), np.float64)
    if len(places) < 2:
        return np.zeros((len(sentences), numbers.shape[1]), np.float32)
    whose = np.array([places[voice] for voice in voices])
    words = np.array([word_count(text) for text in sentences], np.float64)
    numbers[:, 0] = np.bincount(whose, words) / max(1.0, words.sum())
    np.add.at(numbers[:, 1:], whose, looks)
    numbers[:, 1:] *= _VOICE / np.bincount(whose)[:, None]
    found: Matrix = numbers[whose].astype(np.float32)
    return found
