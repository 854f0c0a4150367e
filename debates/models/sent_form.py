"""Forms that were sent, so that none counts twice."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

REMEMBERED = datetime.timedelta(days=3)
"""How long a form that was sent is known again."""


class SentForm(models.Model):
    """One copy of a form that somebody sent: its random `token`, and the page that they were led to when it was done."""

    token = models.CharField(max_length=40, unique=True)
    location = models.CharField(max_length=2000)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.token


def forget_sent_forms() -> None:
    """Forget the forms that were sent longer ago than that. One statement."""
    SentForm.objects.filter(sent_at__lt=timezone.now() - REMEMBERED).delete()
