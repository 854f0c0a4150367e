"""One person and one proposition over time: what they said of it when, and where they changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from debates.graph.exchange import Moment, Stance


class Change(StrEnum):
    """How somebody moved."""

    REVERSES = "reverses"
    CONCEDES = "concedes"


@dataclass(frozen=True, slots=True)
class Stated:
    """One time that a person spoke for themselves of a proposition. `number` is the caller's own; `words` are those said."""

    number: int
    stance: Stance
    time: Moment
    words: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A stance at its time, with the change that it makes and the exact words that mark it ("" where only the stance tells)."""

    stated: Stated
    change: Change | None = None
    marked_by: str = ""


_MARKERS: tuple[tuple[Change, str], ...] = (
    (
        Change.REVERSES,
        r"i(?:'ve| have) changed my (?:mind|view|views|position)|i changed my mind|i no longer (?:think|believe|hold)"
        r"|i was wrong|i stand corrected|i take (?:that|it) back|i shouldn't have said|i should not have said"
        r"|i used to (?:think|believe|say)|i've come around|i have come around|i've updated|i don't think that anymore",
    ),
    (
        Change.CONCEDES,
        r"i(?:'ll| will| do)? grant|(?<!\w )granted(?=,)|i(?:'ll| will| must| have to| do)? (?:concede|admit)|i(?:'ll| will) give you that"
        r"|you're right|you are right|fair (?:point|enough)|that's a (?:good|fair) point|point taken|i accept that",
    ),
)
_CUES = [
    (change, re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])", re.IGNORECASE)) for change, pattern in _MARKERS
]
_STRAIGHT = str.maketrans({"’": "'", "‘": "'"})
_FOR = frozenset({Stance.ASSERTS, Stance.GRANTS})
_OWN = frozenset({Stance.ASSERTS, Stance.GRANTS, Stance.DENIES})


def marker(text: str) -> tuple[Change | None, str]:
    """Return the change of mind that `text` announces, with the words that do; the earliest counts.

    >>> marker("Well, I’ve changed my mind about this.")
    (<Change.REVERSES: 'reverses'>, 'I’ve changed my mind')
    >>> marker("I grant you that it works.")
    (<Change.CONCEDES: 'concedes'>, 'I grant')
    >>> marker("It works.")
    (None, '')
    """
    plain = text.translate(_STRAIGHT)
    found = [(match.start(), change, match) for change, cue in _CUES if (match := cue.search(plain))]
    if not found:
        return None, ""
    _, change, match = min(found, key=lambda each: each[0])
    return change, text[match.start() : match.end()]


def position(stated: Iterable[Stated]) -> tuple[Step, ...]:
    """Return what one person said of one proposition, in order, with the changes.

    Who denies what they asserted or granted before, or the other way round, reverses; who first denies and then grants, or first
    speaks of it by granting it, concedes. Words that announce a change of mind mark it even where the stance stays.
    Reports are nobody's own stance and are left out; a question is none either, and stays in without a change.

    >>> steps = position([
    ...     Stated(1, Stance.ASSERTS, (1.0,), "They copy."),
    ...     Stated(2, Stance.DENIES, (2.0,), "I was wrong, they do not."),
    ... ])
    >>> [(step.stated.number, step.change and step.change.value, step.marked_by) for step in steps]
    [(1, None, ''), (2, 'reverses', 'I was wrong')]
    """
    steps = []
    last: Stance | None = None
    own = (each for each in stated if each.stance is not Stance.REPORTS)
    for each in sorted(own, key=lambda each: (each.time, each.number)):
        announced, words = marker(each.words)
        change = _between(last, each.stance)
        steps.append(Step(each, change or announced, words))
        last = each.stance if each.stance in _OWN else last
    return tuple(steps)


def _between(before: Stance | None, now: Stance) -> Change | None:
    if now not in _OWN:
        return None
    if now is Stance.GRANTS and before in {None, Stance.DENIES}:
        return Change.CONCEDES
    if before is not None and (before in _FOR) != (now in _FOR):
        return Change.REVERSES
    return None
