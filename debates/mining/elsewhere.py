"""Relations between claims of different talks: nobody replies to anybody there, so meaning and polarity have to tell.

Candidates are nearest in meaning, found by whoever has an index. A small head says how likely two of them are tied at all: by
how near they are, by the words they share, and by how often the two talks meet, as talks that speak of the same thing do so again
and again. What a tie is follows the rules for claims that meet at a distance within one talk: opposite polarity on the same terms
is an attack, what gives a reason for nearly the same supports it, and the rest says the same again.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from debates.mining.heads import shipped
from debates.mining.lexicon.arguing import ARGUMENT_WORDS
from debates.mining.overlap import opening_words, shortened
from debates.mining.pairs import Matrix
from debates.mining.relations_across import opposed
from debates.mining.vocabulary import LinkKind
from debates.mining.wording import content_tokens, plain

UNRELATED, TIED = LABELS = ("unrelated", "tied")
FEATURES = (
    "likeness",
    "likeness beyond 0.7",
    "rank",
    "below the best",
    "above the second",
    "shared of the shorter",
    "shared of the longer",
    "shared words",
    "opposed",
    "opposed, other holder",
    "same holder",
    "talks meet",
    "talks meet, logarithm",
)
LEAST_LIKENESS = 0.3
"""Claims of different talks that are less alike are not looked at."""
NEAREST = 12
"""Claims of the library that are looked at for each: those of the same talk are among them."""
EACH = 2
"""Relations that one claim may send to other talks."""
ENOUGH = 0.4
"""Probability that two claims are tied from which the tie is suggested."""
_HIGHEST = 0.9
_FAR_AHEAD = 0.15
_FEW = 10
"""Claims that do not meet, as if each talk had so many more: a talk of three claims tells little."""
_MORE = 3
"""Content words that a reason adds to what it is a reason for."""
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim of one talk: the words said, the sentence made of them, and whose view it is (None where nobody knows)."""

    said: str
    text: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class Bond:
    """What the first of two claims does to the second; `evidence` is verbatim in the first one's words, `answered` in the second's.

    `head` is the version of the head that tied them.
    """

    kind: LinkKind
    score: float
    evidence: str
    answered: str
    reason: str
    head: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A claim of another talk, and how alike it is in meaning, at most 1."""

    claim: Stated
    talk: Hashable
    likeness: float


def bonds(claims: Sequence[Stated], near: Sequence[Sequence[Neighbour]]) -> Iterator[tuple[int, int, Bond]]:
    """How the claims of one talk bear on their neighbours in others: places in `claims` and in their `near`; of each at most EACH.

    `near` gives the neighbours of each claim, the nearest first.

    >>> ann = Stated("Road tolls are fair to everybody.", "Road tolls are fair to everybody.", "Ann")
    >>> bob = Stated("Road tolls are not fair.", "Road tolls are not fair.", "Bob")
    >>> [(place, rank, bond.kind.value) for place, rank, bond in bonds([bob], [[Neighbour(ann, "a talk", 0.9)]])]
    [(0, 0, 'attack')]
    """
    told = iter(likelihoods(claims, near))
    for place, (claim, others) in enumerate(zip(claims, near, strict=True)):
        likely = [(next(told), rank) for rank in range(len(others))]
        ranked = sorted((one for one in likely if one[0] >= ENOUGH), key=lambda one: (-one[0], one[1]))
        found = [(rank, _bond(claim, others[rank].claim, likelihood)) for likelihood, rank in ranked]
        yield from [(place, rank, bond) for rank, bond in found if bond][:EACH]


def likelihoods(claims: Sequence[Stated], near: Sequence[Sequence[Neighbour]]) -> list[float]:
    """How likely each claim is tied to each of its neighbours, one claim after the other."""
    matrix = numbers(claims, near)
    if not len(matrix):
        return []
    told: list[float] = shipped("elsewhere", FEATURES).probabilities(matrix)[:, LABELS.index(TIED)].tolist()
    return told


def numbers(claims: Sequence[Stated], near: Sequence[Sequence[Neighbour]]) -> Matrix:
    """What is known of each claim and each of its neighbours: float32, [claims and neighbours, FEATURES]."""
    meetings: dict[Hashable, set[int]] = {}
    for place, others in enumerate(near):
        for other in others:
            meetings.setdefault(other.talk, set()).add(place)
    rows = [
        (
            *_nearness(others, rank),
            *_in_common(claim, other.claim),
            *_meeting(len(meetings[other.talk]) / (len(claims) + _FEW)),
        )
        for claim, others in zip(claims, near, strict=True)
        for rank, other in enumerate(others)
    ]
    return np.array(rows, np.float32).reshape(-1, len(FEATURES))


def _nearness(others: Sequence[Neighbour], rank: int) -> tuple[float, ...]:
    likeness = others[rank].likeness
    second = others[1].likeness if len(others) > 1 else LEAST_LIKENESS
    ahead = min(_FAR_AHEAD, likeness - second) if rank == 0 else 0.0
    return likeness, max(0.0, likeness - 0.7), math.log1p(rank), others[0].likeness - likeness, ahead


def _in_common(claim: Stated, other: Stated) -> tuple[float, ...]:
    here, there = _stems(claim.text), _stems(other.text)
    common = len(here & there)
    shorter, longer = sorted((len(here) or 1, len(there) or 1))
    against = opposed(claim.text, other.text)
    same = claim.holder is not None and claim.holder == other.holder
    return common / shorter, common / longer, min(1.0, common / 4), against, against and not same, same


def _meeting(share: float) -> tuple[float, float]:
    """By about the share of a talk's claims that have a neighbour in the other talk."""
    return share, math.log(share)


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in content_tokens(text))


def _bond(claim: Stated, other: Stated, likelihood: float) -> Bond | None:
    """What a claim that is tied to another does to it; None for a holder who denies their own view: they may have changed it."""
    here, there = _stems(claim.text), _stems(other.text)
    common = here & there
    kind = LinkKind.REPHRASE
    if opposed(claim.text, other.text):
        if claim.holder == other.holder:
            return None
        kind = LinkKind.ATTACK
    elif len(common) >= 2 and len(here - there) >= _MORE and _gives_reason(claim.said):
        kind = LinkKind.SUPPORT
    return _worded(kind, likelihood, claim, other, common)


_VERBS = {LinkKind.ATTACK: "answers", LinkKind.REPHRASE: "says again", LinkKind.SUPPORT: "gives a reason for"}


def _worded(kind: LinkKind, score: float, claim: Stated, other: Stated, common: frozenset[str]) -> Bond:
    evidence, answered = _words(claim.said, common), _words(other.said, common)
    whose = other.holder or "somebody"
    reason = (
        f"{_VERBS[kind]} '{shortened(other.text)}' ({whose}, in another talk): '{evidence}', '{answered}'"
    )
    return Bond(
        kind,
        round(min(_HIGHEST, score), 3),
        evidence,
        answered,
        reason,
        shipped("elsewhere", FEATURES).version,
    )


def _words(said: str, common: frozenset[str]) -> str:
    """The stretch of `said` that carries what both have in common, verbatim; its first words where nothing does."""
    shared = [token for token in content_tokens(said) if token.stem in common]
    if not shared:
        return opening_words(said)
    near = [token for token in shared if token.rank - shared[0].rank < _LONGEST]
    return said[shared[0].start : near[-1].end]


def _gives_reason(words: str) -> bool:
    bare = plain(words).lower().split()
    return any(word.strip(".,;:!?") in ARGUMENT_WORDS for word in bare)
