"""Moving quotes to a better transcript of the same talk: by themselves where that is sure, else by an editor."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from django.db import transaction
from django.utils import timezone

from debates.models import Doubt, Passage, Quote, Reanchoring, ReanchoringState
from debates.models.quoting import ANCHOR_FIELDS, CONTEXT_UTTERANCES, place_quote
from transcripts import jobs
from transcripts.ingest.storing import store_fields
from transcripts.models import Episode, Transcript, Utterance
from transcripts.words.alignment import Alignment

BATCH = 1000

PROPOSED_FROM = 0.35
"""Likeness (0 to 1) below which a place is no help to an editor, and nothing is proposed."""


@dataclass(frozen=True, slots=True)
class Transplanted:
    """What became of the quotes: so many moved by themselves, so many wait for an editor."""

    moved: int
    waiting: int


class Script:
    """A transcript as a row of words, each a place in an utterance."""

    def __init__(self, utterances: Sequence[Utterance]) -> None:
        self.utterances = utterances
        lengths = [utterance.text.count(" ") + 1 for utterance in utterances]
        self._begins = list(accumulate(lengths, initial=0))
        self._places = {utterance.pk: index for index, utterance in enumerate(utterances)}

    @cached_property
    def words(self) -> list[str]:
        return [word for utterance in self.utterances for word in utterance.text.split(" ")]

    def span(self, quote: Quote) -> tuple[int, int]:
        """The words of `quote`, from the first up to, not including, the last."""
        first, last = self._places[quote.utterance_id], self._places[quote.end_utterance_id]
        return self._begins[first] + quote.word_start, self._begins[last] + quote.word_end

    def passage(self, start: int, end: int) -> Passage:
        first, last = bisect_right(self._begins, start) - 1, bisect_right(self._begins, end - 1) - 1
        return Passage(
            self.utterances[first],
            start - self._begins[first],
            self.utterances[last],
            end - self._begins[last],
        )

    def around(self, passage: Passage) -> Sequence[Utterance]:
        first, last = self._places[passage.first.pk], self._places[passage.last.pk]
        return self.utterances[max(0, first - CONTEXT_UTTERANCES) : last + 1 + CONTEXT_UTTERANCES]

    def voices(self, passage: Passage) -> set[int | None]:
        """Who speaks in the passage, by the speakers' ids."""
        first, last = self._places[passage.first.pk], self._places[passage.last.pk]
        return {utterance.speaker_id for utterance in self.utterances[first : last + 1]}


@transaction.atomic
def transplant(transcript: Transcript) -> Transplanted:
    """Make `transcript` the current one of its episode, and move to it what stands on the words of the others.

    A quote moves by itself where its words are surely found, in the same voice; else it stays on the older words and waits in
    the queue. All of it is one transaction: no reader meets a half. Words that were taken down do not move; then, and where
    the transcript is current already, nothing happens. Makes about a dozen queries, and one more for each thousand quotes.
    """
    episode = Episode.objects.select_for_update().get(pk=transcript.episode_id)
    transcript.refresh_from_db(fields=["is_current"])
    if transcript.is_current or episode.is_taken_down:
        return Transplanted(0, 0)
    quotes = Quote.objects.filter(utterance__transcript__episode=episode)
    elsewhere = quotes.exclude(utterance__transcript=transcript).order_by("pk")
    there = {_place(quote) for quote in quotes.filter(utterance__transcript=transcript)}
    made = _plan(elsewhere.select_related("utterance", "end_utterance"), transcript, there)
    _outdate(made)
    _store(made)
    episode.transcripts.current().update(is_current=False)
    episode.transcripts.filter(pk=transcript.pk).update(is_current=True)
    jobs.defer(jobs.MINE, transcript=transcript.pk)
    waiting = sum(each.state == ReanchoringState.WAITING for each in made)
    return Transplanted(len(made) - waiting, waiting)


Place = tuple[int, int, int, int, int]


def _place(quote: Quote) -> Place:
    """What no two quotes share: the claim, and where they begin and end."""
    return quote.claim_id, quote.utterance_id, quote.word_start, quote.end_utterance_id, quote.word_end


def _plan(quotes: Iterable[Quote], transcript: Transcript, there: set[Place]) -> list[Reanchoring]:
    """Decide for each quote where it goes, those of the newest words first; `there` are the places that are taken."""
    by_transcript: dict[int, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_transcript[quote.utterance.transcript_id].append(quote)
    if not by_transcript:
        return []
    new = Script(list(transcript.utterances.in_order()))
    made = []
    for old_id, standing in sorted(by_transcript.items(), reverse=True):
        old = Script(list(Utterance.objects.filter(transcript=old_id).in_order()))
        alignment = Alignment(old.words, new.words)
        made += [_reanchoring(quote, old, new, alignment, transcript, there) for quote in standing]
    return made


def _reanchoring(
    quote: Quote, old: Script, new: Script, alignment: Alignment, transcript: Transcript, there: set[Place]
) -> Reanchoring:
    found = alignment.relocate(*old.span(quote))
    made = Reanchoring(
        quote=quote,
        transcript=transcript,
        state=ReanchoringState.WAITING,
        old_first=quote.utterance,
        old_word_start=quote.word_start,
        old_last=quote.end_utterance,
        old_word_end=quote.word_end,
    )
    if found is None or found.start >= found.end or found.score < PROPOSED_FROM:
        made.doubt = Doubt.GONE
        return made
    passage = new.passage(found.start, found.end)
    made.score = min(1.0, found.score)
    made.new_first, made.new_word_start = passage.first, passage.word_start
    made.new_last, made.new_word_end = passage.last, passage.word_end
    place = (quote.claim_id, passage.first.pk, passage.word_start, passage.last.pk, passage.word_end)
    if not found.is_sure:
        made.doubt = Doubt.UNLIKE
    elif new.voices(passage) != {quote.voiced_by_id}:
        made.doubt = Doubt.VOICE
    elif place in there:
        made.doubt = Doubt.TAKEN
    else:
        there.add(place)
        made.state, made.decided_at = ReanchoringState.MOVED, timezone.now()
        place_quote(quote, passage, new.around(passage))
    return made


def _outdate(made: Iterable[Reanchoring]) -> None:
    """What waited for a place in an earlier transcript waits no more: the newer one decides."""
    waiting = Reanchoring.objects.waiting().filter(quote__in=[each.quote for each in made])
    waiting.update(state=ReanchoringState.OUTDATED, decided_at=timezone.now())


def _store(made: Sequence[Reanchoring]) -> None:
    moved = [each.quote for each in made if each.state == ReanchoringState.MOVED]
    store_fields(moved, ANCHOR_FIELDS)
    Reanchoring.objects.bulk_create(made, batch_size=BATCH)
