from __future__ import annotations

from debates.graph import ArgumentGraph, ClaimNode, Kind, OutlineItem, RelationEdge, outline
from debates.graph.outline import DEEPEST


def _graph(count: int, relations: list[RelationEdge]) -> ArgumentGraph:
    return ArgumentGraph([ClaimNode(n, order=(float(n),)) for n in range(1, count + 1)], relations)


def _drawn(items: list[OutlineItem] | tuple[OutlineItem, ...]) -> list[object]:
    return [
        (item.claim, "above" if item.shown_above else _drawn(item.answers))
        if item.answers or item.shown_above
        else item.claim
        for item in items
    ]


def test_answers_are_nested_under_what_they_answer_for_before_against() -> None:
    graph = _graph(
        4,
        [
            RelationEdge(1, Kind.ATTACK, (2,), target_claim=1),
            RelationEdge(2, Kind.SUPPORT, (3,), target_claim=1),
            RelationEdge(3, Kind.ATTACK, (4,), target_claim=2),
        ],
    )
    assert _drawn(outline(graph, [1, 2, 3, 4])) == [(1, [3, (2, [4])])]


def test_a_claim_with_two_targets_is_written_out_once() -> None:
    graph = _graph(
        4,
        [
            RelationEdge(1, Kind.SUPPORT, (3,), target_claim=1),
            RelationEdge(2, Kind.SUPPORT, (3,), target_claim=2),
            RelationEdge(3, Kind.SUPPORT, (4,), target_claim=3),
        ],
    )
    assert _drawn(outline(graph, [1, 2, 3, 4])) == [(1, [(3, [4])]), (2, [(3, "above")])]


def test_claims_on_a_cycle_appear_and_end() -> None:
    graph = _graph(
        2,
        [
            RelationEdge(1, Kind.ATTACK, (1,), target_claim=2),
            RelationEdge(2, Kind.ATTACK, (2,), target_claim=1),
        ],
    )
    assert _drawn(outline(graph, [1, 2])) == [(1, [(2, [(1, "above")])])]


def test_an_undercut_hangs_below_the_reason_whose_step_it_denies() -> None:
    graph = _graph(
        3,
        [
            RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1),
            RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1),
        ],
    )
    assert _drawn(outline(graph, [1, 2, 3])) == [(1, [(2, [3])])]


def test_what_lies_too_deep_is_counted_and_never_becomes_a_root() -> None:
    length = DEEPEST + 3
    chain = [RelationEdge(n, Kind.SUPPORT, (n + 1,), target_claim=n) for n in range(1, length)]
    forest = outline(_graph(length, chain), range(1, length + 1))
    item = forest[0]
    while item.answers:
        item = item.answers[0]
    assert len(forest) == 1
    assert item.claim == DEEPEST
    assert item.deeper == 1


def test_answers_from_another_section_come_along() -> None:
    graph = _graph(2, [RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)])
    assert _drawn(outline(graph, [1])) == [(1, [2])]


def test_a_chain_of_ten_thousand_claims_is_no_trouble() -> None:
    chain = [RelationEdge(n, Kind.SUPPORT, (n + 1,), target_claim=n) for n in range(1, 10_000)]
    assert len(outline(_graph(10_000, chain), range(1, 10_001))) == 1
