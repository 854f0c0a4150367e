"""Fitting the head that tells which sentences argue."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Dialogue
from debates.mining.arguing import FEATURES, LABELS, features
from debates.mining.heads import Head
from transcripts.sentences import sentence_spans

STRENGTH = 0.015
"""The inverse of the regularisation, found by cross-validation over dialogues."""


def sentences(dialogue: Dialogue) -> list[tuple[str, bool]]:
    """The dialogue's sentences in order, and whether each holds at least a part of a claim."""
    found = []
    for place, turn in enumerate(dialogue.turns):
        claims = [unit for unit in dialogue.units if unit.turn == place and unit.kind == "claim"]
        for start, end in sentence_spans(turn.text):
            held = any(unit.start < end and unit.end > start for unit in claims)
            found.append((turn.text[start:end], held))
    return found


def fit(dialogues: Sequence[Dialogue], strength: float = STRENGTH) -> Head:
    """The head that fits the dialogues; both answers weigh the same, whichever is more frequent."""
    told = [sentences(dialogue) for dialogue in dialogues]
    matrix = np.concatenate([features([text for text, _ in here]) for here in told])
    labels = np.array([held for here in told for _, held in here], np.intp)
    model = LogisticRegression(C=strength, max_iter=500, class_weight="balanced").fit(matrix, labels)
    weights = np.vstack([np.zeros(len(FEATURES)), model.coef_[0]]).astype(np.float32)
    bias = np.array([0.0, model.intercept_[0]], np.float32)
    version = hashlib.sha256(np.concatenate([matrix.sum(axis=0), np.bincount(labels)]).tobytes()).hexdigest()[
        :8
    ]
    return Head(version, LABELS, FEATURES, weights, bias)
