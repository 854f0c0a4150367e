"""Two transcripts of one talk, word by word: what moved where, how their clocks differ, whether one is a rewrite. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median, quantiles

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from transcripts.words.common_words import places

GRAM = 6
"""Words in a row that two transcripts of the same words share and a paraphrase hardly ever does."""

SAME_WORDS_FROM = 0.7
REWRITTEN_BELOW = 0.5
"""6-gram overlaps: captions and transcripts of one talk scored 0.99 against each other, rewrites of it 0.25 to 0.28."""

PLACED_FROM = 0.7
"""Similarity (0 to 1) from which moved words count as found; below it an editor looks."""

NEAR_CHARACTERS = 40
"""How far from where its neighbours went wording may lie and still be taken for the same."""

FAR_CHARACTERS = 3000
"""How far it is searched for at all; what is found beyond `NEAR_CHARACTERS` is never sure, for people repeat themselves."""

UNSURE = PLACED_FROM * 0.99
"""The most that a place scores which an editor is to look at."""

CUT_WITHIN = 4
"""Words by which an end is moved at most, to where the letters on both sides of it are most alike."""

CUT_WORDS = 8
"""Words on each side that are looked at for that."""

CUT_LETTERS = 4
"""Letters by which one place must be better than another to be taken instead of it.

Of 32,000 quotes on 30,000 real words with 15 % of them edited (16 seeds), 31,524 landed within a word of their place, 473
were left to an editor and 3 were misplaced by two words; without the second look at the ends 14 of 12,000 were.
"""

STEADY_WITHIN_S = 30.0
"""Seconds that the middle 90 % of pairs may lie apart for two clocks to have one offset.

Two editions of one interview lay 3.5 s apart; 111 s were measured between a talk and a rewrite of it. Where one has an
advert that the other lacks, no one number converts between them.
"""

_NOT_WORD = re.compile(r"[^\w%$€£]+")


def bare(word: str) -> str:
    """A word without case and punctuation, as two transcripts of one talk agree on it.

    >>> bare("“World-model,”")
    'worldmodel'
    """
    return _NOT_WORD.sub("", word).casefold()


def overlap(old: Sequence[str], new: Sequence[str]) -> float:
    """The share of the shorter text's 6-grams of words that the other has too, 0 to 1; 0 where one has none.

    >>> words = "it rained and then it poured all day long".split()
    >>> overlap(words, words), overlap(words, "all day long it poured and rained and then some".split())
    (1.0, 0.0)
    """
    grams = [_grams([bare(word) for word in words]) for words in (old, new)]
    smaller, larger = sorted(grams, key=len)
    return len(smaller & larger) / len(smaller) if smaller else 0.0


def _grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    words = [word for word in words if word]
    return {tuple(words[start : start + GRAM]) for start in range(len(words) - GRAM + 1)}


@dataclass(frozen=True, slots=True)
class Relocation:
    """Where words are in the new text: word `start` up to, not including, `end`; `score` is how alike they are, 0 to 1."""

    start: int
    end: int
    score: float

    @property
    def is_sure(self) -> bool:
        return self.score >= PLACED_FROM


@dataclass(frozen=True, slots=True)
class ClockOffset:
    """What to add to the old clock to get the new one, in seconds: the median, and where the middle 90 % of pairs lie.

    `pairs` counts the words that were compared.
    """

    median_s: float
    low_s: float
    high_s: float
    pairs: int


class Alignment:
    """Old words laid along new ones by their longest common subsequence.

    >>> alignment = Alignment("a true world model is".split(), "well a real world model was".split())
    >>> alignment.to_new
    [1, -1, 3, 4, -1]
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old = list(old)
        self.new = list(new)
        self._old = [bare(word) for word in old]
        self._new = [bare(word) for word in new]
        self.to_new = places(self._old, self._new)

    def relocate(self, start: int, end: int) -> Relocation | None:
        """Find the old words `start` up to, not including, `end` in the new text.

        First where the neighbouring words went; where that looks unlike, by likeness near by, then farther off. Returns the
        first place that is sure, else the best, however bad (see `is_sure`); `None` where nothing is left of the words.
        """
        laid = self._along_neighbours(start, end)
        if laid is not None and laid.is_sure:
            return self._with_best_ends(start, end, laid)
        near = self._by_likeness(start, end, NEAR_CHARACTERS)
        if near is not None and near.is_sure:
            return self._with_best_ends(start, end, near)
        far = self._by_likeness(start, end, FAR_CHARACTERS)
        far = replace(far, score=far.score * UNSURE) if far else None
        return max(
            (found for found in (laid, near, far) if found), key=lambda found: found.score, default=None
        )

    def _along_neighbours(self, start: int, end: int) -> Relocation | None:
        kept = [index for index in range(start, end) if self.to_new[index] >= 0]
        if not kept:
            return None
        before, after = self._neighbour(start - 1, -1), self._neighbour(end, 1)
        new_start = max(self.to_new[kept[0]] - (kept[0] - start), before + 1)
        new_end = min(self.to_new[kept[-1]] + (end - kept[-1]), after)
        return Relocation(new_start, new_end, self._likeness(start, end, new_start, new_end))

    def _with_best_ends(self, start: int, end: int, found: Relocation) -> Relocation:
        """Look again at each end where words changed: of words that come twice there, or have grown together, the common
        subsequence may have taken the wrong ones. Not sure any more where an end could as well lie elsewhere.
        """
        new_start, start_is_sure = self._cut(start, found.start, range(found.end))
        new_end, end_is_sure = self._cut(end, found.end, range(new_start + 1, len(self.new) + 1))
        likeness = self._likeness(start, end, new_start, new_end)
        sure = start_is_sure and end_is_sure
        return Relocation(new_start, new_end, likeness if sure else min(likeness, UNSURE))

    def _cut(self, cut: int, place: int, allowed: range) -> tuple[int, bool]:
        """Where to cut the new words near `place`, so that both sides are like those of the old ones cut at `cut`.

        Returns the place and whether it is sure: clearly better than those two words or more away.
        """
        near = self.to_new[max(0, cut - CUT_WITHIN) : cut + CUT_WITHIN]
        if min(near) >= 0 and near[-1] - near[0] == len(near) - 1:
            return place, True
        before = " ".join(self._old[max(0, cut - CUT_WORDS) : cut])
        after = " ".join(self._old[cut : cut + CUT_WORDS])
        first, last = max(0, place - CUT_WORDS), place + CUT_WORDS
        steps = range(max(place - CUT_WITHIN, allowed.start), min(place + CUT_WITHIN + 1, allowed.stop))
        letters = {
            step: Indel.distance(before, " ".join(self._new[first:step]))
            + Indel.distance(after, " ".join(self._new[step:last]))
            for step in steps
        }
        best = min(letters, key=lambda step: (letters[step], abs(step - place)), default=place)
        if place not in letters or letters[place] - letters[best] < CUT_LETTERS:
            best = place
        others = [count for step, count in letters.items() if abs(step - best) > 1]
        clear = not others or min(others) - letters.get(best, 0) >= CUT_LETTERS
        return best, clear

    def _neighbour(self, index: int, step: int) -> int:
        """The new place of the nearest old word from `index` on, in steps of `step`, that is still there."""
        while 0 <= index < len(self.to_new):
            if self.to_new[index] >= 0:
                return self.to_new[index]
            index += step
        return -1 if step < 0 else len(self.new)

    def _likeness(self, start: int, end: int, new_start: int, new_end: int) -> float:
        old, new = self._old[start:end], self._new[new_start:new_end]
        by_word = Indel.normalized_similarity(old, new)
        by_letter = Indel.normalized_similarity(" ".join(old), " ".join(new))
        return (by_word + by_letter) / 2

    def _by_likeness(self, start: int, end: int, distance: int) -> Relocation | None:
        """The most similar words no farther than `distance` characters from where the neighbours went."""
        before, after = self._neighbour(start - 1, -1) + 1, self._neighbour(end, 1)
        first = self._word_at(self._offsets[before] - distance)
        last = self._word_at(self._offsets[after] + distance) + 1
        window = " ".join(self._new[first:last])
        wanted = " ".join(self._old[start:end])
        found = fuzz.partial_ratio_alignment(wanted, window) if wanted and window else None
        if found is None:
            return None
        base = self._offsets[first]
        new_start, new_end = (
            self._word_at(base + found.dest_start),
            self._word_at(base + found.dest_end - 1) + 1,
        )
        return Relocation(new_start, new_end, self._likeness(start, end, new_start, new_end))

    @cached_property
    def _offsets(self) -> list[int]:
        """The character at which each new word begins where single spaces join them, and the end of all."""
        offsets = [0]
        for word in self._new:
            offsets.append(offsets[-1] + len(word) + 1)
        return offsets

    def _word_at(self, character: int) -> int:
        place = bisect_left(self._offsets, max(character, 0) + 1) - 1
        return min(max(place, 0), max(len(self._new) - 1, 0))

    def clock_offset(
        self, old_s: Sequence[float | None], new_s: Sequence[float | None]
    ) -> ClockOffset | None:
        """How the new clock differs from the old, from the seconds at which each word begins on both.

        Give `None` for a word whose time is not known well. Only words with a common neighbour on each side count, so
        that a stray "the" says nothing. `None` with fewer than 20 such words, or where they do not agree (`STEADY_WITHIN_S`).
        """
        pairs = [(old_s[index], new_s[self.to_new[index]]) for index in self._steady()]
        differences = [new - old for old, new in pairs if old is not None and new is not None]
        if len(differences) < 20:
            return None
        cuts = quantiles(differences, n=20)
        if cuts[-1] - cuts[0] > STEADY_WITHIN_S:
            return None
        return ClockOffset(
            round(median(differences), 3), round(cuts[0], 3), round(cuts[-1], 3), len(differences)
        )

    def _steady(self) -> list[int]:
        """Old words that moved together with the word before and the word after them."""
        places = self.to_new
        return [
            index
            for index in range(1, len(places) - 1)
            if places[index] > 0
            and places[index - 1] == places[index] - 1
            and places[index + 1] == places[index] + 1
        ]
