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
    assert [(place.answers, place.kind) for place in drawn.places] == [
        (-1, None),
        (0, "attack"),
        (1, "attack"),
        (0, "attack"),
        (-1, None),
    ]
    assert (drawn.columns, drawn.rows) == (3, 3)


def test_sections_stand_in_blocks_with_their_titles() -> None:
    drawn = sheet(_graph(3), [[0], [1], [2]])
    assert [(title.section, title.column, title.row) for title in drawn.titles] == [
        (0, 0, 0),
        (1, 2, 0),
        (2, 0, 4),
    ]
    assert _places(drawn) == {0: (0, 0), 1: (2, 0), 2: (0, 4)}


def test_a_claim_that_answers_another_section_stands_in_that_sections_tree() -> None:
    drawn = sheet(_graph(2, (1, 0)), [[0], [1]])
    assert _places(drawn) == {0: (0, 0), 1: (1, 0)}
    assert len(drawn.titles) == 1


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


def test_a_chain_of_thousands_is_drawn() -> None:
    chain = _graph(5000, *((number + 1, number) for number in range(4999)))
    assert sheet(chain, [range(5000)]).columns == 5000


def test_nothing_is_an_empty_sheet() -> None:
    assert sheet(_graph(0), [[], []]).places == ()


def test_one_more_claim_moves_no_other_by_more_than_a_hundredth_of_the_sheet() -> None:
    dice = random.Random(4)
    pairs = [(number, dice.randrange(max(0, number - 30), number)) for number in range(1, 600) if number % 9]
    before = sheet(_graph(600, *pairs), [range(start, start + 100) for start in range(0, 600, 100)])
    for answered in range(0, 600, 37):
        sections = [[*range(start, start + 100)] for start in range(0, 600, 100)]
        sections[answered // 100].append(600)
        after = _places(sheet(_graph(601, *pairs, (600, answered)), sections))
        moved = max(
            max(
                abs(after[claim][0] - column) / before.columns,
                abs(after[claim][1] - row) / before.rows,
            )
            for claim, (column, row) in _places(before).items()
        )
        assert moved <= 0.01
