"""A file beside the transcript that its episode has: the same words or a rewrite, and how their clocks differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcripts.alignment import REWRITTEN_BELOW, SAME_WORDS_FROM, Alignment, overlap
from transcripts.cues import Cue
from transcripts.models import Transcript, Utterance
from transcripts.search import transcripts_with
from transcripts.sentencing import sentences
from transcripts.timing import word_times

MOST_PAIRS = 1_600_000_000
"""Words of the one times words of the other up to which they are laid along each other: two of 40,000 take 200 MB."""

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
    def clocks(self) -> tuple[float, float, float]:
        """How much later the file's clock shows the same words: about, from, to; seconds, negative for earlier."""
        return -self.offset_s, -self.high_s, -self.low_s


Timed = tuple[str, float | None, float | None]
"""A sentence with its seconds."""


def compare(cues: Sequence[Cue], language: str, transcript: Transcript) -> Comparison:
    """Lay a file's cues along the transcript. About a CPU-second for two of three hours."""
    stored: list[Timed] = list(
        Utterance.objects.filter(transcript=transcript).in_order().values_list("text", "start_s", "end_s")
    )
    brought = [(each.text, each.start_s, each.end_s) for each in sentences(cues, language)]
    old, old_s = _words(brought)
    new, new_s = _words(stored)
    shared = overlap(old, new)
    if shared < REWRITTEN_BELOW / 2 or len(old) * len(new) > MOST_PAIRS:
        return Comparison(transcript.pk, round(shared, 3))
    clock = Alignment(old, new).clock_offset(old_s, new_s)
    if clock is None:
        return Comparison(transcript.pk, round(shared, 3))
    return Comparison(transcript.pk, round(shared, 3), clock.median_s, clock.low_s, clock.high_s, clock.pairs)


def _words(timed: Iterable[Timed]) -> tuple[list[str], list[float | None]]:
    """Every word, and the second at which it begins; those inside a sentence by their share of it."""
    words: list[str] = []
    seconds: list[float | None] = []
    for text, start_s, end_s in timed:
        tokens = text.split()
        words += tokens
        if start_s is None or end_s is None:
            seconds += [None] * len(tokens)
        else:
            seconds += [start for start, _ in word_times(text, start_s, end_s)]
    return words, seconds


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
