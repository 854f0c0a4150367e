"""Fitting the head that says which claims of different talks are tied."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Dialogue
from benchmarks.mining.across import Library
from debates.mining.elsewhere import FEATURES, LABELS, numbers
from debates.mining.heads import Head, folded

STRENGTH = 0.03
"""The inverse of the regularisation, found by leaving out one series after the other."""


def fit(libraries: Sequence[Sequence[Dialogue]], strength: float = STRENGTH) -> Head:
    """The head that fits series of dialogues, each among the other dialogues of its library; the same ones give the same head."""
    matrices, labels = [], []
    for library in map(Library, libraries):
        told = {(tie.source, tie.target) for tie in library.told}
        for asked in map(library.asked, library.talks):
            matrices.append(numbers(asked.claims, asked.near))
            labels += [
                (here, other) in told
                for here, theirs in zip(asked.places, asked.theirs, strict=True)
                for other in theirs
            ]
    matrix, tied = np.concatenate(matrices), np.array(labels)
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0)
    model = LogisticRegression(C=strength, max_iter=1000).fit((matrix - mean) / spread, tied)
    weights, bias = folded(model.coef_, model.intercept_, mean, spread)
    version = hashlib.sha256(np.append(matrix.sum(axis=0), tied.sum()).tobytes()).hexdigest()[:8]
    none = np.zeros_like(weights)
    return Head(version, LABELS, FEATURES, np.concatenate([none, weights]), np.append(0 * bias, bias))
