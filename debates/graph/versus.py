"""A debate as rows of clashes: a claim, and what the other side answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from debates.graph.argument_graph import ArgumentGraph, Kind, RelationEdge


class RowKind(StrEnum):
    """What a row shows."""

    CLASH = "clash"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Row:
    """A claim and one answer to it, or a claim that nobody of another side answered.

    `step` is the claim towards which an undercut premise led: the reply then denies that `claim` leads to `step`.
    """

    kind: RowKind
    claim: int
    reply: int | None = None
    relation: RelationEdge | None = None
    step: int | None = None


def versus(graph: ArgumentGraph, claim_ids: Iterable[int]) -> list[Row]:
    """Return the rows for these claims, in the order in which the claims were said.

    A claim has a row for each attack or undercut that reaches it. One without any has an open row, unless it has
    its place elsewhere: as a reason for, or a restatement of, a claim of its own side, or as the reply in a clash.

    >>> from debates.graph import ClaimNode
    >>> claims = [ClaimNode(1, side=0), ClaimNode(2, side=1), ClaimNode(3, side=0), ClaimNode(4, side=0)]
    >>> attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    >>> reason = RelationEdge(2, Kind.SUPPORT, (3,), target_claim=1)
    >>> rows = versus(ArgumentGraph(claims, [attack, reason]), [1, 2, 3, 4])
    >>> [(row.kind.value, row.claim, row.reply) for row in rows]
    [('clash', 1, 2), ('open', 4, None)]
    """
    rows: list[Row] = []
    for claim_id in graph.in_order(set(claim_ids)):
        clashes = _clashes(graph, claim_id)
        rows.extend(clashes)
        if not clashes and not _has_a_place_elsewhere(graph, claim_id):
            rows.append(Row(RowKind.OPEN, claim_id))
    return rows


def _clashes(graph: ArgumentGraph, claim_id: int) -> list[Row]:
    rows = [
        Row(RowKind.CLASH, claim_id, reply, relation)
        for relation in graph.onto(claim_id)
        if relation.kind is Kind.ATTACK
        for reply in graph.in_order(relation.premises)
    ]
    for step in graph.starting_from(claim_id):
        rows.extend(
            Row(RowKind.CLASH, claim_id, reply, undercut, step.target_claim)
            for undercut in graph.undercutting(step.id)
            for reply in graph.in_order(undercut.premises)
        )
    return rows


def _has_a_place_elsewhere(graph: ArgumentGraph, claim_id: int) -> bool:
    return any(
        relation.target_claim is None
        or relation.kind is Kind.ATTACK
        or graph.claims[claim_id].side == graph.claims[relation.target_claim].side
        for relation in graph.starting_from(claim_id)
    )
