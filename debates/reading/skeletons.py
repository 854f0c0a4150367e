"""A debate as numbers: who holds which claim, when it was said, what bears on what. No words are loaded."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from django.db.models import QuerySet

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge, Row, versus
from debates.models import Debate, Placement, Premise, Quote, Relation, Stance
from transcripts.models import Reader

_QUOTE_FIELDS = (
    "claim",
    "stance",
    "holder",
    "holder_words",
    "voiced_by",
    "utterance__transcript__episode",
    "utterance__transcript__episode__published_on",
    "utterance__transcript",
    "utterance__position",
    "word_start",
)
_UNSAID = (float("inf"), float("inf"))

Party: TypeAlias = tuple[int | None, str]
"""A holder: the number of a speaker, or a group's words."""


@dataclass(frozen=True, slots=True)
class Said:
    """Whether a claim was said or supplied, and by whom, as whose view and in which episodes, as far as the reader may know."""

    origin: str
    voices: frozenset[int | None]
    holders: frozenset[Party]
    episodes: frozenset[int]


@dataclass(frozen=True)
class Skeleton:
    """Claims of one debate by number, in the order in which they were placed, each with its section.

    `sides` numbers the sides of claims that have one; `voices` and `episodes` are those in which any claim was voiced.
    """

    sections: Mapping[int, int | None]
    said: Mapping[int, Said]
    sides: dict[int, int]
    voices: frozenset[int | None]
    episodes: frozenset[int]
    graph: ArgumentGraph

    @cached_property
    def rows(self) -> dict[int, list[Row]]:
        """The versus rows of each claim that has some, in the order in which the claims were said."""
        found: dict[int, list[Row]] = defaultdict(list)
        for row in versus(self.graph):
            found[row.claim].append(row)
        return dict(found)


def read_skeleton(debate: Debate, reader: Reader = None, among: Collection[int] | None = None) -> Skeleton:
    """Return the skeleton of a debate that comes with its sides, or of the claims `among` its own. Makes four queries."""
    placed = debate.placements.all() if among is None else debate.placements.filter(claim__in=among)
    rows = list(placed.in_order().values_list("claim", "section", "claim__origin"))
    claims = placed.values_list("claim", flat=True)
    quotes = _quotes(reader, claims)
    sides, times = _sides_and_times(debate, quotes)
    nodes = (ClaimNode(claim, sides.get(claim), times.get(claim, _UNSAID)) for claim, _, _ in rows)
    return Skeleton(
        {claim: section for claim, section, _ in rows},
        _said({claim: origin for claim, _, origin in rows}, quotes),
        sides,
        frozenset(quote.voice for quote in quotes),
        frozenset(quote.episode for quote in quotes),
        ArgumentGraph(nodes, _edges(claims)),
    )


class _Quote(NamedTuple):
    """A quote as bare values."""

    claim: int
    stance: str
    holder: int | None
    words: str
    voice: int | None
    episode: int
    day: datetime.date | None
    transcript: int
    position: int
    word: int


def _quotes(reader: Reader, claims: QuerySet[Placement, int]) -> list[_Quote]:
    """The quotes of these claims that are open to the reader, as they were said."""
    quotes = Quote.objects.filter(claim__in=claims).open_to(reader).in_order()
    return [_Quote(*row) for row in quotes.values_list(*_QUOTE_FIELDS)]


def _sides_and_times(
    debate: Debate, quotes: list[_Quote]
) -> tuple[dict[int, int], dict[int, tuple[float, ...]]]:
    """The side of each claim and when it was said, by the quote that it is known by."""
    numbers = {
        (holder.speaker_id, holder.words): number
        for number, side in enumerate(debate.sides.all())
        for holder in side.holders.all()
    }
    sides: dict[int, int] = {}
    times: dict[int, tuple[float, ...]] = {}
    for quote in sorted(quotes, key=lambda quote: quote.stance == Stance.REPORTS):
        if quote.claim not in times:
            day = quote.day.toordinal() if quote.day else float("inf")
            times[quote.claim] = (day, quote.transcript, quote.position, quote.word)
            if (quote.holder, quote.words) in numbers:
                sides[quote.claim] = numbers[quote.holder, quote.words]
    return sides, times


def _said(origins: Mapping[int, str], quotes: list[_Quote]) -> dict[int, Said]:
    by_claim: dict[int, list[_Quote]] = defaultdict(list)
    for quote in quotes:
        by_claim[quote.claim].append(quote)
    return {
        claim: Said(
            origin,
            frozenset(quote.voice for quote in by_claim[claim]),
            frozenset((quote.holder, quote.words) for quote in by_claim[claim]),
            frozenset(quote.episode for quote in by_claim[claim]),
        )
        for claim, origin in origins.items()
    }


def _edges(claims: QuerySet[Placement, int]) -> list[RelationEdge]:
    """Relations that start from one of these claims, with all their premises; the graph leaves out those that lead elsewhere."""
    starting = Premise.objects.filter(claim__in=claims).values("relation")
    relations = Relation.objects.filter(pk__in=starting).in_order()
    fields = relations.values_list("pk", "kind", "target_claim", "target_relation")
    premises: dict[int, list[int]] = defaultdict(list)
    linked = Premise.objects.filter(relation__in=starting).order_by("pk")
    for relation, claim in linked.values_list("relation", "claim"):
        premises[relation].append(claim)
    return [
        RelationEdge(pk, Kind(kind), tuple(premises[pk]), claim, relation)
        for pk, kind, claim, relation in fields
    ]
