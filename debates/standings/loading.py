"""From rows of the database to the pure graph, a component at a time; never the whole library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, Q

from debates.graph import NO_LINK, ArgumentGraph, ClaimNode, Kind, RelationEdge, Stance, Voicing
from debates.graph.exchange import Moment
from debates.models import Debate, Dissent, OtherKind, Premise, Quote, Relation, Suggestion

UNDATED = 9_999_999.0
"""Stands where the day of an episode would: what is undated comes after what is dated."""
NO_SECONDS = -1.0

LIKELY = 0.6
"""A link that a machine proposed counts as disputed where the machine gave it less than this."""

LARGEST_DIGEST = 5_000
"""Claims up to which a debate is read with all that hangs together with it; past that its own claims alone."""

_TOGETHER = """
WITH RECURSIVE part (is_relation, id) AS (
    SELECT FALSE, c.id FROM debates_claim c WHERE c.id = ANY(%s)
    UNION
    SELECT step.is_relation, step.id FROM part CROSS JOIN LATERAL (
        SELECT TRUE, p.relation_id FROM debates_premise p WHERE NOT part.is_relation AND p.claim_id = part.id
        UNION ALL
        SELECT TRUE, r.id FROM debates_relation r WHERE NOT part.is_relation AND r.target_claim_id = part.id
        UNION ALL
        SELECT TRUE, r.id FROM debates_relation r WHERE part.is_relation AND r.target_relation_id = part.id
        UNION ALL
        SELECT TRUE, r.target_relation_id FROM debates_relation r WHERE part.is_relation AND r.id = part.id
            AND r.target_relation_id IS NOT NULL
        UNION ALL
        SELECT FALSE, r.target_claim_id FROM debates_relation r WHERE part.is_relation AND r.id = part.id
            AND r.target_claim_id IS NOT NULL
        UNION ALL
        SELECT FALSE, p.claim_id FROM debates_premise p WHERE part.is_relation AND p.relation_id = part.id
    ) step (is_relation, id)
)
SELECT id FROM part WHERE NOT is_relation LIMIT %s
"""


class TooLargeError(Exception):
    """More claims hang together than are worked out at once. `claims` are those that were met until then."""

    def __init__(self, claims: set[int]) -> None:
        super().__init__(f"more than {len(claims) - 1:,} claims hang together")
        self.claims = claims


@dataclass(frozen=True)
class LoadedMap:
    """Claims with all that bears on them, who said them, and the disputed links with the other ways to read them."""

    graph: ArgumentGraph
    voicings: tuple[Voicing, ...]
    disputed: Mapping[int, tuple[Kind | None, ...]]


def together_with(claims: Iterable[int], most: int) -> set[int]:
    """Return these claims, where they exist, and all that hang together with one of them by relations. Makes one query.

    Raises TooLargeError where that is more than `most` claims.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, [sorted(claims), most + 1])
        found = {row[0] for row in cursor.fetchall()}
    if len(found) > most:
        raise TooLargeError(found)
    return found


def load_map(claims: Iterable[int]) -> LoadedMap:
    """Return these claims and the relations among them. Makes five queries."""
    numbers = sorted(claims)
    voicings = _voicings(numbers)
    first: dict[int, Moment] = {}
    for voicing in voicings:
        first[voicing.claim] = min(first.get(voicing.claim, voicing.time), voicing.time)
    graph = ArgumentGraph(
        (ClaimNode(number, order=first.get(number, ())) for number in numbers), _relations(numbers)
    )
    return LoadedMap(graph, tuple(voicings), _disputed(graph))


def map_of(debate: Debate) -> LoadedMap:
    """A debate's claims with all that hangs together with them, or its own claims alone where that is too much. Makes seven queries."""
    placed = list(debate.placements.values_list("claim", flat=True))
    try:
        return load_map(together_with(placed, max(LARGEST_DIGEST, len(placed))))
    except TooLargeError:
        return load_map(placed)


def _voicings(claims: list[int]) -> list[Voicing]:
    rows = Quote.objects.filter(claim__in=claims).values_list(
        "claim",
        "stance",
        "voiced_by",
        "holder",
        "holder_words",
        "utterance__transcript__episode__published_on",
        "utterance__transcript",
        "utterance__position",
        "word_start",
        "start_s",
    )
    return [
        Voicing(
            claim,
            Stance(stance),
            voice,
            holder or words or None,
            (
                float(day.toordinal()) if day else UNDATED,
                float(transcript),
                float(position),
                float(word),
                NO_SECONDS if second is None else second,
            ),
        )
        for claim, stance, voice, holder, words, day, transcript, position, word, second in rows
    ]


def _relations(claims: list[int]) -> list[RelationEdge]:
    premises: dict[int, list[int]] = defaultdict(list)
    starting = Premise.objects.filter(claim__in=claims).values("relation")
    for relation, claim in (
        Premise.objects.filter(relation__in=starting).order_by("pk").values_list("relation", "claim")
    ):
        premises[relation].append(claim)
    rows = Relation.objects.filter(pk__in=starting).order_by("pk")
    return [
        RelationEdge(pk, Kind(kind), tuple(premises[pk]), target_claim, target_relation)
        for pk, kind, target_claim, target_relation in rows.values_list(
            "pk", "kind", "target_claim", "target_relation"
        )
    ]


def _disputed(graph: ArgumentGraph) -> dict[int, tuple[Kind | None, ...]]:
    """Links without words that make them one or that a machine thought unlikely may be none; others may be what was suggested instead.

    What an editor reads otherwise is disputed, too.
    """
    relations = list(graph.relations)
    doubtful = Q(evidence="") | Q(suggestions__score__lt=LIKELY)
    disputed: dict[int, tuple[Kind | None, ...]] = dict.fromkeys(
        Relation.objects.filter(doubtful, pk__in=relations).values_list("pk", flat=True).distinct(), NO_LINK
    )
    by_ends = {
        (relation.premises[0], relation.target_claim): relation
        for relation in graph.relations.values()
        if len(relation.premises) == 1 and relation.target_claim is not None
    }
    proposed = (
        Suggestion.objects.of_relations()
        .waiting()
        .filter(premise__claim__in=list(graph.claims), target__claim__in=list(graph.claims))
        .exclude(premise__claim=F("target__claim"))
    )
    for premise, target, kind in proposed.values_list("premise__claim", "target__claim", "relation_kind"):
        relation = by_ends.get((premise, target))
        if relation is not None and Kind(kind) is not relation.kind:
            known = disputed.get(relation.id, ())
            disputed[relation.id] = tuple(dict.fromkeys((*known, Kind(kind))))
    for number, otherwise in _dissenting(relations):
        disputed[number] = tuple(dict.fromkeys((*disputed.get(number, ()), otherwise)))
    return disputed


def _dissenting(relations: Iterable[int]) -> list[tuple[int, Kind | None]]:
    """Links that an editor reads otherwise than the map has them, each with that reading."""
    rows = Dissent.objects.in_force().filter(relation__in=relations).order_by("pk")
    return [
        (relation, None if kind == OtherKind.NONE else Kind(kind))
        for relation, kind in rows.values_list("relation", "kind")
    ]
