"""A speaker as their page shows them: where they were heard, what they hold, and who else says so."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from debates.models import ClaimStanding, Left, MapChange, Quote, RelationKind
from debates.reading.episodes import spans_by_position
from debates.reading.hues import hues_everywhere
from transcripts.models import Episode, Reader, Speaker, Transcript, Utterance

SENTENCES_SHOWN = 40
"""Sentences of one appearance on a speaker's page; the rest are on the episode's."""

APPEARANCES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something they said, with the quotes that stand on it."""

    utterance: Utterance
    quotes: tuple[Quote, ...]

    @property
    def reported(self) -> Quote | None:
        """The quote by which this sentence states somebody else's view."""
        return next((quote for quote in self.quotes if quote.is_reported), None)

    @property
    def own(self) -> Quote | None:
        return next((quote for quote in self.quotes if not quote.is_reported), None)


@dataclass(frozen=True, slots=True)
class Appearance:
    """An episode in which they speak. `more` counts the sentences that are not shown."""

    episode: Episode
    sentences: tuple[Sentence, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Month:
    """A bar of the chart: a month, the episodes in it and the sentences said in them."""

    first_day: datetime.date | None
    episodes: int
    sentences: int


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """Claims of one person to which an answer is missing: theirs to a challenge that holds, or anybody's to the claim."""

    unanswered: tuple[Quote, ...]
    unchallenged: tuple[Quote, ...]
    is_renewing: bool


class SpeakerReading:
    """One speaker, loaded whole within the limits above. Makes thirteen queries."""

    def __init__(self, speaker: Speaker, reader: Reader = None) -> None:
        """Only what stands in lists counts: nothing of episodes that are private, unlisted or taken down, but for editors."""
        self.speaker = speaker
        self._reader = reader
        said = Utterance.objects.voiced_by(speaker).current().listed_for(reader)
        counts = said.values("transcript__episode").annotate(count=Count("pk")).order_by()
        self._counts = {row["transcript__episode"]: row["count"] for row in counts}
        self._episodes = list(Episode.objects.filter(pk__in=self._counts).with_shows().newest_first())
        held = Quote.objects.held_by(speaker).listed_for(reader).with_places().in_order()
        self._held = list(held.select_related("claim", "comparison"))
        self.hue = hues_everywhere([speaker]).of(speaker)

    @property
    def months(self) -> list[Month]:
        """Appearances by month, oldest first, months without any between them included."""
        episodes: Counter[datetime.date | None] = Counter()
        sentences: Counter[datetime.date | None] = Counter()
        for episode in self._episodes:
            first = episode.published_on.replace(day=1) if episode.published_on else None
            episodes[first] += 1
            sentences[first] += self._counts[episode.pk]
        dated = sorted(month for month in episodes if month)
        months = (
            [*_months_between(dated[0], dated[-1]), *([None] if None in episodes else [])]
            if dated
            else list(episodes)
        )
        return [Month(month, episodes[month], sentences[month]) for month in months]

    @property
    def appearance_count(self) -> int:
        return len(self._episodes)

    def appearances(self) -> list[Appearance]:
        """Episodes they speak in, newest first, with their first sentences."""
        shown = self._episodes[:APPEARANCES_SHOWN]
        transcripts = Transcript.objects.current().filter(episode__in=shown)
        by_episode = {transcript.episode_id: transcript for transcript in transcripts}
        said = _first_sentences(self.speaker, [transcript.pk for transcript in by_episode.values()])
        quotes = _quotes_in(self.speaker, [transcript.pk for transcript in by_episode.values()])
        return [
            Appearance(
                episode,
                tuple(
                    Sentence(utterance, tuple(span.quote for span in spans.get(utterance.position, [])))
                    for utterance in said[by_episode[episode.pk].pk]
                ),
                self._counts[episode.pk] - len(said[by_episode[episode.pk].pk]),
            )
            for episode in shown
            for spans in [spans_by_position(quotes[by_episode[episode.pk].pk])]
        ]

    @property
    def positions(self) -> list[Quote]:
        """What they said they hold themselves, one quote a claim."""
        own = {quote.claim_id: quote for quote in reversed(self._held) if not quote.is_reported}
        return sorted(own.values(), key=lambda quote: quote.said_at)

    @property
    def stated_by_others(self) -> list[Quote]:
        """What others say they hold, in the order in which it was said."""
        return [quote for quote in self._held if quote.is_reported]

    @property
    def compared(self) -> list[tuple[str, int]]:
        """How what others say compares with their own words, by editors' word, with the number of reports of each kind; most first."""
        kinds = Counter(
            quote.comparison.get_fidelity_display() if hasattr(quote, "comparison") else "not compared yet"
            for quote in self.stated_by_others
        )
        return kinds.most_common()

    @cached_property
    def left_open(self) -> LeftOpen:
        """What they hold, or are said to hold, that stands without an answer. Makes two queries."""
        first = {quote.claim_id: quote for quote in reversed(self._held)}
        rows = ClaimStanding.objects.filter(
            claim__in=first, word__in=(Left.NEVER_CHALLENGED, Left.UNANSWERED)
        )
        words = dict(rows.values_list("claim", "word"))
        quotes = sorted(
            (quote for claim, quote in first.items() if claim in words), key=lambda quote: quote.said_at
        )
        return LeftOpen(
            tuple(quote for quote in quotes if words[quote.claim_id] == Left.UNANSWERED),
            tuple(quote for quote in quotes if words[quote.claim_id] == Left.NEVER_CHALLENGED),
            MapChange.objects.touching(first).exists(),
        )

    @cached_property
    def opponents(self) -> list[tuple[Speaker, int]]:
        """People who rebut what they hold, with the number of claims rebutted, most first. Makes two queries."""
        mine = {quote.claim_id for quote in self._held}
        rows = (
            Quote.objects.listed_for(self._reader)
            .filter(
                claim__premises__relation__kind=RelationKind.ATTACK,
                claim__premises__relation__target_claim__in=mine,
            )
            .exclude(holder=None)
            .exclude(holder=self.speaker)
            .values("holder")
            .annotate(count=Count("claim__premises__relation__target_claim", distinct=True))
            .order_by("-count", "holder")
        )
        counts = {row["holder"]: row["count"] for row in rows}
        people = Speaker.objects.in_bulk(counts)
        return [(people[pk], count) for pk, count in counts.items()]


def _first_sentences(speaker: Speaker, transcripts: list[int]) -> dict[int, list[Utterance]]:
    """The first sentences of `speaker` in each of these transcripts, at most `SENTENCES_SHOWN` of each."""
    said: dict[int, list[Utterance]] = defaultdict(list)
    utterances = (
        Utterance.objects.voiced_by(speaker).filter(transcript__in=transcripts).with_places().in_order()
    )
    for utterance in utterances.first_of_each_transcript(SENTENCES_SHOWN):
        said[utterance.transcript_id].append(utterance)
    return said


def _quotes_in(speaker: Speaker, transcripts: list[int]) -> dict[int, list[Quote]]:
    quotes: dict[int, list[Quote]] = defaultdict(list)
    rows = (
        Quote.objects.voiced_by(speaker)
        .filter(utterance__transcript__in=transcripts)
        .with_places()
        .in_order()
    )
    for quote in rows.select_related("claim", "end_utterance"):
        quotes[quote.utterance.transcript_id].append(quote)
    return quotes


def _months_between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    months = [first]
    while months[-1] < last:
        following = months[-1] + datetime.timedelta(days=32)
        months.append(following.replace(day=1))
    return months
