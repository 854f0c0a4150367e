"""Recordings in the storage that no row names any more: of episodes that were deleted, and of hearings whose worker died."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from transcripts.models import Hearing, Recording, SealedText

OLD = timedelta(days=7)
"""Younger files are left alone: the row that names one may not be committed yet, or come back with a backup of yesterday."""


def folders() -> tuple[str, ...]:
    """Where in the storage this site keeps recordings."""
    fields = (Recording._meta.get_field("media_file"), Hearing._meta.get_field("audio"))
    return tuple(str(field.upload_to).strip("/") for field in fields)


def delete_leftovers() -> int:
    """Delete old files that nothing names; return how many. What a takedown covers is named by it."""
    named = {
        *Recording.objects.exclude(media_file="").values_list("media_file", flat=True),
        *Hearing.objects.exclude(audio="").values_list("audio", flat=True),
        *SealedText.objects.filter(kind="transcripts.recording.media_file").values_list("text", flat=True),
    }
    gone = [name for name in _stored() if name not in named and _is_old(name)]
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def _stored() -> Iterator[str]:
    for folder in folders():
        try:
            _, names = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        yield from (f"{folder}/{name}" for name in names)


def _is_old(name: str) -> bool:
    return timezone.now() - default_storage.get_modified_time(name) > OLD
