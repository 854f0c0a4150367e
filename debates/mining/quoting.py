"""Quotations that run over several sentences.

A mark opens where a word follows it and none stands before it, and closes where it is the other way round; a mark that is both or
neither turns what was before. Single marks count where they cannot be apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from debates.mining.lexicon.reporting import STAGE_OPENERS
from debates.mining.wording import any_of, body_start, compiled, plain

LONGEST = 10
"""Sentences that a quotation runs on at most after the one in which it opens."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Sentences `first` to `last` (places, both included) hold one quotation, whose words begin at `begin` of the first."""

    first: int
    last: int
    begin: int


def quotations(texts: Sequence[str]) -> list[Quotation]:
    """The quotations that open in one sentence and close in a later one, and those that end the sentence they open in."""
    return [*_quotations([plain(text) for text in texts])]


def _quotations(texts: Sequence[str]) -> Iterator[Quotation]:
    opened: tuple[int, int] | None = None
    for place, words in enumerate(texts):
        if opened and place - opened[0] > LONGEST:
            opened = None
        for at, opens in _marks(words):
            if opens is not False and (opened is None or opens):
                opened = (place, at + 1)
            elif opened:
                if place > opened[0] or not words[at + 1 :].strip(" .,;!?"):
                    yield Quotation(opened[0], _last(opened[0], place, words, at), opened[1])
                opened = None


def _last(first: int, place: int, words: str, at: int) -> int:
    """The last sentence of a quotation that closes at `at` of the one at `place`: most of it must be quoted."""
    return place if place == first or at * 2 >= len(words) else place - 1


_DOUBLE = r"\""
_OPENS_SINGLE = r"(?:(?<=^)|(?<=[,:] ))'(?=\w)(?!(?:cause|em|til|tis|twas|bout|\d)\b)"
_CLOSES_SINGLE = r"(?<=[.,?!])'(?=\s|$)"
_MARK = re.compile(rf"{_DOUBLE}|{_OPENS_SINGLE}|{_CLOSES_SINGLE}")


def _marks(words: str) -> Iterator[tuple[int, bool | None]]:
    """Where the quotation marks of a sentence stand, and whether each opens; None where that cannot be told."""
    for match in _MARK.finditer(words):
        before, after = words[: match.start()], words[match.end() :]
        after_space, before_word = not before or before[-1] in " (-", bool(re.match(r"[^\s.,;:!?)]", after))
        yield match.start(), after_space if after_space == before_word else None


# --- Without marks -------------------------------------------------------------------------------------

_IN_OWN_WORDS = compiled(
    rf"\b(?:say|says|said|saying|like|go|goes|went|asks?|asked),? (?:(?:like|you know),? )?(?:{any_of(STAGE_OPENERS)}"
    r"|(?-i:[A-Z]\w+)),? "
)
_ANSWERS = compiled(
    r"I (?:(?:just|went|turned|looked|wrote|came|called)(?: \w+){0,3}? (?:and )?(?:I )?)?"
    r"(?:said|say|told|explained|replied|answered|asked|was like|am like|go|went)\b|I'm like\b"
)


def answered_after(texts: Sequence[str], place: int) -> int | None:
    """The last place of what somebody is said to say, hey, in their own words, at `place` and on; None where no "and I said" ends it.

    >>> answered_after(["They said, hey, we sink.", "Where's the paint?", "And I said that it's in the shed."], 0)
    1
    """
    if not _IN_OWN_WORDS.search(plain(texts[place])):
        return None
    for later in range(place + 1, min(len(texts), place + LONGEST)):
        words = plain(texts[later])
        if _ANSWERS.match(words, body_start(words)):
            return later - 1 if later > place + 1 else None
    return None
