"""Forms that were sent, so that none counts twice."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SentForm(models.Model):
    """One copy of a form that somebody sent: its random `token`, and the page that they were led to when it was done."""

    token = models.CharField(max_length=40, unique=True)
    location = models.CharField(max_length=2000)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.token
