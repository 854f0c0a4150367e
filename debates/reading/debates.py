"""A debate as the versus view and the outline show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from debates import graph as argument
from debates.graph import Kind, OutlineItem, RowKind, in_threads, narrowed, outline, reasons_for
from debates.models import Claim, ClaimStanding, Debate, MapChange, Relation, Section, Side
from debates.reading.cards import ClaimCard, card
from debates.reading.columns import Column, columns_of
from debates.reading.exchanges import Answer, Cell, Exchange, Reason, each_once
from debates.reading.filters import LABELS, Chip, Filters, Offer
from debates.reading.hues import hues_by_side
from debates.reading.skeletons import read_skeleton
from debates.reading.standings import CHOICES, NO_ANSWER, Choice, Standings
from debates.reading.telling import anchor_of
from debates.reading.turning import WordNow, word_of
from transcripts.models import Episode, Reader

ALL = Filters()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A section, or the claims that lie in none, with the page it begins on and the number of its points."""

    section: Section | None
    page: int
    points: int


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its exchanges, or the claims that lie in none (`section` is `None`)."""

    section: Section | None
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """An outline item with its card. `relation` says how it bears on the item above; one that is not chosen leads to one that is."""

    card: ClaimCard
    relation: Relation | None
    answers: tuple[Branch, ...]
    shown_above: bool
    deeper: int
    word: WordNow | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A section with its outline; `size` counts its claims, those that are chosen."""

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


class DebateReading:
    """One debate: its sides, its sections and its claims as numbers. Words are loaded for what is shown, and nothing else.

    Makes four queries to begin with.
    """

    def __init__(self, debate: Debate, reader: Reader = None, among: Collection[int] | None = None) -> None:
        """`debate` must come with its sides and sections; `among` limits the reading to these of its claims."""
        self.debate = debate
        self._reader = reader
        self._sides: Sequence[Side] = list(debate.sides.all())
        self._hues = hues_by_side(holder for side in self._sides for holder in side.holders.all())
        self._skeleton = read_skeleton(debate, reader, among)
        self._graph = self._skeleton.graph
        self._claims: dict[int, Claim] = {}
        self._relations: dict[int, Relation] = {}
        self._standings = Standings(())

    @property
    def _is_asynchronous(self) -> bool:
        return len(self._skeleton.episodes) > 1

    @cached_property
    def sources(self) -> list[Episode]:
        """The episodes in which the claims were voiced, oldest first."""
        episodes = Episode.objects.filter(pk__in=self._skeleton.episodes).with_shows()
        return sorted(episodes, key=lambda episode: (str(episode.published_on or "9"), episode.pk))

    def focus(self, key: str) -> Claim | None:
        """The claim of this debate with that key, else the most answered one; nothing in a debate without claims."""
        placed = self._skeleton.sections
        most = min(placed, key=lambda claim: (-len(self._graph.onto(claim)), claim), default=None)
        found = Claim.objects.filter(Q(key=key) | Q(pk=most), pk__in=placed)
        return min(found, key=lambda claim: claim.key != key, default=None)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The sides in order, each with its colour and its people."""
        return columns_of(self.debate)

    @property
    def tally(self) -> Tally:
        kinds = [rows[0].kind for rows in self._skeleton.rows.values()]
        return Tally(len(self._skeleton.sections), kinds.count(RowKind.CLASH), kinds.count(RowKind.OPEN))

    @cached_property
    def is_renewing(self) -> bool:
        """Whether something changed that the claims may hang on, and is not taken in yet. Makes a query."""
        placed = self.debate.placements.values_list("claim", flat=True)
        return MapChange.objects.touching(placed).exists()

    @cached_property
    def _words(self) -> dict[int, str]:
        """Where each claim is left, as last worked out. Makes a query."""
        rows = ClaimStanding.objects.filter(claim__placements__debate=self.debate)
        return dict(rows.values_list("claim", "word"))

    @cached_property
    def offer(self) -> Offer:
        """What a reader may choose claims by. Makes a query."""
        return Offer(self._skeleton, self.sources)

    def points(self, filters: Filters = ALL) -> list[int]:
        """The claims that have rows in the versus view, section by section; those of them that `filters` choose.

        A reply that was answered in turn comes after what it answers.
        """
        wanted, rows = self.chosen(filters), self._skeleton.rows
        return [
            claim
            for _, claims in self._by_section
            for claim in in_threads(rows, [each for each in rows if each in claims and each in wanted])
        ]

    def chosen(self, filters: Filters) -> Set[int]:
        """The claims of the debate that `filters` choose, be they points, answers or reasons."""
        if not filters.chosen:
            return self._skeleton.sections.keys()
        return {
            claim
            for claim, said in self._skeleton.said.items()
            if self.offer.fits(said, filters)
            and (not filters.standing or filters.standing in self._left(claim))
        }

    def chips(self, filters: Filters, *, all_claims: bool = False) -> list[Chip]:
        """The filters in force; `found` counts points, or all claims, and no suggestions."""
        count = self.chosen if all_claims else self.points
        return [
            Chip(
                LABELS[name],
                self.offer.label(name, value),
                others.query,
                None if others.state else len(count(others)),
            )
            for name, value in filters.chosen.items()
            for others in [filters.without(name)]
        ]

    def contents(self, points: Sequence[int], a_page: int) -> list[ContentsEntry]:
        """The sections that have points, each with their number and the page on which they begin, `a_page` points a page."""
        return [
            ContentsEntry(section, first // a_page + 1, len(shown))
            for section, claims in self._by_section
            for shown in [[number for number, point in enumerate(points) if point in claims]]
            if shown
            for first in [shown[0]]
        ]

    def counts(self, filters: Filters = ALL) -> list[tuple[Choice, int, str]]:
        """The ways in which points are left, with the number of points of each that `filters` choose otherwise, and the query for them.

        Those that there are.
        """
        left = Counter(way for claim in self.points(filters.left("")) for way in self._left(claim))
        return [
            (choice, left[choice.anchor], filters.left(choice.anchor).query)
            for choice in CHOICES
            if left[choice.anchor]
        ]

    def _left(self, claim: int) -> tuple[str, ...]:
        """The choices of a standing by which a reader finds this claim."""
        rows = self._skeleton.rows.get(claim, ())
        is_answered = any(row.kind is RowKind.CLASH for row in rows)
        return (
            *([anchor_of(self._words[claim])] if claim in self._words else []),
            *([] if is_answered else [NO_ANSWER]),
        )

    def parts(self, points: Collection[int] | None = None) -> list[Part]:
        """The versus view: for each section, its claims among `points` (all, if none are given) with the answers they got.

        Makes at most 12 queries for words, and they are those of these points alone.
        """
        shown = self.points() if points is None else list(points)
        self._load(*self._named_by(shown))
        return [
            Part(section, each_once([self._exchange(claim) for claim in shown if claim in claims]))
            for section, claims in self._by_section
        ]

    def _named_by(self, points: Iterable[int]) -> tuple[set[int], set[int]]:
        """The claims and the relations that the rows of these points show."""
        claims, relations = set(points), set[int]()
        pending: list[argument.Reason] = []
        for point in points:
            rows = [row for row in self._skeleton.rows[point] if row.relation is not None]
            relations.update(row.relation.id for row in rows if row.relation)
            replies = {row.reply for row in rows if row.reply is not None}
            claims |= replies | {row.step for row in rows if row.step is not None}
            pending.extend(reason for claim in (point, *replies) for reason in self._reasons(claim))
        while pending:
            reason = pending.pop()
            claims.add(reason.claim)
            relations.add(reason.relation.id)
            pending.extend(reason.reasons)
        return claims, relations

    def _load(self, claims: Collection[int], relations: Collection[int]) -> None:
        """Load the words of claims, where they are left, and the relations between them."""
        rows = Claim.objects.filter(pk__in=claims).with_quotes(self._reader).with_rights_of_reply()
        self._claims = {claim.pk: claim for claim in rows}
        self._relations = Relation.objects.with_terms().in_bulk(relations)
        self._standings = Standings(claims, self._reader)

    @cached_property
    def _by_section(self) -> list[tuple[Section | None, set[int]]]:
        """Sections in order with their claims; claims in none come last, and only where there are any."""
        sections: list[Section | None] = [*self.debate.sections.all()]
        claims: dict[int | None, set[int]] = {section.pk: set() for section in sections if section}
        for claim, section in self._skeleton.sections.items():
            claims.setdefault(section, set()).add(claim)
        parts = [(section, claims[section.pk]) for section in sections if section]
        return [*parts, (None, claims[None])] if None in claims else [*parts]

    def outline_parts(self, filters: Filters = ALL) -> list[OutlinePart]:
        """The outline: for each section, its claims as nested lists; of claims that `filters` leave out only those above chosen ones.

        Loads the words of all that are shown.
        """
        wanted = self.chosen(filters)
        parts = [
            (
                section,
                [each for item in outline(self._graph, claims) for each in narrowed(item, wanted)],
                claims,
            )
            for section, claims in self._by_section
        ]
        shown = {claim for _, items, _ in parts for item in items for claim in item.claims()}
        self._claims = {
            claim.pk: claim for claim in Claim.objects.filter(pk__in=shown).with_quotes(self._reader)
        }
        self._relations = Relation.objects.in_bulk(self._graph.relations)
        return [
            OutlinePart(section, tuple(self._branch(item, wanted) for item in items), len(claims & wanted))
            for section, items, claims in parts
            if items or not filters.chosen
        ]

    def _exchange(self, claim: int) -> Exchange:
        cell = self._cell(claim, answers_shown=True)
        answers = tuple(
            self._answer(row.reply, row.relation.id, row.step)
            for row in self._skeleton.rows[claim]
            if row.reply is not None and row.relation is not None
        )
        silent = None if answers else self._silent(cell)
        return Exchange(cell, answers, str(silent or ""), silent is not None and not self._is_heard(silent))

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
        return any(
            holder.speaker_id in self._skeleton.voices for holder in side.holders.all() if holder.speaker_id
        )

    def _cell(self, claim_id: int, *, answers_shown: bool = False) -> Cell:
        reasons = tuple(self._reason(reason) for reason in self._reasons(claim_id))
        shown = self._card(claim_id, answers_shown=answers_shown)
        return Cell(shown, self._skeleton.sides.get(claim_id), reasons)

    def _reasons(self, claim_id: int) -> tuple[argument.Reason, ...]:
        return reasons_for(self._graph, claim_id, self._skeleton.rows.keys())

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
            standing=self._standings.told(claim_id),
            rights_of_reply=self._claims[claim_id].rights_of_reply_shown,
        )

    def _branch(self, item: OutlineItem, wanted: Container[int]) -> Branch:
        return Branch(
            card(self._claims[item.claim], self._hues, names_episode=self._is_asynchronous),
            self._relations[item.relation.id] if item.relation else None,
            tuple(self._branch(answer, wanted) for answer in item.answers),
            item.shown_above,
            item.deeper,
            word_of(self._words[item.claim]) if item.claim in self._words else None,
            item.claim in wanted,
        )
