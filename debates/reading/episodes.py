"""An episode as its page shows it: the transcript, with the claims that stand on its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from debates.models import Quote, Relation, RelationKind
from debates.reading.hues import Hues, hues_everywhere
from debates.reading.listening import Listening, listening
from debates.reading.strips import Lane, Strip, draw_strip
from debates.reading.voice_evidence import named_by_voice
from transcripts.models import Chapter, Episode, Speaker, Transcript, Utterance, VoiceEvidence
from transcripts.models.transcript import Turn

LINES_TOGETHER = 50
"""Lines in one block: a browser lays out the blocks that are looked at and no others."""

MOST_CARDS = 400
"""Claims with a card beside their words. Past it the words lead to their claims, and the page stays small."""

MANY_LINES = 4_000
"""Lines past which each says its time once, to the second: 10,000 captions still make one page of 300 KB."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words of one utterance: plain (`quote` is `None`), or standing under a claim."""

    text: str
    quote: Quote | None
    hue: int


@dataclass(frozen=True, slots=True)
class MarginCard:
    """A claim beside the words it stands on, with the number of claims for it and against it."""

    quote: Quote
    hue: int
    replies_for: int
    replies_against: int


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance with its claims; `cards` are those of claims whose words begin here.

    `room` is how many lines below it in its block, two at most, have no cards: its own may reach down beside them.
    """

    utterance: Utterance
    segments: tuple[Segment, ...]
    cards: tuple[MarginCard, ...]
    room: int


@dataclass(frozen=True, slots=True)
class Block:
    """A turn or a part of one: under which chapter it opens, who speaks, in which colour, and what.

    `opens` is false where it goes on from the block above. `heard_at` is the address at which the publisher lets it be
    heard. `by_voice` is how sure the name is that came by voice, where it did.
    """

    chapter: Chapter | None
    opens: bool
    voice: str
    by_voice: VoiceEvidence | None
    speaker: Speaker | None
    hue: int
    lines: tuple[Line, ...]
    heard_at: str


class TranscriptReading:
    """One transcript, loaded whole with the quotes in it. Makes seven queries."""

    def __init__(self, transcript: Transcript) -> None:
        """The transcript must come with its episode."""
        self.transcript = transcript
        self.episode: Episode = transcript.episode
        self._turns = list(transcript.utterances.turns())
        quotes = Quote.objects.in_transcript(transcript).with_places().in_order()
        self._quotes = list(quotes.select_related("claim", "end_utterance"))
        self._hues: Hues = hues_everywhere(self.people)
        self._replies = replies_counted(transcript)
        self.by_voice = list(named_by_voice(transcript))
        self._by_voice = {
            (each.attribution.label, each.attribution.speaker_id): each for each in self.by_voice
        }
        recordings = list(self.episode.recordings.all())
        self.listening: Listening = listening(self.episode, transcript, recordings)
        own = next(each for each in recordings if each.pk == transcript.recording_id)
        self.chapters = [_on_the_clock_of(own.offset_s, each) for each in self.episode.chapters.in_order()]

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

    @property
    def cards_shown(self) -> bool:
        return len(self._quotes) <= MOST_CARDS

    @property
    def is_long(self) -> bool:
        return sum(len(turn.utterances) for turn in self._turns) > MANY_LINES

    @cached_property
    def length_s(self) -> float:
        """The second at which the last words end; 0 where no times are known."""
        return max((line.end_s or 0.0 for turn in self._turns for line in turn.utterances), default=0.0)

    @property
    def strip(self) -> Strip | None:
        """Who speaks when, and whose claims are voiced when."""
        spoken: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for turn in self._turns:
            if turn.speaker:
                spoken[turn.speaker.pk] += [
                    (line.start_s, line.end_s)
                    for line in turn.utterances
                    if line.start_s is not None and line.end_s is not None
                ]
        claims: dict[int, list[float]] = defaultdict(list)
        for quote in self._quotes:
            if quote.holder and quote.start_s is not None:
                claims[quote.holder.pk].append(quote.start_s)
        lanes = [
            Lane(speaker.short_name, hue, spoken[speaker.pk], claims[speaker.pk])
            for speaker, hue in self.voices
        ]
        return draw_strip(lanes, self.length_s)

    def blocks(self) -> Iterator[Block]:
        """The transcript in order: turns, cut at chapters and after every `LINES_TOGETHER` lines."""
        spans = spans_by_position(self._quotes)
        cards: dict[int, list[MarginCard]] = defaultdict(list)
        for quote in self._quotes if self.cards_shown else []:
            cards[quote.utterance_id].append(self._card(quote))
        chapters = self._chapters_by_position()
        for turn in self._turns:
            for lines in cut_up(turn.utterances, chapters.keys()):
                chapter = chapters.get(lines[0].position)
                yield self._block(turn, lines, chapter, spans, cards)

    def _block(
        self,
        turn: Turn,
        lines: Sequence[Utterance],
        chapter: Chapter | None,
        spans: dict[int, list[Span]],
        cards: dict[int, list[MarginCard]],
    ) -> Block:
        opens = lines[0] is turn.utterances[0] or chapter is not None
        heard_at = self.listening.at(lines[0].start_s) if opens and self._is_heard_elsewhere else ""
        return Block(
            chapter,
            opens,
            turn.voice,
            self._by_voice.get((turn.label, turn.speaker.pk)) if turn.speaker else None,
            turn.speaker,
            self._hues.of(turn.speaker),
            tuple(
                Line(
                    utterance,
                    self._segments(utterance, spans),
                    tuple(cards.get(utterance.pk, ())),
                    _room(lines[number + 1 : number + 3], cards),
                )
                for number, utterance in enumerate(lines)
            ),
            heard_at,
        )

    @property
    def _is_heard_elsewhere(self) -> bool:
        return not self.listening.source and self.listening.page_takes_seconds

    def _chapters_by_position(self) -> dict[int, Chapter]:
        """The chapter that opens at each line: the last one where several open before it is over."""
        lines = [line for turn in self._turns for line in turn.utterances if line.end_s is not None]
        opening: dict[int, Chapter] = {}
        next_line = 0
        for chapter in self.chapters:
            while next_line < len(lines) and (lines[next_line].end_s or 0.0) <= chapter.start_s:
                next_line += 1
            if next_line < len(lines):
                opening[lines[next_line].position] = chapter
        return opening

    def _card(self, quote: Quote) -> MarginCard:
        replies = self._replies.get(quote.claim_id, Counter())
        return MarginCard(
            quote,
            self._hues.of(quote.holder, quote.holder_words),
            replies[RelationKind.SUPPORT] + replies[RelationKind.REPHRASE],
            replies[RelationKind.ATTACK],
        )

    def _segments(self, utterance: Utterance, spans: dict[int, list[Span]]) -> tuple[Segment, ...]:
        here = spans.get(utterance.position)
        if not here:
            return (Segment(utterance.text, None, 0),)
        words = utterance.text.split(" ")
        return tuple(
            Segment(
                " ".join(words[start:end]),
                quote,
                self._hues.of(quote.holder, quote.holder_words) if quote else 0,
            )
            for start, end, quote in runs_of_words(len(words), here)
        )


def _room(below: Sequence[Utterance], cards: Mapping[int, Sequence[MarginCard]]) -> int:
    """How many of the lines below, from the first on, have no cards."""
    return next((number for number, line in enumerate(below) if line.pk in cards), len(below))


def _on_the_clock_of(offset_s: float, chapter: Chapter) -> Chapter:
    """The chapter by the clock of a recording that lies `offset_s` before the primary one."""
    chapter.start_s = max(0.0, chapter.start_s - offset_s)
    return chapter


def replies_counted(transcript: Transcript) -> dict[int, Counter[str]]:
    """Return for each claim voiced in `transcript` how many relations of each kind bear on it. Makes one query."""
    voiced = Quote.objects.in_transcript(transcript).values("claim")
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for claim_id, kind in Relation.objects.filter(target_claim__in=voiced).values_list(
        "target_claim", "kind"
    ):
        counted[claim_id][kind] += 1
    return counted


def cut_up(lines: Sequence[Utterance], at: Iterable[int]) -> list[Sequence[Utterance]]:
    """Return `lines` in pieces of at most `LINES_TOGETHER`, a new one beginning at each position in `at`."""
    borders = set(at)
    pieces: list[list[Utterance]] = []
    for line in lines:
        if not pieces or len(pieces[-1]) == LINES_TOGETHER or line.position in borders:
            pieces.append([])
        pieces[-1].append(line)
    return [tuple(piece) for piece in pieces]


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
