"""What mining an episode brought: who asked for it, how far it is, and what it cost where a language model was asked."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone

from transcripts.models import Transcript
from transcripts.models.rules import is_one_of


class MiningState(models.TextChoices):
    WAITING = "waiting", "waits"
    RUNNING = "running", "runs"
    DONE = "done", "done"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


UNFINISHED = (MiningState.WAITING, MiningState.RUNNING)


class MiningQuerySet(models.QuerySet["Mining"]):
    def of_episode(self, address: str) -> Self:
        """Those of the episode at `show/episode`."""
        show, _, slug = address.partition("/")
        return self.filter(transcript__episode__show__slug=show, transcript__episode__slug=slug)

    def by_language_models(self) -> Self:
        return self.filter(is_local=False)

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def newest_first(self) -> Self:
        return self.order_by("-began_at", "-pk")

    def spent_on(self, day: datetime.date) -> float:
        """The money of all that began on that day, as far as prices were known."""
        return self.filter(began_at__date=day).aggregate(all=Sum("money"))["all"] or 0.0


class Mining(models.Model):
    """One mining of a transcript, by the miner that ships (`is_local`) or by a language model.

    `reached` counts the questions gone through, `answered` those whose answers could be read. `dropped` counts by reason what of the answers
    did not stand, or what sentences the miner that ships left out, and `missing` has the positions, first and last, of sentences whose answers are missing: no words of a talk are in either.
    `money` is None where the operator set no prices; `is_counted` says that all tokens are the server's count. `stopped` says what ended it
    before the last question, if anything did. The account is kept as it goes, so that what was spent is known whatever happens.
    """

    State = MiningState

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="minings")
    is_local = models.BooleanField(default=False)
    model = models.CharField(max_length=100)
    model_version = models.CharField(max_length=50)
    state = models.CharField(max_length=9, choices=MiningState.choices, default=MiningState.DONE)
    cancel_asked = models.BooleanField(default=False)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    most_money = models.FloatField(null=True, blank=True)
    most_s = models.FloatField(null=True, blank=True)
    questions = models.PositiveIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    cached = models.PositiveIntegerField(default=0)
    requests = models.PositiveIntegerField(default=0)
    tokens_in = models.PositiveBigIntegerField(default=0)
    tokens_out = models.PositiveBigIntegerField(default=0)
    is_counted = models.BooleanField(default=True)
    money = models.FloatField(null=True, blank=True)
    seconds = models.FloatField(default=0)
    new_claims = models.PositiveIntegerField(default=0)
    new_relations = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    dropped = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    stopped = models.TextField(blank=True)

    objects = MiningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transcript"],
                condition=Q(state__in=["waiting", "running"]),
                name="mining_one_unfinished_a_transcript",
            ),
            models.CheckConstraint(condition=is_one_of("state", MiningState), name="mining_state_is_known"),
            models.CheckConstraint(
                condition=Q(reached__lte=F("questions")), name="mining_reached_of_questions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.model_version} on {self.transcript}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNFINISHED

    @property
    def dropped_in_all(self) -> int:
        return sum(self.dropped.values())
