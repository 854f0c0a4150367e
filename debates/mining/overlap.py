"""How much two findings speak of the same: content words weighed by how rare they are in this talk.

Candidates come from an index of term pairs ("world model") and rare stems, each followed to a bounded
number of places, so the time is linear in the length of the talk.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from debates.mining.lexicon.lists import words
from debates.mining.vocabulary import Finding
from debates.mining.wording import Token, content_tokens, pairs, plain, stem

CROWDED = 24
"""A stem or pair that more findings share leads to no candidates: it is the topic of the whole talk."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two findings have in common.

    `weight` is the weight of the common stems; `share` is that over the weight of all stems of the lighter
    finding, `mutual` over that of the heavier one.
    """

    stems: frozenset[str]
    terms: frozenset[tuple[str, str]]
    weight: float
    share: float
    mutual: float


NOTHING = Shared(frozenset(), frozenset(), 0.0, 0.0, 0.0)


class Topics:
    """The content words of a set of findings, indexed; `names` are lower-case words that name people, not topics."""

    def __init__(self, findings: Sequence[Finding], names: frozenset[str] = frozenset()) -> None:
        ignored = frozenset(map(stem, names))
        self._tokens: dict[int, tuple[Token, ...]] = {
            f.id: tuple(token for token in content_tokens(f.text) if token.stem not in ignored)
            for f in findings
        }
        self._stems = {key: frozenset(token.stem for token in tokens) for key, tokens in self._tokens.items()}
        self._terms = {key: pairs(tokens) for key, tokens in self._tokens.items()}
        self._counts = Counter(word for stems in self._stems.values() for word in stems)
        self._totals = {key: sum(map(self.weight, sorted(stems))) for key, stems in self._stems.items()}
        self._places: dict[object, list[int]] = defaultdict(list)
        for key in self._tokens:
            for feature in (*sorted(self._stems[key]), *sorted(self._terms[key])):
                self._places[feature].append(key)

    def weight(self, word: str) -> float:
        """0 to 1: 1 for a stem said once, towards 0 for one in every sentence."""
        total = len(self._tokens) + 1
        return math.log(total / self._counts[word]) / math.log(total) if self._counts[word] else 1.0

    def shared(self, one: int, other: int) -> Shared:
        """What the findings with these ids have in common."""
        if one not in self._tokens or other not in self._tokens:
            return NOTHING
        stems = self._stems[one] & self._stems[other]
        if not stems:
            return NOTHING
        common = sum(map(self.weight, sorted(stems)))
        lighter, heavier = sorted((self._totals[one], self._totals[other]))
        share, mutual = (common / lighter, common / heavier) if lighter else (0.0, 0.0)
        return Shared(stems, self._terms[one] & self._terms[other], common, share, mutual)

    def near(self, key: int) -> list[int]:
        """Ids of findings that share a term or a rare stem with this one, in order."""
        features: Iterable[object] = (*self._stems.get(key, ()), *self._terms.get(key, ()))
        found = {
            place
            for feature in features
            if len(self._places[feature]) <= CROWDED
            for place in self._places[feature]
        }
        return sorted(found - {key})

    def words_of(self, finding: Finding, shared: Shared) -> str:
        """The words of `finding` that carry what is shared, verbatim: a short stretch with its verb."""
        tokens = [token for token in self._tokens.get(finding.id, ()) if token.stem in shared.stems]
        if not tokens:
            return opening_words(finding.text)
        best = max(
            _runs(tokens), key=lambda run: (sum(self.weight(token.stem) for token in run), -run[0].start)
        )
        return finding.text[_clause_start(finding.text, best[0].start) : best[-1].end]


_GAP = 3  # words between two shared ones that are still one stretch
_BEFORE = 4  # words to the left in which the verb is looked for
_LONGEST = 12


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    runs: list[list[Token]] = [[tokens[0]]]
    for token in tokens[1:]:
        near = token.rank - runs[-1][-1].rank <= _GAP and token.rank - runs[-1][0].rank < _LONGEST
        if near:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


_VERBS = frozenset(
    words(
        """
        is are was were be can can't cannot could will won't would wouldn't should must may might has have had do does did
        don't doesn't didn't isn't aren't not never no couldn't shouldn't need needs
        """
    )
)
_BORDERS = frozenset({"that", "which", "who", "because", "if", "and", "but", "or", "so"})


def _clause_start(text: str, start: int) -> int:
    """Some words further left, to a verb if one is near, not past a border of clauses."""
    place = start
    for match in list(re.finditer(r"\S+", plain(text)[:start]))[: -_BEFORE - 1 : -1]:
        word = match.group().lower()
        if word[-1] in ",.;:?!-" or word in _BORDERS:
            break
        place = match.start()
        if word in _VERBS:
            break
    return place


def opening_words(text: str, count: int = 10) -> str:
    """The first words of `text`, verbatim."""
    words = list(re.finditer(r"\S+", text))[:count]
    return text[words[0].start() : words[-1].end()].rstrip(".,;:") if words else ""


def shortened(text: str, count: int = 7) -> str:
    """`text` for a reason: its first words, with an ellipsis where more follow.

    >>> shortened("Bridges rust because paint peels in the rain.")
    'Bridges rust because paint peels in the…'
    """
    words = text.split()
    return " ".join(words[:count]).rstrip(".,;:") + "…" if len(words) > count else text.rstrip(".")
