"""Learning from decisions: how likely an editor takes what is proposed, after what editors took before.

What is learned is a head beside the models that ship: it starts from their score and moves as far as decisions carry it.
Its weights are those most likely under the decisions and a Gaussian prior around "the score is right", so that three
decisions change little and three hundred a lot, and no number is ever fitted without restraint.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from debates.mining.heads import Head, HeadError
from debates.mining.pairs import ALONE, Matrix, Piece, look
from debates.mining.vocabulary import LinkKind
from transcripts.embedding import DIMENSIONS, encoder

TURNED_DOWN, TAKEN = LABELS = ("turned down", "taken")

CLAIM_FEATURES = ("score", *(f"meaning {number}" for number in range(DIMENSIONS)), *ALONE)
_ENDS = ("same voice", "same view", "neighbours", "within five", "likeness")
LINK_FEATURES = (
    "score",
    *(str(kind) for kind in LinkKind),
    *_ENDS,
    *(f"source {name}" for name in ALONE),
    *(f"target {name}" for name in ALONE),
)

# How sure the prior is of each weight: 1 over the variance. Meanings have length 1, looks are mostly 0 or 1.
_RESTRAINT = {"score": 8.0, "meaning": 0.7, "other": 3.0, "bias": 0.5}
_STEPS = 30
_CLOSE_ENOUGH = 1e-6


@dataclass(frozen=True, slots=True)
class Ends:
    """What is looked at in a proposed link: its kind, the words of its ends, and where they stand; `steps` in sentences."""

    kind: str
    source: str
    target: str
    same_voice: bool
    same_view: bool
    steps: int


def claim_numbers(scores: Sequence[float], sentences: Sequence[str]) -> Matrix:
    """float32, [sentences, CLAIM_FEATURES]: a proposed claim's score, its meaning, what it looks like."""
    if not sentences:
        return np.zeros((0, len(CLAIM_FEATURES)), np.float32)
    odds = np.array([[_odds(score)] for score in scores], np.float32)
    return np.hstack(
        [odds, encoder().vectors(sentences), np.array([_look(text) for text in sentences], np.float32)]
    )


def link_numbers(scores: Sequence[float], links: Sequence[Ends]) -> Matrix:
    """float32, [links, LINK_FEATURES]: a proposed link's score, its kind, its ends."""
    if not links:
        return np.zeros((0, len(LINK_FEATURES)), np.float32)
    ways = (
        encoder().vectors([link.source for link in links]),
        encoder().vectors([link.target for link in links]),
    )
    likeness = np.einsum("ij,ij->i", *ways)
    rows = [
        (
            _odds(score),
            *(float(link.kind == kind) for kind in LinkKind),
            float(link.same_voice),
            float(link.same_view),
            float(link.steps == 1),
            float(link.steps <= 5),
            float(near),
            *_look(link.source),
            *_look(link.target),
        )
        for score, link, near in zip(scores, links, likeness, strict=True)
    ]
    return np.array(rows, np.float32)


def _look(text: str) -> tuple[float, ...]:
    return look(Piece(None, None, 0, text, text))


def _odds(share: float) -> float:
    kept = min(0.995, max(0.005, share))
    return math.log(kept / (1 - kept))


# --- Fitting -------------------------------------------------------------------------------------------


def fit(features: tuple[str, ...], numbers: Matrix, taken: Sequence[bool]) -> Head:
    """The likeliest weights under the decisions and the prior; the same decisions give the same head.

    Newton's method on a convex sum: seconds for ten thousand decisions. Without decisions the head gives the scores back.
    """
    if numbers.shape[1:] != (len(features),):
        raise HeadError(f"{numbers.shape[-1]} numbers are no {len(features)} features.")
    wide = np.hstack([numbers.astype(np.float64), np.ones((len(numbers), 1))])
    wanted = np.array(taken, np.float64)
    expected = np.array([1.0 if name == "score" else 0.0 for name in (*features, "bias")])
    restraint = np.array([_restraint(name) for name in (*features, "bias")])
    weights = _likeliest(wide, wanted, expected, restraint)
    both = np.vstack([np.zeros(len(features)), weights[:-1]]).astype(np.float32)
    version = hashlib.sha256(numbers.tobytes() + wanted.tobytes()).hexdigest()[:8]
    return Head(version, LABELS, features, both, np.array([0.0, weights[-1]], np.float32))


def _likeliest(
    wide: NDArray[np.float64],
    wanted: NDArray[np.float64],
    expected: NDArray[np.float64],
    restraint: NDArray[np.float64],
) -> NDArray[np.float64]:
    weights = expected.copy()
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-np.clip(wide @ weights, -30, 30)))
        slope = wide.T @ (sure - wanted) + restraint * (weights - expected)
        bend = (wide * (sure * (1 - sure))[:, None]).T @ wide + np.diag(restraint)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < _CLOSE_ENOUGH:
            break
    return weights


def _restraint(name: str) -> float:
    return _RESTRAINT.get(name.split(" ")[0], _RESTRAINT["other"])


def likely(head: Head, numbers: Matrix) -> list[float]:
    """How likely each row is taken, from 0 to 1, three digits."""
    return [round(float(sure), 3) for sure in head.probabilities(numbers)[:, 1]]


# --- Measuring -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Merit:
    """How well scores foretold decisions: mean log loss (lower is better; 0.693 is a coin's), and the share taken of the
    better-scored half."""

    decisions: int
    loss: float
    taken_of_top: float


def merit(scores: Sequence[float], taken: Sequence[bool]) -> Merit:
    """Raises ValueError where there is nothing to measure."""
    if not taken:
        raise ValueError("There are no decisions to measure on.")
    kept = np.clip(np.array(scores, np.float64), 0.005, 0.995)
    said = np.array(taken, bool)
    loss = float(-np.log(np.where(said, kept, 1 - kept)).mean())
    top = np.argsort(-kept, kind="stable")[: max(1, len(said) // 2)]
    return Merit(len(said), round(loss, 4), round(float(said[top].mean()), 4))


def held_out(
    features: tuple[str, ...], numbers: Matrix, taken: Sequence[bool], folds: int = 5
) -> Merit | None:
    """The merit of heads on decisions that each was not fitted to; None below two decisions a fold."""
    if len(taken) < 2 * folds:
        return None
    foretold = np.zeros(len(taken))
    wanted = np.array(taken, bool)
    for fold in range(folds):
        out = np.arange(len(taken)) % folds == fold
        head = fit(features, numbers[~out], wanted[~out].tolist())
        foretold[out] = likely(head, numbers[out])
    return merit(foretold.tolist(), taken)
