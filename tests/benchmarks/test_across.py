"""Judging ties between talks against those that annotators marked."""

from __future__ import annotations

from benchmarks.corpus import parse
from benchmarks.mining.across import Library, Tie, mined, nearest
from benchmarks.training.elsewhere import fit
from debates.mining.elsewhere import FEATURES

_FIRST = parse(
    "first",
    "title: Tolls\nsplit: dev\ntopic: roads\nregister: panel\npeople: Ann Roe\nseries: roads\n\n"
    "Ann Roe: [1 claim| Road tolls are fair to everybody who drives]. [2 question| Are they]?\n",
)
_SECOND = parse(
    "second",
    "title: Tolls again\nsplit: dev\ntopic: roads\nregister: panel\npeople: Tom\nseries: roads\n\n"
    "Tom: [1 -first:1| Road tolls are not fair to everybody who drives]. [2 claim| Cats sleep all day].\n",
)
_LIBRARY = Library([_FIRST, _SECOND])


def test_only_talks_that_look_back_are_asked_and_not_those_they_look_back_at() -> None:
    assert _LIBRARY.talks == ["second"]
    assert _LIBRARY.told == [Tie(("second", 1), ("first", 1), "attack")]


def test_claims_are_asked_about_claims_of_talks_that_came_before() -> None:
    asked = _LIBRARY.asked("second")
    assert asked.places == [("second", 1), ("second", 2)]
    assert asked.theirs == [[("first", 1)], []]
    assert _LIBRARY.asked("first").theirs == [[]]


def test_the_simplest_guess_takes_what_is_near_for_the_same_and_the_miner_sees_the_denial() -> None:
    asked = _LIBRARY.asked("second")
    assert [(tie.source, tie.target, tie.kind) for tie in nearest(asked)] == [
        (("second", 1), ("first", 1), "rephrase")
    ]
    assert [(tie.source, tie.target, tie.kind) for tie in mined(asked)] == [
        (("second", 1), ("first", 1), "attack")
    ]


def test_the_head_finds_again_what_it_was_fitted_to_and_is_the_same_each_time() -> None:
    near = parse(
        "third",
        "title: Ferries\nsplit: dev\ntopic: ferries\nregister: panel\npeople: Tom\nseries: roads\n\n"
        "Tom: [1 claim| Road tolls pay for ferries]. [2 =first:1| Tolls on roads are fair to all drivers].\n",
    )
    head = fit([[_FIRST, _SECOND, near]], 10.0)
    assert head.features == FEATURES
    assert head.dumps() == fit([[_FIRST, _SECOND, near]], 10.0).dumps()
