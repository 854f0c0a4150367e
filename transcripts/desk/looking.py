"""A first look at what was brought: what it is, what is in it, what it is likely to be. Nothing of it becomes an episode yet."""

from __future__ import annotations

import hashlib
import logging
import re
from collections import Counter
from dataclasses import asdict

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction

from transcripts import importers, jobs
from transcripts.cues import Cue, Parsed, ParseWarning, TranscriptError
from transcripts.desk import proposing
from transcripts.desk.archives import Archive, ArchiveError, is_archive
from transcripts.desk.comparing import compare, with_same_words
from transcripts.feeds import FeedError, feeds_named_in, parse_feed, parse_opml
from transcripts.fetching import DEFAULTS, FetchError, Options, fetch
from transcripts.importers.decoding import MAX_BYTES, SAVE_SMALLER
from transcripts.ingest import refuse_what_cannot_stand
from transcripts.models import Batch, FeedFinding, FeedListFinding, Finding, Import
from transcripts.models.findings import CUES_SHOWN, AnyFinding
from transcripts.models.imports import Trouble
from transcripts.words.timing import with_sound_ends

LOOKED_AT_ONCE = 2_000_000
"""Bytes that one request looks at itself, in a second or two; what is beyond waits for the worker."""

LONGEST_SAMPLE = 300
LABELS_SHOWN = 100
EPISODES_SHOWN = 10
State = Import.State

log = logging.getLogger(__name__)

_FEED = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|opml)[\s>]", re.IGNORECASE)

Person = AbstractBaseUser | AnonymousUser | None


def keep(
    source: str,
    data: bytes = b"",
    *,
    by: Person = None,
    batch: Batch | None = None,
    format_asked: str = "",
    address: str = "",
    show: str = "",
) -> Import:
    """Store what was brought, to be looked at; a file that is too large is refused without its bytes."""
    is_huge = len(data) > MAX_BYTES
    return Import.objects.create(
        state=State.REFUSED if is_huge else State.LOOKING,
        trouble=f"The file is larger than {MAX_BYTES // 1_000_000} MB. Bring one file an episode. {SAVE_SMALLER}"
        if is_huge
        else "",
        source=source[:2000],
        address=address,
        data=b"" if is_huge else data,
        checksum=hashlib.sha256(data).hexdigest(),
        format_asked=format_asked,
        batch=batch,
        show=show or (batch.show if batch else ""),
        created_by_id=by.pk if by else None,
    )


def look_now_or_later(pk: int, size: int | None, left: int) -> int:
    """Look at an import of `size` bytes if it has no more than `left`, else leave that to the worker; returns what is left.

    What is only an address yet has no size, and is always the worker's.
    """
    if size is None or size > left:
        jobs.defer(jobs.LOOK, pk=pk)
        return left
    try:
        look(pk)
    except DatabaseError:
        raise
    except Exception:  # a fault of ours with this file must not keep the others out
        log.exception("Import %s could not be looked at", pk)
        Import.objects.under_way().filter(pk=pk).fail(Trouble.UNEXPECTED)
    return left - size


def look(pk: int, options: Options = DEFAULTS) -> None:
    """Look at what waits for it, fetched from its address first; what was cancelled meanwhile is left alone.

    Safe to run again after a worker's death: what a look finds and the import's new state are one transaction.
    """
    brought = Import.objects.filter(pk=pk, state=State.LOOKING).select_related("batch").first()
    if brought is None:
        return
    archive = None
    if _has_bytes(brought, options):
        archive = _recognise(brought)
    with transaction.atomic():
        if Import.objects.select_for_update().filter(pk=pk, state=State.LOOKING).exists():
            if archive is not None:
                _unpack(brought, archive)
            brought.save()


def _has_bytes(brought: Import, options: Options) -> bool:
    """Fetch what is still at its address; false where that gives nothing."""
    if brought.data or not brought.address:
        return True
    try:
        brought.data = fetch(brought.address, options).body
    except FetchError as error:
        brought.state, brought.trouble = State.REFUSED, str(error)
        return False
    brought.checksum = hashlib.sha256(brought.data).hexdigest()
    return True


def _recognise(brought: Import) -> Archive | None:
    """Note what it is: an archive, which is returned, a feed, a list of feeds, a transcript, or nothing that can be read."""
    data = bytes(brought.data)
    try:
        if is_archive(data) and not brought.format_asked:
            return Archive(data)
        kind = _feed_kind(data) if not brought.format_asked else ""
        if kind:
            brought.note(_feed_list(data) if kind == "opml" else _feed(data, brought.address))
            brought.state = State.FEEDS if kind == "opml" else State.FEED
        else:
            _recognise_transcript(brought, data)
    except (TranscriptError, FeedError, ArchiveError) as error:
        brought.state, brought.trouble, brought.finding = State.REFUSED, str(error), None
        if brought.address and (named := feeds_named_in(data, brought.address)):
            brought.note(FeedListFinding([(title[:300], url) for title, url in named]))
            brought.state, brought.trouble = State.FEEDS, "This is a web page. It names the feeds below."
    return None


def _feed_kind(data: bytes) -> str:
    """The name of the first element where it is a feed's or a list's, in lower case."""
    found = _FEED.search(data[:4096])
    return found[1].decode().lower() if found else ""


def _feed(data: bytes, address: str) -> FeedFinding:
    feed = parse_feed(data, address)
    return FeedFinding(
        title=feed.title[:300],
        about=feed.about[:2000],
        items=feed.found,
        with_transcripts=sum(1 for item in feed.episodes if item.transcripts),
        first=[item.title[:300] for item in feed.episodes[:EPISODES_SHOWN]],
        warnings=[asdict(warning) for warning in feed.warnings],
    )


def _feed_list(data: bytes) -> FeedListFinding:
    feeds = parse_opml(data)
    if not feeds:
        raise FeedError("not_opml", "The list names no feed with an address on the web.")
    return FeedListFinding([(title[:300], url) for title, url in feeds])


def _recognise_transcript(brought: Import, data: bytes) -> None:
    parsed = with_sound_ends(importers.parse(data, brought.format_asked or None))
    brought.state, brought.trouble = State.WAITING, ""
    brought.note(_transcript(parsed, brought.language))
    try:
        refuse_what_cannot_stand(parsed)
    except TranscriptError as error:
        brought.state, brought.trouble = State.REFUSED, str(error)
        return
    _propose_names(brought)
    known = proposing.known(brought.show, brought.title)
    brought.comparison = None
    if known.transcript and known.transcript.checksum != brought.checksum:
        brought.comparison = asdict(compare(parsed.cues, brought.language, known.transcript))


def _propose_names(brought: Import) -> None:
    """Fill in what the admin has not: the episode that waits for such a transcript, else the file's own name."""
    if brought.title:
        return
    episode = proposing.likely_episode(brought.source, brought.show)
    brought.title = episode.title if episode else proposing.title_of(brought.source)
    if episode:
        brought.show = episode.show.name


def _transcript(parsed: Parsed, language: str) -> AnyFinding:
    labels = Counter(cue.speaker or "" for cue in parsed.cues)
    return Finding(
        format=parsed.format,
        found=parsed.found,
        kept=parsed.kept,
        warnings=[_warning(warning) for warning in parsed.warnings],
        labels=dict(labels.most_common(LABELS_SHOWN)),
        first=[_sample(cue) for cue in parsed.cues[:CUES_SHOWN]],
        last=[_sample(cue) for cue in parsed.cues[CUES_SHOWN:][-CUES_SHOWN:]],
        has_times=any(cue.start_s is not None for cue in parsed.cues),
        same_words=with_same_words(parsed.cues, language),
    )


def _warning(warning: ParseWarning) -> dict[str, str | int | None]:
    return {"line": warning.line, "code": warning.code, "message": warning.message}


def _sample(cue: Cue) -> tuple[float | None, str, str]:
    return cue.start_s, cue.speaker or "", cue.text[:LONGEST_SAMPLE]


def _unpack(brought: Import, archive: Archive) -> None:
    """Make each file of an archive an import of its own, in the archive's batch or a new one."""
    batch = brought.batch
    if batch is None:
        batch = Batch.objects.create(source=brought.source, created_by=brought.created_by)
    batch.left_out = [*batch.left_out, *archive.left_out]
    batch.save(update_fields=["left_out"])
    left = LOOKED_AT_ONCE
    for member in archive.members():
        source = f"{brought.source}: {member.name}"
        if member.trouble:
            Import.objects.create(
                state=State.REFUSED,
                source=source[:2000],
                trouble=member.trouble,
                batch=batch,
                created_by=brought.created_by,
            )
        else:
            kept = keep(source, member.data, by=brought.created_by, batch=batch)
            left = look_now_or_later(kept.pk, len(member.data), left)
    brought.state, brought.batch, brought.data, brought.trouble = State.UNPACKED, batch, b"", ""
