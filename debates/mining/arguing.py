"""Which sentences argue: a head over the local model's reading of a sentence and its neighbours, and over who says it where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from debates.mining.draft import Draft
from debates.mining.heads import shipped
from debates.mining.pairs import ALONE, Matrix, Piece, look
from debates.mining.surroundings import SURROUNDINGS, surroundings
from debates.mining.vocabulary import Finding, FindingKind
from transcripts.embedding import DIMENSIONS, encoder

OTHER, ARGUES = LABELS = ("other", "argues")
FEATURES = (
    *(f"meaning {number}" for number in range(DIMENSIONS)),
    *(f"meaning before {number}" for number in range(DIMENSIONS)),
    *(f"meaning after {number}" for number in range(DIMENSIONS)),
    *ALONE,
    *SURROUNDINGS,
)
# Vectors have length 1; these give them their say beside features that are 0 or 1.
_HERE, _BESIDE = 4.0, 1.5


def features(sentences: Sequence[str], voices: Sequence[str | None] = ()) -> Matrix:
    """The numbers of sentences that follow each other: float32, [sentences, FEATURES].

    `voices` tells who says each; without it all is one voice's.
    """
    if not sentences:
        return np.zeros((0, len(FEATURES)), np.float32)
    vectors = encoder().vectors(sentences)
    edge = np.zeros((1, DIMENSIONS), np.float32)
    before, after = np.vstack([edge, vectors[:-1]]), np.vstack([vectors[1:], edge])
    looks = np.array([look(Piece(None, None, 0, text, text)) for text in sentences], np.float32)
    around = surroundings(sentences, voices or [None] * len(sentences), looks)
    return np.hstack([vectors * _HERE, before * _BESIDE, after * _BESIDE, looks, around])


def argue(sentences: Sequence[str], voices: Sequence[str | None] = ()) -> list[float]:
    """How likely each of the sentences, which follow each other, states something that is argued for or from.

    `voices` tells who says each; without it all is one voice's.
    """
    head = shipped("claims", FEATURES)
    found: list[float] = head.probabilities(features(sentences, voices))[:, 1].tolist()
    return found


# --- The stage -----------------------------------------------------------------------------------------

EVIDENCE = ("argues, up to likely", "argues, for its voice", "by the rules, so far as it argues")
"""What a claim's score is made of, in log-odds: what the head says; what it says less what it usually says of the voice, so
far as the sentence argues; and what the rules say of how well it stands alone, so far as it argues for its voice. Who speaks
counts where the head doubts. Among what likely argues, what stands alone comes first, and of each side."""
_LIKELY = 0.75
_STRANGER = 5
"""Claims that a voice makes until its own mean counts as much as that of the talk."""
_SIDE = -0.5
"""Mean log-odds below which a voice is no side of the talk: who only moderates is measured like everybody."""
_AGREED = 0.92
"""No score is higher: the surest claims are all claims in written dialogues, and 85 of 100 by those who annotated real debates."""
_FIRMLY = 5.0
"""How quickly the one passes into the other."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that might be suggested: its voice, and how good it is by the head and by the rules."""

    voice: str | None
    argues: float
    by_rules: float


def weigh_arguing(draft: Draft) -> Draft:
    """Gives claims the scores by which they are listed, from the head's and the rules'; links keep the scores they have."""
    said = draft.findings
    sure = argue([finding.text for finding in said], [finding.voiced_by for finding in said])
    claims = [finding for finding in said if finding.kind is FindingKind.CLAIM]
    scores = listed([Candidate(one.voiced_by, sure[one.id], one.score) for one in claims])
    weighed = {one.id: _weighed(one, sure[one.id], score) for one, score in zip(claims, scores, strict=True)}
    return replace(draft, findings=tuple(weighed.get(finding.id, finding) for finding in said))


def listed(claims: Sequence[Candidate]) -> list[float]:
    """How likely each of a talk's claims is one, calibrated: the scores by which they are suggested."""
    found: list[float] = (
        _AGREED * shipped("listed", EVIDENCE).probabilities(evidence(claims))[:, 1]
    ).tolist()
    return found


def evidence(claims: Sequence[Candidate]) -> Matrix:
    """float32, [claims, EVIDENCE], of the claims of one talk."""
    argues = np.array([_odds(claim.argues) for claim in claims], np.float32)
    usual = _usual([claim.voice for claim in claims], argues)
    for_voice = argues - usual * np.square(_share(_FIRMLY * argues))
    rules = np.array([_odds(claim.by_rules) for claim in claims], np.float32)
    return np.stack([np.minimum(argues, _LIKELY), for_voice, rules * np.square(_share(for_voice))], axis=1)


def _usual(voices: Sequence[str | None], argues: Matrix) -> Matrix:
    """By how much the mean of each claim's voice differs from that of the talk, less so for a voice that says little or is no side."""
    if not voices:
        return argues
    places = {voice: place for place, voice in enumerate(dict.fromkeys(voices))}
    whose = np.array([places[voice] for voice in voices])
    counts = np.bincount(whose)
    means = np.bincount(whose, argues) / counts
    known = counts / (counts + _STRANGER) * _share((_FIRMLY * (means - _SIDE)).astype(np.float32))
    usual: Matrix = ((means - argues.mean()) * known)[whose].astype(np.float32)
    return usual


def _weighed(finding: Finding, sure: float, score: float) -> Finding:
    said = "argues" if sure >= 0.5 else "reads like small talk"
    return replace(finding, score=round(score, 4), reason=f"{finding.reason}; {said} ({sure:.0%})")


def _odds(share: float) -> float:
    """The log-odds of a share, kept off certainty."""
    kept = min(0.995, max(0.005, share))
    return math.log(kept / (1 - kept))


def _share(odds: Matrix) -> Matrix:
    """The shares that log-odds stand for."""
    share: Matrix = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return share
