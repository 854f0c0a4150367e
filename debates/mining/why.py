"""Why a link is suggested where a head found it, in words that can be checked against the talk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from debates.mining.lexicon.stances import AGREEMENTS
from debates.mining.overlap import Shared, Topics, opening_words, shortened
from debates.mining.vocabulary import Finding, LinkKind
from debates.mining.wording import any_of, compiled, plain

ALIKE = 0.6
"""Likeness in meaning from which it is worth telling."""

_VERBS = {
    LinkKind.SUPPORT: "gives a reason for",
    LinkKind.ATTACK: "answers",
    LinkKind.REPHRASE: "says again",
}
_OPENINGS = {
    LinkKind.SUPPORT: compiled(
        r"(?:and |well,? |you know,? |i mean,? )?(?P<cue>because|'cause|since|after all|for example|for instance"
        rf"|{any_of(AGREEMENTS)})(?![\w'-])"
    ),
    LinkKind.ATTACK: compiled(
        r"(?P<cue>(?:(?:well|yes|yeah|okay|right|sure|oh),? )?(?:no,? but|no|but|not at all|actually|however|i disagree"
        r"|that's not (?:true|right|so)|come on))(?![\w'-])"
    ),
    LinkKind.REPHRASE: compiled(
        r"(?:and |well,? )?(?P<cue>so|in other words|again|that is|i mean|as i said)(?![\w'-])"
    ),
}


def why(
    kind: LinkKind, source: Finding, target: Finding, topics: Topics, likeness: float, *, goes_on: bool
) -> tuple[str, str]:
    """The reason of a link, and its evidence: words of the source, verbatim. `goes_on` where it spells out what the target says."""
    shared = topics.shared(source.id, target.id)
    cue = _OPENINGS[kind].match(plain(source.text))
    evidence = _evidence(source, cue, shared, topics)
    marks = [*_marks(source, cue, shared, topics, likeness), _where(source, target)]
    verb = "spells out" if goes_on else _VERBS[kind]
    return f"{verb} '{shortened(target.statement)}': {', '.join(marks)}", evidence


def _evidence(source: Finding, cue: re.Match[str] | None, shared: Shared, topics: Topics) -> str:
    if cue is None and shared.stems:
        return topics.words_of(source, shared)
    return opening_words(source.text)


def _marks(
    source: Finding, cue: re.Match[str] | None, shared: Shared, topics: Topics, likeness: float
) -> Iterator[str]:
    if cue:
        yield f"begins with '{source.text[cue.start('cue') : cue.end('cue')]}'"
    if shared.stems:
        yield f"takes up '{topics.words_of(source, shared)}'"
    if likeness >= ALIKE:
        yield "is close in meaning"


def _where(source: Finding, target: Finding) -> str:
    steps = source.id - target.id
    voice = "" if source.voiced_by == target.voiced_by else " in another voice"
    if steps in (1, -1):
        return f"right {'after' if steps > 0 else 'before'} it{voice}"
    return f"{abs(steps)} sentences {'after' if steps > 0 else 'before'} it{voice}"
