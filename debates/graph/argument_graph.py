"""Claims and the relations between them, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """How premises bear on what they answer."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    REPHRASE = "rephrase"


@dataclass(frozen=True, slots=True)
class ClaimNode:
    """A claim: its number, the number of its side (`None`: nobody's), and a sort key.

    `order` puts claims in the order in which they were said: any value that compares, the same type throughout.
    """

    id: int
    side: int | None = None
    order: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationEdge:
    """Linked premises that bear on a claim or, for an undercut, on another relation; never on both."""

    id: int
    kind: Kind
    premises: tuple[int, ...]
    target_claim: int | None = None
    target_relation: int | None = None


class ArgumentGraph:
    """An immutable graph of claims and relations; relations with an end outside it are left out.

    >>> graph = ArgumentGraph(
    ...     [ClaimNode(1), ClaimNode(2)],
    ...     [RelationEdge(7, Kind.ATTACK, (2,), target_claim=1), RelationEdge(8, Kind.SUPPORT, (9,), target_claim=1)],
    ... )
    >>> [relation.id for relation in graph.onto(1)]
    [7]
    >>> graph.left_out
    1
    """

    def __init__(self, claims: Iterable[ClaimNode], relations: Iterable[RelationEdge]) -> None:
        self.claims = {claim.id: claim for claim in claims}
        offered = list(relations)
        self.relations = {relation.id: relation for relation in offered if self._stands_on_claims(relation)}
        self._drop_undercuts_of_nothing()
        self.left_out = len(offered) - len(self.relations)

    def _stands_on_claims(self, relation: RelationEdge) -> bool:
        ends = (*relation.premises, *([] if relation.target_claim is None else [relation.target_claim]))
        return bool(relation.premises) and all(end in self.claims for end in ends)

    def _drop_undercuts_of_nothing(self) -> None:
        """Leave out undercuts of relations that are left out, and undercuts of those, and so on."""
        undercuts: dict[int, list[int]] = defaultdict(list)
        gone: list[int] = []
        for relation in self.relations.values():
            if relation.target_relation is None:
                continue
            undercuts[relation.target_relation].append(relation.id)
            if relation.target_relation not in self.relations:
                gone.append(relation.id)
        while gone:
            relation_id = gone.pop()
            if self.relations.pop(relation_id, None) is not None:
                gone.extend(undercuts[relation_id])

    @cached_property
    def _onto(self) -> dict[int, list[RelationEdge]]:
        onto: dict[int, list[RelationEdge]] = defaultdict(list)
        for relation in self.relations.values():
            if relation.target_claim is not None:
                onto[relation.target_claim].append(relation)
        return onto

    @cached_property
    def _from(self) -> dict[int, list[RelationEdge]]:
        starting: dict[int, list[RelationEdge]] = defaultdict(list)
        for relation in self.relations.values():
            for premise in relation.premises:
                starting[premise].append(relation)
        return starting

    @cached_property
    def _undercuts(self) -> dict[int, list[RelationEdge]]:
        undercuts: dict[int, list[RelationEdge]] = defaultdict(list)
        for relation in self.relations.values():
            if relation.target_relation is not None:
                undercuts[relation.target_relation].append(relation)
        return undercuts

    def onto(self, claim_id: int) -> Sequence[RelationEdge]:
        """Relations that bear on this claim."""
        return self._onto.get(claim_id, [])

    def starting_from(self, claim_id: int) -> Sequence[RelationEdge]:
        """Relations of which this claim is a premise."""
        return self._from.get(claim_id, [])

    def undercutting(self, relation_id: int) -> Sequence[RelationEdge]:
        """Undercuts of this relation."""
        return self._undercuts.get(relation_id, [])

    def in_order(self, claim_ids: Iterable[int]) -> list[int]:
        """These claims in the order in which they were said, ties by number."""
        return sorted(claim_ids, key=lambda claim_id: (self.claims[claim_id].order, claim_id))
