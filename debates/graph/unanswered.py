"""Claims that people left without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from debates.graph.argument_graph import ArgumentGraph, Kind
from debates.graph.exchange import Holder, restated


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """The claims of other sides that one person did not answer; `by_nobody` are those that nobody answered."""

    holder: Holder
    claims: tuple[int, ...]
    by_nobody: frozenset[int]


def unanswered(
    graph: ArgumentGraph, holders: Mapping[int, Iterable[Holder]], sides: Mapping[Holder, int]
) -> list[LeftOpen]:
    """Return for each person on a side, in the order given, the claims of other sides that they did not answer.

    `holders` are those whose view each claim is. Who rebuts a claim or one that restates it, or undercuts a step from it, answers
    it. A claim that is only a reason for one of its own side, and is not itself a reply, is answered with that; one that nobody holds, such as a
    question, asks for no answer here. Linear.

    >>> from debates.graph import ClaimNode, RelationEdge
    >>> attack = RelationEdge(1, Kind.ATTACK, (3,), target_claim=1)
    >>> graph = ArgumentGraph([ClaimNode(1, 0), ClaimNode(2, 0), ClaimNode(3, 1)], [attack])
    >>> for left in unanswered(graph, {1: [7], 2: [7], 3: [8]}, {7: 0, 8: 1}):
    ...     print(left.holder, left.claims, sorted(left.by_nobody))
    7 (3,) [3]
    8 (2,) [2]
    """
    alike = restated(graph)
    answering = {
        claim: {
            holder
            for reply in _replies(graph, alike.get(claim, (claim,)))
            for holder in holders.get(reply, ())
        }
        for claim in graph.claims
    }
    held = [claim for claim in graph.in_order(graph.claims) if any(holders.get(claim, ()))]
    points = [claim for claim in held if not _is_only_a_reason(graph, claim)]
    return [
        LeftOpen(
            holder,
            tuple(left),
            frozenset(claim for claim in left if not answering[claim]),
        )
        for holder, side in sides.items()
        for left in [
            [
                claim
                for claim in points
                if graph.claims[claim].side not in (None, side) and holder not in answering[claim]
            ]
        ]
    ]


def _replies(graph: ArgumentGraph, claims: Iterable[int]) -> Iterable[int]:
    for claim in claims:
        for relation in graph.onto(claim):
            if relation.kind is Kind.ATTACK:
                yield from relation.premises
        for step in graph.starting_from(claim):
            for undercut in graph.undercutting(step.id):
                yield from undercut.premises


def _is_only_a_reason(graph: ArgumentGraph, claim: int) -> bool:
    """Whether it supports or restates a claim of its own side, and rebuts and undercuts nothing."""
    steps = graph.starting_from(claim)
    side = graph.claims[claim].side
    given = any(
        step.kind in {Kind.SUPPORT, Kind.REPHRASE}
        and step.target_claim is not None
        and graph.claims[step.target_claim].side == side
        for step in steps
    )
    return given and not any(step.kind in {Kind.ATTACK, Kind.UNDERCUT} for step in steps)
