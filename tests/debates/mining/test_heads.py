"""Heads and their files."""

from __future__ import annotations

import numpy as np
import pytest

from debates.mining.heads import Head, HeadError, folded, loads, shipped


def _head() -> Head:
    return Head(
        "1",
        ("no", "yes"),
        ("a", "b"),
        np.array([[0, 0], [1, -1]], np.float32),
        np.array([0, 0.5], np.float32),
    )


def test_probabilities_are_those_of_logistic_regression() -> None:
    found = _head().probabilities(np.array([[0, 0], [2, 0]], np.float32))

    assert found[:, 1] == pytest.approx([0.6225, 0.9241], abs=1e-4)


def test_a_head_comes_back_from_its_file() -> None:
    again = loads(_head().dumps())

    assert (again.version, again.labels, again.features) == ("1", ("no", "yes"), ("a", "b"))
    assert again.weights.tolist() == [[0, 0], [1, -1]]
    assert again.bias.tolist() == [0, 0.5]


def test_weights_of_scaled_features_are_folded_into_those_of_plain_ones() -> None:
    weights, bias = folded(
        np.array([[2.0]]), np.array([1.0]), np.array([3.0], np.float32), np.array([4.0], np.float32)
    )

    assert (weights.tolist(), bias.tolist()) == ([[0.5]], [-0.5])


def test_refuses_weights_that_were_fitted_to_other_features() -> None:
    with pytest.raises(HeadError, match="The weights of 'relations' were fitted to other features"):
        shipped("relations", ("a", "b"))
