from __future__ import annotations

import random

import networkx as nx

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge
from debates.graph.knots import components
from debates.graph.structure import Link, structure


def _graph(size: int, *relations: RelationEdge) -> ArgumentGraph:
    return ArgumentGraph([ClaimNode(number) for number in range(1, size + 1)], relations)


def _relations(kind: Kind, *ends: tuple[int, int]) -> list[RelationEdge]:
    return [
        RelationEdge(number, kind, (source,), target_claim=target)
        for number, (source, target) in enumerate(ends, start=1)
    ]


def test_disputes_are_the_parts_that_relations_join_the_largest_first() -> None:
    shape = structure(_graph(6, *_relations(Kind.ATTACK, (2, 1), (3, 4), (5, 4))))
    assert shape.disputes == (frozenset({3, 4, 5}), frozenset({1, 2}))
    assert shape.alone == 1


def test_circular_reasons_are_shown_as_a_circle_of_supports() -> None:
    (knot,) = structure(_graph(4, *_relations(Kind.SUPPORT, (1, 2), (2, 3), (3, 1), (4, 1)))).knots
    assert (knot.claims, knot.circle, knot.only_supports) == (frozenset({1, 2, 3}), (1, 2, 3), True)


def test_rebuttals_of_each_other_are_a_knot_but_no_circular_reasoning() -> None:
    (knot,) = structure(_graph(2, *_relations(Kind.ATTACK, (1, 2), (2, 1)))).knots
    assert (knot.circle, knot.only_supports) == ((1, 2), False)


def test_a_claim_that_attacks_itself_is_a_knot() -> None:
    (knot,) = structure(_graph(1, *_relations(Kind.ATTACK, (1, 1)))).knots
    assert (knot.claims, knot.circle) == (frozenset({1}), (1,))


def test_a_relation_that_alone_joins_two_parts_is_a_link() -> None:
    ends = [(1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 4), (3, 4)]
    assert structure(_graph(6, *_relations(Kind.SUPPORT, *ends))).links == (Link(7, 3),)


def test_two_relations_between_parts_are_no_link() -> None:
    ends = [(1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 4), (3, 4), (4, 3)]
    assert structure(_graph(6, *_relations(Kind.SUPPORT, *ends))).links == ()


def test_most_contested_counts_rebuttals_and_undercuts() -> None:
    relations = _relations(Kind.ATTACK, (2, 1), (3, 1), (4, 2))
    undercut = RelationEdge(9, Kind.UNDERCUT, (4,), target_relation=2)
    assert structure(_graph(4, *relations, undercut)).contested == ((1, 2), (2, 1), (3, 1))


def test_leant_on_counts_reasons_at_any_depth_and_not_itself() -> None:
    shape = structure(_graph(3, *_relations(Kind.SUPPORT, (1, 2), (2, 3), (3, 2))))
    assert shape.leant_on == ((1, 2), (2, 1), (3, 1))


def test_an_empty_debate_has_no_shape() -> None:
    shape = structure(_graph(0))
    assert (shape.disputes, shape.knots, shape.alone) == ((), (), 0)


def test_100_000_claims_in_one_knot_are_answered_with_a_stated_bound() -> None:
    size = 100_000
    shape = structure(
        _graph(size, *_relations(Kind.ATTACK, *((n, n % size + 1) for n in range(1, size + 1))))
    )
    assert [len(knot.claims) for knot in shape.knots] == [size]
    assert shape.bound.startswith("links are not looked for among more than 20000 claims")


def test_components_are_those_of_networkx() -> None:
    for seed in range(200):
        rng = random.Random(seed)
        size = rng.randint(1, 20)
        graph = nx.DiGraph()
        graph.add_nodes_from(range(size))
        graph.add_edges_from((rng.randrange(size), rng.randrange(size)) for _ in range(size * 2))
        found = components(size, graph.successors)
        assert {frozenset(part) for part in found} == {
            frozenset(part) for part in nx.strongly_connected_components(graph)
        }
        place = {node: index for index, part in enumerate(found) for node in part}
        assert all(place[one] >= place[other] for one, other in graph.edges)
