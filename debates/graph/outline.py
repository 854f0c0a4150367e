"""A debate as a nested outline: what each claim is answered with, and that in turn."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from debates.graph.argument_graph import ArgumentGraph, Kind, RelationEdge

DEEPEST = 7
"""Levels of an outline; what lies deeper is counted and reached through the claim's own page."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A claim with what bears on it.

    `relation` is what joins it to the item above. `shown_above` marks a claim that has its full place earlier in the
    outline; `deeper` counts answers left out because of depth.
    """

    claim: int
    relation: RelationEdge | None = None
    answers: tuple[OutlineItem, ...] = ()
    shown_above: bool = False
    deeper: int = 0

    @property
    def size(self) -> int:
        """The number of claims here and below, repeats included."""
        return 1 + sum(item.size for item in self.answers)

    def claims(self) -> Iterator[int]:
        """The claims here and below, repeats included."""
        yield self.claim
        for item in self.answers:
            yield from item.claims()


def narrowed(item: OutlineItem, wanted: Container[int]) -> list[OutlineItem]:
    """Return the item without what leads to no claim `wanted`; nothing where it leads to none itself.

    >>> [item.claim for item in narrowed(OutlineItem(1, answers=(OutlineItem(2), OutlineItem(3))), {3})[0].answers]
    [3]
    """
    answers = tuple(kept for answer in item.answers for kept in narrowed(answer, wanted))
    return [replace(item, answers=answers)] if answers or item.claim in wanted else []


def outline(graph: ArgumentGraph, claim_ids: Iterable[int]) -> list[OutlineItem]:
    """Return these claims as a forest, roots in the order in which they were said.

    Roots bear on no other of these claims. A claim with several targets, or on a cycle, is written out once. Answers
    for come before answers against, then by time. Every claim given appears: one that lies only on a cycle
    becomes a root. Linear in claims and relations, repeats included.
    """
    wanted = set(claim_ids)
    roots = graph.in_order(claim for claim in wanted if not _bears_on(graph, claim, wanted))
    reached = _reached(graph, roots, set())
    for claim_id in graph.in_order(wanted):
        if claim_id not in reached:  # it lies on a cycle, or only answers one
            roots.append(claim_id)
            _reached(graph, [claim_id], reached)
    written: set[int] = set()
    return [_item(graph, claim_id, None, 1, written) for claim_id in roots]


def _bears_on(graph: ArgumentGraph, claim_id: int, wanted: set[int]) -> bool:
    return any(
        relation.target_relation is not None or relation.target_claim in wanted
        for relation in graph.starting_from(claim_id)
    )


def _reached(graph: ArgumentGraph, roots: Iterable[int], reached: set[int]) -> set[int]:
    """Add to `reached` the roots and everything at any depth below them; returns it."""
    pending = [claim_id for claim_id in roots if claim_id not in reached]
    reached.update(pending)
    while pending:
        for premise, _ in answers_to(graph, pending.pop()):
            if premise not in reached:
                reached.add(premise)
                pending.append(premise)
    return reached


def _item(
    graph: ArgumentGraph, claim_id: int, relation: RelationEdge | None, level: int, written: set[int]
) -> OutlineItem:
    item = OutlineItem(claim_id, relation)
    if claim_id in written:
        return replace(item, shown_above=True)
    written.add(claim_id)
    answers = answers_to(graph, claim_id)
    if level == DEEPEST:
        return replace(item, deeper=len(answers))
    return replace(
        item,
        answers=tuple(_item(graph, premise, how, level + 1, written) for premise, how in answers),
    )


def answers_to(graph: ArgumentGraph, claim_id: int) -> list[tuple[int, RelationEdge]]:
    """What bears on this claim, and what undercuts the steps it takes: for, then against, each by time."""
    relations = [
        *graph.onto(claim_id),
        *(cut for step in graph.starting_from(claim_id) for cut in graph.undercutting(step.id)),
    ]
    pairs = [(premise, relation) for relation in relations for premise in relation.premises]
    return sorted(
        pairs,
        key=lambda pair: (
            pair[1].kind in {Kind.ATTACK, Kind.UNDERCUT},
            graph.claims[pair[0]].order,
            pair[0],
            pair[1].id,
        ),
    )
