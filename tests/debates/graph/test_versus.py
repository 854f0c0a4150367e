from __future__ import annotations

import random

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Kind,
    Reason,
    RelationEdge,
    Row,
    RowKind,
    in_threads,
    reasons_for,
    versus,
)


def _graph(sides: list[int | None], relations: list[RelationEdge]) -> ArgumentGraph:
    claims = [ClaimNode(number, side, (float(number),)) for number, side in enumerate(sides, start=1)]
    return ArgumentGraph(claims, relations)


def _rows(graph: ArgumentGraph) -> list[tuple[str, int, int | None]]:
    return [(row.kind.value, row.claim, row.reply) for row in versus(graph)]


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
    rows = versus(graph)
    assert [(row.kind, row.claim, row.reply, row.step) for row in rows] == [
        (RowKind.OPEN, 1, None, None),
        (RowKind.CLASH, 2, 3, 1),
    ]


def test_reasons_that_go_in_a_circle_still_appear_once() -> None:
    graph = _graph(
        [0, 0],
        [
            RelationEdge(1, Kind.SUPPORT, (1,), target_claim=2),
            RelationEdge(2, Kind.SUPPORT, (2,), target_claim=1),
        ],
    )
    assert _rows(graph) == [("open", 1, None)]


def test_an_objection_from_one_s_own_side_is_a_clash_too() -> None:
    graph = _graph([0, 0], [RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)])
    assert _rows(graph) == [("clash", 1, 2)]


def _drawn(reasons: tuple[Reason, ...]) -> list[object]:
    return [(reason.claim, _drawn(reason.reasons)) if reason.reasons else reason.claim for reason in reasons]


def test_reasons_for_reasons_are_shown_with_them() -> None:
    graph = _graph(
        [0, 0, 0],
        [
            RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1),
            RelationEdge(2, Kind.SUPPORT, (3,), target_claim=2),
        ],
    )
    assert _rows(graph) == [("open", 1, None)]
    assert _drawn(reasons_for(graph, 1, with_rows={1})) == [(2, [3])]


def test_reasons_for_a_reason_with_rows_of_its_own_are_shown_there() -> None:
    graph = _graph(
        [0, 0, 0],
        [
            RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1),
            RelationEdge(2, Kind.SUPPORT, (3,), target_claim=2),
        ],
    )
    assert _drawn(reasons_for(graph, 1, with_rows={1, 2})) == [2]


def test_a_circle_of_reasons_ends() -> None:
    graph = _graph(
        [0, 0],
        [
            RelationEdge(1, Kind.SUPPORT, (1,), target_claim=2),
            RelationEdge(2, Kind.SUPPORT, (2,), target_claim=1),
        ],
    )
    assert _drawn(reasons_for(graph, 1, with_rows={1})) == [2]


def test_every_claim_appears_somewhere() -> None:
    chance = random.Random(3)
    for _ in range(200):
        size = chance.randrange(1, 9)
        relations = [
            RelationEdge(
                n, chance.choice([Kind.SUPPORT, Kind.ATTACK, Kind.REPHRASE]), (premise,), target_claim=target
            )
            for n in range(chance.randrange(12))
            for premise, target in [(chance.randrange(size) + 1, chance.randrange(size) + 1)]
            if premise != target
        ]
        graph = _graph([chance.choice([0, 1, None]) for _ in range(size)], relations)
        rows = versus(graph)
        with_rows = {row.claim for row in rows}
        shown = with_rows | {row.reply for row in rows if row.reply}
        for claim_id in list(shown):
            pending = list(reasons_for(graph, claim_id, with_rows))
            while pending:
                reason = pending.pop()
                shown.add(reason.claim)
                pending.extend(reason.reasons)
        assert shown == set(graph.claims)


def _threads(attacks: list[tuple[int, int]], size: int, claims: list[int] | None = None) -> list[int]:
    """The claims with rows of a debate in which the first of each pair rebuts the second."""
    relations = [
        RelationEdge(number, Kind.ATTACK, (reply,), target_claim=claim)
        for number, (reply, claim) in enumerate(attacks)
    ]
    rows: dict[int, list[Row]] = {}
    for row in versus(_graph([0] * size, relations)):
        rows.setdefault(row.claim, []).append(row)
    return in_threads(rows, [claim for claim in rows if claims is None or claim in claims])


def test_a_reply_that_was_answered_comes_after_what_it_answers() -> None:
    assert _threads([(4, 1), (5, 4), (3, 2)], 5) == [1, 4, 2]


def test_two_replies_that_were_answered_come_each_with_its_own_replies() -> None:
    assert _threads([(2, 1), (3, 1), (4, 2), (5, 4), (6, 3)], 6) == [1, 2, 4, 3]


def test_a_reply_whose_claim_stands_elsewhere_keeps_its_place() -> None:
    assert _threads([(4, 1), (5, 4), (3, 2)], 5, claims=[2, 4]) == [2, 4]


def test_claims_that_answer_each_other_in_a_circle_begin_with_the_first() -> None:
    assert _threads([(3, 2), (4, 3), (2, 4)], 5) == [1, 2, 3, 4, 5]
    assert _threads([(3, 2), (4, 3), (2, 4), (4, 5)], 5) == [1, 5, 4, 2, 3]
