"""From cues to sentences that keep their times. Pure.

Captions break where a line is full, not where a sentence ends; labelled text holds a whole speech in one cue. Either
way the words of one turn are put together, split into sentences, and each sentence takes its seconds from its
first and last word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from transcripts.cues import Cue
from transcripts.uncollected import uncollected
from transcripts.words.sentences import LONGEST, sentence_spans
from transcripts.words.timing import spread

LONGEST_UNPUNCTUATED = 60
"""Words after which a sentence without an end is cut where a cue ends: captions without punctuation."""

MOST_WORDS = 300
"""Words after which a sentence is cut wherever it is."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a transcript, with single spaces between its words.

    `turn` counts from 0. `estimated` says that its seconds are not those of cue borders but lie in between.
    """

    turn: int
    label: str
    text: str
    start_s: float | None
    end_s: float | None
    estimated: bool


_LARGE = 100_000
"""Characters from which on words are not all held in memory at once."""

_WORD = re.compile(r"\S+")


def _count(text: str) -> int:
    """How many words there are."""
    return len(text.split()) if len(text) < _LARGE else sum(1 for _ in _WORD.finditer(text))


class _Words:
    """The words of one turn, counted through its cues, and their seconds: those that a sentence begins or ends with."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues = cues
        self._ends = list(accumulate(_count(cue.text) for cue in cues))
        self._passed: tuple[Cue | None, list[int]] = (None, [])

    def start(self, word: int) -> tuple[float | None, bool]:
        """Its first second, and whether that was read, as the start of a cue is."""
        cue, nth, count = self._place(word)
        if cue.start_s is None or cue.end_s is None:
            return None, False
        if len(cue.words) == count:
            return cue.words[nth].start_s, True
        return (cue.start_s, True) if nth == 0 else (self._border(cue, nth), False)

    def end(self, word: int) -> tuple[float | None, bool]:
        """Its last second, and whether that was read, as the end of a cue is."""
        cue, nth, count = self._place(word)
        if cue.start_s is None or cue.end_s is None:
            return None, False
        if len(cue.words) == count:
            return max(cue.words[nth].start_s, cue.words[nth].end_s), True
        if nth == count - 1 and cue.end_s >= cue.start_s:
            return round(cue.end_s, 3), not cue.estimated
        end_s = max(self._border(cue, nth), self._border(cue, nth + 1))
        return end_s, nth == count - 1 and not cue.estimated

    def cue_ends(self, begun: int, ended: int) -> list[int]:
        """The words before which a cue ends, within a stretch."""
        return self._ends[bisect_right(self._ends, begun) : bisect_left(self._ends, ended)]

    def _place(self, word: int) -> tuple[Cue, int, int]:
        """The cue that a word is in, the word's number there, and how many the cue has."""
        index = bisect_right(self._ends, word)
        before = self._ends[index - 1] if index else 0
        return self._cues[index], word - before, self._ends[index] - before

    def _border(self, cue: Cue, nth: int) -> float:
        """Where the n-th word of a cue begins, by its share of the characters; as `timing.spread` has it."""
        if nth == 0 or cue.start_s is None or cue.end_s is None:
            return cue.start_s or 0.0
        if self._passed[0] is not cue:
            self._passed = (cue, list(accumulate(len(word) + 1 for word in cue.text.split())))
        passed = self._passed[1]
        return round(cue.start_s + (cue.end_s - cue.start_s) * passed[nth - 1] / passed[-1], 3)


@uncollected()
def sentences(
    cues: Sequence[Cue], language: str = "en", clock: tuple[float, float] | None = None
) -> list[Sentence]:
    """Return the sentences of `cues` in order.

    `clock` gives the seconds between which cues without any times of their own were spoken: they are spread
    over it by their length, and marked as estimated. Cues with times ignore it.

    >>> halves = [Cue(0.0, 2.0, "Ann", "It rained and"), Cue(2.0, 3.0, "Ann", "it poured. Then sun.")]
    >>> [(s.text, s.start_s, s.end_s) for s in sentences(halves)]
    [('It rained and it poured.', 0.0, 2.524), ('Then sun.', 2.524, 3.0)]
    """
    found = [sentence for turn in _turns(cues) for sentence in _sentences_of(turn, language)]
    if clock and found and all(sentence.start_s is None for sentence in found):
        return _spread_over(found, clock)
    return found


def _turns(cues: Sequence[Cue]) -> Iterator[tuple[int, list[Cue]]]:
    """Number the runs of consecutive cues in one voice and on one clock: some files begin again at 0 in the middle."""
    run: list[Cue] = []
    number = 0
    for cue in cues:
        if run and (cue.speaker != run[-1].speaker or _clock_goes_back(run[-1], cue)):
            yield number, run
            run, number = [], number + 1
        run.append(cue)
    if run:
        yield number, run


def _clock_goes_back(before: Cue, after: Cue) -> bool:
    return before.start_s is not None and after.start_s is not None and after.start_s < before.start_s


def _sentences_of(turn: tuple[int, list[Cue]], language: str) -> Iterator[Sentence]:
    number, cues = turn
    text = "\n".join(cue.text for cue in cues)
    words = _Words(cues)
    taken = ended = 0
    for start, end in _whole(text, sentence_spans(text, language)):
        # A full stop without a space after it ends a sentence inside a word, which then lies in two sentences.
        taken -= 0 < start == ended
        ended = end
        tokens = text[start:end].split()
        for length in _piece_lengths(words, taken, len(tokens)):
            piece, tokens = tokens[:length], tokens[length:]
            yield _sentence(number, cues[0].speaker or "", piece, words, taken)
            taken += length


def _sentence(turn: int, label: str, said: Sequence[str], words: _Words, first: int) -> Sentence:
    """The sentence, with both times or, where one of them is not known, with neither."""
    text = " ".join(said)
    start_s, start_read = words.start(first)
    end_s, end_read = words.end(first + len(said) - 1)
    if start_s is None or end_s is None:
        return Sentence(turn, label, text, None, None, estimated=False)
    # Cues that overlap may put their words a little out of order.
    return Sentence(turn, label, text, start_s, max(start_s, end_s), estimated=not (start_read and end_read))


def _whole(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join pieces that were cut for their length alone: captions are cut at cue ends, further down."""
    begun: int | None = None
    for (start, end), following in zip(spans, [*spans[1:], None], strict=True):
        begun = start if begun is None else begun
        goes_on = following is not None and end < following[0] and "\n\n" not in text[end : following[0]]
        if end - start > LONGEST - 100 and goes_on and end - begun < _LARGE and text[end - 1].isalnum():
            continue
        yield begun, end
        begun = None


def _piece_lengths(words: _Words, begun: int, count: int) -> list[int]:
    """How many words go into each piece of a sentence: all of them, unless it has no end to speak of."""
    if count <= LONGEST_UNPUNCTUATED:
        return [count]
    cuts = [begun]
    ended = begun + count
    for border, following in pairwise([*words.cue_ends(begun, ended), ended]):
        if following - cuts[-1] > LONGEST_UNPUNCTUATED:
            cuts.append(border)
    return [
        min(MOST_WORDS, after - cut)
        for before, after in pairwise([*cuts, ended])
        for cut in range(before, after, MOST_WORDS)
    ]


def _spread_over(found: list[Sentence], clock: tuple[float, float]) -> list[Sentence]:
    times = spread(*clock, [sentence.text for sentence in found])
    return [
        replace(sentence, start_s=start_s, end_s=end_s, estimated=True)
        for sentence, (start_s, end_s) in zip(found, times, strict=True)
    ]
