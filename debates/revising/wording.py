"""Two wordings beside each other, word by word (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

WORDS_COMPARED = 4000
"""Longer wordings are shown whole, one after the other: nobody reads a finer comparison of them."""


class Fate(StrEnum):
    """What became of some words."""

    STAYED = "stayed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that had the same fate."""

    fate: Fate
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """Say which words of `before` stayed, which went and which are new in `after`, in reading order.

    Works in time and memory of the product of their lengths, over 64, up to 4,000 words each.

    >>> [(piece.fate.value, piece.text) for piece in compare("It is so.", "It is not so.")]
    [('stayed', 'It is'), ('new', 'not'), ('stayed', 'so.')]
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > WORDS_COMPARED:
        return [*_piece(Fate.GONE, old), *_piece(Fate.NEW, new)]
    return list(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Between words that stayed, first those that went, then those that are new."""
    gone: list[str] = []
    added: list[str] = []
    for each in Indel.opcodes(old, new):
        if each.tag == "equal":
            yield from (*_piece(Fate.GONE, gone), *_piece(Fate.NEW, added))
            gone, added = [], []
            yield from _piece(Fate.STAYED, old[each.src_start : each.src_end])
        else:
            gone += old[each.src_start : each.src_end]
            added += new[each.dest_start : each.dest_end]
    yield from (*_piece(Fate.GONE, gone), *_piece(Fate.NEW, added))


def _piece(fate: Fate, words: list[str]) -> Iterator[Piece]:
    if words:
        yield Piece(fate, " ".join(words))
