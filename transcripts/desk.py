"""The import desk: look at a file, take it, undo it."""

from __future__ import annotations

import hashlib
from collections import Counter

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from transcripts import importers, watching
from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.importers.decoding import MAX_BYTES
from transcripts.ingest import IngestError, Order, ingest
from transcripts.models import Episode, Import, Transcript
from transcripts.models.findings import CUES_SHOWN, Finding
from transcripts.models.imports import NotPossibleError
from transcripts.progress import StoppedError

LONGEST_SAMPLE = 300


def look_at(
    data: bytes, source: str, by: AbstractBaseUser | AnonymousUser | None = None, format_asked: str = ""
) -> Import:
    """Keep a file with what a first look finds in it; nothing of it becomes an episode yet.

    A file that cannot be read is kept too, refused, with the reason.
    """
    brought = Import(
        source=source[:2000],
        data=data[:MAX_BYTES],
        checksum=hashlib.sha256(data).hexdigest(),
        format_asked=format_asked,
        created_by_id=by.pk if by else None,
    )
    try:
        brought.note(_finding(importers.parse(data, format_asked or None)))
    except TranscriptError as error:
        brought.state, brought.trouble = Import.State.REFUSED, str(error)
    brought.save()
    return brought


def _finding(parsed: Parsed) -> Finding:
    labels = Counter(cue.speaker or "" for cue in parsed.cues)
    return Finding(
        format=parsed.format,
        found=parsed.found,
        kept=parsed.kept,
        warnings=[
            {"line": warning.line, "code": warning.code, "message": warning.message}
            for warning in parsed.warnings
        ],
        labels=dict(labels.most_common(100)),
        first=[_sample(cue) for cue in parsed.cues[:CUES_SHOWN]],
        last=[_sample(cue) for cue in parsed.cues[CUES_SHOWN:][-CUES_SHOWN:]],
    )


def _sample(cue: Cue) -> tuple[float | None, str, str]:
    return cue.start_s, cue.speaker or "", cue.text[:LONGEST_SAMPLE]


def already_here(brought: Import) -> Transcript | None:
    """The transcript that came from the very same file, of whichever show."""
    same = Transcript.objects.filter(checksum=brought.checksum).select_related("episode__show")
    return same.order_by("pk").first()


def carry_out(pk: int) -> None:
    """Import what was queued: whole, or not at all, with the reason. One that was cancelled meanwhile is left alone.

    Safe to run again after a worker's death: the episode and this import's new state are one transaction.
    """
    brought = Import.objects.filter(pk=pk, state=Import.State.QUEUED).select_related("created_by").first()
    if brought is None:
        return
    try:
        with watching.telling(pk) as report, transaction.atomic():
            if not Import.objects.select_for_update().filter(pk=pk, state=Import.State.QUEUED).exists():
                return
            done = ingest(_order(brought), report)
            brought.transcript, brought.state = done.transcript, Import.State.DONE
            brought.trouble = "" if done.created else done.warnings[0].message
            brought.finished_at = timezone.now()
            brought.save(update_fields=["transcript", "state", "trouble", "finished_at"])
    except StoppedError:
        Import.objects.filter(pk=pk).update(state=Import.State.CANCELLED)
    except (TranscriptError, IngestError) as error:
        brought.transcript, brought.state, brought.trouble = None, Import.State.FAILED, str(error)
        brought.finished_at = timezone.now()
        brought.save(update_fields=["transcript", "state", "trouble", "finished_at"])


def _order(brought: Import) -> Order:
    clock = (brought.start_s, brought.end_s)
    return Order(
        data=bytes(brought.data),
        source=brought.source,
        show=brought.show,
        title=brought.title,
        published_on=brought.published_on,
        page_url=brought.page_url,
        language=brought.language,
        format=brought.format_asked or None,
        clock=None if clock[0] is None or clock[1] is None else (clock[0], clock[1]),
        by=brought.created_by,
    )


@transaction.atomic
def undo(brought: Import) -> None:
    """Take an imported transcript out again, with its episode if nothing else holds that.

    Raises NotPossibleError where there is nothing to undo, or claims stand on its words: it names them.
    """
    transcript = brought.transcript
    if brought.state != Import.State.DONE or transcript is None:
        raise NotPossibleError("There is nothing to undo here.")
    episode = transcript.episode
    try:
        with transaction.atomic():
            transcript.delete()
            if not episode.transcripts.exists() and not episode.guid:
                Episode.objects.get(pk=episode.pk).delete()
    except ProtectedError as error:
        claims = sorted({str(row) for row in error.protected_objects})
        shown = "; ".join(claims[:10])
        raise NotPossibleError(
            f"{len(claims)} quotes stand on these words and would lose them: {shown}"
        ) from error
    Import.objects.filter(pk=brought.pk).update(state=Import.State.UNDONE, transcript=None)
    brought.refresh_from_db()
