"""Chapters: how a publisher divides an episode."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from transcripts.models.episode import Episode
from transcripts.models.rules import says_something

TITLE_LONGEST = 300


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def in_order(self) -> Self:
        return self.order_by("start_s", "pk")


class Chapter(models.Model):
    """A stretch of an episode with a title; it lasts until the next one begins.

    Seconds count on the clock of the episode's primary recording.
    """

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="chapters")
    start_s = models.FloatField()
    title = models.CharField(max_length=TITLE_LONGEST)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "start_s"], name="chapter_begins_once"),
            models.CheckConstraint(
                condition=Q(start_s__gte=0, start_s__lt=float("inf")), name="chapter_begins_at_a_second"
            ),
            models.CheckConstraint(condition=says_something("title"), name="chapter_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title
