"""Units that somebody else cut and ordered: what bears on what, and whose views they report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debates.mining.draft import Draft
from debates.mining.holders import tell_holders
from debates.mining.kinds import tell_kinds
from debates.mining.parties import Roster
from debates.mining.relations_across import relate_across
from debates.mining.relations_inside import relate_inside
from debates.mining.scores import score
from debates.mining.vocabulary import Finding, Link, Person, Span, Turn

LINK_THRESHOLD = 0.3
"""Links between given units with a lower score are kept back."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One proposition of a map: `text` as an annotator put it, `said` in the speaker's words where they are known."""

    speaker: str | None
    text: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Links by the units' places, best first, and the holder of each unit that reports somebody's view."""

    links: tuple[Link, ...]
    reported: dict[int, str]


def relate(units: Sequence[Unit], people: Sequence[Person] = ()) -> Related:
    """What the given units, in the order they were said, have to do with each other.

    Every unit stays one unit: nothing is split, dropped or reworded. Time is linear in their number.

    >>> related = relate([Unit("Ann", "Critics say that bridges rust."), Unit("Bob", "No, paint protects bridges.")])
    >>> related.reported
    {0: 'critics'}
    """
    roster = Roster.of([_turn(unit) for unit in units], people)
    draft = Draft(
        tuple(_turn(unit) for unit in units),
        roster,
        tuple(_finding(place, unit, roster) for place, unit in enumerate(units)),
    )
    for stage in (tell_kinds, tell_holders, score, relate_inside, relate_across):
        draft = stage(draft)
    kept = (link for link in draft.links if link.score >= LINK_THRESHOLD)
    return Related(
        tuple(sorted(kept, key=lambda link: (-link.score, link.source, link.target))),
        {finding.id: finding.holder for finding in draft.findings if finding.is_reported and finding.holder},
    )


def _turn(unit: Unit) -> Turn:
    return Turn(unit.speaker, unit.said or unit.text)


def _finding(place: int, unit: Unit, roster: Roster) -> Finding:
    words = unit.said or unit.text
    voice = roster.label(unit.speaker) if unit.speaker and unit.speaker.strip() else None
    return Finding(place, Span(place, 0, len(words)), words, unit.text, voiced_by=voice)
