"""What editors decided about voices without a sure name, kept with the evidence that they saw."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from transcripts.models.correction import CorrectionOffer
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of
from transcripts.models.speaker import Speaker
from transcripts.models.transcript import Transcript
from transcripts.models.voice import VoiceModel, VoiceSample
from transcripts.voices import Band, Decision


class NameVerdict(models.TextChoices):
    """What became of a voice whose name was not sure."""

    CONFIRMED = "confirmed", "confirmed"
    OTHER = "other", "somebody else"
    NOBODY = "nobody", "nobody"
    LATER = "later", "put off"


class NameScope(models.TextChoices):
    """How far a name reaches."""

    TURN = "turn", "this turn"
    LABEL = "label", "this label"
    EVERYWHERE = "everywhere", "everywhere in the show"


class NameDecisionQuerySet(models.QuerySet["NameDecision"]):
    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(undone_at=None)

    def whole(self) -> Self:
        """One for each press of a key: not the parts that it had in other episodes."""
        return self.filter(part_of=None)

    def with_parts(self, decision: NameDecision) -> Self:
        """This one and its parts."""
        return self.filter(Q(pk=decision.pk) | Q(part_of=decision.pk))

    def in_shows(self, shows: frozenset[int] | None) -> Self:
        """Those of shows with these keys, of all where none are named."""
        return self if shows is None else self.filter(before__episode__show__in=shows)

    def about_a_voice(self) -> Self:
        """Those that say whether the nearest voice was the right one: a single turn may be somebody else's though its label is not."""
        final = self.standing().whole().exclude(verdict=NameVerdict.LATER).exclude(scope=NameScope.TURN)
        return final.filter(score__isnull=False, enrolled_s__isnull=False, nearest__isnull=False)

    def with_voice_of(self, speaker: Speaker) -> Self:
        """Those that keep how near a voice was to this person's."""
        return self.filter(Q(nearest=speaker) | Q(runner_up=speaker))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def with_places(self) -> Self:
        return self.select_related("before__episode__show", "speaker", "by")

    def as_examples(self) -> list[tuple[int, Decision]]:
        """Each with its model, as examples to calibrate on. One query."""
        rows = self.about_a_voice().values_list(
            "model", "score", "margin", "net_s", "enrolled_s", "speaker", "nearest"
        )
        return [
            (
                model,
                Decision(score or 0.0, margin or 0.0, net_s or 0.0, enrolled_s or 0.0, speaker == nearest),
            )
            for model, score, margin, net_s, enrolled_s, speaker, nearest in rows
        ]


_OF_THE_VOICE = ("nearest", "runner_up", "model", "score", "margin", "band", "policy", "net_s", "enrolled_s")
"""What a decision keeps of a voice; forgetting the voice empties it, and revisions never have it."""


@revised(exclude=[*_OF_THE_VOICE, "sample", "cues"])
class NameDecision(models.Model):
    """One editor's word on one voice of a transcript, at `position` in the version that they looked at.

    `before` is that version, `made` the one that the decision made, `transcript` the newest one made of those words since.
    A decision for the whole show has a row for each further episode, `part_of` the first. What the voice told then is empty where no voice
    was compared; `cues` lists what the words told, as `{"kind", "name", "quote", "start_s"}`. `sample` is the confirmed sample that came of it.
    """

    Verdict = NameVerdict
    Scope = NameScope

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="name_decisions")
    before = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="+")
    made = models.ForeignKey(Transcript, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    label = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    verdict = models.CharField(max_length=9, choices=NameVerdict.choices)
    scope = models.CharField(max_length=10, choices=NameScope.choices)
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    offer = models.ForeignKey(
        CorrectionOffer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    part_of = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts")
    nearest = models.ForeignKey(Speaker, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    runner_up = models.ForeignKey(Speaker, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    model = models.ForeignKey(VoiceModel, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    score = models.FloatField(null=True, blank=True)
    margin = models.FloatField(null=True, blank=True)
    band = models.CharField(max_length=7, blank=True, choices=[(band.value, band.value) for band in Band])
    policy = models.CharField(max_length=20, blank=True)
    net_s = models.FloatField(null=True, blank=True)
    enrolled_s = models.FloatField(null=True, blank=True)
    cues = models.JSONField(default=list, blank=True)
    sample = models.ForeignKey(
        VoiceSample, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = NameDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_one_of("verdict", NameVerdict), name="name_decision_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=is_one_of("scope", NameScope), name="name_decision_scope_is_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["confirmed", "other"], speaker__isnull=False)
                | Q(verdict__in=["nobody", "later"], speaker__isnull=True),
                name="name_decision_names_somebody_or_nobody",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) | Q(undone_by__isnull=True),
                name="name_decision_undone_when_it_is",
            ),
        ]
        indexes = [models.Index(models.F("at").desc(), name="name_decision_newest")]

    def __str__(self) -> str:
        return f"{self.label}: {self.speaker or self.get_verdict_display()}"

    @classmethod
    def forget_evidence_of(cls, speaker: Speaker) -> int:
        """Empty what decisions keep of comparisons with this person's voice, and say how many there were."""
        of_theirs = cls.objects.with_voice_of(speaker)
        emptied: dict[str, str | None] = dict.fromkeys(_OF_THE_VOICE)
        return of_theirs.update(**{**emptied, "band": "", "policy": ""})
