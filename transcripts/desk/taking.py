"""The import desk: look at a file, take it, undo it."""

from __future__ import annotations

from collections.abc import Container, Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from transcripts.amending.dependents import Dependent, standing_on
from transcripts.cues import TranscriptError
from transcripts.desk import looking, watching
from transcripts.desk.comparing import Comparison
from transcripts.feeds import FeedError, parse_feed
from transcripts.ingest import IngestError, Order, ingest
from transcripts.models import Episode, Import, Subscription, Transcript
from transcripts.models.imports import NotPossibleError
from transcripts.progress import StoppedError
from transcripts.subscribing import NotFollowedError, subscribe, take_feed
from transcripts.words.alignment import ClockOffset


def look_at(
    data: bytes, source: str, by: AbstractBaseUser | AnonymousUser | None = None, format_asked: str = ""
) -> Import:
    """Keep a file with what a first look finds in it; nothing of it becomes an episode yet.

    A file that cannot be read is kept too, refused, with the reason.
    """
    brought = looking.keep(source, data, by=by, format_asked=format_asked)
    looking.look(brought.pk)
    brought.refresh_from_db()
    return brought


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
    if "items" in (brought.finding or {}):
        _take_feed(brought)
        return
    try:
        with watching.telling(pk) as report, transaction.atomic():
            if not Import.objects.select_for_update().filter(pk=pk, state=Import.State.QUEUED).exists():
                return
            done = ingest(_order(brought), report)
            brought.transcript = done.transcript
            brought.state = Import.State.DONE if done.created else Import.State.HERE
            brought.trouble = "" if done.created else done.warnings[0].message
            brought.finished_at = timezone.now()
            brought.save(update_fields=["transcript", "state", "trouble", "finished_at"])
    except StoppedError:
        Import.objects.filter(pk=pk).update(state=Import.State.CANCELLED)
    except (TranscriptError, IngestError) as error:
        brought.transcript, brought.state, brought.trouble = None, Import.State.FAILED, str(error)
        brought.finished_at = timezone.now()
        brought.save(update_fields=["transcript", "state", "trouble", "finished_at"])


def _take_feed(brought: Import) -> None:
    """Take in the show and the episodes of a feed that came as a file."""
    try:
        with transaction.atomic():
            if Import.objects.select_for_update().filter(pk=brought.pk, state=Import.State.QUEUED).exists():
                taken = take_feed([parse_feed(bytes(brought.data))])
                brought.state, brought.trouble = Import.State.FOLLOWED, ""
                brought.title, brought.show = str(taken), taken.show.name
    except (FeedError, NotFollowedError) as error:
        brought.state, brought.trouble = Import.State.FAILED, str(error)
    brought.finished_at = timezone.now()
    brought.save(update_fields=["state", "trouble", "title", "show", "finished_at"])


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
        retrieved_at=brought.created_at,
        replaces=brought.replaces,
        another_recording=brought.replaces and brought.another_recording,
        offset=_offset(brought),
        voices=brought.voices,
    )


def _offset(brought: Import) -> ClockOffset | None:
    """How this file's clock stands to the episode's, where the admin says that it is of another recording."""
    if not (brought.replaces and brought.another_recording and brought.comparison):
        return None
    measured = Comparison(**brought.comparison)
    if not measured.pairs:
        return None
    beside = Transcript.objects.filter(pk=measured.transcript).select_related("recording").first()
    more_s = beside.recording.offset_s if beside else 0.0
    return ClockOffset(
        measured.offset_s + more_s, measured.low_s + more_s, measured.high_s + more_s, measured.pairs
    )


@transaction.atomic
def follow(brought: Import, chosen: Container[str]) -> list[Subscription]:
    """Follow the feed at this import's address, or those of its list whose addresses are among `chosen`.

    Returns the new ones. A feed that came as a file is taken in once, by the worker. Raises NotPossibleError for what is
    no feed.
    """
    if brought.state == Import.State.FEED and not brought.address:
        brought.start()
        return []
    if brought.state == Import.State.FEEDS:
        urls = [url for _, url in (brought.finding or {})["feeds"] if url in chosen]
    elif brought.state == Import.State.FEED and brought.address:
        urls = [brought.address]
    else:
        raise NotPossibleError("There is no feed here to follow.")
    new = subscribe(urls)
    Import.objects.filter(pk=brought.pk).update(state=Import.State.FOLLOWED, finished_at=timezone.now())
    return new


class WordsInUseError(NotPossibleError):
    """Words that cannot go, because `dependents` stand on them."""

    def __init__(self, dependents: Sequence[Dependent]) -> None:
        many = len(dependents)
        super().__init__(
            f"{many} {'claim stands' if many == 1 else 'claims stand'} on these words and would lose them."
        )
        self.dependents = dependents


@transaction.atomic
def undo(brought: Import) -> None:
    """Take an imported transcript out again, with its episode if nothing else holds that.

    Where it had replaced another, that one is current again. Raises NotPossibleError where there is nothing to undo, and
    WordsInUseError where something stands on its words.
    """
    transcript = brought.transcript
    if brought.state != Import.State.DONE or transcript is None:
        raise NotPossibleError("There is nothing to undo here.")
    if dependents := standing_on(transcript):
        raise WordsInUseError(dependents)
    try:
        with transaction.atomic():
            _take_out(transcript)
    except ProtectedError as error:
        many = len(error.protected_objects)
        raise NotPossibleError(f"{many} others stand on these words and would lose them.") from error
    Import.objects.filter(pk=brought.pk).update(state=Import.State.UNDONE, transcript=None)
    brought.refresh_from_db()


def _take_out(transcript: Transcript) -> None:
    episode, recording = transcript.episode, transcript.recording
    transcript.delete()
    if not recording.is_primary and not recording.media_url and not recording.transcripts.exists():
        recording.delete()
    before = episode.transcripts.order_by("-version").first()
    if before is not None:
        if not episode.transcripts.current().exists():
            before.is_current = True
            before.save(update_fields=["is_current"])
    elif not episode.guid:
        Episode.objects.get(pk=episode.pk).delete()
