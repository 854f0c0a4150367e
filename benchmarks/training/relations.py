"""Fitting the relation head."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.training.examples import Example
from debates.mining.bearing import LABELS
from debates.mining.heads import Head, Matrix, folded
from debates.mining.pairs import CROSSED, crossed

STRENGTH = 0.004
"""The inverse of the regularisation, found by cross-validation over dialogues."""
_LEAST_SPREAD = 0.1  # a feature that is nearly always the same must not be blown up
_NEVER = -30.0


def fit(examples: Sequence[Example], strength: float = STRENGTH) -> Head:
    """The head that fits the examples; the same examples give the same head."""
    matrix = np.concatenate([crossed(one.pairs.matrix) for one in examples])
    labels = np.concatenate([one.labels for one in examples])
    mean, spread = matrix.mean(axis=0), np.maximum(matrix.std(axis=0), _LEAST_SPREAD)
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3)
    model.fit((matrix - mean) / spread, labels)
    weights = np.zeros((len(LABELS), len(CROSSED)), np.float32)
    bias: Matrix = np.full(len(LABELS), _NEVER, np.float32)
    weights[model.classes_], bias[model.classes_] = folded(model.coef_, model.intercept_, mean, spread)
    version = hashlib.sha256(np.concatenate([matrix.sum(axis=0), np.bincount(labels)]).tobytes()).hexdigest()[
        :8
    ]
    return Head(version, LABELS, CROSSED, weights, bias)
