"""Recordings that are brought: each becomes an episode that waits for its words."""

from __future__ import annotations

from typing import IO

from django.core.files import File
from django.db import transaction

from transcripts.models import Episode, Recording, Show
from transcripts.models.slugs import free_slug

SHOW_LONGEST = 300
TITLE_LONGEST = 500


@transaction.atomic
def bring_recording(show_name: str, title: str, name: str, source: IO[bytes]) -> Recording:
    """Keep a file as the recording of an episode of this show and title, each made if it is new.

    An episode that has a file of ours already keeps that one: the same file brought twice is one recording.
    """
    show_name = " ".join(show_name.split())[:SHOW_LONGEST]
    title = " ".join(title.split())[:TITLE_LONGEST]
    show = Show.objects.filter(name__iexact=show_name).first() or Show.objects.create(
        name=show_name, slug=free_slug(Show.objects.all(), show_name, "show")
    )
    episode, _ = Episode.objects.get_or_create(
        show=show,
        title=title,
        guid="",
        defaults={"slug": free_slug(Episode.objects.filter(show=show), title, "episode")},
    )
    recording = primary_recording(episode)
    if not recording.media_file:
        recording.media_file.save(name, File(source))
    return recording


def primary_recording(episode: Episode) -> Recording:
    """The episode's first recording, made if it has none."""
    known = episode.recordings.select_related("episode__show").order_by("-is_primary", "pk").first()
    return known or Recording.objects.create(episode=episode)
