"""Rows that sentences need around them."""

from __future__ import annotations

import hashlib

from transcripts.models import Episode, Recording, Show, Transcript


def transcript_for(title: str, show_name: str = "Talks") -> Transcript:
    """An empty transcript of a new episode."""
    show, _ = Show.objects.get_or_create(
        name=show_name, defaults={"slug": show_name.lower().replace(" ", "-")}
    )
    episode = Episode.objects.create(show=show, title=title, slug=title.lower().replace(" ", "-"))
    return Transcript.objects.create(
        episode=episode,
        recording=Recording.objects.create(episode=episode),
        format="webvtt",
        source="made up",
        checksum=hashlib.sha256(title.encode()).hexdigest(),
        found=1,
        kept=1,
    )
