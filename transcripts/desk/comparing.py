"""A file beside the transcript that its episode has: the same words or a rewrite, and how their clocks differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcripts.cues import Cue
from transcripts.models import Transcript, Utterance
from transcripts.searching.rows import transcripts_with
from transcripts.words.alignment import REWRITTEN_BELOW, SAME_WORDS_FROM, Alignment, ClockOffset, overlap
from transcripts.words.sentencing import sentences
from transcripts.words.timing import word_times

CLOCKS_AGREE_S = 2.0
"""Seconds that two transcripts of one recording differ by at most: captions come a little early or late."""

TELLTALES = 8
TELLTALE_WORDS = 8
TELLTALES_MET = 4


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file against a transcript.

    `overlap` is the share of 6-word runs that they have in common, 0 to 1. `offset_s` is what to add to the file's seconds
    to get the transcript's, with the middle 90 % of words between `low_s` and `high_s`; `pairs` counts the words it was
    measured on, 0 where it could not be.
    """

    transcript: int
    overlap: float
    offset_s: float = 0.0
    low_s: float = 0.0
    high_s: float = 0.0
    pairs: int = 0

    @property
    def is_rewrite(self) -> bool:
        return self.overlap < REWRITTEN_BELOW

    @property
    def has_same_words(self) -> bool:
        return self.overlap >= SAME_WORDS_FROM

    @property
    def clocks_differ(self) -> bool:
        return self.pairs > 0 and abs(self.offset_s) > CLOCKS_AGREE_S

    @property
    def percent(self) -> int:
        return round(self.overlap * 100)

    @property
    def is_later(self) -> bool:
        """Whether the same words come later in the file."""
        return self.offset_s < 0

    @property
    def lag_s(self) -> float:
        """By how much they come later or earlier."""
        return abs(self.offset_s)

    @property
    def lag_from_s(self) -> float:
        return min(-self.low_s, -self.high_s) if self.is_later else self.low_s

    @property
    def lag_to_s(self) -> float:
        return max(-self.low_s, -self.high_s) if self.is_later else self.high_s


@dataclass(frozen=True, slots=True)
class _Clock:
    """Words with the second at which each begins: `rough` for all that have any, `sure` where it was read, not reckoned."""

    words: list[str]
    rough: list[float | None]
    sure: list[float | None]


Timed = tuple[int, str, float | None, float | None, bool]
"""A sentence: the number of its turn, its text, its seconds, and whether those are estimated."""


def compare(cues: Sequence[Cue], language: str, transcript: Transcript) -> Comparison:
    """Lay a file's cues along the transcript. About a CPU-second for two of three hours."""
    stored: list[Timed] = list(
        Utterance.objects.filter(transcript=transcript)
        .in_order()
        .values_list("turn", "text", "start_s", "end_s", "times_estimated")
    )
    brought = [
        (each.turn, each.text, each.start_s, each.end_s, each.estimated) for each in sentences(cues, language)
    ]
    old, new = _clock(brought), _clock(stored)
    shared = round(overlap(old.words, new.words), 3)
    if shared < REWRITTEN_BELOW / 2:
        return Comparison(transcript.pk, shared)
    offset = _offset(old, new)
    if offset is None:
        return Comparison(transcript.pk, shared)
    return Comparison(transcript.pk, shared, offset.median_s, offset.low_s, offset.high_s, offset.pairs)


def _offset(old: _Clock, new: _Clock) -> ClockOffset | None:
    """The offset with the smallest spread: read times tell it better than reckoned ones, where there are enough of them."""
    alignment = Alignment(old.words, new.words)
    measured = [
        alignment.clock_offset(old_s, new_s)
        for old_s in (old.sure, old.rough)
        for new_s in (new.sure, new.rough)
    ]
    return min((each for each in measured if each), key=lambda each: each.high_s - each.low_s, default=None)


def _clock(timed: Iterable[Timed]) -> _Clock:
    """Every word with its second. Turns begin where a cue does; what is inside a sentence is reckoned by its share of it."""
    clock = _Clock([], [], [])
    last_turn = -1
    for turn, text, start_s, end_s, is_estimated in timed:
        tokens = text.split()
        clock.words.extend(tokens)
        rough: list[float | None] = [None] * len(tokens)
        if start_s is not None and end_s is not None:
            rough = [start for start, _ in word_times(text, start_s, end_s)]
        is_sure = turn != last_turn or not is_estimated
        clock.rough.extend(rough)
        clock.sure.extend([rough[0] if is_sure else None, *[None] * (len(tokens) - 1)])
        last_turn = turn
    return clock


def with_same_words(cues: Sequence[Cue], language: str) -> list[int]:
    """Ids of the current transcripts in which most of a few telling phrases of the file stand, oldest first."""
    phrases = _telltales(cues)
    met = Counter(pk for phrase in phrases for pk in transcripts_with(phrase, language))
    needed = max(2, min(TELLTALES_MET, (len(phrases) + 1) // 2))
    return sorted(pk for pk, count in met.items() if count >= needed)


def _telltales(cues: Sequence[Cue]) -> list[str]:
    """A few runs of words without an end of a sentence in them, evenly spread over the file, the longest of each part."""
    size = max(1, -(-len(cues) // TELLTALES))
    parts = [cues[start : start + size] for start in range(0, len(cues), size)]
    runs = (max((run for cue in part for run in _runs(cue.text)), key=len, default="") for part in parts)
    return [run for run in runs if run]


def _runs(text: str) -> Iterable[str]:
    words = text.split()
    for start in range(0, len(words) - TELLTALE_WORDS + 1, TELLTALE_WORDS):
        run = words[start : start + TELLTALE_WORDS]
        if not any(word.endswith((".", "?", "!", "…")) for word in run[:-1]):
            yield " ".join(run)
