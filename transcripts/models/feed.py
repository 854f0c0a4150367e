"""Feeds that are followed, and what they say of episodes beyond words."""

from __future__ import annotations

import datetime
import random
from typing import Self

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from transcripts import jobs
from transcripts.models.episode import Episode, Show
from transcripts.models.rules import is_web_address, says_something

EVERY = datetime.timedelta(hours=6)
LONGEST_PAUSE = datetime.timedelta(days=7)
SOON = datetime.timedelta(minutes=30)
"""How long a feed that somebody asked for is left to that, before the schedule asks it too."""


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def by_show(self) -> Self:
        """Those that have answered by their show's name, the others after them by address."""
        return self.select_related("show").order_by(F("show__name").asc(nulls_last=True), "url")

    def with_counts(self) -> Self:
        """Attach how many episodes each has, and how many of those have words."""
        return self.annotate(
            episodes=Count("show__episodes", distinct=True),
            with_words=Count(
                "show__episodes", filter=Q(show__episodes__transcripts__is_current=True), distinct=True
            ),
        )

    def due(self, now: datetime.datetime) -> Self:
        return self.filter(is_active=True, next_check_at__lte=now).order_by("next_check_at", "pk")


class Subscription(models.Model):
    """A show's feed, asked again and again for what is new.

    `etag` and `last_modified` are sent back verbatim; both mean something only for the parser of `parser_version`.
    """

    show = models.OneToOneField(
        Show,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="subscription",
        help_text="Empty until the feed has answered for the first time.",
    )
    url = models.URLField(max_length=2000, unique=True)
    guid = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    wants_transcription = models.BooleanField(
        default=False, help_text="Queue new episodes without a transcript for transcription."
    )
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    parser_version = models.CharField(max_length=20, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True, help_text="What went wrong last time; empty if nothing did.")
    result = models.TextField(blank=True, help_text="What the last answer brought.")
    warnings = models.JSONField(
        default=list, blank=True, help_text="What in the last answer was doubtful or left, as sentences."
    )
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When somebody asked for an answer that has not come yet."
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_web_address("url") & ~Q(url=""), name="subscription_is_on_the_web"
            )
        ]

    def __str__(self) -> str:
        return self.show.name if self.show else self.url

    def get_absolute_url(self) -> str:
        return reverse("feed_detail", args=[self.pk])

    @transaction.atomic
    def ask(self) -> None:
        """Have the worker ask it soon, whatever the schedule says."""
        self.asked_at = timezone.now()
        self.next_check_at = self.asked_at + SOON
        self.save(update_fields=["asked_at", "next_check_at"])
        jobs.defer(jobs.FOLLOW, url=self.url)

    def note_success(
        self,
        etag: str,
        last_modified: str,
        parser_version: str,
        result: str,
        warnings: list[str] | None = None,
    ) -> None:
        """Remember the answer, with its warnings if it was a new one, and ask again in six hours, give or take a tenth so that feeds do not all come at once."""
        self.etag, self.last_modified, self.parser_version = etag, last_modified, parser_version
        self.failures, self.trouble, self.result = 0, "", result
        if warnings is not None:
            self.warnings = warnings
        self._ask_again(EVERY)

    def note_trouble(self, message: str, left_alone_s: float = 0.0) -> None:
        """Remember what went wrong and wait twice as long as last time, or as long as the server asked to be left alone; a week at most."""
        self.failures += 1
        self.trouble = message
        asked = datetime.timedelta(seconds=min(left_alone_s, LONGEST_PAUSE.total_seconds()) * 1.2)
        doubled = EVERY * 2 ** min(self.failures, 10)
        self._ask_again(min(max(doubled, asked), LONGEST_PAUSE))

    def _ask_again(self, pause: datetime.timedelta) -> None:
        self.checked_at, self.asked_at = timezone.now(), None
        self.next_check_at = self.checked_at + pause * random.uniform(0.9, 1.1)  # noqa: S311  no secret
        self.save()


class EpisodePerson(models.Model):
    """Somebody a feed names with an episode. It is a name, not yet a speaker: who speaks shows in the transcript."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=100, default="host")
    group = models.CharField(max_length=100, default="cast")
    page_url = models.URLField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "name", "role"], name="episode_person_once_a_role"),
            models.CheckConstraint(condition=says_something("name"), name="episode_person_has_a_name"),
            models.CheckConstraint(
                condition=is_web_address("page_url"), name="episode_person_page_is_on_the_web"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class TranscriptLinkQuerySet(models.QuerySet["TranscriptLink"]):
    def in_trouble(self, show: Show | None) -> Self:
        """Those of a show's episodes that were tried and gave nothing, while the episode has no words."""
        tried = self.filter(episode__show=show, episode__transcripts=None).exclude(trouble="")
        return tried.select_related("episode__show").order_by("-episode__published_on", "pk")


class TranscriptLink(models.Model):
    """Where a feed says that a transcript of an episode lies; `position` 0 is the one to try first."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="transcript_links")
    url = models.URLField(max_length=2000)
    type = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=35, blank=True)
    position = models.PositiveIntegerField(default=0)
    trouble = models.TextField(
        blank=True, help_text="Why it was not taken; empty if it was, or was not tried."
    )

    objects = TranscriptLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "url"], name="transcript_link_once_an_episode"),
            models.CheckConstraint(
                condition=is_web_address("url") & ~Q(url=""), name="transcript_link_is_on_the_web"
            ),
        ]

    def __str__(self) -> str:
        return self.url
