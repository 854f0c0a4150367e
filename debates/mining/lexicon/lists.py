"""How the word lists are written down."""

from __future__ import annotations

import re


def words(text: str) -> tuple[str, ...]:
    """The words of a list, in order."""
    return tuple(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a list that are parted by bars or line ends, in order.

    >>> phrases("a lot of | many")
    ('a lot of', 'many')
    """
    return tuple(phrase for part in re.split(r"[|\n]", text) if (phrase := part.strip()))
