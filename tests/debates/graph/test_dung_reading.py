from __future__ import annotations

import pytest

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Kind,
    Label,
    MapColumns,
    RelationEdge,
    Support,
    grounded,
    read,
)

IN, OUT, UNDECIDED = Label.IN, Label.OUT, Label.UNDECIDED


def _labels(size: int, relations: list[RelationEdge], support: Support = Support.NONE) -> list[Label]:
    graph = ArgumentGraph([ClaimNode(number) for number in range(1, size + 1)], relations)
    reading = read(graph, support)
    labels = grounded(reading.framework).labels
    return [Label(labels[reading.argument_of(claim)]) for claim in range(size)]


def _attack(number: int, *ends: int) -> RelationEdge:
    return RelationEdge(number, Kind.ATTACK, ends[:-1], target_claim=ends[-1])


def _support(number: int, *ends: int) -> RelationEdge:
    return RelationEdge(number, Kind.SUPPORT, ends[:-1], target_claim=ends[-1])


def _undercut(number: int, *ends: int) -> RelationEdge:
    return RelationEdge(number, Kind.UNDERCUT, ends[:-1], target_relation=ends[-1])


def _rephrase(number: int, one: int, other: int) -> RelationEdge:
    return RelationEdge(number, Kind.REPHRASE, (one,), target_claim=other)


def test_an_undercut_stops_a_rebuttal_and_leaves_its_premise() -> None:
    assert _labels(3, [_attack(1, 2, 1), _undercut(2, 3, 1)]) == [IN, IN, IN]


def test_an_undercut_of_an_undercut_restores_the_rebuttal() -> None:
    assert _labels(4, [_attack(1, 2, 1), _undercut(2, 3, 1), _undercut(3, 4, 2)]) == [OUT, IN, IN, IN]


@pytest.mark.parametrize(("length", "expected"), [(1, IN), (2, OUT), (3, IN), (4, OUT)])
def test_a_chain_of_undercuts_turns_the_rebuttal_each_time(length: int, expected: Label) -> None:
    chain = [_undercut(number, 2 + number, number - 1) for number in range(2, 2 + length)]
    assert _labels(4 + length, [_attack(1, 2, 1), *chain])[0] == expected


def test_undercuts_in_a_circle_touch_nothing_else() -> None:
    circle = [_undercut(2, 3, 3), _undercut(3, 4, 2)]
    assert _labels(4, [_attack(1, 2, 1), *circle]) == [OUT, IN, IN, IN]


def test_linked_premises_rebut_only_together() -> None:
    assert _labels(3, [_attack(1, 2, 3, 1)]) == [OUT, IN, IN]
    assert _labels(4, [_attack(1, 2, 3, 1), _attack(2, 4, 3)]) == [IN, IN, OUT, IN]


def test_a_rebuttal_of_a_restatement_is_one_of_the_claim() -> None:
    assert _labels(4, [_rephrase(1, 2, 1), _rephrase(2, 3, 2), _attack(3, 4, 3)]) == [OUT, OUT, OUT, IN]


def test_an_undercut_restatement_is_a_claim_of_its_own() -> None:
    assert _labels(4, [_rephrase(1, 2, 1), _attack(2, 3, 2), _undercut(3, 4, 1)]) == [IN, OUT, IN, IN]


def test_a_claim_that_rebuts_its_own_restatement_stays_undecided() -> None:
    assert _labels(2, [_rephrase(1, 2, 1), _attack(2, 2, 1)]) == [UNDECIDED, UNDECIDED]


def test_a_claim_may_support_and_rebut_the_same_claim() -> None:
    both = [_support(1, 2, 1), _attack(2, 2, 1)]
    assert _labels(2, both) == [OUT, IN]
    assert _labels(2, both, Support.NECESSARY) == [OUT, IN]
    assert _labels(2, both, Support.DEDUCTIVE) == [UNDECIDED, UNDECIDED]


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (Support.NONE, [IN, OUT, IN]),
        (Support.NECESSARY, [OUT, OUT, IN]),
        (Support.DEDUCTIVE, [IN, OUT, IN]),
    ],
)
def test_a_claim_falls_with_its_premise_where_premises_are_necessary(
    support: Support, expected: list[Label]
) -> None:
    assert _labels(3, [_support(1, 2, 1), _attack(2, 3, 2)], support) == expected


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (Support.NONE, [OUT, IN, IN]),
        (Support.NECESSARY, [OUT, IN, IN]),
        (Support.DEDUCTIVE, [OUT, OUT, IN]),
    ],
)
def test_a_premise_falls_with_what_follows_where_support_is_deductive(
    support: Support, expected: list[Label]
) -> None:
    assert _labels(3, [_support(1, 2, 1), _attack(2, 3, 1)], support) == expected


def test_an_undercut_lifts_what_a_deductive_support_demands() -> None:
    relations = [_support(1, 2, 1), _attack(2, 3, 1), _undercut(3, 4, 1)]
    assert _labels(4, relations, Support.DEDUCTIVE) == [OUT, IN, IN, IN]


def test_an_undercut_takes_away_a_necessary_support() -> None:
    relations = [_support(1, 2, 1), _undercut(2, 3, 1)]
    assert _labels(3, relations, Support.NECESSARY) == [OUT, IN, IN]


def test_of_linked_premises_that_entail_a_falsehood_none_is_singled_out() -> None:
    relations = [_support(1, 2, 3, 1), _attack(2, 4, 1)]
    assert _labels(4, relations, Support.DEDUCTIVE) == [OUT, UNDECIDED, UNDECIDED, IN]


def test_a_claim_that_supports_its_restatement_keeps_standing() -> None:
    relations = [_rephrase(1, 2, 1), _support(2, 2, 1)]
    for support in Support:
        assert _labels(2, relations, support) == [IN, IN]


def test_a_relation_without_a_target_in_the_map_bears_on_nothing() -> None:
    columns = MapColumns.from_rows([1, 2], [_attack(1, 2, 9), _attack(2, 9, 1), _undercut(3, 2, 8)])
    assert list(grounded(read(columns).framework).labels) == [IN, IN]


def test_an_empty_map_is_an_empty_framework() -> None:
    assert read(ArgumentGraph([], [])).framework.size == 0


def test_columns_refuse_numbers_that_do_not_ascend() -> None:
    with pytest.raises(ValueError, match="must ascend"):
        MapColumns.from_rows([2, 1], [])


def test_a_claim_may_have_the_number_0() -> None:
    columns = MapColumns.from_rows([0, 1], [_attack(1, 1, 0)])
    assert list(grounded(read(columns).framework).labels) == [OUT, IN]
