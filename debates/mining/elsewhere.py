"""Relations between claims of different talks: nobody replies to anybody there, so meaning and polarity have to tell.

Candidates are nearest in meaning, found by whoever has an index. What a pair is follows the rules for claims that meet at a
distance within one talk: opposite polarity on the same terms is an attack, the same in other words a restatement, and what
gives a reason for nearly the same supports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debates.mining.lexicon.arguing import ARGUMENT_WORDS
from debates.mining.overlap import opening_words, shortened
from debates.mining.relations_across import opposed
from debates.mining.vocabulary import LinkKind
from debates.mining.wording import content_tokens, plain

LEAST_LIKENESS = 0.55
"""Claims of different talks that are less alike are not looked at."""
RESTATES = 0.75
"""Likeness from which a claim of the same polarity says the same again, whatever its words."""
NEAREST = 12
"""Claims of the library that are looked at for each: those of the same talk are among them."""
EACH = 2
"""Relations that one claim may send to other talks."""
LEAST_SCORE = 0.4
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
    """What the first of two claims does to the second; `evidence` is verbatim in the first one's words, `answered` in the second's."""

    kind: LinkKind
    score: float
    evidence: str
    answered: str
    reason: str


def bonds(claim: Stated, others: Sequence[tuple[Stated, float]]) -> list[tuple[int, Bond]]:
    """How a claim bears on those of other talks that are nearest in meaning, given with their likeness.

    Places in `others` with what is likely enough to be suggested: at most EACH, best first.
    """
    found = [(place, bond(claim, other, likeness)) for place, (other, likeness) in enumerate(others)]
    likely = [(place, one) for place, one in found if one and one.score >= LEAST_SCORE]
    return sorted(likely, key=lambda one: (-one[1].score, one[0]))[:EACH]


def bond(claim: Stated, other: Stated, likeness: float) -> Bond | None:
    """How a claim bears on one of another talk, None where that is not likely enough.

    >>> ann = Stated("Road tolls are fair to everybody.", "Road tolls are fair to everybody.", "Ann")
    >>> bob = Stated("Road tolls are not fair.", "Road tolls are not fair.", "Bob")
    >>> bond(bob, ann, 0.9).kind.value
    'attack'
    """
    if likeness < LEAST_LIKENESS:
        return None
    here, there = ({token.stem for token in content_tokens(one.text)} for one in (claim, other))
    common = here & there
    share = len(common) / max(1, min(len(here), len(there)))
    if opposed(claim.text, other.text):
        if claim.holder == other.holder or len(common) < 2:
            return None
        return _bond(LinkKind.ATTACK, 0.15 + 0.4 * likeness + 0.2 * share, claim, other, common)
    if len(common) >= 2 and len(here - there) >= _MORE and _gives_reason(claim.said):
        return _bond(LinkKind.SUPPORT, 0.05 + 0.5 * likeness + 0.2 * share, claim, other, common)
    if likeness >= RESTATES or (share >= 0.6 and len(common) >= 3):
        return _bond(LinkKind.REPHRASE, 0.1 + 0.6 * likeness + 0.2 * share, claim, other, common)
    return None


_VERBS = {LinkKind.ATTACK: "answers", LinkKind.REPHRASE: "says again", LinkKind.SUPPORT: "gives a reason for"}


def _bond(kind: LinkKind, score: float, claim: Stated, other: Stated, common: set[str]) -> Bond:
    evidence, answered = _words(claim.said, common), _words(other.said, common)
    whose = other.holder or "somebody"
    reason = (
        f"{_VERBS[kind]} '{shortened(other.text)}' ({whose}, in another talk): '{evidence}', '{answered}'"
    )
    return Bond(kind, round(min(0.9, score), 3), evidence, answered, reason)


def _words(said: str, common: set[str]) -> str:
    """The stretch of `said` that carries what both have in common, verbatim; its first words where nothing does."""
    shared = [token for token in content_tokens(said) if token.stem in common]
    if not shared:
        return opening_words(said)
    near = [token for token in shared if token.rank - shared[0].rank < _LONGEST]
    return said[shared[0].start : near[-1].end]


def _gives_reason(words: str) -> bool:
    bare = plain(words).lower().split()
    return any(word.strip(".,;:!?") in ARGUMENT_WORDS for word in bare)
