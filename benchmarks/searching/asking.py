"""Twelve queries of each class, chosen by how many of the sentences have their words."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from benchmarks.searching.segments import Segment

QUERIES = 12
SHARES = {"common": (0.01, 0.02), "middle": (0.0008, 0.0015), "rare": (0.00003, 0.00008)}
"""The share of sentences that have a word of each class."""
PREFIX = 4
"""Letters of a middle word that are typed before the star."""


class Kind(Enum):
    """The classes, in the order of the table."""

    COMMON = "common word"
    MIDDLE = "middle word"
    RARE = "rare word"
    BOTH = "two common words"
    PHRASE = "phrase"
    PREFIX = "prefix"
    SPEAKER = "common word of one speaker"


@dataclass(frozen=True, slots=True)
class Ask:
    """One query: its words, and the number of a speaker where it is narrowed to one."""

    kind: Kind
    words: tuple[str, ...]
    speaker: int | None = None


def queries(episodes: Iterable[list[Segment]], is_small_word: Callable[[str], bool]) -> list[Ask]:
    """`QUERIES` of every kind, from these episodes; `is_small_word` tells what machines leave out ("of", "the")."""
    sentences = [segment for episode in episodes for segment in episode]
    counts: Counter[str] = Counter()
    for segment in sentences:
        counts.update(set(_words(segment)))
    chosen = {name: _chosen(counts, len(sentences), name, is_small_word) for name in SHARES}
    common, middle, rare = chosen["common"], chosen["middle"], chosen["rare"]
    speakers = _speakers(sentences)
    return [
        *(Ask(Kind.COMMON, (word,)) for word in common),
        *(Ask(Kind.MIDDLE, (word,)) for word in middle),
        *(Ask(Kind.RARE, (word,)) for word in rare),
        *(Ask(Kind.BOTH, pair) for pair in zip(common, common[1:] + common[:1], strict=True)),
        *(Ask(Kind.PHRASE, phrase) for phrase in _phrases(sentences, counts, is_small_word)),
        *(Ask(Kind.PREFIX, (word[:PREFIX],)) for word in middle),
        *(Ask(Kind.SPEAKER, (word,), voice) for word, voice in zip(common, speakers, strict=True)),
    ]


def _words(segment: Segment) -> list[str]:
    return segment.text.lower().rstrip(".").split()


def _chosen(
    counts: Counter[str], sentences: int, name: str, is_small_word: Callable[[str], bool]
) -> list[str]:
    """Words whose share lies in the class, evenly spread from the most frequent to the least."""
    low, high = SHARES[name]
    fitting = sorted(
        (word for word, count in counts.items() if low <= count / sentences <= high and len(word) > PREFIX),
        key=lambda word: (-counts[word], word),
    )
    telling = [word for word in fitting if not is_small_word(word)]
    return [telling[place * len(telling) // QUERIES] for place in range(QUERIES)]


def _speakers(sentences: list[Segment]) -> list[int]:
    """Half of them among those who speak most, half among those who speak least: hosts and guests."""
    often = [speaker for speaker, _ in Counter(segment.speaker for segment in sentences).most_common()]
    return often[: QUERIES // 2] + often[-(QUERIES - QUERIES // 2) :]


def _phrases(
    sentences: list[Segment], counts: Counter[str], is_small_word: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """Two words in a row, each in one of two thousand sentences or more, as somebody said them."""
    least = len(sentences) / 2_000
    found: dict[tuple[str, str], None] = {}
    for segment in random.Random(7).sample(sentences, 2_000):  # noqa: S311  the same ones every time
        for pair in pairwise(_words(segment)):
            if all(counts[word] >= least and len(word) > 3 and not is_small_word(word) for word in pair):
                found[pair] = None
    return list(found)[:QUERIES]
