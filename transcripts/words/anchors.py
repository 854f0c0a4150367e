"""Places in a transcript, named by their exact words. Pure.

A word is what stands between two spaces, punctuation included. Utterances are joined by one space.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

CONTEXT_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Exact words with up to 32 characters before and after (W3C TextQuoteSelector)."""

    exact: str
    prefix: str
    suffix: str


class WordRange(NamedTuple):
    """From word `word_start` of utterance `first` up to, not including, word `word_end` of utterance `last`."""

    first: int
    word_start: int
    last: int
    word_end: int


def words(text: str) -> list[tuple[int, int]]:
    """Return the character span of each word of `text`.

    >>> words("Models copy  people.")
    [(0, 6), (7, 11), (13, 20)]
    """
    return [match.span() for match in re.finditer(r"\S+", text)]


def covering(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the word range (from, up to) that the characters from `start` up to `end` of `text` touch.

    Raises ValueError where they touch none.

    >>> covering("Models copy people.", 9, 14)
    (1, 3)
    """
    spans = words(text)
    word_start = bisect_right([span[1] for span in spans], start)
    word_end = bisect_left([span[0] for span in spans], end)
    if word_start >= word_end:
        raise ValueError("the quote has no words")
    return word_start, word_end


def describe(texts: Sequence[str], first: int, word_start: int, last: int, word_end: int) -> TextQuote:
    """Return the words from word `word_start` of `texts[first]` up to, not including, `word_end` of `texts[last]`.

    Words count from 0 and are separated by single spaces; so are the texts. Raises ValueError for a range that is
    empty or lies outside.

    >>> describe(["I think so.", "Models copy people."], 1, 1, 1, 3)
    TextQuote(exact='copy people.', prefix='I think so. Models', suffix='')
    """
    words = [text.split(" ") for text in texts]
    if not 0 <= first <= last < len(texts):
        raise ValueError("the quote lies outside its transcript")
    if not 0 <= word_start < len(words[first]) or not 0 < word_end <= len(words[last]):
        raise ValueError("the quote lies outside its sentence")
    if first == last and word_start >= word_end:
        raise ValueError("the quote has no words")
    before = sum(len(each) for each in words[:first]) + word_start
    after = sum(len(each) for each in words[:last]) + word_end
    flat = [word for each in words for word in each]
    return TextQuote(
        " ".join(flat[before:after]),
        " ".join(flat[:before])[-CONTEXT_CHARACTERS:],
        " ".join(flat[after:])[:CONTEXT_CHARACTERS],
    )


def verify(exact: str, texts: Sequence[str], place: WordRange) -> bool:
    """Whether the words at `place` are `exact`, white space aside. False for a place that does not exist.

    >>> verify("copy\\npeople.", ["I think so.", "Models copy people."], WordRange(1, 1, 1, 3))
    True
    >>> verify("copy apes.", ["I think so.", "Models copy people."], WordRange(1, 1, 1, 3))
    False
    """
    try:
        return describe(texts, *place).exact == " ".join(exact.split())
    except ValueError:
        return False


def locate(exact: str, texts: Sequence[str], near: int = 0) -> WordRange | None:
    """Return where `exact` stands in `texts`: of several places, the one that begins nearest to `texts[near]`.

    `exact` may leave out punctuation at its ends, but may not begin or end inside a word. None where it is not found.

    >>> locate("so. Models copy people", ["I think so.", "Models copy people."])
    WordRange(first=0, word_start=2, last=1, word_end=3)
    >>> locate("people", ["Copy people.", "Ask people.", "People ask."], near=1)
    WordRange(first=1, word_start=1, last=1, word_end=2)
    >>> locate("eople", ["Copy people."]) is None
    True
    """
    wanted = " ".join(exact.split())
    if not any(map(str.isalnum, wanted)):
        return None
    tokens = [
        (index, number, token)
        for index, text in enumerate(texts)
        for number, token in enumerate(text.split())
    ]
    places = _places(wanted, tokens)
    return min(
        places, key=lambda place: (abs(place.first - near), place.first, place.word_start), default=None
    )


def _places(wanted: str, tokens: Sequence[tuple[int, int, str]]) -> Iterator[WordRange]:
    joined = " ".join(token for _, _, token in tokens)
    starts = list(accumulate((len(token) + 1 for _, _, token in tokens), initial=0))[:-1]
    at = joined.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        from_token, to_token = bisect_right(starts, at) - 1, bisect_left(starts, end) - 1
        left_out = joined[starts[from_token] : at] + joined[end : starts[to_token] + len(tokens[to_token][2])]
        if not any(map(str.isalnum, left_out)):
            first, last = tokens[from_token], tokens[to_token]
            yield WordRange(first[0], first[1], last[0], last[1] + 1)
        at = joined.find(wanted, at + 1)
