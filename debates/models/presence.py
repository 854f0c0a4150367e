"""Who else is on a page on which something is changed, for as long as their browser says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from debates.models.user import User

LASTS = timedelta(seconds=50)
"""How long somebody counts as there after their browser last said so, which it does every twenty seconds."""


class PresenceQuerySet(models.QuerySet["Presence"]):
    def note(self, user: User, place: str) -> None:
        """Note that `user` is at `place` now, and forget who has left any place. Two statements."""
        now = timezone.now()
        Presence.objects.filter(at__lt=now - 10 * LASTS).delete()
        Presence.objects.bulk_create(
            [Presence(user=user, place=place, at=now)],
            update_conflicts=True,
            unique_fields=["user", "place"],
            update_fields=["at"],
        )

    def beside(self, user: User, place: str) -> Self:
        """Who else is there."""
        here = self.filter(place=place, at__gt=timezone.now() - LASTS).exclude(user=user)
        return here.select_related("user").order_by("user__username")


class Presence(models.Model):
    """That somebody had a page open for changing, at a moment. Nothing depends on it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="presence_once_a_place")]

    def __str__(self) -> str:
        return f"{self.user} at {self.place}"
