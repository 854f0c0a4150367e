"""Transcripts and their utterances."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from transcripts.importers import IMPORTERS
from transcripts.models.episode import LICENCE_LONGEST, Episode, Recording
from transcripts.models.revisions import revised
from transcripts.models.rules import times_in_order
from transcripts.models.speaker import Speaker
from transcripts.models.visibility import Reader, closed_to, listed_to, may_read_private


class TranscriptQuerySet(models.QuerySet["Transcript"]):
    def current(self) -> TranscriptQuerySet:
        return self.filter(is_current=True)

    def with_episodes(self) -> TranscriptQuerySet:
        """Attach the way up to the show, which addresses are made of."""
        return self.select_related("episode__show")


@revised()
class Transcript(models.Model):
    """One version of an episode's words. One is current; older ones stay readable.

    `checksum` is the SHA-256 of the file it came from, which was fetched or brought at `retrieved_at`; `found` and `kept`
    count the file's own cues. `importer_version` is that of the importers which read it. `warnings` is a list of objects
    with `line`, `code` and `message`.
    """

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="transcripts")
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="transcripts")
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    language = models.CharField(max_length=35, default="en")
    format = models.CharField(max_length=40)
    source = models.CharField(max_length=2000)
    checksum = models.CharField(max_length=64)
    found = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    warnings = models.JSONField(default=list, blank=True)
    licence = models.CharField(max_length=LICENCE_LONGEST, blank=True, help_text="Where one is stated.")
    retrieved_at = models.DateTimeField(default=timezone.now)
    importer_version = models.CharField(max_length=20, blank=True)
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TranscriptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(is_current=True), name="transcript_one_current_an_episode"
            ),
            models.UniqueConstraint(fields=["episode", "version"], name="transcript_version_once_an_episode"),
            models.UniqueConstraint(fields=["episode", "checksum"], name="transcript_file_once_an_episode"),
            models.CheckConstraint(condition=Q(kept__lte=F("found")), name="transcript_kept_within_found"),
        ]
        # An import asks whether its file is here, among all the episodes of a show.
        # A search asks which languages there are.
        indexes = [
            models.Index(fields=["checksum"], name="transcript_by_checksum"),
            models.Index(fields=["language"], condition=Q(is_current=True), name="transcript_by_language"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_recording_of_its_episode",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("recording_id", "episode_id"),
                when=pgtrigger.Before,
                func="""
                IF NOT EXISTS (SELECT 1 FROM transcripts_recording r
                                WHERE r.id = NEW.recording_id AND r.episode_id = NEW.episode_id) THEN
                    RAISE EXCEPTION 'a transcript is of a recording of another episode'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.episode}, version {self.version}"

    def get_absolute_url(self) -> str:
        """The episode's page for the current version, a page of its own for an older one."""
        if self.is_current:
            return self.episode.get_absolute_url()
        return reverse("transcript_detail", args=[self.episode.show.slug, self.episode.slug, self.version])

    @property
    def source_address(self) -> str:
        """The source where it is an address that a link may lead to, else nothing."""
        return self.source if self.source.lower().startswith(("https://", "http://")) else ""

    @property
    def format_title(self) -> str:
        """The format's name for people."""
        return IMPORTERS[self.format].TITLE if self.format in IMPORTERS else self.format

    @property
    def is_outdated(self) -> bool:
        """Whether a newer version is the current one. Makes one query."""
        return self.episode.transcripts.current().filter(version__gt=self.version).exists()


@dataclass(frozen=True, slots=True)
class Turn:
    """Consecutive utterances in one voice."""

    number: int
    speaker: Speaker | None
    label: str
    utterances: tuple[Utterance, ...]

    @property
    def voice(self) -> str:
        """Who speaks, as a page names them; empty where the transcript names nobody."""
        return self.speaker.name if self.speaker else self.label


class UtteranceQuerySet(models.QuerySet["Utterance"]):
    def in_order(self) -> UtteranceQuerySet:
        return self.order_by("transcript_id", "position")

    def voiced_by(self, speaker: Speaker) -> UtteranceQuerySet:
        return self.filter(speaker=speaker)

    def current(self) -> UtteranceQuerySet:
        return self.filter(transcript__is_current=True)

    def open_to(self, reader: Reader) -> UtteranceQuerySet:
        """Those whose episodes `reader` may see by their address."""
        if may_read_private(reader):
            return self
        return self.exclude(closed_to(reader, "transcript__episode__"))

    def listed_for(self, reader: Reader) -> UtteranceQuerySet:
        """Those that may stand in lists which nobody put together by hand."""
        return self if may_read_private(reader) else self.filter(listed_to(reader, "transcript__episode__"))

    def with_speakers(self) -> UtteranceQuerySet:
        return self.select_related("speaker")

    def with_places(self) -> UtteranceQuerySet:
        """Attach the way up to the show, which an utterance's address is made of."""
        return self.select_related("transcript__episode__show")

    def first_of_each_transcript(self, count: int) -> UtteranceQuerySet:
        """The first `count` of these in each transcript."""
        place = Window(RowNumber(), partition_by="transcript_id", order_by="position")
        return self.annotate(place=place).filter(place__lte=count)

    def timed(self) -> UtteranceQuerySet:
        return self.filter(start_s__isnull=False)

    def said_at(self, seconds: float) -> Utterance | None:
        """The one of a transcript that begins within this second, else the one being said; `None` after the end.

        Makes at most three queries.
        """
        whole = math.floor(seconds)
        timed = self.timed()
        begins = timed.filter(start_s__gte=whole, start_s__lt=whole + 1).order_by("position").first()
        if begins is not None or not timed.filter(end_s__gt=seconds).exists():
            return begins
        return (
            timed.filter(start_s__lte=seconds).order_by("-start_s", "-position").first()
            or timed.order_by("position").first()
        )

    def turns(self) -> Iterator[Turn]:
        """Yield the turns of one transcript in order. Makes one query."""
        batch: list[Utterance] = []
        for utterance in self.with_speakers().in_order():
            if batch and utterance.turn != batch[0].turn:
                yield _turn(batch)
                batch = []
            batch.append(utterance)
        if batch:
            yield _turn(batch)


def _turn(batch: list[Utterance]) -> Turn:
    first = batch[0]
    return Turn(first.turn, first.speaker, first.label, tuple(batch))


class Utterance(models.Model):
    """One stored sentence: where, when, voiced by whom.

    Words are separated by single spaces, so that the n-th word is the same for Python, SQL and the browser.
    Seconds count from the start of the transcript's recording and are absent where nothing is known of them.
    """

    # Its index is that of the constraint on positions.
    transcript = models.ForeignKey(
        Transcript, on_delete=models.CASCADE, related_name="utterances", db_index=False
    )
    position = models.PositiveIntegerField(help_text="0-based place in the transcript")
    turn = models.PositiveIntegerField(help_text="0-based number of the turn it belongs to")
    label = models.CharField(max_length=200, blank=True)
    speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="utterances"
    )
    text = models.TextField()
    start_s = models.FloatField(null=True, blank=True)
    end_s = models.FloatField(null=True, blank=True)
    times_estimated = models.BooleanField(default=False)

    objects = UtteranceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transcript", "position"], name="utterance_position_once"),
            models.CheckConstraint(
                condition=times_in_order(),
                name="utterance_times_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(text__regex=r"^\s|\s$|\s\s|[\t\n\r]"),
                name="utterance_words_single_spaced",
            ),
        ]
        # The queue of names asks which labels stand for nobody yet.
        indexes = [
            models.Index(
                fields=["transcript", "label"],
                condition=Q(speaker=None) & ~Q(label=""),
                name="utterance_without_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """The line of its version's page; its show must be loaded to make no query."""
        return f"{self.transcript.get_absolute_url()}#u{self.position}"
