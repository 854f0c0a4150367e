"""What must hold between the parts of the corpus, and for the corpus that ships."""

from __future__ import annotations

import pytest

from benchmarks.corpus import FOLDER, parse
from benchmarks.corpus.shelf import problems_of, read, shape

_HEADERS = "title: Tolls\nsplit: dev\ntopic: roads\nregister: panel\npeople: Ann Roe = Annie\n\n"


@pytest.mark.parametrize(
    ("turns", "problem"),
    [
        ("Tom: [2| No].", "unit 2 should be 1: units are numbered in order from 1"),
        ("Tom: [1 -9| No].", "unit 1 names unit 9, which is not there"),
        ("Tom: [1 -1| No].", "unit 1 bears on itself"),
        ("Tom: [1 =fares:3| No].", "unit 1 names the dialogue 'fares', which is not there"),
        ("Tom: [1| No]. [2 ?1| Yes].", "unit 2 answers unit 1, which is no question"),
        ("Tom: [1| No]. [2 -1 +1| Yes].", "unit 2 bears on unit 1 twice"),
        ("Tom: [1| No]. [2 ~1-2| Yes].", "unit 2 undercuts a relation that is not there: 1-2"),
        ("Tom: [1 @Annie| No].", "unit 1: write the holder 'Annie' by the full name"),
        ("Tom: [1 reports| No].", "unit 1 reports without naming whose view: write @holder"),
        ("Tom: [1 question asserts| No].", "unit 1: questions ask, and nothing else does"),
    ],
)
def test_says_what_does_not_hold_together(turns: str, problem: str) -> None:
    first = problems_of([parse("tolls", _HEADERS + turns)])[0]

    assert first == f"tolls.txt, line 7: {problem}"


def test_a_restatement_stays_within_its_split() -> None:
    here = parse("tolls", _HEADERS + "Tom: [1 =fares:1| No].")
    there = parse("fares", _HEADERS.replace("dev", "test") + "Tom: [1| No].")

    assert problems_of([here, there]) == [
        "tolls.txt, line 7: unit 1 names the dialogue 'fares' of another split"
    ]


def test_the_corpus_that_ships_keeps_its_own_rules() -> None:
    dialogues, problems = read(FOLDER)

    assert problems + problems_of(dialogues) == []
    assert dialogues


def test_says_how_the_corpus_lies_to_what_is_asked_of_it() -> None:
    here = parse(
        "tolls", _HEADERS + "Tom: [1 +2| It rains]. [2| Stay in]. [3 +2| It's cold].\n\nAnn Roe: [4 -2| No]."
    )

    assert shape([here]) == [
        "links within one voice: 67 % (asked for: 85 to 90 %)",
        "links between neighbours: 67 % (asked for: 60 %)",
        "attacks: 33 % (asked for: 12 to 25 %)",
        "restatements: 0 % (asked for: 20 to 35 %)",
        "reasons that stand before their point: 50 % (asked for: 50 %)",
    ]
