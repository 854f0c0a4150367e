"""Which sentences argue: a head over the local model's reading of a sentence and of the one before it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from debates.mining.draft import Draft
from debates.mining.heads import shipped
from debates.mining.pairs import ALONE, Matrix, Piece, look
from debates.mining.vocabulary import Finding, FindingKind
from transcripts.embedding import DIMENSIONS, encoder

OTHER, ARGUES = LABELS = ("other", "argues")
FEATURES = (
    *(f"meaning {number}" for number in range(DIMENSIONS)),
    *(f"meaning before {number}" for number in range(DIMENSIONS)),
    *ALONE,
)
# Vectors have length 1; these give them their say beside features that are 0 or 1.
_HERE, _BEFORE = 4.0, 1.5


def features(sentences: Sequence[str]) -> Matrix:
    """The numbers of sentences that follow each other: float32, [sentences, FEATURES]."""
    if not sentences:
        return np.zeros((0, len(FEATURES)), np.float32)
    vectors = encoder().vectors(sentences)
    before = np.vstack([np.zeros((1, DIMENSIONS), np.float32), vectors[:-1]])
    looks = np.array([look(Piece(None, None, 0, text, text)) for text in sentences], np.float32)
    return np.hstack([vectors * _HERE, before * _BEFORE, looks])


def argue(sentences: Sequence[str]) -> list[float]:
    """How likely each of the sentences, which follow each other, states something that is argued for or from."""
    found: list[float] = shipped("claims", FEATURES).probabilities(features(sentences))[:, 1].tolist()
    return found


# --- The stage -----------------------------------------------------------------------------------------

_SAY = 0.5
"""How much of the head's log-odds goes into a claim's score: it knows what argues, the rules know what can stand alone."""


def weigh_arguing(draft: Draft) -> Draft:
    """Raises the scores of claims that argue and lowers those of small talk; links keep the scores they have."""
    odds = argue([finding.text for finding in draft.findings])
    weighed = (_weighed(finding, sure) for finding, sure in zip(draft.findings, odds, strict=True))
    return replace(draft, findings=tuple(weighed))


def _weighed(finding: Finding, sure: float) -> Finding:
    if finding.kind is not FindingKind.CLAIM:
        return finding
    both = _odds(finding.score) + _SAY * _odds(sure)
    said = "argues" if sure >= 0.5 else "reads like small talk"
    return replace(
        finding, score=round(1 / (1 + math.exp(-both)), 3), reason=f"{finding.reason}; {said} ({sure:.0%})"
    )


def _odds(share: float) -> float:
    """The log-odds of a share, kept off certainty."""
    kept = min(0.995, max(0.005, share))
    return math.log(kept / (1 - kept))
