"""Words edited in known places, so that where each of them went is certain. Pure."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SAFE = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Edited:
    """New words, the old word that each of them follows, and where each old word went.

    `places[n]` is the range of new words that old word n became, empty where it was dropped; `cause[m]` is the number of
    the old word from which, or after which, new word m came.
    """

    words: list[str]
    cause: list[int]
    places: list[tuple[int, int]]

    def truth(self, start: int, end: int) -> tuple[int, int]:
        """Where the old words `start` up to, not including, `end` stand now; empty where all of them were dropped."""
        return self.places[start][0], self.places[end - 1][1]


def edited(words: Sequence[str], share: float, chance: random.Random) -> Edited:
    """Edit `share` of the words, in equal parts: another word, a misspelt one, none, one more, two grown together."""
    kinds: list[Callable[[], list[str]]] = []
    new: list[str] = []
    cause: list[int] = []
    places: list[tuple[int, int]] = []
    skip = False
    for number, word in enumerate(words):
        start = len(new)
        if skip:  # it has grown together with the one before it
            places.append((start - 1, start))
            skip = False
            continue
        grown = number + 1 < len(words)
        kinds = [
            lambda: [chance.choice(words)],
            lambda word=word: [_misspelt(word, chance)],  # type: ignore[misc]
            list,
            lambda word=word: [word, chance.choice(words)],  # type: ignore[misc]
        ]
        if chance.random() >= share:
            made = [word]
        elif grown and chance.random() < 0.2:
            made, skip = [word + words[number + 1]], True
        else:
            made = chance.choice(kinds)()
        new += made
        cause += [number] * len(made)
        places.append((start, start + min(1, len(made))))
    return Edited(new, cause, places)


def _misspelt(word: str, chance: random.Random) -> str:
    """The word with one letter put in."""
    place = chance.randrange(len(word) + 1)
    return word[:place] + chance.choice(SAFE) + word[place:]
