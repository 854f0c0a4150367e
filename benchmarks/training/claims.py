"""Fitting the head that tells which sentences argue, and the one that makes scores of what it tells."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Dialogue
from debates.mining import Finding, FindingKind, Turn
from debates.mining.arguing import EVIDENCE, FEATURES, LABELS, Candidate, evidence, features
from debates.mining.draft import Draft
from debates.mining.heads import Head, Matrix
from debates.mining.parties import Roster
from debates.mining.pipeline import STAGES

STRENGTH = 0.01
"""The inverse of the regularisation: of what does well in cross-validation over dialogues, the strictest, which carries
furthest to other talk (chosen on ElecDeb's `dev` debates)."""
NAMELESS = 0.3
"""How much of the fit sees the dialogues without their speakers, as some transcripts come."""
FOLDS = 5
SAY = np.array([1.0, 1.5, 1.3], np.float32)
"""What each part of the evidence (`EVIDENCE`) counts beside the others. Chosen, not fitted: annotations tell what is a claim,
not which ones stand alone, and fitted to them the rules weigh nothing. Only how sure the whole makes is fitted."""
DENSER = 0.5
"""Log-odds by which scores are lowered: written dialogues hold more claims among their statements (86 of 100) than
presidential debates do (65 to 78 of 100, in `train` and `dev` ones)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A dialogue's sentences in order: who says each, their numbers with and without that, which are claims by the
    rules and how good, and which hold at least a part of a claim."""

    voices: tuple[str | None, ...]
    named: Matrix
    nameless: Matrix
    claims: NDArray[np.bool_]
    by_rules: NDArray[np.float32]
    argues: NDArray[np.bool_]


def told(dialogue: Dialogue) -> Told:
    """The dialogue as the stages before the head see it."""
    found = _ruled(dialogue).findings
    texts = [one.text for one in found]
    return Told(
        tuple(one.voiced_by for one in found),
        features(texts, [one.voiced_by for one in found]),
        features(texts),
        np.array([one.kind is FindingKind.CLAIM for one in found], bool),
        np.array([one.score for one in found], np.float32),
        np.array([holds_claim(dialogue, one) for one in found], bool),
    )


def holds_claim(dialogue: Dialogue, finding: Finding) -> bool:
    """True where annotators found at least a part of a claim in the sentence."""
    place = finding.span
    return any(
        unit.kind == "claim" and unit.turn == place.turn and unit.start < place.end and unit.end > place.start
        for unit in dialogue.units
    )


def _ruled(dialogue: Dialogue) -> Draft:
    turns = tuple(Turn(turn.speaker, turn.text) for turn in dialogue.turns)
    draft = Draft(turns=turns, roster=Roster.of(turns, ()))
    for name, stage in STAGES:
        draft = stage(draft)
        if name == "scores":
            break
    return draft


def fit(talks: Sequence[Told], strength: float = STRENGTH) -> Head:
    """The head that fits the talks; both answers weigh the same, whichever is more frequent."""
    named = np.concatenate([talk.named for talk in talks])
    nameless = np.concatenate([talk.nameless for talk in talks])
    answers = np.concatenate([talk.argues for talk in talks])
    says = np.repeat([1 - NAMELESS, NAMELESS], len(answers))
    model = LogisticRegression(C=strength, max_iter=500, class_weight="balanced")
    model.fit(np.concatenate([named, nameless]), np.tile(answers, 2), says)
    return _head(model, FEATURES, named, answers)


def fit_scores(talks: Sequence[Told]) -> Head:
    """The head that turns what the first head and the rules say into calibrated scores.

    It is fitted to what heads say of talks that they were not fitted to.
    """
    known = [evidence(_candidates(talk, sure)) for talk, sure in zip(talks, _foretold(talks), strict=True)]
    matrix = np.concatenate(known)
    answers = np.concatenate([talk.argues[talk.claims] for talk in talks])
    model = LogisticRegression(C=100.0).fit((matrix @ SAY)[:, None], answers)
    model.coef_ = model.coef_ * SAY
    model.intercept_ = model.intercept_ - DENSER
    return _head(model, EVIDENCE, matrix, answers)


def _candidates(talk: Told, sure: NDArray[np.float32]) -> list[Candidate]:
    """What the rules take for claims."""
    return [
        Candidate(talk.voices[place], float(sure[place]), float(talk.by_rules[place]))
        for place in np.flatnonzero(talk.claims)
    ]


def _foretold(talks: Sequence[Told]) -> list[NDArray[np.float32]]:
    """Of each talk, how likely each sentence argues, by heads fitted to other talks."""
    found: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(talks)
    for fold in range(FOLDS):
        head = fit([talk for place, talk in enumerate(talks) if place % FOLDS != fold])
        for place in range(fold, len(talks), FOLDS):
            found[place] = head.probabilities(talks[place].named)[:, 1]
    return found


def _head(
    model: LogisticRegression, names: tuple[str, ...], matrix: Matrix, answers: NDArray[np.bool_]
) -> Head:
    weights = np.vstack([np.zeros(len(names)), model.coef_[0]]).astype(np.float32)
    bias = np.array([0.0, model.intercept_[0]], np.float32)
    seen = np.concatenate([matrix.sum(axis=0), np.bincount(answers, minlength=2)])
    return Head(hashlib.sha256(seen.tobytes()).hexdigest()[:8], LABELS, names, weights, bias)
