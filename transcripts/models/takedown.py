"""Words that must not be shown any more."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from transcripts.models.episode import Episode
from transcripts.models.imports import NotPossibleError
from transcripts.models.rules import says_something


class TakedownQuerySet(models.QuerySet["Takedown"]):
    def in_force(self) -> Self:
        return self.filter(lifted_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-taken_down_at", "-pk")

    def with_people(self) -> Self:
        return self.select_related("taken_down_by", "lifted_by")


class TakedownManager(models.Manager["Takedown"]):
    @transaction.atomic
    def take_down(self, episode: Episode, reason: str, by: AbstractBaseUser | AnonymousUser) -> Takedown:
        """Hide an episode's words and audio from now on. Raises NotPossibleError where they are hidden already."""
        locked = Episode.objects.select_for_update().get(pk=episode.pk)
        if locked.is_taken_down:
            raise NotPossibleError("The words of this episode have been taken down already.")
        return self.create(episode=locked, reason=reason, taken_down_by_id=by.pk)


class Takedown(models.Model):
    """Why, when and by whom an episode's words and audio were hidden, and why they were shown again.

    The database keeps `Episode.is_taken_down` in step: true while one of these is in force.
    """

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="takedowns")
    reason = models.TextField(max_length=2000)
    taken_down_at = models.DateTimeField(default=timezone.now)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lift_reason = models.TextField(max_length=2000, blank=True)

    objects = TakedownManager.from_queryset(TakedownQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(lifted_at=None), name="takedown_one_in_force_an_episode"
            ),
            models.CheckConstraint(condition=says_something("reason"), name="takedown_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lift_reason="")
                | (
                    Q(lifted_at__isnull=False, lifted_at__gte=F("taken_down_at"))
                    & says_something("lift_reason")
                ),
                name="takedown_lifted_for_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="hides_the_words",
                operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("lifted_at", "episode_id"),
                when=pgtrigger.After,
                func="""
                UPDATE transcripts_episode e SET is_taken_down = EXISTS (
                    SELECT 1 FROM transcripts_takedown t WHERE t.episode_id = e.id AND t.lifted_at IS NULL)
                 WHERE e.id IN (COALESCE(NEW.episode_id, OLD.episode_id), COALESCE(OLD.episode_id, NEW.episode_id));
                RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.episode}: {self.reason}"

    @transaction.atomic
    def lift(self, reason: str, by: AbstractBaseUser | AnonymousUser) -> None:
        """Show the words again. Raises NotPossibleError where somebody has done so already."""
        now = Takedown.objects.select_for_update().get(pk=self.pk)
        if now.lifted_at is not None:
            raise NotPossibleError("This takedown was lifted already.")
        self.lifted_at, self.lifted_by_id, self.lift_reason = timezone.now(), by.pk, reason
        self.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])


class SealedText(models.Model):
    """What a takedown covered: the text of one field of one row, kept until it is lifted, and shown to nobody.

    `kind` names the field as `app.model.field`. Words are covered where they stand, so that no page can show them by oversight.
    """

    takedown = models.ForeignKey(Takedown, on_delete=models.CASCADE, related_name="sealed_texts")
    kind = models.CharField(max_length=100)
    row = models.BigIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "row", "takedown"], name="sealed_text_once_a_takedown")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"
