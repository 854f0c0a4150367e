"""Fitting the head that weighs, in whole talks, what the relation head says of two claims."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Dialogue
from benchmarks.mining.talks import Talk, before_weighing, held, own
from debates.mining.bearing import ATTACKS, IS_SUPPORTED, LABELS, RESTATES, SUPPORTS
from debates.mining.heads import Head, Matrix
from debates.mining.weighing import EVIDENCE, Weighed, weigh

STRENGTH = 0.1
"""The inverse of the regularisation: there are few numbers and many pairs, so little is needed."""
_LABELS = {"attack": ATTACKS, "rephrase": RESTATES}


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the pairs of a dialogue's claims, and what each pair is: `labels` indexes `LABELS`."""

    evidence: Matrix
    labels: NDArray[np.intp]


def told(dialogue: Dialogue) -> Told:
    """The dialogue as the stages before the head see it."""
    talk = own(dialogue)
    weighed = weigh(before_weighing(talk.turns, talk.people))
    return Told(weighed.evidence, _labels(talk, weighed))


def _labels(talk: Talk, weighed: Weighed) -> NDArray[np.intp]:
    units = held(talk, weighed.said)
    edges = {(source, target): kind for source, target, kind in talk.edges}
    labels = [_label(units[earlier], units[later], edges) for earlier, later in weighed.places]
    return np.array(labels, np.intp)


def _label(earlier: Sequence[int], later: Sequence[int], edges: dict[tuple[int, int], str]) -> int:
    """What annotators found between the units of two sentences."""
    for one in earlier:
        for other in later:
            if one != other and (kind := edges.get((other, one))):
                return LABELS.index(_LABELS.get(kind, SUPPORTS))
            if one != other and (kind := edges.get((one, other))):
                return LABELS.index(_LABELS.get(kind, IS_SUPPORTED))
    return 0


def fit(talks: Sequence[Told], strength: float = STRENGTH) -> Head:
    """The head that fits the talks; the same talks give the same head."""
    matrix = np.concatenate([talk.evidence for talk in talks])
    labels = np.concatenate([talk.labels for talk in talks])
    model = LogisticRegression(C=strength, max_iter=1000).fit(matrix, labels)
    weights = np.zeros((len(LABELS), len(EVIDENCE)), np.float32)
    bias: Matrix = np.full(len(LABELS), -30.0, np.float32)
    weights[model.classes_], bias[model.classes_] = model.coef_, model.intercept_
    seen = np.concatenate([matrix.sum(axis=0), np.bincount(labels)])
    return Head(hashlib.sha256(seen.tobytes()).hexdigest()[:8], LABELS, EVIDENCE, weights, bias)
