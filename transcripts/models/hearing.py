"""Recordings that are being heard: the run, and what each stage of it left for the next."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from transcripts.models.episode import Recording
from transcripts.models.rules import is_one_of


class HearingStage(models.TextChoices):
    """The stages in their order."""

    FETCH = "fetch", "fetching the recording"
    DECODE = "decode", "reading its sound"
    TRANSCRIBE = "transcribe", "writing down the words"
    DIARIZE = "diarize", "telling the voices apart"
    NAME = "name", "naming the voices"
    INGEST = "ingest", "storing the transcript"


class HearingState(models.TextChoices):
    WAITING = "waiting", "waits"
    RUNNING = "running", "runs"
    DONE = "done", "done"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


LITTLE = 0.02
"""Progress below which nothing is said of the time that is left."""

UNFINISHED = (HearingState.WAITING, HearingState.RUNNING)


class HearingQuerySet(models.QuerySet["Hearing"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def newest_first(self) -> Self:
        return self.order_by("-begun_at", "-pk")

    def with_places(self) -> Self:
        return self.select_related("recording__episode__show", "requested_by")

    def with_warnings(self) -> Self:
        """Attach what people should know of the recording; words and turns stay where they are. One query more."""
        telling = HearingResult.objects.filter(stage__in=[HearingStage.DECODE, HearingStage.INGEST])
        return self.prefetch_related(Prefetch("results", telling.order_by("pk"), to_attr="telling"))


class Hearing(models.Model):
    """One recording on its way to a transcript, a job a stage. `progress` is that of the stage, from 0 to 1.

    `audio` is the recording as it was fetched, deleted with the end of the run. With `keeps_words` the words of the episode stay, and
    only those who say them are looked for. Where a file was no recording, the episode that was made for it is gone with it:
    `show` and `title` say what it was called.
    """

    State = HearingState
    Stage = HearingStage

    recording = models.ForeignKey(
        Recording, on_delete=models.CASCADE, null=True, blank=True, related_name="hearings"
    )
    show = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=HearingState.choices, default=HearingState.WAITING)
    stage = models.CharField(max_length=10, choices=HearingStage.choices, default=HearingStage.FETCH)
    progress = models.FloatField(default=0)
    trouble = models.TextField(blank=True)
    audio = models.FileField(upload_to="hearings/", blank=True)
    cancel_asked = models.BooleanField(default=False)
    keeps_words = models.BooleanField(default=False)
    begun_at = models.DateTimeField(default=timezone.now)
    stage_begun_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(default=timezone.now)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = HearingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recording"],
                condition=Q(state__in=["waiting", "running"]),
                name="hearing_one_unfinished_a_recording",
            ),
            models.CheckConstraint(
                condition=Q(recording__isnull=False) | ~Q(title="") & ~Q(state__in=["waiting", "running"]),
                name="hearing_of_a_recording_until_its_end",
            ),
            models.CheckConstraint(condition=is_one_of("state", HearingState), name="hearing_state_is_known"),
            models.CheckConstraint(condition=is_one_of("stage", HearingStage), name="hearing_stage_is_known"),
            models.CheckConstraint(
                condition=Q(progress__gte=0, progress__lte=1), name="hearing_progress_from_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recording_id}: {self.get_stage_display()}, {self.get_state_display()}"

    @property
    def source(self) -> Recording:
        """The recording of a run that has not ended; a failed one may have none."""
        assert self.recording is not None  # noqa: S101  only the end of a run takes it out
        return self.recording

    @property
    def stages(self) -> tuple[HearingStage, ...]:
        """What is to be done, in order."""
        left_out = {HearingStage.TRANSCRIBE} if self.keeps_words else set()
        return tuple(stage for stage in HearingStage if stage not in left_out)

    @property
    def is_under_way(self) -> bool:
        return self.state in UNFINISHED

    @property
    def warnings(self) -> list[str]:
        """What people should know of the recording, sentence by sentence; those of `with_warnings` where they are attached."""
        found = getattr(self, "telling", None)
        results = self.results.order_by("pk") if found is None else found
        return [said for each in results for said in each.result.get("warnings", ())]

    @property
    def percent(self) -> int:
        """How much of the stage is done, from 0 to 100."""
        return round(self.progress * 100)

    @property
    def left_s(self) -> float | None:
        """Seconds that the stage is likely to take yet; `None` while that cannot be told."""
        if self.state != HearingState.RUNNING or self.stage_begun_at is None or self.progress < LITTLE:
            return None
        worked = (self.told_at - self.stage_begun_at).total_seconds()
        return max(0.0, worked * (1 - self.progress) / self.progress)


class HearingResult(models.Model):
    """What a finished stage left: with it, a run that was cut off goes on at the next one.

    `used` lists name, sha256 and parameters of each model that worked. `result` holds words, turns or warnings; voices are
    not among them, they are `VoiceCluster`s.
    """

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="results")
    stage = models.CharField(max_length=10, choices=HearingStage.choices)
    used = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    seconds = models.FloatField()
    finished_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "stage"], name="hearing_result_once_a_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.stage}"
