from __future__ import annotations

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge, RowKind, versus


def _graph(sides: list[int | None], relations: list[RelationEdge]) -> ArgumentGraph:
    claims = [ClaimNode(number, side, (float(number),)) for number, side in enumerate(sides, start=1)]
    return ArgumentGraph(claims, relations)


def _rows(graph: ArgumentGraph) -> list[tuple[str, int, int | None]]:
    return [(row.kind.value, row.claim, row.reply) for row in versus(graph, graph.claims)]


def test_a_claim_that_is_rebutted_has_a_row_for_each_reply() -> None:
    graph = _graph(
        [0, 1, 1],
        [
            RelationEdge(1, Kind.ATTACK, (3,), target_claim=1),
            RelationEdge(2, Kind.ATTACK, (2,), target_claim=1),
        ],
    )
    assert _rows(graph) == [("clash", 1, 3), ("clash", 1, 2)]


def test_a_claim_that_nobody_answered_stands_open() -> None:
    assert _rows(_graph([0, 1], [])) == [("open", 1, None), ("open", 2, None)]


def test_a_reason_for_a_claim_of_the_same_side_is_shown_with_it_alone() -> None:
    graph = _graph([0, 0], [RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1)])
    assert _rows(graph) == [("open", 1, None)]


def test_a_reason_that_is_itself_rebutted_has_its_own_row() -> None:
    graph = _graph(
        [0, 0, 1],
        [
            RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1),
            RelationEdge(2, Kind.ATTACK, (3,), target_claim=2),
        ],
    )
    assert _rows(graph) == [("open", 1, None), ("clash", 2, 3)]


def test_support_for_the_other_side_leaves_a_claim_its_own_place() -> None:
    graph = _graph([0, 1], [RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1)])
    assert _rows(graph) == [("open", 1, None), ("open", 2, None)]


def test_a_reply_to_a_reply_makes_the_reply_a_claim_of_its_own_row() -> None:
    graph = _graph(
        [0, 1, 0],
        [
            RelationEdge(1, Kind.ATTACK, (2,), target_claim=1),
            RelationEdge(2, Kind.ATTACK, (3,), target_claim=2),
        ],
    )
    assert _rows(graph) == [("clash", 1, 2), ("clash", 2, 3)]


def test_two_claims_that_rebut_each_other_have_a_row_each() -> None:
    graph = _graph(
        [0, 1],
        [
            RelationEdge(1, Kind.ATTACK, (2,), target_claim=1),
            RelationEdge(2, Kind.ATTACK, (1,), target_claim=2),
        ],
    )
    assert _rows(graph) == [("clash", 1, 2), ("clash", 2, 1)]


def test_an_objection_from_nobodys_side_to_nobodys_claim_is_a_clash() -> None:
    graph = _graph([None, None], [RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)])
    assert _rows(graph) == [("clash", 1, 2)]


def test_an_undercut_answers_the_reason_whose_step_it_denies() -> None:
    graph = _graph(
        [0, 0, 1],
        [
            RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1),
            RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1),
        ],
    )
    rows = versus(graph, graph.claims)
    assert [(row.kind, row.claim, row.reply, row.step) for row in rows] == [
        (RowKind.OPEN, 1, None, None),
        (RowKind.CLASH, 2, 3, 1),
    ]


def test_only_the_claims_asked_for_have_rows() -> None:
    graph = _graph([0, 1, 0], [RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)])
    assert [(row.claim, row.reply) for row in versus(graph, [1])] == [(1, 2)]
