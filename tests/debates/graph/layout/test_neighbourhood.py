from __future__ import annotations

import random

from debates.graph import Kind
from debates.graph.layout import Arrow, Link, Neighbourhood, neighbourhood


def _places(drawing: Neighbourhood) -> dict[int, tuple[int, int]]:
    return {box.claim: (box.column, box.row) for box in drawing.boxes}


def _rebuts(relation: int, claim: int) -> Link:
    return Link(relation, Kind.ATTACK, claim)


def test_answers_stand_right_of_the_focus_and_replies_right_of_them() -> None:
    drawing = neighbourhood(1, [_rebuts(9, 5)], {1: [_rebuts(1, 2), _rebuts(2, 3)], 3: [_rebuts(3, 4)]})
    assert _places(drawing) == {1: (0, 0), 5: (-1, 0), 2: (1, 0), 3: (1, 1), 4: (2, 1)}
    assert (drawing.rows, drawing.first_column, drawing.last_column) == (2, -1, 2)


def test_arrows_lead_to_what_is_answered() -> None:
    drawing = neighbourhood(
        1, [Link(9, Kind.SUPPORT, 5)], {1: [_rebuts(1, 2)], 5: [Link(9, Kind.SUPPORT, 1)]}
    )
    assert drawing.arrows == (Arrow(2, 1, Kind.ATTACK), Arrow(1, 5, Kind.SUPPORT))


def test_a_claim_alone_is_one_box() -> None:
    assert _places(neighbourhood(1, [], {})) == {1: (0, 0)}


def test_at_most_twenty_boxes_are_drawn_and_the_others_counted() -> None:
    answers = {1: [_rebuts(number, 100 + number) for number in range(15)]}
    answers |= {
        100 + number: [_rebuts(1000 + 10 * number + each, 1000 + 10 * number + each) for each in range(4)]
        for number in range(15)
    }
    drawing = neighbourhood(1, [_rebuts(5000 + number, 5000 + number) for number in range(9)], answers)
    assert len(drawing.boxes) == 20
    hidden = {box.claim: box.hidden for box in drawing.boxes}
    assert (hidden[1], hidden[100], hidden[1000]) == (7, 3, 0)


def test_a_claim_that_turns_up_twice_is_drawn_once() -> None:
    drawing = neighbourhood(
        1, [], {1: [_rebuts(1, 2), _rebuts(2, 3)], 2: [_rebuts(3, 3)], 3: [_rebuts(4, 2)]}
    )
    assert _places(drawing) == {1: (0, 0), 2: (1, 0), 3: (1, 1)}
    assert set(drawing.arrows) == {
        Arrow(2, 1, Kind.ATTACK),
        Arrow(3, 1, Kind.ATTACK),
        Arrow(3, 2, Kind.ATTACK),
        Arrow(2, 3, Kind.ATTACK),
    }


def test_a_circle_of_claims_is_drawn() -> None:
    drawing = neighbourhood(1, [_rebuts(2, 2)], {1: [_rebuts(1, 2)], 2: [_rebuts(2, 1)]})
    assert _places(drawing) == {1: (0, 0), 2: (-1, 0)}
    assert len(drawing.arrows) == 2


def test_adding_a_claim_moves_no_other_box() -> None:
    for seed in range(40):
        dice = random.Random(seed)
        answers: dict[int, list[Link]] = {1: []}
        bears_on: list[Link] = []
        before: dict[int, tuple[int, int]] = {}
        for number in range(2, 40):
            if dice.random() < 0.15:
                bears_on.append(_rebuts(number, number))
                answers[number] = [_rebuts(number, 1)]
            else:
                answers[dice.choice(list(answers))].append(_rebuts(number, number))
                answers[number] = []
            after = _places(neighbourhood(1, bears_on, answers))
            assert before.items() <= after.items()
            before = after
