"""What is stored of voices: samples, the profiles made of them, and the voices of recordings."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from pgvector.django import MaxInnerProduct, VectorField

from transcripts.models.episode import Episode, Recording, Show
from transcripts.models.rules import says_something
from transcripts.models.speaker import Attribution, Speaker, VoiceProfileState
from transcripts.models.visibility import Reader, listed_to, may_read_private
from transcripts.voices import SHORTEST_SAMPLE_S, Band, Candidate, Vector

DIMENSIONS = 192


class VoiceModel(models.Model):
    """An encoder of voices, known by the checksum of its weights. Vectors of two models are never compared."""

    name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, unique=True)
    first_used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="voice_model_checksum")
        ]

    def __str__(self) -> str:
        return self.name


class VoiceSampleQuerySet(models.QuerySet["VoiceSample"]):
    def of(self, speaker: Speaker) -> Self:
        return self.filter(speaker=speaker)

    def listed_for(self, reader: Reader) -> Self:
        """Those of which `reader` may know: of episodes that may stand in lists, and of files that belong to none."""
        return (
            self
            if may_read_private(reader)
            else self.filter(Q(episode=None) | listed_to(reader, "episode__"))
        )

    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> Self:
        """Those that nobody confirmed yet."""
        return self.filter(confirmed_at__isnull=True)

    def enriching(self) -> Self:
        """Those of which profiles are made: confirmed, and not of a show that does not let its voices be recognized."""
        return self.confirmed().filter(Q(episode=None) | Q(episode__show__recognises_voices=True))

    def to_hear_anew(self, model: VoiceModel) -> Self:
        """Those by other models whose sound is known, of people and shows that let voices be recognized."""
        on = self.exclude(model=model).exclude(speaker__voice_profile=VoiceProfileState.DISABLED)
        return on.filter(recording__isnull=False, recording__episode__show__recognises_voices=True)

    def with_places(self) -> Self:
        return self.select_related("episode__show", "recording", "model", "confirmed_by")

    def by_model(self, model: VoiceModel) -> Self:
        return self.filter(model=model)

    def in_order(self) -> Self:
        return self.order_by("created_at", "start_s", "pk")


class VoiceSample(models.Model):
    """A stretch of somebody's voice, as one model hears it.

    `episode` is empty for a file that belongs to none; `checksum` tells files apart. Where the sound is kept here, `recording` has
    it, and the seconds are those of its clock: it can be played, and heard anew by another model. Only confirmed samples enrich a
    profile; `confirmed_by` is empty where that was done at the command line. `net_s` counts the seconds in which nobody else speaks.
    """

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="voice_samples")
    model = models.ForeignKey(VoiceModel, on_delete=models.PROTECT, related_name="samples")
    episode = models.ForeignKey(
        Episode, on_delete=models.CASCADE, null=True, blank=True, related_name="voice_samples"
    )
    recording = models.ForeignKey(
        Recording, on_delete=models.SET_NULL, null=True, blank=True, related_name="voice_samples"
    )
    source = models.CharField(max_length=300)
    checksum = models.CharField(max_length=64)
    start_s = models.FloatField()
    end_s = models.FloatField()
    net_s = models.FloatField()
    embedding = VectorField(dimensions=DIMENSIONS)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VoiceSampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "model", "checksum", "start_s"], name="voice_sample_once"
            ),
            models.CheckConstraint(
                condition=Q(start_s__gte=0, end_s__gt=F("start_s"), end_s__lt=float("inf")),
                name="voice_sample_times_in_order",
            ),
            models.CheckConstraint(condition=Q(net_s__gt=0), name="voice_sample_has_speech"),
            models.CheckConstraint(condition=says_something("source"), name="voice_sample_has_a_source"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(confirmed_by__isnull=True),
                name="voice_sample_confirmed_when_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.net_s:.0f} s of {self.speaker} from {self.source}"


class VoiceProfileQuerySet(models.QuerySet["VoiceProfile"]):
    def usable(self, model: VoiceModel) -> Self:
        """Those that voices may be compared with."""
        return self.filter(model=model, speaker__voice_profile=VoiceProfileState.ACTIVE)

    def nearest(self, embedding: Vector, model: VoiceModel, count: int = 2) -> list[Candidate[Speaker]]:
        """The people whose voices are nearest to `embedding`, the nearest first. One query that reads every profile.

        Vectors have length 1, so that the inner product is the cosine, at two thirds of its cost.
        """
        near = self.usable(model).select_related("speaker").defer("centroid")
        rows = near.annotate(minus=MaxInnerProduct("centroid", embedding)).order_by("minus", "pk")[:count]
        return [Candidate(row.speaker, -row.minus) for row in rows]  # type: ignore[attr-defined]


class VoiceProfile(models.Model):
    """The middle of somebody's confirmed samples by one model; whether it may be used is said with the speaker."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="voice_profiles")
    model = models.ForeignKey(VoiceModel, on_delete=models.PROTECT, related_name="profiles")
    centroid = VectorField(dimensions=DIMENSIONS)
    seconds = models.FloatField()
    recordings = models.PositiveIntegerField()
    updated_at = models.DateTimeField(auto_now=True)

    objects = VoiceProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["speaker", "model"], name="voice_profile_once_a_model"),
            models.CheckConstraint(
                condition=Q(seconds__gt=0, recordings__gt=0), name="voice_profile_has_samples"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker} by {self.model}"


class VoiceClusterQuerySet(models.QuerySet["VoiceCluster"]):
    def of_show(self, show: Show) -> Self:
        return self.filter(recording__episode__show=show)

    def to_hear_anew(self, model: VoiceModel) -> Self:
        """Those by other models, and those without numbers though enough was heard, of shows that let voices be recognized."""
        stale = ~Q(model=model) | Q(embedding=None, net_s__gte=SHORTEST_SAMPLE_S)
        return self.filter(stale, recording__episode__show__recognises_voices=True)


class VoiceCluster(models.Model):
    """The voice of one label of a recording, as the newest listening found it.

    `embedding` is empty where too little was heard of it alone, and where its show does not let voices be recognized.
    """

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="voice_clusters")
    label = models.CharField(max_length=200)
    model = models.ForeignKey(VoiceModel, on_delete=models.PROTECT, related_name="clusters")
    embedding = VectorField(dimensions=DIMENSIONS, null=True, blank=True)
    net_s = models.FloatField()

    objects = VoiceClusterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "label"], name="voice_cluster_once_a_label"),
            models.CheckConstraint(condition=Q(net_s__gte=0), name="voice_cluster_has_seconds"),
        ]

    def __str__(self) -> str:
        return f"{self.label} of {self.recording_id}"


class VoiceEvidence(models.Model):
    """What an attribution rests on: how near the voice is, and what is said in the words.

    `score` and `margin` are cosines, empty where no voice was compared; `policy` is the version of the bands. `cues` lists
    what was said, as `{"kind", "quote", "start_s"}`.
    """

    attribution = models.OneToOneField(
        Attribution, on_delete=models.CASCADE, primary_key=True, related_name="evidence"
    )
    score = models.FloatField(null=True, blank=True)
    margin = models.FloatField(null=True, blank=True)
    band = models.CharField(max_length=7, choices=[(band.value, band.value) for band in Band])
    policy = models.CharField(max_length=20)
    net_s = models.FloatField()
    runner_up = models.ForeignKey(Speaker, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    cues = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "voice evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(band__in=[band.value for band in Band]), name="voice_evidence_band_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.band}: {self.score}"


class VoiceReceipt(models.Model):
    """That somebody's voice was forgotten: when, by whom, and how much of what was deleted. It holds nothing of the voice."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="voice_receipts")
    forgotten_at = models.DateTimeField(auto_now_add=True)
    forgotten_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    deleted = models.JSONField(
        help_text="How many rows of each kind went, and how many sentences lost a name."
    )

    def __str__(self) -> str:
        return f"The voice of {self.speaker}, forgotten on {self.forgotten_at:%Y-%m-%d}"
