"""From cues to sentences that keep their times. Pure.

Captions break where a line is full, not where a sentence ends; labelled text holds a whole speech in one cue. Either
way the words of one turn are put together, split into sentences, and each sentence takes its seconds from its
first and last word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.cues import Cue
from transcripts.sentences import LONGEST, sentence_spans
from transcripts.timing import spread, word_times

_WORD = re.compile(r"\S+")

LONGEST_UNPUNCTUATED = 60
"""Words after which a sentence without an end is cut where a cue ends: captions without punctuation."""


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


@dataclass(frozen=True, slots=True)
class _TimedWord:
    """A word, its seconds, and whether they were read (at a border of its cue) or lie in between."""

    start_s: float | None
    end_s: float | None
    start_read: bool
    end_read: bool
    ends_cue: bool


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
    words = [word for cue in cues for word in _timed_words(cue)]
    begins = [match.start() for match in _WORD.finditer(text)]
    for start, end in _whole(text, sentence_spans(text, language)):
        tokens = text[start:end].split()
        # A full stop without a space after it ends a sentence inside a word, which then lies in two sentences.
        taken = bisect_right(begins, start) - 1
        for length in _piece_lengths(words[taken : taken + len(tokens)]):
            piece, tokens = tokens[:length], tokens[length:]
            yield _sentence(number, cues[0].speaker or "", piece, words[taken], words[taken + length - 1])
            taken += length


def _sentence(turn: int, label: str, words: Sequence[str], first: _TimedWord, last: _TimedWord) -> Sentence:
    """The sentence, with both times or, where one of them is not known, with neither."""
    text = " ".join(words)
    if first.start_s is None or last.end_s is None:
        return Sentence(turn, label, text, None, None, estimated=False)
    # Cues that overlap may put their words a little out of order.
    end_s = max(first.start_s, last.end_s)
    return Sentence(
        turn, label, text, first.start_s, end_s, estimated=not (first.start_read and last.end_read)
    )


def _whole(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join pieces that were cut for their length alone: captions are cut at cue ends, further down."""
    begun: int | None = None
    for (start, end), following in zip(spans, [*spans[1:], None], strict=True):
        begun = start if begun is None else begun
        goes_on = following is not None and "\n\n" not in text[end : following[0]]
        if end - start > LONGEST - 100 and goes_on and text[end - 1].isalnum():
            continue
        yield begun, end
        begun = None


def _timed_words(cue: Cue) -> list[_TimedWord]:
    tokens = cue.text.split()
    last = len(tokens) - 1
    if cue.start_s is None or cue.end_s is None:
        return [_TimedWord(None, None, False, False, index == last) for index in range(len(tokens))]
    exact = len(cue.words) == len(tokens)
    times = (
        [(word.start_s, word.end_s) for word in cue.words]
        if exact
        else word_times(" ".join(tokens), cue.start_s, cue.end_s)
    )
    read = not cue.estimated
    return [
        _TimedWord(
            start_s,
            max(start_s, end_s),
            start_read=exact or (index == 0),
            end_read=exact or (read and index == last),
            ends_cue=index == last,
        )
        for index, (start_s, end_s) in enumerate(times)
    ]


def _piece_lengths(words: Sequence[_TimedWord]) -> list[int]:
    """How many words go into each piece of a sentence: all of them, unless it has no end to speak of."""
    if len(words) <= LONGEST_UNPUNCTUATED:
        return [len(words)]
    lengths: list[int] = []
    begun = 0
    border = 0
    for index, word in enumerate(words, start=1):
        if index - begun > LONGEST_UNPUNCTUATED and border > begun:
            lengths.append(border - begun)
            begun = border
        if word.ends_cue:
            border = index
    return [*lengths, len(words) - begun]


def _spread_over(found: list[Sentence], clock: tuple[float, float]) -> list[Sentence]:
    times = spread(*clock, [sentence.text for sentence in found])
    return [
        replace(sentence, start_s=start_s, end_s=end_s, estimated=True)
        for sentence, (start_s, end_s) in zip(found, times, strict=True)
    ]
