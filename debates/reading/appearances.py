"""Where a speaker was heard: by month, as host or guest, with whom, and what they said there."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db.models import Count

from debates.models import Quote
from debates.reading.episodes import spans_by_position
from debates.reading.listening import Listening, listening
from transcripts.models import Episode, EpisodePerson, Reader, Recording, Speaker, Transcript, Utterance

SENTENCES_SHOWN = 20
"""Sentences of one appearance on a speaker's page; the rest are on the episode's."""

SENTENCES_OPEN = 6
"""Those of them that are in sight at once."""

COMPANY_EPISODES = 50
"""The newest episodes in which it is looked who else speaks."""


class Part(StrEnum):
    """What somebody is in an episode, as its feed tells."""

    HOST = "host"
    GUEST = "guest"
    UNTOLD = "untold"


def part_of(role: str) -> Part:
    """The part that a feed's word for somebody means.

    >>> part_of("Co-Host"), part_of("guest"), part_of("audio editor")
    (<Part.HOST: 'host'>, <Part.GUEST: 'guest'>, <Part.UNTOLD: 'untold'>)
    """
    role = role.casefold()
    return Part.HOST if "host" in role else Part.GUEST if "guest" in role else Part.UNTOLD


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something they said, with the quotes that stand on it and where it is heard."""

    utterance: Utterance
    quotes: tuple[Quote, ...]
    listening: Listening

    @property
    def reported(self) -> Quote | None:
        """The quote by which this sentence states somebody else's view."""
        return next((quote for quote in self.quotes if quote.is_reported), None)

    @property
    def own(self) -> Quote | None:
        return next((quote for quote in self.quotes if not quote.is_reported), None)

    @property
    def is_playable(self) -> bool:
        return bool(self.listening.source) and self.utterance.start_s is not None

    @property
    def start_s(self) -> float:
        """Where it begins in the media file."""
        return max(0.0, (self.utterance.start_s or 0.0) + self.listening.shift_s)

    @property
    def end_s(self) -> float:
        """Where it ends in the media file; five seconds on where nobody knows."""
        end_s = self.utterance.end_s
        return self.start_s + 5.0 if end_s is None else max(self.start_s, end_s + self.listening.shift_s)

    @property
    def media_at(self) -> str:
        """The media file as an address that browsers play from the first word to the last."""
        return f"{self.listening.source}#t={self.start_s:.1f},{self.end_s:.1f}"


@dataclass(frozen=True, slots=True)
class Appearance:
    """An episode in which they speak. `more` counts the sentences that are not shown."""

    episode: Episode
    part: Part
    sentences: tuple[Sentence, ...]
    more: int

    @property
    def in_sight(self) -> tuple[Sentence, ...]:
        return self.sentences[:SENTENCES_OPEN]

    @property
    def folded(self) -> tuple[Sentence, ...]:
        return self.sentences[SENTENCES_OPEN:]

    @property
    def page_at(self) -> str:
        """The publisher's page at the first sentence, where nothing of ours can be played; else empty."""
        heard = self.sentences[0].listening
        return "" if heard.source else heard.at(self.sentences[0].utterance.start_s)


@dataclass(frozen=True, slots=True)
class Month:
    """A bar of the chart: a month, the episodes in it by the part they had, and the sentences said in them."""

    first_day: datetime.date | None
    hosted: int
    guested: int
    untold: int
    sentences: int

    @property
    def episodes(self) -> int:
        return self.hosted + self.guested + self.untold


class Appearances:
    """The episodes in which a speaker is heard. Makes three queries, and more where its methods say so."""

    def __init__(self, speaker: Speaker, reader: Reader) -> None:
        """`speaker` comes with aliases. Only what stands in lists counts: nothing of episodes that are private, unlisted or taken
        down, but for editors.
        """
        self._speaker = speaker
        said = Utterance.objects.voiced_by(speaker).current().listed_for(reader)
        counts = said.values("transcript__episode").annotate(count=Count("pk")).order_by()
        self._counts = {row["transcript__episode"]: row["count"] for row in counts}
        self.episodes = list(Episode.objects.filter(pk__in=self._counts).with_shows().newest_first())
        self._parts = _parts_in(speaker, self._counts)

    @cached_property
    def months(self) -> list[Month]:
        """Appearances by month, oldest first, months without any between them included."""
        parts: Counter[tuple[datetime.date | None, Part]] = Counter()
        sentences: Counter[datetime.date | None] = Counter()
        for episode in self.episodes:
            first = episode.published_on.replace(day=1) if episode.published_on else None
            parts[first, self._parts.get(episode.pk, Part.UNTOLD)] += 1
            sentences[first] += self._counts[episode.pk]
        return [
            Month(day, parts[day, Part.HOST], parts[day, Part.GUEST], parts[day, Part.UNTOLD], sentences[day])
            for day in _with_months_between(sentences)
        ]

    @property
    def some_are_untold(self) -> bool:
        """Whether nobody told of some episode which part they had in it."""
        return any(month.untold for month in self.months)

    def of(self, episodes: Sequence[Episode]) -> list[Appearance]:
        """These episodes with their first sentences. Makes four queries."""
        transcripts = Transcript.objects.current().filter(episode__in=episodes)
        by_episode = {transcript.episode_id: transcript for transcript in transcripts}
        keys = [transcript.pk for transcript in by_episode.values()]
        said, quotes = _first_sentences(self._speaker, keys), _quotes_in(self._speaker, keys)
        recordings: dict[int, list[Recording]] = defaultdict(list)
        for recording in Recording.objects.filter(episode__in=by_episode):
            recordings[recording.episode_id].append(recording)
        return [
            self._appearance(
                episode,
                said[transcript.pk],
                quotes[transcript.pk],
                Listening()
                if episode.is_taken_down
                else listening(episode, transcript, recordings[episode.pk]),
            )
            for episode in episodes
            for transcript in [by_episode[episode.pk]]
        ]

    def _appearance(
        self, episode: Episode, said: list[Utterance], quotes: list[Quote], heard: Listening
    ) -> Appearance:
        spans = spans_by_position(quotes)
        sentences = tuple(
            Sentence(each, tuple(span.quote for span in spans.get(each.position, [])), heard) for each in said
        )
        more = self._counts[episode.pk] - len(said)
        return Appearance(episode, self._parts.get(episode.pk, Part.UNTOLD), sentences, more)

    def company(self) -> list[tuple[Speaker, int]]:
        """Who else speaks in the newest `COMPANY_EPISODES`, with the number of those, most first. Makes two queries."""
        newest = [episode.pk for episode in self.episodes[:COMPANY_EPISODES]]
        transcripts = Transcript.objects.current().filter(episode__in=newest)
        rows = (
            Utterance.objects.filter(transcript__in=transcripts, speaker__isnull=False)
            .exclude(speaker=self._speaker)
            .values("speaker")
            .annotate(count=Count("transcript", distinct=True))
            .order_by("-count", "speaker")
        )
        counts = {row["speaker"]: row["count"] for row in rows}
        people = Speaker.objects.in_bulk(counts)
        return [(people[pk], count) for pk, count in counts.items()]


def _parts_in(speaker: Speaker, episodes: Iterable[int]) -> dict[int, Part]:
    """The part that each episode's feed gives to somebody of this name; host goes before guest. Makes one query."""
    names = {name.casefold() for name in (speaker.name, *(alias.name for alias in speaker.aliases.all()))}
    found: dict[int, Part] = {}
    rows = EpisodePerson.objects.filter(episode__in=list(episodes)).order_by("pk")
    for episode, name, role in rows.values_list("episode", "name", "role"):
        part = part_of(role)
        if part is not Part.UNTOLD and name.casefold() in names and found.get(episode) is not Part.HOST:
            found[episode] = part
    return found


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


def _with_months_between(months: Iterable[datetime.date | None]) -> list[datetime.date | None]:
    """The months from the first to the last one, and after them what has no date."""
    dated = sorted(month for month in months if month)
    between = dated[:1]
    while dated and between[-1] < dated[-1]:
        between.append((between[-1] + datetime.timedelta(days=32)).replace(day=1))
    return [*between, *([None] if None in set(months) else [])]
