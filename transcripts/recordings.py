"""Recordings that are brought: each becomes an episode that waits for its words."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile

from transcripts.models import Episode, Recording, Show
from transcripts.models.slugs import free_slug
from transcripts.speech.audio import Sound, decoded

SHOW_LONGEST = 300
TITLE_LONGEST = 500
PIECE = 4 << 20


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


def attach_file(episode: Episode, name: str, source: IO[bytes]) -> Recording:
    """Keep a file as the recording of what the episode's words were taken from; it is played and heard instead of another."""
    recording = recording_of_words(episode)
    recording.media_file.save(name, File(source))
    return recording


def recording_of_words(episode: Episode) -> Recording:
    """The recording that the episode's words were taken from; its first, made if it has none, where it has no words."""
    words = episode.transcripts.filter(is_current=True).select_related("recording__episode__show").first()
    return words.recording if words else primary_recording(episode)


def primary_recording(episode: Episode) -> Recording:
    """The episode's first recording, made if it has none."""
    known = episode.recordings.select_related("episode__show").order_by("-is_primary", "pk").first()
    return known or Recording.objects.create(episode=episode)


@contextlib.contextmanager
def sound_in(kept: FieldFile, tell: Callable[[float], None] | None = None) -> Iterator[Sound]:
    """The sound of a stored file, from wherever it is stored. Raises AudioError and OSError."""
    with tempfile.NamedTemporaryFile(prefix="counterpoint-hearing-") as here:
        with kept.open("rb") as source:
            _copy(source, here)
        with decoded(Path(here.name), tell) as sound:
            yield sound


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while piece := source.read(PIECE):
        target.write(piece)
    target.flush()
