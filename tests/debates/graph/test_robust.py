from __future__ import annotations

import pytest

from debates.graph import NO_LINK, ArgumentGraph, ClaimNode, Kind, RelationEdge, Turn, Word, robustness


def _graph(size: int, *relations: RelationEdge) -> ArgumentGraph:
    return ArgumentGraph([ClaimNode(number) for number in range(1, size + 1)], relations)


def _attack(number: int, *ends: int) -> RelationEdge:
    return RelationEdge(number, Kind.ATTACK, ends[:-1], target_claim=ends[-1])


def test_a_claim_depends_on_the_one_disputed_rebuttal_of_it() -> None:
    found = robustness(_graph(2, _attack(1, 2, 1)), 1, {1: NO_LINK})
    assert found.turns == (Turn(((1, None),), Word.NEVER_CHALLENGED),)
    assert not found.is_robust


def test_a_claim_is_robust_against_links_that_do_not_reach_it() -> None:
    found = robustness(_graph(4, _attack(1, 2, 1), _attack(2, 4, 3)), 1, {2: NO_LINK})
    assert found.is_robust


def test_two_rebuttals_have_to_go_together() -> None:
    graph = _graph(3, _attack(1, 2, 1), _attack(2, 3, 1))
    found = robustness(graph, 1, {1: NO_LINK, 2: NO_LINK})
    assert found.turns == (Turn(((1, None), (2, None)), Word.NEVER_CHALLENGED),)


def test_a_support_read_as_a_rebuttal() -> None:
    graph = _graph(2, RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1))
    found = robustness(graph, 1, {1: (None, Kind.ATTACK)})
    assert found.turns == (Turn(((1, Kind.ATTACK),), Word.UNANSWERED),)


def test_a_link_read_as_a_restatement_reaches_both_ways() -> None:
    graph = _graph(3, RelationEdge(1, Kind.SUPPORT, (1,), target_claim=2), _attack(2, 3, 2))
    found = robustness(graph, 1, {1: (Kind.REPHRASE,)})
    assert found.turns == (Turn(((1, Kind.REPHRASE),), Word.UNANSWERED),)


def test_undercuts_of_undercuts_are_among_the_links() -> None:
    graph = _graph(
        4,
        _attack(1, 2, 1),
        RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1),
        RelationEdge(3, Kind.UNDERCUT, (4,), target_relation=2),
    )
    assert robustness(graph, 1, {3: NO_LINK}).turns == (Turn(((3, None),), Word.ANSWERED),)


def test_a_search_cut_short_is_never_called_robust() -> None:
    graph = _graph(12, *(_attack(number, number, 1) for number in range(2, 13)))
    found = robustness(graph, 1, dict.fromkeys(range(2, 13), NO_LINK), most_tries=20)
    assert not found.is_robust
    assert found.bound == "the search ended after 20 readings, among those of 2 links read otherwise"


def test_a_search_out_of_time_says_how_far_it_went() -> None:
    found = robustness(_graph(2, _attack(1, 2, 1)), 1, {1: NO_LINK}, seconds=0.0)
    assert (found.turns, found.is_robust) == ((), False)
    assert found.bound == "the search ended after 0 readings, among those of 1 links read otherwise"


def test_a_claim_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        robustness(_graph(1), 2, {})
