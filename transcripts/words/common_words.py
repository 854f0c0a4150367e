"""Which words of a text are still in another: their longest common subsequence, in memory that does not run away. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

LANDMARK = 6
"""Words in a row that mark one place for sure, where each of the texts has them once."""

STRETCH = 25_000
"""Words between two landmarks at which texts are cut that are too long to be laid along each other at once."""

MOST_PAIRS = 1_500_000_000
"""Pairs of words that are compared at once, a bit each: 190 MB."""


def places(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For each old word its place in the new text, or -1 where it is gone.

    Two texts of 30,000 words are laid along each other whole: 0.1 CPU-seconds, 130 MB. Longer ones are cut at landmarks
    first. A stretch without any that is still too long counts as gone: such texts are hardly the same words.

    >>> places("a true world model is".split(), "well a real world model was".split())
    [1, -1, 3, 4, -1]
    """
    found = [-1] * len(old)
    for (old_start, new_start), (old_end, new_end) in pairwise(_cuts(old, new)):
        if (old_end - old_start) * (new_end - new_start) > MOST_PAIRS:
            continue
        for step in LCSseq.opcodes(old[old_start:old_end], new[new_start:new_end]):
            if step.tag == "equal":
                for index in range(step.src_end - step.src_start):
                    found[old_start + step.src_start + index] = new_start + step.dest_start + index
    return found


def _cuts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where to cut both texts, as pairs of places: their beginnings, landmarks between, their ends."""
    yield 0, 0
    if len(old) * len(new) > MOST_PAIRS:
        last = 0
        for old_place, new_place in _landmarks(old, new):
            if old_place - last >= STRETCH:
                yield old_place, new_place
                last = old_place
    yield len(old), len(new)


def _landmarks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of what both texts say once, as pairs: the longest row of them that comes in one order in both."""
    once = _said_once(new)
    pairs = [(place, once[words]) for words, place in _said_once(old).items() if words in once]
    return _in_one_order(sorted(pairs))


def _said_once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    rows = [tuple(words[start : start + LANDMARK]) for start in range(len(words) - LANDMARK + 1)]
    counts = Counter(rows)
    return {row: place for place, row in enumerate(rows) if counts[row] == 1}


def _in_one_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest rising subsequence by the second place (patience sorting, Fredman 1975); the first one rises already."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [index]
    row = []
    index = ends[-1] if ends else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]
