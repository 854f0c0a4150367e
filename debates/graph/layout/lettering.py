"""Text in boxes of a fixed width, without a browser to measure it. Pure."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfrI.,;:'’|!()[] ")
_BROAD = frozenset("mwMW@%—…&")


def _width(text: str) -> float:
    """How wide `text` is, in ordinary small letters of a serif type."""
    return sum(map(_letter, text))


def _letter(character: str) -> float:
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 2.1
    if unicodedata.combining(character):
        return 0.0
    if character in _NARROW:
        return 0.62
    if character in _BROAD:
        return 1.65
    return 1.3 if character.isupper() else 1.06


def wrapped(text: str, width: float, lines: int) -> tuple[str, ...]:
    """Return `text` in at most `lines` lines no wider than `width` ordinary letters; what is left out becomes “…”.

    A word that is wider than a line is cut.

    >>> wrapped("Imitation learning is continuous with reinforcement learning", 20, 2)
    ('Imitation learning is', 'continuous with…')
    """
    rows = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            joined = f"{rows[-1]} {piece}" if rows[-1] else piece
            if _width(joined) <= width:
                rows[-1] = joined
            else:
                rows.append(piece)
        if len(rows) > lines:
            break
    if len(rows) <= lines:
        return tuple(rows)
    return (*rows[: lines - 1], f"{_shortened(rows[lines - 1], width)}…")


def _shortened(row: str, width: float) -> str:
    """The row without its last words, or letters of its only word, so that an ellipsis has room after it."""
    while row and _width(f"{row}…") > width:
        row = row.rpartition(" ")[0] or row[:-1]
    return row


def _pieces(word: str, width: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and _width(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
