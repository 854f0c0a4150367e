"""A debate as rows of clashes: a claim, and what the other side answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
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


@dataclass(frozen=True, slots=True)
class Reason:
    """A claim that supports or restates another, with what supports or restates it in turn.

    One that has rows of its own is not followed further here.
    """

    claim: int
    relation: RelationEdge
    reasons: tuple[Reason, ...] = ()


def versus(graph: ArgumentGraph) -> list[Row]:
    """Return a debate's rows, in the order in which its claims were said.

    A claim has a row for each attack or undercut that reaches it. One without any has an open row, unless it has its place
    elsewhere: as the reply in a clash, or among the reasons for a claim of its own side. Every claim appears.

    >>> from debates.graph import ClaimNode
    >>> claims = [ClaimNode(1, side=0), ClaimNode(2, side=1), ClaimNode(3, side=0), ClaimNode(4, side=0)]
    >>> attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    >>> reason = RelationEdge(2, Kind.SUPPORT, (3,), target_claim=1)
    >>> [(row.kind.value, row.claim, row.reply) for row in versus(ArgumentGraph(claims, [attack, reason]))]
    [('clash', 1, 2), ('open', 4, None)]
    """
    in_order = graph.in_order(graph.claims)
    clashes = {claim_id: rows for claim_id in in_order if (rows := _clashes(graph, claim_id))}
    replies = {row.reply for rows in clashes.values() for row in rows}
    open_claims = {
        claim_id
        for claim_id in in_order
        if claim_id not in clashes and claim_id not in replies and not _is_a_reason(graph, claim_id)
    }
    shown = _with_reasons(graph, {*clashes, *open_claims, *(reply for reply in replies if reply is not None)})
    for claim_id in in_order:
        if claim_id not in shown:  # reasons that go in a circle
            open_claims.add(claim_id)
            shown |= _with_reasons(graph, {claim_id})
    return [
        row
        for claim_id in in_order
        for row in clashes.get(claim_id, [Row(RowKind.OPEN, claim_id)] if claim_id in open_claims else [])
    ]


def in_threads(rows: Mapping[int, Iterable[Row]], claims: Collection[int]) -> list[int]:
    """Return these claims, which have rows, so that a reply that was answered in turn comes after the claim that it answers.

    Otherwise they keep their order.

    >>> rows = {
    ...     1: [Row(RowKind.CLASH, 1, 3)], 2: [Row(RowKind.OPEN, 2)], 3: [Row(RowKind.CLASH, 3, 4)]
    ... }
    >>> in_threads(rows, [1, 2, 3])
    [1, 3, 2]
    """
    replies = {
        claim: [row.reply for row in rows[claim] if row.reply is not None and row.reply in rows]
        for claim in claims
    }
    answering = {reply for found in replies.values() for reply in found}
    beginning = {claim for claim in claims if claim not in answering}
    reached: dict[int, None] = {}
    for claim in beginning:
        _go_along(claim, replies, reached)
    for claim in claims:
        if claim not in reached:  # they answer each other in a circle: the first begins
            beginning.add(claim)
            _go_along(claim, replies, reached)
    ordered: dict[int, None] = {}
    for claim in claims:
        if claim in beginning:
            _go_along(claim, replies, ordered)
    return list(ordered)


def _go_along(beginning: int, replies: Mapping[int, list[int]], met: dict[int, None]) -> None:
    """Take into `met` a claim, and each reply right after what it answers, but for those that were met before."""
    pending = [beginning]
    while pending:
        claim = pending.pop()
        if claim in replies and claim not in met:
            met[claim] = None
            pending.extend(reversed(replies[claim]))


def reasons_for(graph: ArgumentGraph, claim_id: int, with_rows: Set[int]) -> tuple[Reason, ...]:
    """Return the reasons for a claim as a tree; `with_rows` are the claims that have rows of their own.

    A claim appears once in the tree, where it is met first.
    """
    return _reasons(graph, claim_id, with_rows, {claim_id})


def _reasons(graph: ArgumentGraph, claim_id: int, with_rows: Set[int], met: set[int]) -> tuple[Reason, ...]:
    found = []
    for premise, relation in _given_for(graph, claim_id):
        if premise in met:
            continue
        met.add(premise)
        further = () if premise in with_rows else _reasons(graph, premise, with_rows, met)
        found.append(Reason(premise, relation, further))
    return tuple(found)


def _given_for(graph: ArgumentGraph, claim_id: int) -> list[tuple[int, RelationEdge]]:
    return [
        (premise, relation)
        for relation in graph.onto(claim_id)
        if relation.kind in {Kind.SUPPORT, Kind.REPHRASE}
        for premise in graph.in_order(relation.premises)
    ]


def _with_reasons(graph: ArgumentGraph, claim_ids: Set[int]) -> set[int]:
    """These claims and all that is given for them, at any depth."""
    shown = set(claim_ids)
    pending = list(claim_ids)
    while pending:
        for premise, _ in _given_for(graph, pending.pop()):
            if premise not in shown:
                shown.add(premise)
                pending.append(premise)
    return shown


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


def _is_a_reason(graph: ArgumentGraph, claim_id: int) -> bool:
    """Whether it is given for a claim of its own side."""
    return any(
        relation.kind in {Kind.SUPPORT, Kind.REPHRASE}
        and relation.target_claim is not None
        and graph.claims[claim_id].side == graph.claims[relation.target_claim].side
        for relation in graph.starting_from(claim_id)
    )
