"""Where people went that were merged into others."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from transcripts.models import Speaker
from transcripts.models.rules import is_slug


class MergedSpeaker(models.Model):
    """A person who is one with another: under what number, name and address they were here, and what of theirs went over.

    `moved` lists the keys of rows by table and column, with the person's own row under `person` and rows that were there twice under
    `folded`: with these a merge is taken apart again. While `is_moving`, words under quotes may change from the one voice to the other.
    """

    number = models.BigIntegerField()
    slug = models.SlugField(max_length=90)
    name = models.CharField(max_length=200)
    into = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="merged")
    moved = models.JSONField(default=dict)
    is_moving = models.BooleanField(default=False)
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_slug("slug"), name="merged_speaker_slug_fits_an_address"),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(undone_at=None), name="merged_speaker_address_leads_to_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} is {self.into}"
