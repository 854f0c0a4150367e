"""Voice profiles: enrol, match, abstain, calibrate. Pure; vectors have length 1, scores are cosines from -1 to 1.

A profile tells whose voice this is likely to be. It is attribution, not proof: a cloned voice can pass.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Person = TypeVar("Person", bound=Hashable)

SHORTEST_SAMPLE_S = 2.0
"""Seconds of one voice alone below which nothing is enrolled."""

WEIGHED_S = 30.0
"""Seconds of one recording that count: more of the same day says little more."""

GOOD_S = 30.0
GOOD_RECORDINGS = 3
"""From so much, of so many recordings, a profile is as good as it soon gets."""

DECISIONS = 200
"""Decisions of editors from which a probability may be named."""


class Band(StrEnum):
    """How sure a match is: to be taken, to be looked at, or no match."""

    ACCEPT = "accept"
    REVIEW = "review"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Policy:
    """Where the bands begin. `version` is kept with every decision, as bands may change."""

    accept: float = 0.60
    review: float = 0.40
    margin: float = 0.15
    enough_s: float = 10.0
    version: str = "2026-11"

    def band(self, score: float, margin: float, net_s: float) -> Band:
        """What follows from a score, its lead over the next person, and the seconds that were heard alone.

        >>> POLICY.band(0.8, 0.5, 42.0), POLICY.band(0.8, 0.5, 4.0), POLICY.band(0.2, 0.1, 42.0)
        (<Band.ACCEPT: 'accept'>, <Band.REVIEW: 'review'>, <Band.UNKNOWN: 'unknown'>)
        """
        if score < self.review:
            return Band.UNKNOWN
        sure = score >= self.accept and margin >= self.margin and net_s >= self.enough_s
        return Band.ACCEPT if sure else Band.REVIEW


POLICY = Policy()


@dataclass(frozen=True, slots=True)
class Sample:
    """One stretch of somebody's voice. `recording` tells apart the days on which it was heard."""

    embedding: Vector
    net_s: float
    recording: str


@dataclass(frozen=True, slots=True)
class Profile(Generic[Person]):
    """What is known of a voice, by the model whose checksum is `model`."""

    person: Person
    model: str
    centroid: Vector
    seconds: float
    recordings: int


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Person]):
    """Somebody whose voice it may be."""

    person: Person
    score: float


@dataclass(frozen=True, slots=True)
class Match(Generic[Person]):
    """The nearest person, the lead over the next one, and what the policy makes of it.

    `candidates` are the two best. Without profiles there is none, and the band is unknown.
    """

    candidates: tuple[Candidate[Person], ...]
    score: float
    margin: float
    band: Band
    policy: str

    @property
    def person(self) -> Person | None:
        """Whose voice it is likely to be; nobody's where that is unknown."""
        return None if self.band is Band.UNKNOWN else self.candidates[0].person


def enrol(person: Person, model: str, samples: Sequence[Sample]) -> Profile[Person]:
    """The profile of somebody's samples: the mean over recordings of the mean over what was heard in each.

    A recording weighs as many seconds as it has, up to `WEIGHED_S`: variety tells more than minutes. Raises ValueError
    where there is no sample.
    """
    if not samples:
        raise ValueError("A profile needs a sample of the voice.")
    days: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        days[sample.recording].append(sample)
    total = sum((_weight(each) * _mean(each) for each in days.values()), np.zeros_like(samples[0].embedding))
    return Profile(person, model, _unit(total), sum(each.net_s for each in samples), len(days))


def _weight(samples: Sequence[Sample]) -> float:
    return min(WEIGHED_S, sum(sample.net_s for sample in samples))


def _mean(samples: Sequence[Sample]) -> Vector:
    return _unit(np.sum([sample.embedding * sample.net_s for sample in samples], axis=0))


def _unit(vector: Vector) -> Vector:
    unit: Vector = np.asarray(vector, np.float32) / max(float(np.linalg.norm(vector)), 1e-9)
    return unit


class Roster(Generic[Person]):
    """The profiles of one model, compared with all at once: 10,000 take about a millisecond."""

    def __init__(self, model: str, profiles: Sequence[Profile[Person]]) -> None:
        """Profiles of other models are left out: their numbers mean something else."""
        known = [profile for profile in profiles if profile.model == model]
        self.people = [profile.person for profile in known]
        self._matrix = np.stack([profile.centroid for profile in known]) if known else None

    def match(self, embedding: Vector, net_s: float, policy: Policy = POLICY) -> Match[Person]:
        """Whose voice `embedding` is, heard alone for `net_s` seconds."""
        if self._matrix is None:
            return decide((), net_s, policy)
        scores = self._matrix @ embedding
        best = np.argsort(-scores, kind="stable")[:2]
        return decide([Candidate(self.people[each], float(scores[each])) for each in best], net_s, policy)


def decide(candidates: Sequence[Candidate[Person]], net_s: float, policy: Policy = POLICY) -> Match[Person]:
    """What follows from candidates, the best first. Somebody who stands alone leads by the whole score."""
    if not candidates:
        return Match((), 0.0, 0.0, Band.UNKNOWN, policy.version)
    score = candidates[0].score
    margin = score - candidates[1].score if len(candidates) > 1 else score
    band = policy.band(score, margin, net_s)
    return Match(tuple(candidates[:2]), score, margin, band, policy.version)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor said of a match: whether it was right."""

    score: float
    margin: float
    net_s: float
    enrolled_s: float
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a match to the share of such matches that editors found right."""

    weights: tuple[float, ...]
    decisions: int

    def probability(self, score: float, margin: float, net_s: float, enrolled_s: float) -> float:
        return 1 / (
            1 + math.exp(-float(_features(score, margin, net_s, enrolled_s) @ np.array(self.weights)))
        )


def calibrate(decisions: Sequence[Decision]) -> Calibration | None:
    """Fit a logistic regression, by Newton's method with a light penalty; `None` while decisions are too few or of one kind."""
    right = np.array([each.right for each in decisions], float)
    if len(decisions) < DECISIONS or right.min() == right.max():
        return None
    rows = np.stack([_features(each.score, each.margin, each.net_s, each.enrolled_s) for each in decisions])
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        given = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - given) - weights
        curve = (rows * (given * (1 - given))[:, None]).T @ rows + np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return Calibration(tuple(float(weight) for weight in weights), len(decisions))


def _features(score: float, margin: float, net_s: float, enrolled_s: float) -> NDArray[np.float64]:
    return np.array([1.0, score, margin, math.log(max(net_s, 0.1)), math.log(max(enrolled_s, 0.1))])
