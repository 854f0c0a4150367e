"""What is told of voice profiles, and what is decided about them: samples confirmed and removed, profiles and shows switched on and off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone

from transcripts import jobs
from transcripts.models import (
    Reader,
    Show,
    Speaker,
    Utterance,
    VoiceCluster,
    VoiceModel,
    VoiceProfileState,
    VoiceSample,
)
from transcripts.profiles.enrolling import renew_profile, tell_state

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


SNIPPET_S = 15.0
"""Seconds that are played of a sample: enough to know a voice by."""

TELLING_S = 5.0


@dataclass(frozen=True, slots=True)
class ProfileTold:
    """How somebody's profile stands. The numbers are of confirmed samples; `kept` counts all of them, confirmed or not."""

    state: VoiceProfileState
    samples: int
    seconds: float
    recordings: int
    kept: int


def told_profile(speaker: Speaker, reader: Reader = None) -> ProfileTold:
    """How somebody's profile stands, by the samples of which `reader` may know. Makes one query."""
    confirmed = Q(confirmed_at__isnull=False)
    row = (
        VoiceSample.objects.of(speaker)
        .listed_for(reader)
        .aggregate(
            kept=Count("pk"),
            samples=Count("pk", filter=confirmed),
            seconds=Sum("net_s", filter=confirmed),
            episodes=Count("episode", filter=confirmed, distinct=True),
            files=Count("checksum", filter=confirmed & Q(episode=None), distinct=True),
        )
    )
    return ProfileTold(
        VoiceProfileState(speaker.voice_profile),
        row["samples"],
        row["seconds"] or 0.0,
        row["episodes"] + row["files"],
        row["kept"],
    )


def snippets(samples: Sequence[VoiceSample]) -> dict[int, tuple[float, float]]:
    """From when to when each sample is worth hearing: the first turn of its speaker that lasts `TELLING_S`, else the longest one, up to
    `SNIPPET_S`; its beginning where no sentence is known. Makes one query.
    """
    said = Utterance.objects.current().timed()
    rows = (
        said.filter(
            transcript__recording__in={each.recording_id for each in samples if each.recording_id},
            speaker__in={each.speaker_id for each in samples},
        )
        .values("transcript__recording", "speaker", "turn")
        .annotate(first_s=Min("start_s"), last_s=Max("end_s"))
        .order_by("first_s")
    )
    turns: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        turns[row["transcript__recording"], row["speaker"]].append((row["first_s"], row["last_s"]))
    return {each.pk: _snippet(each, turns[each.recording_id or 0, each.speaker_id]) for each in samples}


def _snippet(sample: VoiceSample, turns: list[tuple[float, float]]) -> tuple[float, float]:
    within = [turn for turn in turns if sample.start_s <= turn[0] < turn[1] <= sample.end_s]
    long = (turn for turn in within if turn[1] - turn[0] >= TELLING_S)
    longest = max(within, key=lambda turn: turn[1] - turn[0], default=(sample.start_s, sample.end_s))
    start_s, end_s = next(long, longest)
    return start_s, min(end_s, start_s + SNIPPET_S)


@transaction.atomic
def confirm_sample(sample: VoiceSample, by: AbstractBaseUser | AnonymousUser) -> None:
    """Say that the voice of a sample is its speaker's, and let it enrich the profile. One that is confirmed already stays as it is."""
    if sample.confirmed_at is None:
        sample.confirmed_at, sample.confirmed_by_id = timezone.now(), by.pk
        sample.save(update_fields=["confirmed_at", "confirmed_by"])
        renew_profile(sample.speaker, sample.model)


@transaction.atomic
def remove_sample(sample: VoiceSample) -> None:
    """Delete a sample for good, and make the profile of those that are left."""
    sample.delete()
    renew_profile(sample.speaker, sample.model)


@transaction.atomic
def switch_off(speaker: Speaker) -> None:
    """Compare this person's profile with nothing from now on. Samples stay."""
    speaker.voice_profile = VoiceProfileState.DISABLED
    speaker.save(update_fields=["voice_profile"])


@transaction.atomic
def switch_on(speaker: Speaker) -> None:
    """Let this person's voice be recognized again, as far as there are samples; those of an earlier model are queued to be heard anew."""
    speaker.voice_profile = VoiceProfileState.NONE
    speaker.save(update_fields=["voice_profile"])
    for model in VoiceModel.objects.filter(samples__speaker=speaker).distinct():
        renew_profile(speaker, model)
    tell_state(speaker)
    if VoiceSample.objects.of(speaker).exists():
        jobs.defer(jobs.HEAR_ANEW, jobs.SPEECH)


@transaction.atomic
def allow_voices(show: Show) -> None:
    """Let the voices of a show's episodes be compared with profiles and enrich them; what is kept of them is queued to be heard."""
    show.recognises_voices = True
    show.save(update_fields=["recognises_voices"])
    _renew_profiles_of(show)
    if VoiceCluster.objects.of_show(show).exists():
        jobs.defer(jobs.HEAR_ANEW, jobs.SPEECH)


@transaction.atomic
def disallow_voices(show: Show) -> None:
    """End that: the numbers of its recordings' voices are deleted, and its samples, which stay for people to look at, enrich nothing."""
    show.recognises_voices = False
    show.save(update_fields=["recognises_voices"])
    VoiceCluster.objects.of_show(show).update(embedding=None)
    _renew_profiles_of(show)


def _renew_profiles_of(show: Show) -> None:
    """Make the profiles anew of everybody with a sample from the show."""
    own = VoiceSample.objects.filter(episode__show=show).select_related("speaker", "model")
    for speaker, model in {(sample.speaker, sample.model) for sample in own}:
        renew_profile(speaker, model)
