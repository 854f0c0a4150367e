"""Files that an admin brings in: looked at first, taken when the admin says so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from transcripts import jobs
from transcripts.models.progress import ImportProgress
from transcripts.models.rules import is_web_address
from transcripts.models.transcript import Transcript

CUES_SHOWN = 5


class NotPossibleError(Exception):
    """Something that this import's state does not allow. The message is fit for a person."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a first look at a file found: enough for a person to decide, nothing stored of its words but a sample.

    `first` and `last` hold a few cues as (seconds or None, label, text); `labels` counts cues by label.
    """

    format: str
    found: int
    kept: int
    warnings: list[dict[str, Any]]
    labels: dict[str, int]
    first: list[tuple[float | None, str, str]]
    last: list[tuple[float | None, str, str]]


class ImportQuerySet(models.QuerySet["Import"]):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def without_files(self) -> Self:
        """Leave the files' bytes in the database: a list shows names and states only."""
        return self.defer("data")

    def with_results(self) -> Self:
        return self.select_related("transcript__episode__show", "created_by")


class Import(models.Model):
    """One file on its way in. It waits for its admin, however many tabs are closed meanwhile."""

    class State(models.TextChoices):
        WAITING = "waiting", "waits for you"
        REFUSED = "refused", "cannot be read"
        QUEUED = "queued", "is being imported"
        DONE = "done", "imported"
        FAILED = "failed", "was not imported"
        CANCELLED = "cancelled", "cancelled"
        UNDONE = "undone", "undone"

    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    source = models.CharField(max_length=2000)
    data = models.BinaryField()
    checksum = models.CharField(max_length=64)
    format_asked = models.CharField(max_length=40, blank=True)
    finding = models.JSONField(null=True, blank=True)
    show = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True)
    page_url = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=35, default="en")
    start_s = models.FloatField(null=True, blank=True)
    end_s = models.FloatField(null=True, blank=True)
    trouble = models.TextField(blank=True)
    transcript = models.ForeignKey(
        Transcript, on_delete=models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_web_address("page_url"), name="import_page_is_on_the_web"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(trouble=""), name="import_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.source

    def get_absolute_url(self) -> str:
        return reverse("import_detail", args=[self.pk])

    def note(self, finding: Finding) -> None:
        """Keep what the first look found."""
        self.finding = asdict(finding)

    @property
    def may_start(self) -> bool:
        return self.state in {self.State.WAITING, self.State.FAILED, self.State.CANCELLED}

    @transaction.atomic
    def start(self) -> None:
        """Queue it, in this transaction. Raises NotPossibleError unless it waits, failed or was cancelled."""
        self._must_be(self.State.WAITING, self.State.FAILED, self.State.CANCELLED)
        self.state, self.trouble = self.State.QUEUED, ""
        self.save()
        ImportProgress.objects.filter(pk=self.pk).delete()
        ImportProgress.objects.create(brought=self)
        jobs.defer(jobs.IMPORT, pk=self.pk)

    @transaction.atomic
    def cancel(self) -> None:
        """Leave it. Raises NotPossibleError once it is done.

        One that is under way stops at its next report, with nothing stored, and says so in its state from then on.
        """
        if not Import.objects.select_for_update(skip_locked=True).filter(pk=self.pk).exists():
            ImportProgress.objects.filter(pk=self.pk).update(stop_asked=True)
            return
        self._must_be(self.State.WAITING, self.State.QUEUED, self.State.FAILED, self.State.REFUSED)
        self.state = self.State.CANCELLED
        self.save(update_fields=["state"])

    def _must_be(self, *states: State) -> None:
        now = Import.objects.select_for_update().without_files().get(pk=self.pk)
        if now.state not in states:
            raise NotPossibleError(f"This import {now.get_state_display()}; somebody decided meanwhile.")
