"""What an admin brings in: looked at first, taken when the admin says so."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Count, Func, Q
from django.db.models.fields.json import KT, KeyTransform
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from transcripts import jobs
from transcripts.models.findings import AnyFinding
from transcripts.models.progress import ImportProgress
from transcripts.models.rules import is_web_address
from transcripts.models.transcript import Transcript


class NotPossibleError(Exception):
    """Something that this import's state does not allow. The message is fit for a person."""


class Trouble(StrEnum):
    """What an admin is told of an import that was cut off: what happened, that nothing is half done, what to do."""

    DISK_FULL = "The disk of the database is full. Nothing of this file was stored. Make room there, then import it again."
    CONNECTION_LOST_FOR_NOW = "The connection to the database broke off. Nothing of this file is stored yet; it is tried again by itself."
    CONNECTION_LOST = (
        "The connection to the database broke off time and again. Nothing of this file was stored. "
        "Import it again once the database can be reached."
    )
    ENDED_THE_WORKER = (
        "The worker ended each time it began this file, perhaps for want of memory. Nothing of it was stored. "
        "Split the file, or import it again on a larger machine."
    )
    UNEXPECTED = (
        "Something went wrong in Counterpoint itself. Nothing of this file was stored. "
        "The log says what it was; it helps whoever mends it."
    )


class ImportState(models.TextChoices):
    """How far an import has come; each label completes “This import …”."""

    LOOKING = "looking", "is being looked at"
    WAITING = "waiting", "waits for you"
    REFUSED = "refused", "cannot be read"
    UNPACKED = "unpacked", "was unpacked"
    FEED = "feed", "is a feed"
    FEEDS = "feeds", "is a list of feeds"
    FOLLOWED = "followed", "was taken as a feed"
    QUEUED = "queued", "is being imported"
    DONE = "done", "imported"
    HERE = "here", "was here already"
    FAILED = "failed", "was not imported"
    CANCELLED = "cancelled", "cancelled"
    UNDONE = "undone", "undone"


UNDER_WAY = frozenset({ImportState.LOOKING, ImportState.QUEUED})
MAY_START = frozenset({ImportState.WAITING, ImportState.FAILED, ImportState.CANCELLED, ImportState.UNDONE})
MAY_BE_LOOKED_AT = MAY_START | {ImportState.REFUSED}
MAY_BE_CANCELLED = UNDER_WAY | {
    ImportState.WAITING,
    ImportState.REFUSED,
    ImportState.FAILED,
    ImportState.FEED,
    ImportState.FEEDS,
}


class BatchQuerySet(models.QuerySet["Batch"]):
    def with_counts(self) -> Self:
        """Attach how many files each has, how many of them became words, and how many wait for the admin or the worker."""
        files = Q(imports__isnull=False) & ~Q(imports__state=ImportState.UNPACKED)
        open_states = [*UNDER_WAY, ImportState.WAITING, ImportState.FAILED]
        return self.annotate(
            files=Count("imports", filter=files),
            imported=Count("imports", filter=Q(imports__state__in=[ImportState.DONE, ImportState.HERE])),
            open=Count("imports", filter=Q(imports__state__in=open_states)),
        )

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Batch(models.Model):
    """Files that came in together: dropped at once, or out of one archive."""

    source = models.CharField(max_length=2000)
    show = models.CharField(max_length=300, blank=True)
    left_out = models.JSONField(
        default=list, blank=True, help_text="What of an archive is no file of its publisher's."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.source

    def get_absolute_url(self) -> str:
        return reverse("import_batch", args=[self.pk])


class ImportQuerySet(models.QuerySet["Import"]):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def oldest_first(self) -> Self:
        return self.order_by("created_at", "pk")

    def without_files(self) -> Self:
        """Leave the files' bytes in the database: a list shows names and states only."""
        return self.defer("data")

    def with_results(self) -> Self:
        return self.select_related(
            "transcript__episode__show", "transcript__recording", "created_by", "batch", "progress"
        )

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def ready(self) -> Self:
        """Those that wait to be let in, or did not get in: what was cancelled or undone is not meant."""
        return self.filter(state__in=(ImportState.WAITING, ImportState.FAILED))

    def by_themselves(self) -> Self:
        """Those that came alone; the others are found with their batch."""
        return self.filter(batch=None)

    def fail(self, trouble: Trouble) -> None:
        """Let them have failed, for this reason."""
        self.update(**_failed(trouble))

    async def afail(self, trouble: Trouble) -> None:
        """The same, for a coroutine."""
        await self.aupdate(**_failed(trouble))

    def same_file_as(self, brought: Import) -> Self:
        """Other imports of the very same bytes that may still become, or became, an episode."""
        settled = (ImportState.CANCELLED, ImportState.UNDONE, ImportState.REFUSED, ImportState.HERE)
        return self.filter(checksum=brought.checksum).exclude(pk=brought.pk).exclude(state__in=settled)

    def with_accounts(self) -> Self:
        """Attach what a list says of each file, and leave the rest of its finding in the database.

        `format`, `kept`, `found`, `troubles` (how many warnings); empty where nothing was found yet.
        """
        warnings = Func(
            KeyTransform("warnings", "finding"),
            function="jsonb_array_length",
            output_field=models.IntegerField(),
        )
        return self.defer("finding").annotate(
            format=KT("finding__format"),
            kept=Cast(KT("finding__kept"), models.IntegerField()),
            found=Cast(KT("finding__found"), models.IntegerField()),
            troubles=warnings,
        )


def _failed(trouble: Trouble) -> dict[str, Any]:
    return {
        "state": ImportState.FAILED,
        "trouble": trouble.value,
        "transcript": None,
        "finished_at": timezone.now(),
    }


class Import(models.Model):
    """One file or address on its way in. It waits for its admin, however many tabs are closed meanwhile.

    `address` is where the file comes from, if from the web; its bytes are there once it was looked at. `finding` is what
    the look found, its kind decided by `state`. `voices` gives for each of the file's labels the name it stands for, empty
    for nobody. `replaces` says that the words go before those that the episode has. `comparison` holds what came of laying
    them along those.
    """

    State = ImportState

    state = models.CharField(max_length=9, choices=ImportState.choices, default=ImportState.WAITING)
    batch = models.ForeignKey(Batch, on_delete=models.SET_NULL, null=True, blank=True, related_name="imports")
    source = models.CharField(max_length=2000)
    address = models.URLField(max_length=2000, blank=True)
    data = models.BinaryField()
    checksum = models.CharField(max_length=64, db_index=True)
    format_asked = models.CharField(max_length=40, blank=True)
    finding = models.JSONField(null=True, blank=True)
    show = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True)
    page_url = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=35, default="en")
    start_s = models.FloatField(null=True, blank=True)
    end_s = models.FloatField(null=True, blank=True)
    voices = models.JSONField(default=dict, blank=True)
    replaces = models.BooleanField(default=False)
    another_recording = models.BooleanField(default=False)
    comparison = models.JSONField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=is_web_address("page_url") & is_web_address("address"),
                name="import_page_is_on_the_web",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(trouble=""), name="import_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.source

    def get_absolute_url(self) -> str:
        return reverse("import_detail", args=[self.pk])

    def note(self, finding: AnyFinding) -> None:
        """Keep what a look found."""
        self.finding = asdict(finding)

    @property
    def name_in_batch(self) -> str:
        """Its name without that of the archive it came from."""
        return self.source.removeprefix(f"{self.batch.source}: ") if self.batch else self.source

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def may_start(self) -> bool:
        return self.state in MAY_START and bool(self.finding)

    @property
    def may_be_looked_at(self) -> bool:
        return self.state in MAY_BE_LOOKED_AT

    @property
    def may_be_cancelled(self) -> bool:
        return self.state in MAY_BE_CANCELLED

    @transaction.atomic
    def start(self) -> None:
        """Queue it, in this transaction. Raises NotPossibleError where it is under way or done."""
        self._must_be(MAY_START | {ImportState.FEED})
        self.state, self.trouble, self.transcript = ImportState.QUEUED, "", None
        self.finished_at = None
        self.save(update_fields=_CHOSEN + _RUN)
        ImportProgress.objects.filter(pk=self.pk).delete()
        ImportProgress.objects.create(brought=self)
        jobs.defer(jobs.IMPORT, pk=self.pk)

    @transaction.atomic
    def await_look(self) -> None:
        """Have it looked at anew, with what the admin has filled in. Raises NotPossibleError once it is under way or done."""
        self._must_be(MAY_BE_LOOKED_AT)
        self.state, self.trouble = ImportState.LOOKING, ""
        self.save(update_fields=(*_CHOSEN, "state", "trouble"))

    @transaction.atomic
    def cancel(self) -> None:
        """Leave it. Raises NotPossibleError once it is done.

        One that is under way stops at its next report, with nothing stored, and says so in its state from then on.
        """
        if not Import.objects.select_for_update(skip_locked=True).filter(pk=self.pk).exists():
            if not ImportProgress.objects.filter(pk=self.pk).update(stop_asked=True):
                raise NotPossibleError("It is being looked at this very moment. Try again.")
            return
        self._must_be(MAY_BE_CANCELLED)
        self.state = ImportState.CANCELLED
        self.save(update_fields=["state"])

    def _must_be(self, states: frozenset[ImportState]) -> None:
        now = Import.objects.select_for_update().without_files().filter(pk=self.pk).first()
        if now is None:
            raise ObjectDoesNotExist
        if now.state not in states:
            raise NotPossibleError(f"This import {now.get_state_display()}; somebody decided meanwhile.")


_CHOSEN = (
    "show", "title", "published_on", "page_url", "language", "format_asked", "start_s", "end_s", "voices", "replaces",
    "another_recording",
)  # fmt: skip
_RUN = ("state", "trouble", "transcript", "finished_at")
