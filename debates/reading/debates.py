"""A debate as the versus view and the outline show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from debates import graph as argument
from debates.graph import ArgumentGraph, Kind, OutlineItem, Row, RowKind, outline, reasons_for, versus
from debates.models import Claim, Debate, Quote, Relation, Section, Side
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import Hues, hues_by_side
from debates.reading.maps import graph_of
from debates.reading.standings import CHOICES, NO_ANSWER, Choice, Standings
from transcripts.models import Episode, Reader


@dataclass(frozen=True, slots=True)
class Reason:
    """A claim that supports or restates another, shown with it, and what is given for it in turn."""

    card: ClaimCard
    relation: Relation
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A claim in a row, with the reasons given for it and the number of its side."""

    card: ClaimCard
    side: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply in a clash. `step` is the claim towards which an undercut reason led."""

    cell: Cell
    relation: Relation
    step: Claim | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A claim and the answers it got; none means that it stands open.

    `silent` names the side that could have answered and did not; `unheard` says that none of it speaks in the debate.
    """

    cell: Cell
    answers: tuple[Answer, ...]
    silent: str
    unheard: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A side as the head of a column."""

    side: Side
    hue: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its exchanges, or the claims that lie in none (`section` is `None`)."""

    section: Section | None
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """An outline item with its card. `relation` says how it bears on the item above."""

    card: ClaimCard
    relation: Relation | None
    answers: tuple[Branch, ...]
    shown_above: bool
    deeper: int


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A section with its outline; `size` counts its claims."""

    section: Section | None
    branches: tuple[Branch, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What a debate holds, in numbers: all claims, and the points among them that were answered or stand open."""

    claims: int
    answered: int
    open: int

    @property
    def points(self) -> int:
        return self.answered + self.open


def columns_of(debate: Debate) -> tuple[Column, ...]:
    """The sides of a debate that comes with them, in order, each with its colour and its people."""
    sides = [(side, list(side.holders.all())) for side in debate.sides.all()]
    hues = hues_by_side(holder for _, holders in sides for holder in holders)
    return tuple(
        Column(
            side,
            hues.of(holders[0].speaker, holders[0].words) if holders else 0,
            tuple(str(holder) for holder in holders),
        )
        for side, holders in sides
    )


class DebateReading:
    """One debate, loaded whole: its sides, sections, claims with quotes and standings, and relations. Makes 14 queries."""

    def __init__(self, debate: Debate, reader: Reader = None) -> None:
        """`debate` must come with its sides and sections (`with_sides`, `with_sections`)."""
        self.debate = debate
        self._sides: Sequence[Side] = list(debate.sides.all())
        self._hues = self._side_hues()
        placements = list(debate.placements.in_order())
        self._section_of = {placement.claim_id: placement.section_id for placement in placements}
        self._claims = {
            claim.pk: claim for claim in Claim.objects.on(debate).with_quotes(reader).with_rights_of_reply()
        }
        relations = Relation.objects.among(self._claims.values()).with_ends(reader).with_terms().in_order()
        self._relations = {relation.pk: relation for relation in relations}
        self._side_of = self._sides_of_claims()
        self._graph: ArgumentGraph = graph_of(self._claims.values(), self._relations.values(), self._side_of)
        self._rows = versus(self._graph)
        self._voices = {quote.voiced_by_id for quote in self._quotes()}
        self._with_rows = {row.claim for row in self._rows}
        self._is_asynchronous = len(self.sources) > 1
        self.standings = Standings(self._claims, reader)

    def _side_hues(self) -> Hues:
        return hues_by_side(holder for side in self._sides for holder in side.holders.all())

    def _sides_of_claims(self) -> dict[int, int]:
        speakers = {
            (holder.speaker_id, holder.words): number
            for number, side in enumerate(self._sides)
            for holder in side.holders.all()
        }
        cards = {pk: card(claim, self._hues) for pk, claim in self._claims.items()}
        holders = {pk: shown.quote for pk, shown in cards.items() if shown.quote}
        return {
            pk: speakers[quote.holder_id, quote.holder_words]
            for pk, quote in holders.items()
            if (quote.holder_id, quote.holder_words) in speakers
        }

    def _quotes(self) -> list[Quote]:
        return [quote for claim in self._claims.values() for quote in claim.quotes.all()]

    @property
    def sources(self) -> list[Episode]:
        """The episodes in which the claims were voiced, oldest first."""
        episodes = {quote.utterance.transcript.episode for quote in self._quotes()}
        return sorted(episodes, key=lambda episode: (str(episode.published_on or "9"), episode.pk))

    def focus(self, key: str) -> Claim | None:
        """The claim of this debate with that key, else the most answered one; nothing in a debate without claims."""
        named = [claim for claim in self._claims.values() if claim.key == key]
        ordered = sorted(self._claims, key=lambda claim: (-len(self._graph.onto(claim)), claim))
        return next(iter([*named, *(self._claims[claim] for claim in ordered[:1])]), None)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The sides in order, each with its colour and its people."""
        return columns_of(self.debate)

    @property
    def tally(self) -> Tally:
        return Tally(
            claims=len(self._claims),
            answered=len({row.claim for row in self._rows if row.kind is RowKind.CLASH}),
            open=sum(row.kind is RowKind.OPEN for row in self._rows),
        )

    def parts(self, chosen: str = "") -> list[Part]:
        """The versus view: for each section, each claim with the answers it got; where `chosen` says how, those left so."""
        return [
            Part(
                part.section,
                tuple(exchange for exchange in part.exchanges if chosen in ("", *_left(exchange))),
            )
            for part in self._parts
        ]

    @cached_property
    def _parts(self) -> list[Part]:
        return [
            Part(section, tuple(self._exchanges(row for row in self._rows if row.claim in claims)))
            for section, claims in self._by_section()
        ]

    def counts(self) -> list[tuple[Choice, int]]:
        """The ways in which points are left, with the number of points of each; those that there are."""
        exchanges = [exchange for part in self._parts for exchange in part.exchanges]
        left = Counter(chosen for exchange in exchanges for chosen in _left(exchange))
        return [(choice, left[choice.anchor]) for choice in CHOICES if left[choice.anchor]]

    def outline_parts(self) -> list[OutlinePart]:
        """The outline: for each section, its claims as nested lists."""
        return [
            OutlinePart(section, tuple(self._branch(item) for item in items), len(claims))
            for section, claims in self._by_section()
            for items in [outline(self._graph, claims)]
        ]

    def _by_section(self) -> list[tuple[Section | None, set[int]]]:
        """Sections in order with their claims; claims in none come last, and only where there are any."""
        sections: list[Section | None] = [*self.debate.sections.all()]
        claims: dict[int | None, set[int]] = {section.pk: set() for section in sections if section}
        for claim_id in self._claims:
            claims.setdefault(self._section_of.get(claim_id), set()).add(claim_id)
        parts = [(section, claims[section.pk]) for section in sections if section]
        return [*parts, (None, claims[None])] if None in claims else [*parts]

    def _exchanges(self, rows: Iterable[Row]) -> Iterable[Exchange]:
        by_claim: dict[int, list[Row]] = {}
        for row in rows:
            by_claim.setdefault(row.claim, []).append(row)
        for claim_id, clashes in by_claim.items():
            cell = self._cell(claim_id, answers_shown=True)
            answers = tuple(
                self._answer(row.reply, row.relation.id, row.step)
                for row in clashes
                if row.reply is not None and row.relation is not None
            )
            silent = None if answers else self._silent(cell)
            yield Exchange(
                cell, answers, str(silent or ""), silent is not None and not self._is_heard(silent)
            )

    def _answer(self, reply: int, relation_id: int, step: int | None) -> Answer:
        return Answer(
            self._cell(reply), self._relations[relation_id], None if step is None else self._claims[step]
        )

    def _silent(self, cell: Cell) -> Side | None:
        """Who did not answer: the other side where there are two, else nobody in particular."""
        if len(self._sides) != 2 or cell.side is None:
            return None
        return self._sides[1 - cell.side]

    def _is_heard(self, side: Side) -> bool:
        """Whether somebody of that side voices any claim of the debate."""
        return any(holder.speaker_id in self._voices for holder in side.holders.all() if holder.speaker_id)

    def _cell(self, claim_id: int, *, answers_shown: bool = False) -> Cell:
        reasons = tuple(
            self._reason(reason) for reason in reasons_for(self._graph, claim_id, self._with_rows)
        )
        return Cell(self._card(claim_id, answers_shown=answers_shown), self._side_of.get(claim_id), reasons)

    def _reason(self, reason: argument.Reason) -> Reason:
        return Reason(
            self._card(reason.claim),
            self._relations[reason.relation.id],
            tuple(self._reason(further) for further in reason.reasons),
        )

    def _card(self, claim_id: int, *, answers_shown: bool = False) -> ClaimCard:
        """The claim's card; it counts the answers to it only where they are not shown beside it."""
        answers = sum(relation.kind is Kind.ATTACK for relation in self._graph.onto(claim_id))
        return card(
            self._claims[claim_id],
            self._hues,
            0 if answers_shown else answers,
            names_episode=self._is_asynchronous,
            standing=self.standings.told(claim_id),
            rights_of_reply=self._claims[claim_id].rights_of_reply_shown,
        )

    def _branch(self, item: OutlineItem) -> Branch:
        return Branch(
            self._card(item.claim),
            self._relations[item.relation.id] if item.relation else None,
            tuple(self._branch(answer) for answer in item.answers),
            item.shown_above,
            item.deeper,
        )


def _left(exchange: Exchange) -> tuple[str, ...]:
    """The choices that a reader may make to see this exchange."""
    standing = exchange.cell.card.standing
    return (*([standing.anchor] if standing else []), *([] if exchange.answers else [NO_ANSWER]))
