"""Recordings that are brought: each becomes an episode that waits for its words."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import IO

from django.core.files import File
from django.db import transaction
from django.db.models import Field, ForeignObjectRel, Model
from django.db.models.fields.files import FieldFile

from transcripts.models import Episode, Hearing, Recording, Show
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


@transaction.atomic
def take_out_if_empty(episode: Episode) -> None:
    """Delete an episode of which there is nothing but its title, and its show, if that has nothing but a name then.

    Bringing a recording makes both again. Runs that heard it keep what they were called.
    """
    found = Episode.objects.select_for_update(of=("self",)).with_shows().filter(pk=episode.pk).first()
    if found is None or not _is_bare(found, {"show", "title", "slug"}, {"recordings"}):
        return
    if any(not _is_bare(each, {"episode", "is_primary"}, {"hearings"}) for each in found.recordings.all()):
        return
    show = found.show
    Hearing.objects.filter(recording__episode=found).update(recording=None, show=show.name, title=found.title)
    found.delete()
    if _is_bare(show, {"name", "slug"}, set()):
        show.delete()


def _is_bare(row: Model, named: Collection[str], led_to_by: Collection[str]) -> bool:
    """Whether a row says nothing but what is `named`, and nothing leads to it but by the relations of `led_to_by`."""
    for each in row._meta.get_fields():
        if isinstance(each, ForeignObjectRel):
            led_to = each.related_model._base_manager.filter(**{each.field.name: row})
            if each.name not in led_to_by and led_to.exists():
                return False
        elif (
            isinstance(each, Field)
            and not each.primary_key
            and each.name not in named
            and each.value_from_object(row) != each.get_default()
        ):
            return False
    return True


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
