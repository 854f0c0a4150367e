"""What was learned from decisions, version by version."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from transcripts.models.rules import is_one_of


class Subject(models.TextChoices):
    """What a head scores."""

    CLAIMS = "claims", "claims"
    RELATIONS = "relations", "relations"


class LearnedHeadQuerySet(models.QuerySet["LearnedHead"]):
    def newest_first(self) -> Self:
        return self.order_by("of", "-version")

    def in_force(self) -> Self:
        return self.filter(is_in_force=True)


class LearnedHead(models.Model):
    """A head fitted to decisions about suggested claims, or about suggested relations.

    `weights` is what `debates.mining.heads.loads` reads. `decisions` counts those it was fitted to, `taken` those of them that
    found something in what was proposed; `last_decision` is the newest one's key. Losses are mean log losses on decisions held out
    from the fit, by the scores as they ship and by the head; shares are those taken of the better-scored half.
    """

    Subject = Subject

    of = models.CharField(max_length=9, choices=Subject.choices)
    version = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    weights = models.TextField()
    decisions = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    last_decision = models.PositiveBigIntegerField()
    loss_before = models.FloatField(null=True, blank=True)
    loss_after = models.FloatField(null=True, blank=True)
    share_before = models.FloatField(null=True, blank=True)
    share_after = models.FloatField(null=True, blank=True)
    is_in_force = models.BooleanField(default=False)

    objects = LearnedHeadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "version"], name="learned_head_version_once"),
            models.UniqueConstraint(
                fields=["of"], condition=Q(is_in_force=True), name="learned_head_one_in_force"
            ),
            models.CheckConstraint(condition=is_one_of("of", Subject), name="learned_head_is_of_something"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("decisions")), name="learned_head_taken_of_decisions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.version}"
