"""Captions that roll: each begins with the end of the one before, so that every word comes twice or three times.

Whoever stumbles says a few words again as well. So repeats are only taken for captions where a large part of a talk, or of a turn
without breaks, is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from debates.mining.vocabulary import Turn

LONGEST = 30
"""Words of one caption that are looked for in the next."""
_FEWEST, _SHARE = 3, 0.3
"""Repeats of a talk or a turn from which it rolls, and the share of its borders or words that they have to be."""
_SHORTEST, _SHORTEST_INSIDE = 2, 3
"""Words that come again at a border of turns, and inside a turn."""

_WORD = re.compile(r"\S+")

Words = Sequence[tuple[str, int, int]]
Span = tuple[int, int]


def said_again(turns: Sequence[Turn]) -> dict[int, list[Span]]:
    """By the place of a turn: the characters that only say again what came right before, in order. Linear in the words.

    >>> said_again([Turn(None, words) for words in ("road salt eats", "salt eats paint on", "paint on a", "on a bridge")])
    {1: [(0, 9)], 2: [(0, 8)], 3: [(0, 4)]}
    """
    spoken = [_words(turn.text) for turn in turns]
    found: dict[int, list[Span]] = {}
    for place, count in _rolling(turns, spoken).items():
        found.setdefault(place, []).append((0, spoken[place][count - 1][2]))
    for place, words in enumerate(spoken):
        found.setdefault(place, []).extend(_rolling_inside(words))
    return {place: sorted(spans) for place, spans in sorted(found.items()) if spans}


def _words(text: str) -> Words:
    return [
        (match.group().strip(".,;:!?-\"'").lower(), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def _rolling(turns: Sequence[Turn], spoken: Sequence[Words]) -> dict[int, int]:
    """How many words at the beginning of a turn ended the one before, where the talk rolls."""
    borders = [
        place
        for place in range(1, len(turns))
        if turns[place].speaker == turns[place - 1].speaker and spoken[place] and spoken[place - 1]
    ]
    counts = {place: _overlap(spoken[place - 1], spoken[place]) for place in borders}
    rolling = {place: count for place, count in counts.items() if count >= _SHORTEST}
    return rolling if len(rolling) >= max(_FEWEST, _SHARE * len(borders)) else {}


def _overlap(before: Words, after: Words) -> int:
    """How many words end the one and begin the other; the most."""
    tail = [word for word, _, _ in before[-LONGEST:]]
    head = [word for word, _, _ in after[:LONGEST]]
    for count in range(min(len(tail), len(head)), 0, -1):
        if tail[-count:] == head[:count]:
            return count
    return 0


def _rolling_inside(words: Words) -> list[Span]:
    """The second of two equal stretches that follow each other, where a turn is full of them."""
    found = list(_doubled([word for word, _, _ in words]))
    covered = sum(2 * count for _, count in found)
    if len(found) < _FEWEST or covered < _SHARE * len(words):
        return []
    return [(words[begin][1], words[begin + count - 1][2]) for begin, count in found]


def _doubled(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a stretch begins that is the one before it once more, and its length; none overlaps another."""
    last: dict[str, list[int]] = {}
    free = 0
    for place, word in enumerate(words):
        earlier = last.setdefault(word, [])
        for begin in reversed(earlier[-4:]):
            count = place - begin
            if count > LONGEST or begin < free - LONGEST:
                break
            if (
                count >= _SHORTEST_INSIDE
                and place >= free
                and words[begin:place] == words[place : place + count]
            ):
                yield place, count
                free = place + count
                break
        earlier.append(place)
