"""A map as columns of integers: the compact form that a whole library of debates fits into."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from debates.graph.argument_graph import ArgumentGraph, Kind, RelationEdge

SUPPORT, ATTACK, UNDERCUT, REPHRASE = range(4)
CODES = {Kind.SUPPORT: SUPPORT, Kind.ATTACK: ATTACK, Kind.UNDERCUT: UNDERCUT, Kind.REPHRASE: REPHRASE}
NOWHERE = -1
"""The target of a relation whose target is not in the map; it bears on nothing."""


@dataclass(frozen=True, slots=True)
class MapColumns:
    """Claims and relations by position, 0-based; ids ascend in both.

    `targets[r]` is the position of a claim, of a relation where `kinds[r]` is UNDERCUT, or NOWHERE. The premises of `r`
    are `premises[starts[r]:starts[r + 1]]`, positions of claims. 8 bytes a claim; 21 bytes a relation and 4 a premise.
    """

    claim_ids: array[int]
    relation_ids: array[int]
    kinds: bytearray
    targets: array[int]
    starts: array[int]
    premises: array[int]

    @classmethod
    def from_rows(cls, claim_ids: Iterable[int], relations: Iterable[RelationEdge]) -> MapColumns:
        """Build columns from rows in ascending order of id; relations with an end outside bear on nothing.

        Raises ValueError where ids do not ascend.

        >>> columns = MapColumns.from_rows([4, 9], [RelationEdge(7, Kind.ATTACK, (9,), target_claim=4)])
        >>> columns.targets[0], list(columns.premises_of(0)), columns.claim_position(9)
        (0, [1], 1)
        """
        ids = array("q", claim_ids)
        position = {claim_id: index for index, claim_id in enumerate(ids)}
        relation_ids, kinds, starts = array("q"), bytearray(), array("i", [0])
        targets, premises = array("i"), array("i")
        undercuts: list[tuple[int, int]] = []
        for row in relations:
            inside = row.premises and all(premise in position for premise in row.premises)
            if inside and row.target_relation is not None:
                undercuts.append((len(targets), row.target_relation))
            targets.append(
                position.get(row.target_claim, NOWHERE)
                if inside and row.target_claim is not None
                else NOWHERE
            )
            if inside:
                premises.extend([position[premise] for premise in row.premises])
            relation_ids.append(row.id)
            kinds.append(CODES[row.kind])
            starts.append(len(premises))
        _check_ascending(ids, "claims")
        _check_ascending(relation_ids, "relations")
        columns = cls(ids, relation_ids, kinds, targets, starts, premises)
        for index, target in undercuts:
            targets[index] = columns.relation_position(target)
        return columns

    @classmethod
    def from_graph(cls, graph: ArgumentGraph) -> MapColumns:
        """The columns of a graph, without the relations that it leaves out."""
        relations = sorted(graph.relations.values(), key=lambda relation: relation.id)
        return cls.from_rows(sorted(graph.claims), relations)

    def premises_of(self, relation: int) -> Sequence[int]:
        """Positions of the linked premises of the relation at this position."""
        return self.premises[self.starts[relation] : self.starts[relation + 1]]

    def claim_position(self, claim_id: int) -> int:
        """Where this claim is, or NOWHERE."""
        return _position(self.claim_ids, claim_id)

    def relation_position(self, relation_id: int) -> int:
        """Where this relation is, or NOWHERE."""
        return _position(self.relation_ids, relation_id)


def _position(ids: array[int], wanted: int) -> int:
    index = bisect_left(ids, wanted)
    return index if index < len(ids) and ids[index] == wanted else NOWHERE


def _check_ascending(ids: array[int], what: str) -> None:
    if any(before >= after for before, after in pairwise(ids)):
        raise ValueError(f"The ids of {what} must ascend, each of them once.")
