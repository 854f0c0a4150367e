"""What the frames of recaps are made of: their sides, and the patterns that several kinds of frame share.

In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from debates.mining.lexicon.reporting import PARTS, POSITION_NOUNS, VIEW_ENDING
from debates.mining.wording import any_of, compiled, word_count


class Side(StrEnum):
    """Where the view lies that a frame speaks of."""

    OPENS = "opens"  # after it, up to the first switch
    LEANS = "leans"  # it states the view itself; what follows counts only if a switch confirms it
    CLOSES = "closes"  # before it
    CHECKS = "checks"  # before it, if something was open: "is that a fair summary?"


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame in a sentence: `party` and `cue` as worded.

    `content` is where the view itself begins, if it does. `in_quotes` says that it is in quotation marks, and ends with those.
    """

    side: Side
    party: str
    cue: str
    content: int | None = None
    in_quotes: bool = False


NOUN = rf"(?:{any_of(POSITION_NOUNS)}|{VIEW_ENDING})"
"""What a view is called."""
PREFACE = r"(?:(?!if\b|when\b)[^,.;:]{1,40}, )?"
PLANS = (
    r"(?:let me|let's|let us|allow me to|we should|to|it's worth|i(?:'ll| will|'m going to| am going to"
    r"| want to| wanted to|'d like to"
    r"| would like to| should| need to| shall|'m gonna| can| have to|'d better| promised to| owe it to)) "
)
_COUNT = r"(?:two|three|four|five|several|a few|a couple of|\d+)"
IN_PARTS = rf"{_COUNT} (?:[\w-]+ )?(?:{any_of(PARTS)})\b"
LIKE_THIS = (
    r"(?:(?:something|roughly|basically|more or less|a bit|a little|about|quite|pretty|very|fairly) )*"
    r"(?:like this|like so|as follows|along (?:these|the following) lines|this|the following|simple"
    r"|straightforward|clear|easy to (?:state|summari[sz]e))"
)
COPULA = (
    r"(?:is|was|goes|runs|says|would be|would go|boils down to|comes down to|amounts to|can be \w+ as"
    r"|starts from|rests on)\b"
)
BETWEEN = r"\s*(?:as i \w+ it|,[^,]{1,50},)?\s*"
_FILLERS = (
    r"(?:(?:basically|simply|just|that|roughly|essentially|something like|as follows|this|like|:|,)\s*)*"
)
_CONTENT = compiled(
    rf"{BETWEEN}(?:{COPULA}|,?\s*which is\b)\s*{_FILLERS}(?P<body>.+)|(?:\s*[:-]| that\b)\s*(?P<after>.+)"
)
ONLY_LIKE_THIS = compiled(rf"(?:{LIKE_THIS}|{IN_PARTS})\W*$")
ONLY_ANNOUNCED = compiled(
    rf"(?: (?:of|about|against|for|on|to) [^,.]{{1,40}}?)?{BETWEEN}(?:{COPULA} {LIKE_THIS}"
    rf"|(?:has|comes in|falls into|consists of|rests on|turns on|can be \w+ in) {IN_PARTS})\W*$"
)
_ENDS = compiled(
    r"\s*(?!,\s*(?:is|was)\b)(?:$|[.,;:!?-]| (?:about|on|of|for|in|as|at|here|there|to|regarding|when|with"
    r"|today|now|and|but|last|this|every|each|yesterday|earlier|before|again|so far|anyway)\b)"
)


def is_own(party: str) -> bool:
    return party.lower() in ("i", "we", "my", "our")


def content_at(words: str, end: int) -> int | None:
    """Where the view itself begins in the rest of the sentence; None where it is only announced."""
    match = _CONTENT.match(words, end)
    if not match:
        return None
    group = "body" if match["body"] else "after"
    if ONLY_LIKE_THIS.match(match[group]) or word_count(match[group]) < 2:
        return None
    return match.start(group)


def is_over(words: str, end: int) -> bool:
    """True where a closing cue is not the subject of a new statement ("that's what Ann's view fails at")."""
    return bool(_ENDS.match(words, end)) and word_count(words[end:]) <= 25
