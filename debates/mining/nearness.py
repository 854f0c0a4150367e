"""Which passages are near a text in meaning."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from debates.mining.wording import content_tokens

SATURATION = 1.2
LENGTH_SHARE = 0.75
"""The two constants of BM25 at the values that Robertson and Zaragoza give (Foundations and Trends in IR 3, 2009)."""

BESIDE = 0.5
"""What a word counts that stands in a neighbouring sentence."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what its voice says just before and after it."""

    sentence: str
    around: tuple[str, ...] = ()


class Nearness(Protocol):
    """Scores passages by how near they are in meaning to a text: higher is nearer, 0 is nothing in common."""

    def scores(self, text: str, passages: Sequence[Passage]) -> list[float]: ...


class SharedWords:
    """Nearness by shared words: BM25 over stems, the rarer among the passages the heavier.

    >>> near = SharedWords().scores("They model the world.", [Passage("Models of a world."), Passage("It rained.")])
    >>> near[0] > near[1] == 0.0
    True
    """

    def scores(self, text: str, passages: Sequence[Passage]) -> list[float]:
        """Linear in the words of the passages."""
        wanted = set(_stems(text))
        sentences = [Counter(_stems(passage.sentence)) for passage in passages]
        counts = [_with_neighbours(own, passage) for own, passage in zip(sentences, passages, strict=True)]
        known = Counter(stem for own in sentences for stem in own)
        weights = {stem: _rarity(known[stem], len(passages)) for stem in wanted}
        lengths = [sum(count.values()) for count in counts]
        mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
        return [
            sum(weights[stem] * _saturated(count[stem], length / mean) for stem in wanted if stem in count)
            for count, length in zip(counts, lengths, strict=True)
        ]


def _stems(text: str) -> list[str]:
    """The stems of `text`, each part of a compound ("human-derived") for itself."""
    return [token.stem for token in content_tokens(text.replace("-", " "))]


def _with_neighbours(own: Counter[str], passage: Passage) -> dict[str, float]:
    counts: dict[str, float] = dict(own)
    for neighbour in passage.around:
        for stem in _stems(neighbour):
            counts[stem] = counts.get(stem, 0.0) + BESIDE
    return counts


def _rarity(passages_with: int, passages: int) -> float:
    return math.log(1 + (passages - passages_with + 0.5) / (passages_with + 0.5))


def _saturated(count: float, length: float) -> float:
    return count * (SATURATION + 1) / (count + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length))
