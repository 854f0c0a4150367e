"""How far an import under way is, for those who watch it."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from transcripts.progress import Stage


class ImportProgress(models.Model):
    """How far an import is, written past its transaction while it runs.

    A table of its own, because an import under way holds its own row until it is done. `done` and `total` count the
    rows of the stage: the file's cues, then sentences; `total` is 0 where it is not known. An import of less than half a
    second tells nothing. `stop_asked` is how one that runs hears that somebody cancelled it.
    """

    brought = models.OneToOneField(
        "transcripts.Import", on_delete=models.CASCADE, primary_key=True, related_name="progress"
    )
    stage = models.CharField(
        max_length=6, choices=[(stage.value, stage.value) for stage in Stage], blank=True
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(default=timezone.now)
    stop_asked = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "import progress"

    def __str__(self) -> str:
        return f"{self.stage or 'queued'}: {self.done} of {self.total}"

    @property
    def seconds(self) -> float:
        """Seconds from the beginning of the work to the last that was told of it."""
        worked: datetime.timedelta = self.told_at - self.begun_at
        return max(0.0, worked.total_seconds())
