"""From rows of the database to the pure graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge
from debates.models import Claim, Relation
from debates.reading.cards import known_by


def graph_of(
    claims: Iterable[Claim], relations: Iterable[Relation], sides: Mapping[int, int] | None = None
) -> ArgumentGraph:
    """Return the argument graph of rows whose quotes and premises are loaded. `sides` numbers claims' sides."""
    sides = sides or {}
    return ArgumentGraph(
        (ClaimNode(claim.pk, sides.get(claim.pk), said_at(claim)) for claim in claims),
        (edge_of(relation) for relation in relations),
    )


def edge_of(relation: Relation) -> RelationEdge:
    """Return a relation, its premises loaded, as an edge."""
    premises = tuple(premise.claim_id for premise in relation.premises.all())
    return RelationEdge(
        relation.pk, Kind(relation.kind), premises, relation.target_claim_id, relation.target_relation_id
    )


def said_at(claim: Claim) -> tuple[float, ...]:
    """Return a key that puts claims in the order in which they were said; supplied ones come last."""
    quote = known_by(claim)
    return (float("inf"), float("inf")) if quote is None else quote.said_at
