from __future__ import annotations

import random

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge
from debates.graph.layout import Sheet, sheet


def _graph(claims: int, *pairs: tuple[int, int], kind: Kind = Kind.ATTACK) -> ArgumentGraph:
    """Claims from 0, and a relation for each pair of (answer, answered)."""
    return ArgumentGraph(
        [ClaimNode(number, None, (number,)) for number in range(claims)],
        [RelationEdge(number, kind, (answer,), answered) for number, (answer, answered) in enumerate(pairs)],
    )


def _places(drawn: Sheet) -> dict[int, tuple[int, int]]:
    return {place.claim: (place.column, place.row) for place in drawn.places}


def test_answers_stand_one_column_further_and_the_first_in_the_same_row() -> None:
    drawn = sheet(_graph(5, (1, 0), (2, 0), (3, 1)), [range(5)])
    assert _places(drawn) == {0: (0, 0), 1: (1, 0), 3: (2, 0), 2: (1, 1), 4: (0, 2)}
    assert {place.claim: (place.answers, place.kind) for place in drawn.places} == {
        0: (-1, None),
        1: (0, "attack"),
        2: (0, "attack"),
        3: (1, "attack"),
        4: (-1, None),
    }
    assert (drawn.columns, drawn.rows) == (3, 3)


def test_sections_stand_in_rooms_with_their_titles() -> None:
    drawn = sheet(_graph(3), [[0], [1], [2]])
    assert [(title.section, title.column, title.row) for title in drawn.titles] == [
        (0, 0, 0),
        (1, 6, 0),
        (2, 6, 11),
    ]
    assert _places(drawn) == {0: (0, 0), 1: (6, 0), 2: (6, 11)}


def test_a_room_that_is_full_is_followed_by_another_of_its_section() -> None:
    drawn = sheet(_graph(10), [range(9), [9]])
    assert [(title.section, title.column, title.row) for title in drawn.titles] == [
        (0, 0, 0),
        (0, 6, 0),
        (1, 6, 11),
    ]
    places = _places(drawn)
    assert (places[3], places[4], places[7], places[8]) == ((0, 6), (3, 0), (3, 6), (6, 0))


def test_an_answer_rather_stands_in_a_free_row_than_beside_another_tree() -> None:
    drawn = sheet(_graph(5, (2, 0), (3, 0), (4, 0)), [range(5)])
    assert _places(drawn) == {0: (0, 0), 1: (0, 2), 2: (1, 0), 3: (1, 1), 4: (1, 3)}


def test_a_claim_that_answers_another_section_stands_in_that_sections_tree() -> None:
    drawn = sheet(_graph(2, (1, 0)), [[0], [1]])
    assert _places(drawn) == {0: (0, 0), 1: (1, 0)}
    assert len(drawn.titles) == 1


def test_a_claim_that_answers_a_later_one_waits_for_its_place() -> None:
    assert _places(sheet(_graph(2, (0, 1)), [range(2)])) == {1: (0, 0), 0: (1, 0)}


def test_every_claim_stands_once_and_no_two_on_one_place() -> None:
    for seed in range(20):
        dice = random.Random(seed)
        pairs = [(dice.randrange(60), dice.randrange(60)) for _ in range(90)]
        graph = _graph(60, *((answer, answered) for answer, answered in pairs if answer != answered))
        drawn = sheet(graph, [range(30), range(30, 60)])
        places = _places(drawn)
        assert sorted(places) == list(range(60))
        assert len(set(places.values())) == 60


def test_claims_on_circles_alone_are_drawn() -> None:
    assert _places(sheet(_graph(2, (0, 1), (1, 0)), [range(2)])) == {0: (0, 0), 1: (1, 0)}


def test_a_chain_of_thousands_goes_on_line_by_line_and_in_further_rooms() -> None:
    chain = _graph(5000, *((number + 1, number) for number in range(4999)))
    places = _places(sheet(chain, [range(5000)]))
    assert (places[4], places[5], places[19], places[20]) == ((4, 0), (0, 2), (4, 6), (6, 0))
    assert len(set(places.values())) == 5000


def test_nothing_is_an_empty_sheet() -> None:
    assert sheet(_graph(0), [[], []]).places == ()


def test_no_claim_that_is_added_moves_another() -> None:
    dice = random.Random(4)
    pairs: list[tuple[int, int]] = []
    sections: list[list[int]] = [[], [], [], []]
    before: dict[int, tuple[int, int]] = {}
    for number in range(300):
        section = dice.choice(sections)
        if section and dice.random() < 0.75:
            pairs.append((number, dice.choice(section)))
        section.append(number)
        after = _places(sheet(_graph(number + 1, *pairs), sections))
        assert {claim: after[claim] for claim in before} == before
        before = after
