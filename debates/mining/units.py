"""Units that somebody else cut and ordered: what bears on what, and whose views they report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from debates.mining.bearing import Bearing, bearings
from debates.mining.draft import Draft
from debates.mining.holders import tell_holders
from debates.mining.kinds import tell_kinds
from debates.mining.language import unread_turns
from debates.mining.overlap import opening_words, shortened
from debates.mining.pairs import FAR_REACH, Pairs, Piece
from debates.mining.parties import Party, Roster
from debates.mining.telling import telling
from debates.mining.vocabulary import Finding, Link, LinkKind, Person, Span, Stance, Turn
from debates.mining.wording import whole
from transcripts.embedding import encoder

AT_ONCE = 1_500
"""Units whose pairs are weighed together: two hours of talk, and about 250 MB."""
LONGEST = 2_000
"""Characters of a unit that are read; what a longer one says after them is not."""


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

    Every unit stays one unit: nothing is split, dropped or reworded. Units in another language than English
    take part in nothing. Time is linear in their number, and memory bounded but for the units themselves.

    >>> related = relate([Unit("Ann", "Critics say that bridges rust."), Unit("Bob", "No, paint protects bridges.")])
    >>> related.reported
    {0: 'critics'}
    """
    units = [_bounded(unit) for unit in units]
    findings = _told(units, people)
    pieces = _pieces(units, findings)
    unread = unread_turns(_as_turns(units))
    links = [
        _link(bearing, pieces)
        for bearing in _bearings(pieces)
        if unread.isdisjoint((bearing.source, bearing.target))
    ]
    return Related(
        tuple(sorted(links, key=lambda link: (-link.score, link.source, link.target))),
        {
            finding.id: finding.holder
            for finding in findings
            if finding.is_reported and finding.holder and finding.id not in unread
        },
    )


def _bounded(unit: Unit) -> Unit:
    return replace(unit, text=whole(unit.text[:LONGEST]), said=whole(unit.said[:LONGEST]))


def _bearings(pieces: Sequence[Piece]) -> Iterator[Bearing]:
    """What bears on what: all at once, or window by window, each with the pieces before it that its own can reach."""
    for first in range(0, len(pieces), AT_ONCE):
        begin = max(0, first - FAR_REACH)
        window = pieces[begin : first + AT_ONCE]
        for one in bearings(Pairs(window, encoder().vectors([piece.text for piece in window]))):
            if begin + max(one.source, one.target) >= first:
                yield replace(one, source=begin + one.source, target=begin + one.target)


def _as_turns(units: Sequence[Unit]) -> tuple[Turn, ...]:
    return tuple(Turn(unit.speaker, unit.said or unit.text) for unit in units)


def _told(units: Sequence[Unit], people: Sequence[Person]) -> tuple[Finding, ...]:
    """One finding a unit, with its kind, holder and stance."""
    turns = _as_turns(units)
    roster = Roster.of(turns, people)
    draft = Draft(turns, roster, tuple(_finding(place, unit, roster) for place, unit in enumerate(units)))
    cued = tell_holders(tell_kinds(draft)).findings
    return tuple(_reported(finding, unit, roster) for finding, unit in zip(cued, units, strict=True))


def _reported(finding: Finding, unit: Unit, roster: Roster) -> Finding:
    """The finding with the holder that its words tell of: first one by name, in either wording; then any."""
    parties = [Party(finding.holder, finding.holder_named)] if finding.is_reported and finding.holder else []
    for words in dict.fromkeys((unit.said or unit.text, unit.text)):
        told = telling(words, finding.voiced_by)
        if told and (party := roster.party(told.who)).words != finding.voiced_by:
            parties.append(party)
    if not parties:
        return finding
    best = next((party for party in parties if party.named), None)
    best = best or next((party for party in parties if party.words[:1].isupper()), parties[0])
    return replace(finding, holder=best.words, holder_named=best.named, stance=Stance.REPORTS)


def _finding(place: int, unit: Unit, roster: Roster) -> Finding:
    words = unit.said or unit.text
    voice = roster.label(unit.speaker) if unit.speaker and unit.speaker.strip() else None
    return Finding(place, Span(place, 0, len(words)), words, unit.text, voiced_by=voice)


def _pieces(units: Sequence[Unit], findings: Sequence[Finding]) -> list[Piece]:
    """The units in turns: those of one voice that follow each other are one turn."""
    pieces: list[Piece] = []
    for unit, finding in zip(units, findings, strict=True):
        party = finding.holder if finding.is_reported else finding.voiced_by
        piece = Piece(finding.voiced_by, party, 0, unit.text, unit.said or unit.text)
        if pieces:
            piece = replace(piece, turn=pieces[-1].turn + (piece.voice != pieces[-1].voice))
        pieces.append(piece)
    return pieces


_VERBS = {LinkKind.SUPPORT: "speaks for", LinkKind.ATTACK: "speaks against", LinkKind.REPHRASE: "says again"}


def _link(bearing: Bearing, pieces: Sequence[Piece]) -> Link:
    source, target = pieces[bearing.source], pieces[bearing.target]
    reason = f"{_VERBS[bearing.kind]} '{shortened(target.text)}', {_where(source, target, bearing)}"
    return Link(
        bearing.source, bearing.target, bearing.kind, bearing.score, reason, opening_words(source.said)
    )


def _where(source: Piece, target: Piece, bearing: Bearing) -> str:
    voice = "in the same voice" if source.voice == target.voice else "in another voice"
    steps = bearing.source - bearing.target
    if steps in (1, -1):
        return f"right {'after' if steps > 0 else 'before'} it {voice}"
    return f"{abs(steps)} units {'after' if steps > 0 else 'before'} it {voice}"
