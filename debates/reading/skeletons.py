"""A debate as numbers: who holds which claim, when it was said, what bears on what. No words are loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Skeleton:
    """Claims of one debate by number, in the order in which they were placed, each with its section.

    `sides` numbers the sides of claims that have one; `voices` and `episodes` are those in which any claim was voiced.
    """

    sections: Mapping[int, int | None]
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
    sections = dict(placed.in_order().values_list("claim", "section"))
    claims = placed.values_list("claim", flat=True)
    sides, said, voices, episodes = _sayings(debate, reader, claims)
    nodes = (ClaimNode(claim, sides.get(claim), said.get(claim, _UNSAID)) for claim in sections)
    return Skeleton(sections, sides, voices, episodes, ArgumentGraph(nodes, _edges(claims)))


def _sayings(
    debate: Debate, reader: Reader, claims: QuerySet[Placement, int]
) -> tuple[dict[int, int], dict[int, tuple[float, ...]], frozenset[int | None], frozenset[int]]:
    """The side of each claim and when it was said, by the quote that it is known by; all voices and all episodes."""
    numbers = {
        (holder.speaker_id, holder.words): number
        for number, side in enumerate(debate.sides.all())
        for holder in side.holders.all()
    }
    quotes = Quote.objects.filter(claim__in=claims).open_to(reader).in_order()
    rows = list(quotes.values_list(*_QUOTE_FIELDS))
    sides: dict[int, int] = {}
    said: dict[int, tuple[float, ...]] = {}
    own_first = sorted(rows, key=lambda row: row[1] == Stance.REPORTS)
    for claim, _, holder, words, _, _, day, transcript, position, word in own_first:
        if claim not in said:
            said[claim] = (day.toordinal() if day else float("inf"), transcript, position, word)
            if (holder, words) in numbers:
                sides[claim] = numbers[holder, words]
    return sides, said, frozenset(row[4] for row in rows), frozenset(row[5] for row in rows)


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
