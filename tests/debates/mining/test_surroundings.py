"""Where a sentence stands in its talk, and how its voice speaks elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from debates.mining.pairs import ALONE, Piece, look
from debates.mining.surroundings import SURROUNDINGS, surroundings

SAID = [
    ("Ann", "Who pays?"),
    ("Tom", "Tolls pay."),
    ("Tom", "They always did."),
    ("Tom", "Buses run on them."),
    ("Ann", "Thanks."),
]


def _column(name: str, voices: list[str | None]) -> list[float]:
    texts = [text for _, text in SAID]
    looks = np.array([look(Piece(None, None, 0, text, text)) for text in texts], np.float32)
    found: list[float] = surroundings(texts, voices, looks)[:, SURROUNDINGS.index(name)].tolist()
    return found


NAMED: list[str | None] = [voice for voice, _ in SAID]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("first of its run", [1, 1, 0, 0, 1]),
        ("second of its run", [0, 0, 1, 0, 0]),
        ("last of its run", [1, 0, 0, 1, 1]),
        ("sentences of its run before it", [0, 0, 0.231, 0.366, 0]),
        ("sentences of its run after it", [0, 0.366, 0.231, 0, 0]),
        ("length of its run", [0.231, 0.462, 0.462, 0.462, 0.231]),
        ("its voice's share of the words", [0.25, 0.75, 0.75, 0.75, 0.25]),
        ("voice: asks", [2, 0, 0, 0, 2]),
    ],
)
def test_numbers_tell_the_place_in_the_run_and_the_habits_of_the_voice(
    name: str, expected: list[float]
) -> None:
    assert _column(name, NAMED) == pytest.approx(expected, abs=0.001)


def test_where_nobody_knows_who_speaks_all_is_one_run_and_no_voice_has_habits() -> None:
    nameless: list[str | None] = [None] * len(SAID)

    assert _column("first of its run", nameless) == [1, 0, 0, 0, 0]
    assert _column("its voice's share of the words", nameless) == [0] * 5
    assert _column("voice: asks", nameless) == [0] * 5


def test_a_run_of_a_thousand_sentences_counts_like_one_of_twenty() -> None:
    texts = ["Tolls pay."] * 1000
    found = surroundings(texts, [None] * 1000, np.zeros((1000, len(ALONE)), np.float32))

    assert found[:, SURROUNDINGS.index("length of its run")].tolist() == [1.0] * 1000
