"""The measures of the benchmark."""

from __future__ import annotations

import pytest

from benchmarks.mining.maps import Map
from benchmarks.mining.measures import (
    binned,
    calibration,
    macro_f1,
    precision_at,
    previous_supports,
    score_maps,
    speakers_differ,
)
from debates.mining import Unit

_MAP = Map(
    "bus",
    (Unit("Ann", "a"), Unit("Ann", "b"), Unit("Tom", "c"), Unit("Ann", "d")),
    ((1, 0, "rephrase"), (2, 1, "attack"), (0, 3, "support")),
)


def test_links_have_no_direction_and_edges_have_one() -> None:
    scores = score_maps([_MAP], [[(1, 0, "support", 0.9), (2, 1, "attack", 0.5), (3, 0, "support", 0.4)]])

    assert scores.links == 1.0
    assert scores.support == 0.5
    assert scores.attack == 1.0
    assert scores.macro == 0.75


def test_a_link_that_is_not_proposed_costs_recall() -> None:
    scores = score_maps([_MAP], [[(1, 0, "support", 0.9)]])

    assert scores.links == pytest.approx(0.5)
    assert scores.proposed == pytest.approx(1 / 3)


def test_the_baselines_follow_the_speakers() -> None:
    assert [edge[:3] for edge in previous_supports(_MAP)] == [(1, 0, "support"), (3, 1, "support")]
    assert [edge[:3] for edge in speakers_differ(_MAP)][2:] == [(2, 1, "attack"), (3, 2, "attack")]


def test_calibration_bins_hold_equal_numbers() -> None:
    proposal = [(1, 0, "support", 0.9), (2, 1, "attack", 0.7), (3, 1, "support", 0.3), (3, 2, "attack", 0.1)]

    assert calibration([_MAP], [proposal], bins=2) == [
        (pytest.approx(0.2), 0.0, 2),
        (pytest.approx(0.8), 1.0, 2),
    ]


def test_precision_counts_the_first_few() -> None:
    assert precision_at([True, False, True, True], 2) == 0.5
    assert precision_at([], 5) == 0.0


def test_macro_f1_is_the_mean_of_both_answers() -> None:
    assert macro_f1([True, True, False, False], [True, False, False, False]) == pytest.approx(
        (2 / 3 + 0.8) / 2
    )


def test_macro_f1_counts_every_label_the_same() -> None:
    assert macro_f1(["claim", "none", "none", "premise"], ["claim", "none", "none", "none"]) == pytest.approx(
        (1 + 0.8 + 0) / 3
    )


def test_bins_go_from_the_lowest_scores_to_the_highest() -> None:
    assert binned([(0.9, True), (0.2, False), (0.4, True), (0.7, True)], bins=2) == [
        (pytest.approx(0.3), 0.5, 2),
        (pytest.approx(0.8), 1.0, 2),
    ]
