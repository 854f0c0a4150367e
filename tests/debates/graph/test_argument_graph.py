from __future__ import annotations

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge


def test_finds_what_bears_on_a_claim_and_what_starts_from_it() -> None:
    attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    graph = ArgumentGraph([ClaimNode(1), ClaimNode(2)], [attack])
    assert graph.onto(1) == [attack]
    assert graph.onto(2) == []
    assert graph.starting_from(2) == [attack]


def test_a_relation_with_an_end_outside_is_left_out_and_counted() -> None:
    graph = ArgumentGraph(
        [ClaimNode(1)],
        [
            RelationEdge(1, Kind.ATTACK, (9,), target_claim=1),
            RelationEdge(2, Kind.ATTACK, (1,), target_claim=9),
        ],
    )
    assert graph.relations == {}
    assert graph.left_out == 2


def test_an_undercut_of_a_relation_left_out_goes_with_it_and_so_does_its_own_undercut() -> None:
    graph = ArgumentGraph(
        [ClaimNode(1), ClaimNode(2), ClaimNode(3)],
        [
            RelationEdge(1, Kind.SUPPORT, (9,), target_claim=1),
            RelationEdge(2, Kind.UNDERCUT, (2,), target_relation=1),
            RelationEdge(3, Kind.UNDERCUT, (3,), target_relation=2),
        ],
    )
    assert graph.relations == {}
    assert graph.left_out == 3


def test_undercuts_are_found_by_the_relation_they_deny() -> None:
    support = RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1)
    undercut = RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1)
    graph = ArgumentGraph([ClaimNode(1), ClaimNode(2), ClaimNode(3)], [support, undercut])
    assert graph.undercutting(1) == [undercut]
    assert graph.undercutting(2) == []


def test_linked_premises_each_start_the_relation() -> None:
    relation = RelationEdge(1, Kind.SUPPORT, (2, 3), target_claim=1)
    graph = ArgumentGraph([ClaimNode(1), ClaimNode(2), ClaimNode(3)], [relation])
    assert graph.starting_from(2) == [relation]
    assert graph.starting_from(3) == [relation]


def test_claims_come_in_the_order_in_which_they_were_said() -> None:
    graph = ArgumentGraph(
        [ClaimNode(1, order=(9.0,)), ClaimNode(2, order=(3.0,)), ClaimNode(3, order=(9.0,))], []
    )
    assert graph.in_order([3, 1, 2]) == [2, 1, 3]
