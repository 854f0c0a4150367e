from __future__ import annotations

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge
from debates.graph.unanswered import LeftOpen, unanswered

ANN, BOB, CAT = 7, 8, 9
SIDES = {ANN: 0, BOB: 1, CAT: 1}


def _left(claims: dict[int, tuple[int, int]], *relations: RelationEdge) -> dict[object, tuple[int, ...]]:
    graph = ArgumentGraph([ClaimNode(number, side) for number, (_, side) in claims.items()], relations)
    holders = {number: [holder] for number, (holder, _) in claims.items()}
    return {left.holder: left.claims for left in unanswered(graph, holders, SIDES)}


def test_each_person_of_a_side_left_their_own_claims_open() -> None:
    rebuttal = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    found = _left({1: (ANN, 0), 2: (BOB, 1)}, rebuttal)
    assert found == {ANN: (2,), BOB: (), CAT: (1,)}


def test_tells_claims_that_nobody_answered() -> None:
    rebuttal = RelationEdge(1, Kind.ATTACK, (3,), target_claim=1)
    graph = ArgumentGraph([ClaimNode(1, 0), ClaimNode(2, 0), ClaimNode(3, 1)], [rebuttal])
    found = unanswered(graph, {1: [ANN], 2: [ANN], 3: [BOB]}, SIDES)
    assert found[2] == LeftOpen(CAT, (1, 2), frozenset({2}))


def test_who_rebuts_a_restatement_answers_the_claim() -> None:
    restates = RelationEdge(1, Kind.REPHRASE, (2,), target_claim=1)
    rebuttal = RelationEdge(2, Kind.ATTACK, (3,), target_claim=2)
    assert _left({1: (ANN, 0), 2: (ANN, 0), 3: (BOB, 1)}, restates, rebuttal)[BOB] == ()


def test_who_undercuts_a_step_from_a_claim_answers_it() -> None:
    step = RelationEdge(1, Kind.SUPPORT, (1,), target_claim=4)
    undercut = RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1)
    assert _left({1: (ANN, 0), 3: (BOB, 1), 4: (BOB, 1)}, step, undercut)[BOB] == ()


def test_a_reason_goes_with_the_claim_that_it_is_given_for() -> None:
    reason = RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1)
    assert _left({1: (ANN, 0), 2: (ANN, 0)}, reason)[BOB] == (1,)


def test_a_claim_of_no_side_is_nobodys_to_answer() -> None:
    graph = ArgumentGraph([ClaimNode(1, None)], [])
    assert [left.claims for left in unanswered(graph, {1: ["critics"]}, SIDES)] == [(), (), ()]


def test_a_claim_that_nobody_holds_asks_for_no_answer() -> None:
    graph = ArgumentGraph([ClaimNode(1, 0)], [])
    assert [left.claims for left in unanswered(graph, {1: []}, SIDES)] == [(), (), ()]


def test_without_sides_nobody_left_anything() -> None:
    assert unanswered(ArgumentGraph([ClaimNode(1, 0)], []), {1: [ANN]}, {}) == []
