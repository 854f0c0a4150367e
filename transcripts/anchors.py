"""Places in a transcript, named by their exact words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CONTEXT_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Exact words with up to 32 characters before and after (W3C TextQuoteSelector)."""

    exact: str
    prefix: str
    suffix: str


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
