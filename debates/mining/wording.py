"""Reading English as it is spoken: straight quotes, leading connectives, content stems, polarity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from debates.mining.lexicon.arguing import NEGATIONS, POSITIVE_IDIOMS, STOP_WORDS
from debates.mining.lexicon.talk import CONNECTIVES

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_WORD = re.compile(r"[A-Za-z0-9][\w'-]*")


def plain(text: str) -> str:
    """`text` with straight quotes and hyphens; every character keeps its place."""
    return text.translate(_STRAIGHT)


_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """`text` with a mark in the place of every half of a character, which no library takes; every character keeps its place."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of `phrases`, longest first; a space matches any run of white space.

    >>> any_of(["a", "a lot of"])
    '(?:a\\\\s+lot\\\\s+of|a)'
    """
    longest_first = sorted(
        {phrase.strip() for phrase in phrases if phrase.strip()}, key=lambda p: (-len(p), p)
    )
    return "(?:" + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first) + ")"


def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled without regard to case; a space in it stands for any run of white space."""
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


_CONNECTIVE = re.compile(rf"{any_of(CONNECTIVES)}(?![\w'-])[,:]?\s*-?\s*", re.IGNORECASE)
_IDIOM = re.compile(any_of(POSITIVE_IDIOMS), re.IGNORECASE)


def body_start(text: str) -> int:
    """Where the content begins after leading connectives and fillers; 0 where nothing but those is there.

    >>> text = "And so, for example, bridges rust."
    >>> text[body_start(text):]
    'bridges rust.'
    """
    position = 0
    while match := _CONNECTIVE.match(text, position):
        if match.end() == position or not _WORD.search(text, match.end()):
            break
        position = match.end()
    return position


def word_count(text: str) -> int:
    """How many words `text` has."""
    return sum(1 for _ in _WORD.finditer(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """`word` without its commonest English endings: light, and wrong now and then.

    >>> [stem(word) for word in ("models", "learning", "trained", "policies", "continually")]
    ['model', 'learn', 'train', 'policy', 'continual']
    """
    word = word.removesuffix("'s").removesuffix("'")
    for ending, put in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ied", "y"),
        ("ed", ""),
        ("ly", ""),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4 - (ending == "s"):
            if ending == "s" and word.endswith(("ss", "us", "is")):
                break
            word = word.removesuffix(ending) + put
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeosl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


@dataclass(frozen=True, slots=True)
class Token:
    """A content word: its stem, its place in the text, and its rank among all words there."""

    stem: str
    start: int
    end: int
    rank: int


def content_tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` that carry its topic, in order."""
    found = []
    for rank, match in enumerate(_WORD.finditer(plain(text))):
        word = match.group().lower()
        if word not in STOP_WORDS and len(word) > 1:
            found.append(Token(stem(word), match.start(), match.end(), rank))
    return tuple(found)


def pairs(tokens: tuple[Token, ...]) -> frozenset[tuple[str, str]]:
    """Stems that follow each other directly: the terms of a topic ("world model")."""
    return frozenset(
        (left.stem, right.stem) for left, right in pairwise(tokens) if right.rank == left.rank + 1
    )


def is_negative(text: str) -> bool:
    """True where an odd number of negations is left after idioms that do not negate.

    >>> is_negative("They can't learn."), is_negative("I wouldn't be surprised if they did.")
    (True, False)
    """
    words = _WORD.findall(_IDIOM.sub(" ", plain(text).lower()))
    return sum(word in NEGATIONS for word in words) % 2 == 1
