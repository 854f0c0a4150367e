"""Which pieces of a talk might bear on each other, and what a pair of them looks like in numbers.

Dialogue structure carries most of the signal, so a pair is described first by where its two pieces stand (how
far apart, in whose voice, across how many turns), then by how they begin and what sort of thing each says, and
last by how close they are in words and in meaning.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from debates.mining.lexicon.arguing import ARGUMENT_WORDS, OPPOSITES
from debates.mining.wording import body_start, compiled, content_tokens, is_negative, plain, stem, word_count

OWN_REACH = 8
"""Pieces of the same voice back to which every pair is looked at."""
OTHER_REACH = 8
"""Pieces of other voices back to which every pair is looked at."""
FAR_REACH = 300
"""Pieces back in which the nearest in meaning are looked for."""
FAR_NEAREST = 3
"""Pieces further back that are looked at for being the nearest in meaning."""
FAR_LIKENESS = 0.5

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Piece:
    """A claim or a question in its place: who voices it, whose view it is, in which turn, in which words.

    `lead` holds what stands before it in the sentence ("well, but"), where that is known.
    """

    voice: str | None
    party: str | None
    turn: int
    text: str
    said: str
    lead: str = ""


def candidates(pieces: Sequence[Piece], vectors: Matrix) -> list[tuple[int, int]]:
    """Pairs (earlier, later) worth looking at, in order; their number is linear in that of the pieces."""
    by_voice: dict[str | None, list[int]] = {}
    pairs: list[tuple[int, int]] = []
    for later, piece in enumerate(pieces):
        if not piece.text.strip():
            continue
        own = by_voice.setdefault(piece.voice, [])
        others = [
            place
            for place in range(max(0, later - 3 * OTHER_REACH), later)
            if pieces[place].voice != piece.voice and pieces[place].text.strip()
        ]
        near = {*own[-OWN_REACH:], *others[-OTHER_REACH:]}
        near.update(_nearest(later, vectors, near))
        pairs.extend((earlier, later) for earlier in sorted(near))
        own.append(later)
    return pairs


def _nearest(later: int, vectors: Matrix, known: set[int]) -> list[int]:
    """Earlier places whose pieces mean nearly the same, and that are not looked at anyway; nearest first."""
    first = max(0, later - FAR_REACH)
    if first == later:
        return []
    likeness = vectors[first:later] @ vectors[later]
    order = np.argsort(-likeness, kind="stable")[: FAR_NEAREST + len(known)]
    places = [first + int(place) for place in order if likeness[place] >= FAR_LIKENESS]
    return [place for place in places if place not in known][:FAR_NEAREST]


# --- What one piece looks like -------------------------------------------------------------------------

_OPENERS = {
    "no": r"(?:no|nope|not at all|absolutely not|of course not|nonsense|rubbish|come on|wrong|wait|hang on|hold on)\b",
    "yes": r"(?:yes|yeah|yep|right|exactly|sure|absolutely|of course|i agree|true|fair enough|granted|okay|ok)\b",
    "but": r"(?:but|however|yet|although|though|except|still|whereas|while|instead|rather|even so|actually|unless)\b",
    "because": r"(?:because|'cause|cause|since|as|for example|for instance|after all|like|given that|look at)\b",
    "so": r"(?:so|therefore|thus|hence|then|that means|which means|that's why|that is why|it follows|in other words)\b",
    "and": r"(?:and|also|plus|besides|moreover|nor|or|too)\b",
    "well": r"(?:well|look|listen|um|uh|i mean|you know|now)\b",
    "points": r"(?:this|that|these|those|it|it's|that's|which|such)\b",
    "they": r"(?:he|she|they|he's|she's|they're|him|them|his|her|their|its)\b",
    "if": r"(?:if|when|whenever|suppose|imagine)\b",
    "i think": r"i (?:\w+ )?(?:think|believe|feel|guess|suspect|suppose|reckon|would say|'d say)\b",
    "you": r"(?:you|your|you're|you've)\b",
}
_MARKS = {
    "ought": r"\b(?:should|shouldn't|must|mustn't|ought|need to|needs to|have to|has to|had better|let's|deserve\w*)\b",
    "number": r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion|percent|per cent|half)\b",
    "past": r"\b(?:was|were|had|did|didn't|went|came|got|took|gave|wrote|said|told|saw|made|\w{3,}ed)\b",
    "will": r"\b(?:will|won't|would|wouldn't|could|couldn't|may|might|'ll|going to|gonna)\b",
    "i": r"\b(?:i|i'm|i've|i'd|my|me)\b",
    "we": r"\b(?:we|we're|we've|our|us)\b",
    "you": r"\b(?:you|you're|you've|your)\b",
    "judges": r"\b(?:good|bad|better|best|worse|worst|right|wrong|fair|unfair|important|terrible|great|ridiculous|stupid|dangerous"
    r"|problem|mistake|true|false|nonsense|shame|disgrace|failed|failure|works?|matters?|worth)\b",
    "hedges": r"\b(?:maybe|perhaps|probably|kind of|sort of|might|may|seems?|i guess|not sure)\b",
    "causes": r"\b(?:because|so that|therefore|means|leads? to|causes?|results?|makes?|due to|reason|if)\b",
    "sweeps": r"\b(?:all|every|always|never|nobody|everybody|everyone|nothing|none|only|any)\b",
    "tells": r"\b(?:said|says|saying|told|according|argues?|claims?|asked)\b",
    "disagrees": r"\b(?:disagree|not true|untrue|isn't true|wrong|nonsense|rubbish|that's not|that is not|don't agree|don't think|lie|myth|the point is)\b",
    "example": r"\b(?:example|instance|such as|like when|last (?:year|week|month|night)|for one|once)\b",
}
_OPENS = {name: compiled(pattern) for name, pattern in _OPENERS.items()}
_HOLDS = {name: compiled(pattern) for name, pattern in _MARKS.items()}
_OPPOSITES = {(stem(a), stem(b)) for pair in OPPOSITES for a, b in (pair, pair[::-1])}
ALONE = (
    *(f"opens: {name}" for name in _OPENERS),
    *_MARKS,
    "asks",
    "negates",
    "reported",
    "length",
    "argues",
    "names",
)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked at in one piece: numbers (see ALONE), and its content words."""

    numbers: tuple[float, ...]
    stems: frozenset[str]
    words: frozenset[str]


def look(piece: Piece) -> tuple[float, ...]:
    """What one piece looks like by itself, in the order of ALONE."""
    return _look(piece).numbers


def _look(piece: Piece) -> _Look:
    words = plain(f"{piece.lead} {piece.said}".strip() if piece.lead else piece.said)
    text = plain(piece.text)
    start = body_start(words)
    opens = [float(bool(pattern.match(words) or pattern.match(words, start))) for pattern in _OPENS.values()]
    holds = [float(bool(pattern.search(words))) for pattern in _HOLDS.values()]
    count = word_count(text)
    bare = re.findall(r"[\w']+", text.lower())
    names = len(re.findall(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]+", text))
    numbers = (
        *opens,
        *holds,
        float("?" in words[-3:]),
        float(is_negative(words)),
        float(piece.party != piece.voice),
        math.log1p(count) / 3,
        min(1.0, sum(word in ARGUMENT_WORDS for word in bare) / 4),
        min(1.0, names / 3),
    )
    return _Look(numbers, frozenset(token.stem for token in content_tokens(text)), frozenset(map(stem, bare)))


# --- What a pair looks like ----------------------------------------------------------------------------

_STEPS = (1, 2, 3, 5, 9)
BETWEEN = (
    "same voice",
    "same party",
    "same turn",
    *(f"own steps <= {step}" for step in _STEPS),
    *(f"steps <= {step}" for step in _STEPS),
    "next in the same voice",
    "next in another voice",
    "first of its turn, after the last of the turn before",
    "next turn",
    "turns apart",
    "likeness",
    "likeness, same voice",
    "likeness, other voice",
    "nearest of its candidates",
    "second nearest",
    "less like than the best",
    "shared",
    "shared of the shorter",
    "shared of the longer",
    "words of the earlier found again",
    "words of the later found before",
    "one negates",
    "one negates, other voice",
    "opposites",
    "longer by",
    "question before",
    "first question answered",
)
FEATURES = (*BETWEEN, *(f"earlier {name}" for name in ALONE), *(f"later {name}" for name in ALONE))


class Pairs:
    """The pairs of a talk and their numbers: `matrix` is float32, [pairs, FEATURES]."""

    def __init__(self, pieces: Sequence[Piece], vectors: Matrix) -> None:
        self.pieces = pieces
        self.places = candidates(pieces, vectors)
        self._looks = [_look(piece) for piece in pieces]
        self._weigh = _rarity(self._looks)
        self._rank_in_voice = _ranks(pieces)
        self._likeness = {pair: float(vectors[pair[0]] @ vectors[pair[1]]) for pair in self.places}
        self._best = _best_two(self.places, self._likeness)
        self.matrix: Matrix = np.empty((len(self.places), len(FEATURES)), np.float32)
        for row, (earlier, later) in enumerate(self.places):
            alone = (*self._looks[earlier].numbers, *self._looks[later].numbers)
            self.matrix[row] = (*self._between(earlier, later), *alone)

    def _between(self, earlier: int, later: int) -> tuple[float, ...]:
        before, after = self.pieces[earlier], self.pieces[later]
        steps, turns = later - earlier, after.turn - before.turn
        same = before.voice == after.voice
        own_steps = self._rank_in_voice[later] - self._rank_in_voice[earlier] if same else 99
        likeness = self._likeness[earlier, later]
        first, second = self._best[later]
        return (
            float(same),
            float(before.party == after.party),
            float(turns == 0),
            *(float(own_steps <= step) for step in _STEPS),
            *(float(steps <= step) for step in _STEPS),
            float(steps == 1 and same),
            float(steps == 1 and not same),
            float(steps == 1 and turns > 0),
            float(turns == 1),
            math.log1p(turns) / 2,
            likeness,
            likeness * same,
            likeness * (not same),
            float(likeness >= first),
            float(likeness >= second),
            first - likeness,
            *self._in_common(earlier, later, same),
        )

    def _in_common(self, earlier: int, later: int, same: bool) -> tuple[float, ...]:
        before, after = self._looks[earlier], self._looks[later]
        common = sum(map(self._weigh, before.stems & after.stems))
        weights = sorted((sum(map(self._weigh, look.stems)) or 1.0) for look in (before, after))
        negations = before.numbers[_NEGATES] != after.numbers[_NEGATES]
        asks = before.numbers[_ASKS]
        words = len(before.words & after.words)
        return (
            min(3.0, common) / 3,
            common / weights[0],
            common / weights[1],
            words / max(1, len(before.words)),
            words / max(1, len(after.words)),
            float(negations),
            float(negations and not same),
            float(any(a in before.words and b in after.words for a, b in _OPPOSITES)),
            before.numbers[_LENGTH] - after.numbers[_LENGTH],
            asks,
            asks * float(later - earlier == 1),
        )


_NEGATES, _ASKS, _LENGTH = ALONE.index("negates"), ALONE.index("asks"), ALONE.index("length")


def _rarity(looks: Sequence[_Look]) -> Callable[[str], float]:
    """Weight of a stem: 1 for one said once, towards 0 for one in every piece."""
    counts = Counter(word for look in looks for word in look.stems)
    total = math.log(len(looks) + 1) or 1.0
    return lambda word: max(0.0, 1 - math.log(counts[word]) / total)


def _ranks(pieces: Sequence[Piece]) -> list[int]:
    """How many pieces of the same voice stand before each."""
    seen: Counter[str | None] = Counter()
    ranks = []
    for piece in pieces:
        ranks.append(seen[piece.voice])
        seen[piece.voice] += 1
    return ranks


def _best_two(
    places: Sequence[tuple[int, int]], likeness: dict[tuple[int, int], float]
) -> dict[int, tuple[float, float]]:
    """For every later piece, the likeness of its nearest and second nearest candidate."""
    best: dict[int, tuple[float, float]] = {}
    for pair in places:
        first, second = best.get(pair[1], (-1.0, -1.0))
        here = likeness[pair]
        best[pair[1]] = (here, first) if here > first else (first, max(second, here))
    return best


# --- Features by place ---------------------------------------------------------------------------------

PLACES = ("own neighbours", "own, apart", "others, next", "others, apart")
"""Where the pieces of a pair stand: in one voice, side by side or not; in two, side by side or not."""
_GROUPS = ("own neighbours", "own, apart", "others")
CROSSED = (*FEATURES, *(f"{name}, {group}" for group in _GROUPS for name in FEATURES))
_SAME, _OWN_NEXT, _NEXT = (FEATURES.index(name) for name in ("same voice", "own steps <= 1", "steps <= 1"))


def place_of(matrix: Matrix) -> NDArray[np.intp]:
    """Of every row, the index of its place in PLACES."""
    same, beside, following = (matrix[:, column] > 0 for column in (_SAME, _OWN_NEXT, _NEXT))
    return np.where(beside, 0, np.where(same, 1, np.where(following, 2, 3)))


def crossed(matrix: Matrix) -> Matrix:
    """The features, and once more for each group of places: so that a word may mean one thing beside and another apart."""
    groups = np.minimum(place_of(matrix), 2)
    whole: Matrix = np.hstack(
        [matrix, *(matrix * (groups == group)[:, None] for group in range(len(_GROUPS)))]
    )
    return whole.astype(np.float32)
