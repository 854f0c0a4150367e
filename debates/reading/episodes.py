"""An episode as its page shows it: the transcript, with the claims that stand on its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from debates.models import Quote
from debates.reading.hues import Hues, hues_everywhere
from transcripts.models import Speaker, Transcript, Utterance


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words of one utterance: plain (`quote` is `None`), or standing under a claim."""

    text: str
    quote: Quote | None
    hue: int


@dataclass(frozen=True, slots=True)
class MarginCard:
    """A claim beside the words it stands on."""

    quote: Quote
    hue: int


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance with its claims; `cards` are those of claims whose words begin here."""

    utterance: Utterance
    segments: tuple[Segment, ...]
    cards: tuple[MarginCard, ...]


@dataclass(frozen=True, slots=True)
class TurnReading:
    """A turn: who speaks, in which colour, and what."""

    voice: str
    speaker: Speaker | None
    hue: int
    lines: tuple[Line, ...]


class TranscriptReading:
    """One transcript, loaded whole with the quotes in it. Makes three queries."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self._turns = list(transcript.utterances.turns())
        quotes = Quote.objects.in_transcript(transcript).with_places().in_order()
        self._quotes = list(quotes.select_related("claim", "end_utterance"))
        self._hues: Hues = hues_everywhere(self.people)

    @property
    def people(self) -> list[Speaker]:
        """Everyone who speaks here or whose view is stated here, in the order in which they turn up."""
        heard = [turn.speaker for turn in self._turns if turn.speaker]
        held = [quote.holder for quote in self._quotes if quote.holder]
        return list({speaker.pk: speaker for speaker in [*heard, *held]}.values())

    @property
    def voices(self) -> list[tuple[Speaker, int]]:
        """Everyone who speaks or is spoken for here, with their colour."""
        return [(speaker, self._hues.of(speaker)) for speaker in self.people]

    @property
    def claim_count(self) -> int:
        return len({quote.claim_id for quote in self._quotes})

    def turns(self) -> list[TurnReading]:
        """The turns in order, words marked where a claim stands on them."""
        spans = spans_by_position(self._quotes)
        begins = defaultdict(list)
        for quote in self._quotes:
            begins[quote.utterance_id].append(
                MarginCard(quote, self._hues.of(quote.holder, quote.holder_words))
            )
        return [
            TurnReading(
                turn.voice,
                turn.speaker,
                self._hues.of(turn.speaker),
                tuple(
                    Line(utterance, self._segments(utterance, spans), tuple(begins[utterance.pk]))
                    for utterance in turn.utterances
                ),
            )
            for turn in self._turns
        ]

    def _segments(self, utterance: Utterance, spans: dict[int, list[Span]]) -> tuple[Segment, ...]:
        runs = runs_of_words(len(utterance.text.split(" ")), spans.get(utterance.position, []))
        words = utterance.text.split(" ")
        return tuple(
            Segment(
                " ".join(words[start:end]),
                quote,
                self._hues.of(quote.holder, quote.holder_words) if quote else 0,
            )
            for start, end, quote in runs
        )


@dataclass(frozen=True, slots=True)
class Span:
    """The words `start` up to, not including, `end` of one utterance on which `quote` stands."""

    start: int
    end: int | None
    quote: Quote


def spans_by_position(quotes: Iterable[Quote]) -> dict[int, list[Span]]:
    """Return the spans of quotes in each utterance of one transcript, by its position."""
    spans: dict[int, list[Span]] = defaultdict(list)
    for quote in quotes:
        first, last = quote.utterance.position, quote.end_utterance.position
        for position in range(first, last + 1):
            start = quote.word_start if position == first else 0
            end = quote.word_end if position == last else None
            spans[position].append(Span(start, end, quote))
    return spans


def runs_of_words(count: int, spans: Sequence[Span]) -> list[tuple[int, int, Quote | None]]:
    """Cut `count` words into runs: where quotes overlap, the words go to the one that begins last.

    Returns (start, end, quote) of every run in order; the runs cover all words.
    """
    owner: list[Quote | None] = [None] * count
    for span in sorted(spans, key=lambda span: span.start):
        end = count if span.end is None else span.end
        owner[span.start : end] = [span.quote] * (min(end, count) - span.start)
    runs: list[tuple[int, int, Quote | None]] = []
    for index, quote in enumerate(owner):
        if runs and runs[-1][2] is quote:
            runs[-1] = (runs[-1][0], index + 1, quote)
        else:
            runs.append((index, index + 1, quote))
    return runs
