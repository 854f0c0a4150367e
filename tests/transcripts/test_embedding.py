"""Sentences to vectors."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from transcripts.embedding import DIMENSIONS, WEIGHTS, encoder


def test_sentences_that_mean_nearly_the_same_lie_closer() -> None:
    tolls, pricing, cat = encoder().vectors(
        ["Road tolls are fair.", "It is just to charge drivers for roads.", "My cat sleeps all day."]
    )
    assert tolls @ pricing > 0.5
    assert tolls @ cat < 0.2


def test_vectors_have_length_one_even_of_nothing_and_of_very_much() -> None:
    vectors = encoder().vectors(["", "road " * 5_000])
    assert vectors.shape == (2, DIMENSIONS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0], abs=1e-4)


def test_a_vector_does_not_depend_on_its_neighbours() -> None:
    alone = encoder().vectors(["Road tolls are fair."])[0]
    among = encoder().vectors(
        ["A far longer sentence that stands first and fills the batch.", "Road tolls are fair."]
    )[1]
    assert (alone == among).all()


def test_no_sentences_give_no_vectors() -> None:
    assert encoder().vectors([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize("name", ["minilm.int8.onnx", "minilm.tokenizer.json"])
def test_the_card_names_the_files_that_ship(name: str) -> None:
    card = (WEIGHTS / "README.md").read_text()
    assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() in card
