"""Fitting the head for the links of whole talks."""

from __future__ import annotations

import numpy as np

from benchmarks.corpus import parse
from benchmarks.training.links import Told, fit, told
from debates.mining.bearing import LABELS
from debates.mining.weighing import EVIDENCE

_DIALOGUE = parse(
    "tolls",
    "title: Tolls\nsplit: train\ntopic: roads\nregister: panel\npeople: Ann Roe; Tom\n\n"
    "Ann Roe: [1 claim| Steel bridges rust far too quickly]. For example, [2 +1| the harbour bridge lost two cables].\n\n"
    "Tom: [3 -1| Steel bridges stand for hundreds of years].\n",
)


def test_a_pair_of_sentences_is_what_annotators_found_between_its_units() -> None:
    assert [LABELS[label] for label in told(_DIALOGUE).labels] == [
        "later supports earlier",
        "later attacks earlier",
        "none",
    ]


def _talk(number: int) -> Told:
    """Sixty pairs, linked where the first number is high, more or less."""
    choose = np.random.default_rng(number)
    numbers = choose.normal(size=(60, len(EVIDENCE))).astype(np.float32)
    linked = numbers[:, 0] * 3 + choose.normal(size=60) > 0
    return Told(numbers, linked.astype(np.intp))


def test_the_same_talks_give_the_same_head_which_never_says_what_it_never_saw() -> None:
    talks = [_talk(number) for number in range(3)]

    head = fit(talks)

    assert head.dumps() == fit(talks).dumps()
    assert head.weights[1].argmax() == 0
    assert head.probabilities(talks[0].evidence)[:, 2:].max() < 1e-6
