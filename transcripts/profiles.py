"""What is told of voice profiles, and what is decided about them: samples confirmed and removed, profiles switched on and off."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from transcripts.models import Reader, Speaker, VoiceProfileState, VoiceSample


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
