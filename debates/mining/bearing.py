"""What bears on what, by a head fitted to dialogues: the learned counterpart of the relation rules.

Every later piece is tied to at most one earlier one: in speech a sentence has one main thing to do. The head was
fitted to dialogues with more quarrels and fewer plain chains than most talk has, so the odds are set right by what
is published of argument in broadcast debate: nine in ten links stay with one speaker, and seven in ten join neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from debates.mining.heads import shipped
from debates.mining.pairs import CROSSED, PLACES, Matrix, Pairs, crossed, place_of
from debates.mining.vocabulary import LinkKind

NONE, SUPPORTS, IS_SUPPORTED, ATTACKS, RESTATES = LABELS = (
    "none",
    "later supports earlier",
    "earlier supports later",
    "later attacks earlier",
    "later restates earlier",
)
ENOUGH = 0.25
"""Probability that two pieces are linked, from which a support or a restatement is kept."""
ENOUGH_TO_ATTACK = 0.22
"""Probability of an attack from which it is kept."""

# Added to the log-odds of every link, by where its pieces stand.
_BY_PLACE = {"own neighbours": 0.6, "own, apart": 0.0, "others, next": 0.0, "others, apart": -0.3}
_ATTACK = 0.8
# Added where the later of two neighbours begins with words that announce it.
_ANNOUNCED = 3.0
# Added to an attack where the later one begins with a refusal in another voice, even if it repeats the words.
_REFUSED = 1.0
# Pairs that are weighed at once: their crossed features are four times as wide.
_AT_ONCE = 8192
_BECAUSE, _SO, _NO = (CROSSED.index(f"later opens: {name}") for name in ("because", "so", "no"))


@dataclass(frozen=True, slots=True)
class Bearing:
    """The piece at `source` bears on that at `target`; `score` is the probability of just this."""

    source: int
    target: int
    kind: LinkKind
    score: float
    row: int


def bearings(pairs: Pairs) -> list[Bearing]:
    """The likeliest tie of every piece to an earlier one, best first, where it is likely enough."""
    found: list[Bearing] = []
    tied: set[int] = set()
    for bearing in sorted(_likely(pairs), key=lambda one: (-_worth(one), one.row)):
        later = max(bearing.source, bearing.target)
        if later not in tied:
            tied.add(later)
            found.append(bearing)
    return found


def probabilities(pairs: Pairs) -> Matrix:
    """Of every pair, the probability of each of LABELS: float32, [pairs, 5]."""
    told = [np.zeros((0, len(LABELS)), np.float32)]
    told += (_of_some(pairs.matrix[row : row + _AT_ONCE]) for row in range(0, len(pairs.matrix), _AT_ONCE))
    return np.concatenate(told)


def _of_some(matrix: Matrix) -> Matrix:
    found = shipped("relations", CROSSED).probabilities(crossed(matrix))
    places = place_of(matrix)
    lift = np.zeros_like(found)
    lift[:, 1:] += np.array([_BY_PLACE[place] for place in PLACES], np.float32)[places][:, None]
    lift[:, LABELS.index(SUPPORTS)] += _ANNOUNCED * (places == 0) * matrix[:, _BECAUSE]
    lift[:, LABELS.index(IS_SUPPORTED)] += _ANNOUNCED / 2 * (places == 0) * matrix[:, _SO]
    lift[:, LABELS.index(ATTACKS)] += _ATTACK + _REFUSED * (places >= 2) * matrix[:, _NO]
    raised = found * np.exp(lift)
    whole: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return whole


def _likely(pairs: Pairs) -> Iterator[Bearing]:
    for row, ((earlier, later), odds) in enumerate(
        zip(pairs.places, probabilities(pairs).tolist(), strict=True)
    ):
        none, supports, supported, attacks, restates = odds
        for_it = supports + restates
        if max(for_it, supported) < attacks * ENOUGH / ENOUGH_TO_ATTACK:
            if attacks >= ENOUGH_TO_ATTACK:
                yield Bearing(later, earlier, LinkKind.ATTACK, round(attacks, 3), row)
        elif 1 - none < ENOUGH:
            continue
        elif supported > for_it:
            yield Bearing(earlier, later, LinkKind.SUPPORT, round(supported, 3), row)
        else:
            kind = LinkKind.REPHRASE if restates > supports else LinkKind.SUPPORT
            yield Bearing(later, earlier, kind, round(for_it, 3), row)


def _worth(bearing: Bearing) -> float:
    return bearing.score / (ENOUGH_TO_ATTACK if bearing.kind is LinkKind.ATTACK else ENOUGH)
