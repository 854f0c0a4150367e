"""What asking a language model about an episode brought, and what it cost."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from transcripts.models import Transcript


class ModelMiningQuerySet(models.QuerySet["ModelMining"]):
    def of_episode(self, address: str) -> Self:
        """Those of the episode at `show/episode`."""
        show, _, slug = address.partition("/")
        return self.filter(transcript__episode__show__slug=show, transcript__episode__slug=slug)

    def newest_first(self) -> Self:
        return self.order_by("-began_at", "-pk")


class ModelMining(models.Model):
    """One mining of a transcript by a language model.

    `dropped` counts by reason what of its answers did not stand: no words of a talk are in it. `money` is None where the operator set no
    prices; `is_counted` says that all tokens are the server's count. `stopped` says what ended it before the last question, if anything did.
    """

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="model_minings")
    model = models.CharField(max_length=100)
    model_version = models.CharField(max_length=50)
    began_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    questions = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    cached = models.PositiveIntegerField()
    requests = models.PositiveIntegerField()
    tokens_in = models.PositiveBigIntegerField()
    tokens_out = models.PositiveBigIntegerField()
    is_counted = models.BooleanField()
    money = models.FloatField(null=True, blank=True)
    seconds = models.FloatField()
    new_claims = models.PositiveIntegerField()
    new_relations = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    dropped = models.JSONField(default=dict)
    stopped = models.TextField(blank=True)

    objects = ModelMiningQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.model} {self.model_version} on {self.transcript}"

    @property
    def dropped_in_all(self) -> int:
        return sum(self.dropped.values())
