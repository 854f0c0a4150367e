"""Fitting the head for claims."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.corpus import parse
from benchmarks.training.claims import SAY, Told, fit, fit_scores, told
from debates.mining.arguing import FEATURES

_DIALOGUE = parse(
    "tolls",
    "title: Tolls\nsplit: train\ntopic: roads\nregister: panel\npeople: Ann Roe; Tom\n\n"
    "Ann Roe: [1 aside| Good evening to you all]. [2 question| Who pays]?\n\n"
    "Tom: Well, [3 ?2| the tolls of this city pay for roads], and [4| they are fair]. Right, right, okay.\n",
)


def test_a_sentence_argues_that_holds_a_part_of_a_claim() -> None:
    found = told(_DIALOGUE)

    assert found.voices == ("Ann Roe", "Ann Roe", "Tom", "Tom")
    assert found.argues.tolist() == [False, False, True, False]
    assert found.claims.tolist() == [False, False, True, False]
    assert found.named.shape == found.nameless.shape == (4, len(FEATURES))


def _talk(number: int) -> Told:
    """Forty sentences that argue where their first number is high, more or less."""
    choose = np.random.default_rng(number)
    numbers = choose.normal(size=(40, len(FEATURES))).astype(np.float32)
    argues = numbers[:, 0] * 3 + choose.normal(size=40) > 0
    return Told(("Ann",) * 40, numbers, numbers, np.ones(40, bool), np.full(40, 0.5, np.float32), argues)


def test_the_same_talks_give_the_same_head_which_finds_what_tells() -> None:
    talks = [_talk(number) for number in range(5)]

    head = fit(talks)

    assert head.dumps() == fit(talks).dumps()
    assert head.weights[1].argmax() == 0


def test_scores_weigh_their_evidence_as_chosen() -> None:
    weights = fit_scores([_talk(number) for number in range(5)]).weights[1]

    assert (weights / weights[0]).tolist() == pytest.approx(SAY.tolist())
