"""From a file to an episode with its transcript and utterances: all of it, or nothing."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from transcripts import importers, jobs
from transcripts.attribution.attributing import attribute_labels, attribute_voices
from transcripts.cues import Parsed, ParseWarning, TranscriptError
from transcripts.ingest.storing import store_sentences
from transcripts.ingest.versions import Beside, lay_beside
from transcripts.models import Episode, Recording, Show, Transcript
from transcripts.models.episode import LICENCE_LONGEST
from transcripts.models.slugs import free_slug
from transcripts.progress import Report, Stage, tell_nobody
from transcripts.words.alignment import ClockOffset
from transcripts.words.sentencing import Sentence, sentences
from transcripts.words.timing import with_sound_ends

TITLE_LONGEST = 500
SHOW_LONGEST = 300
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
LATEST_S = 3_600_000.0
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
WEB_ADDRESS = re.compile(r"https?://[^\s]{1,1990}\Z", re.IGNORECASE)


class IngestError(ValueError):
    """Something asked for that cannot be stored. The message names the trouble and the remedy."""

    line: None = None

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and as what.

    `source` says where the file came from: its name or its address. `clock` gives the seconds between which
    the words were spoken, for a file that has no times of its own. `episode` is the one meant, where it is here
    already; without it the show and the title decide. `replaces` lets the words go before those that the episode has,
    which stay readable. `another_recording` says that their times are those of another edition of the talk, and `offset`
    what to add to its seconds to get the first one's; without it that is measured. `licence` stands where one is stated,
    `retrieved_at` is when the file was fetched or brought, now if it is not said. `voices` gives for labels the name that each stands for, empty for nobody.
    """

    data: bytes
    source: str
    show: str
    title: str
    published_on: datetime.date | None = None
    page_url: str = ""
    source_note: str = ""
    language: str = "en"
    format: str | None = None
    clock: tuple[float, float] | None = None
    by: AbstractBaseUser | None = None
    episode: Episode | None = None
    replaces: bool = False
    another_recording: bool = False
    offset: ClockOffset | None = None
    licence: str = ""
    retrieved_at: datetime.datetime | None = None
    voices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of an order. `created` is false where the same file had been imported before."""

    episode: Episode
    transcript: Transcript
    utterances: int
    warnings: tuple[ParseWarning, ...]
    created: bool


def ingest(order: Order, report: Report = tell_nobody) -> Ingested:
    """Import a file as the transcript of an episode, in one transaction.

    The same file for the same show is imported once, whoever asks and however often. `report` is told how far it is.
    Raises TranscriptError for a file that cannot be read and IngestError for an order that cannot be stored; both, and
    whatever `report` raises, leave the database as it was.
    """
    show_name, title = _checked_names(order)
    report(Stage.READ, 0, 0)
    parsed = with_sound_ends(importers.parse(order.data, order.format))
    refuse_what_cannot_stand(parsed)
    report(Stage.DIVIDE, 0, len(parsed.cues))
    found = sentences(parsed.cues, order.language, order.clock)
    checksum = hashlib.sha256(order.data).hexdigest()
    with transaction.atomic():
        _wait_for_others_with(checksum)
        show = Show.objects.filter(name__iexact=show_name).order_by("pk").first() or _new_show(show_name)
        before = Transcript.objects.filter(episode__show=show, checksum=checksum).first()
        if before is not None:
            return _already_here(before, title)
        episode, last = _episode(show, title, order)
        another = order.another_recording or bool(order.offset)
        beside = lay_beside(episode, found, another_recording=another) if last else Beside()
        parsed = replace(parsed, warnings=(*parsed.warnings, *beside.warnings))
        transcript = _store(episode, last + 1, parsed, found, checksum, order, beside, report)
        # Words that replace others become current with what stands on those, in one step.
        jobs.defer(jobs.MINE if transcript.is_current else jobs.REANCHOR, transcript=transcript.pk)
    return Ingested(episode, transcript, len(found), parsed.warnings, created=True)


def _checked_names(order: Order) -> tuple[str, str]:
    """The show and the title as they are kept. Raises IngestError for anything asked for that cannot be."""
    show, title = " ".join(order.show.split()), " ".join(order.title.split())
    for what, words, longest in (("show", show, SHOW_LONGEST), ("title", title, TITLE_LONGEST)):
        if not any(character.isprintable() and not character.isspace() for character in words):
            raise IngestError(f"no-{what}", f"The {what} has no name. Give it one.")
        if len(words) > longest:
            raise IngestError(
                f"{what}-too-long",
                f"The {what} has {len(words):,} characters; at most {longest} can be kept. Shorten it.",
            )
        if odd := _unshowable(words):
            raise IngestError(
                f"{what}-unprintable",
                f"The {what} holds a character that cannot be shown, U+{ord(odd):04X}. Remove it.",
            )
    if order.page_url and not WEB_ADDRESS.match(order.page_url):
        raise IngestError(
            "page-url", "The publisher's page must be an address that begins with https:// or http://."
        )
    if not LANGUAGE.fullmatch(order.language):
        raise IngestError("language", "The language must be a code such as en, de or pt-BR.")
    if order.clock and not 0 <= order.clock[0] < order.clock[1] < LATEST_S:
        raise IngestError(
            "clock", "The words must end after they begin, and within 1,000 hours. Check the times you gave."
        )
    return show, title


def _unshowable(words: str) -> str:
    """The first character that no page can show as it is: a control, a turn of direction, half a character."""
    return next((c for c in words if c in TURNING or unicodedata.category(c) in {"Cc", "Cs"}), "")


def refuse_what_cannot_stand(parsed: Parsed) -> None:
    """Refuse a file without any words."""
    if not parsed.cues:
        raise TranscriptError("no-cues", "No words were found in it. Check that it is the file you meant.")


def _wait_for_others_with(checksum: str) -> None:
    """Let one import of the same file finish before the next looks whether it is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(checksum[:15], 16)])


def _already_here(transcript: Transcript, title: str) -> Ingested:
    episode = transcript.episode
    warnings = [ParseWarning(None, "already-here", f"This file was imported before, as “{episode.title}”.")]
    if episode.title != title:
        warnings.append(ParseWarning(None, "other-title", f"The title “{title}” was not used."))
    return Ingested(episode, transcript, transcript.utterances.count(), tuple(warnings), created=False)


def _episode(show: Show, title: str, order: Order) -> tuple[Episode, int]:
    """The episode that the transcript is for, which may be a new one, and the last version that it has, 0 where it has none."""
    named = Episode.objects.filter(show=show, title__iexact=title).order_by("pk")
    here = Episode.objects.select_for_update().filter(pk=order.episode.pk) if order.episode else named
    episode = here.select_for_update().first()
    if episode is None and order.replaces:
        raise IngestError(
            "nothing-to-replace", f"{show.name} has no episode “{title}”, so that nothing can be replaced."
        )
    if episode is None:
        return _new_episode(show, title, order), 0
    if episode.is_taken_down:
        raise IngestError(
            "taken-down",
            f"The words of “{title}” of {show.name} have been taken down. Lift that before new ones come.",
        )
    last = episode.transcripts.aggregate(last=Max("version"))["last"] or 0
    if last and not order.replaces:
        raise IngestError(
            "other-transcript",
            f"“{title}” of {show.name} already has a transcript, from another file. "
            "Say that this one replaces it, or give it another title.",
        )
    return episode, last


def _new_show(name: str) -> Show:
    """A show of this name, by whoever makes it first."""
    defaults = {"name": name, "slug": free_slug(Show.objects.all(), name, "show")}
    return Show.objects.get_or_create(name__iexact=name, defaults=defaults)[0]


def _new_episode(show: Show, title: str, order: Order) -> Episode:
    return Episode.objects.create(
        show=show,
        title=title,
        slug=free_slug(Episode.objects.filter(show=show), title, "episode"),
        published_on=order.published_on,
        page_url=order.page_url,
        source_note=order.source_note,
    )


def _store(
    episode: Episode,
    version: int,
    parsed: Parsed,
    found: list[Sentence],
    checksum: str,
    order: Order,
    beside: Beside,
    report: Report,
) -> Transcript:
    transcript = Transcript.objects.create(
        episode=episode,
        recording=_recording(episode, beside, order),
        version=version,
        is_current=version == 1,
        language=order.language,
        format=parsed.format,
        importer_version=importers.VERSION,
        source=order.source[:2000],
        licence=(order.licence or episode.licence or episode.show.licence)[:LICENCE_LONGEST],
        retrieved_at=order.retrieved_at or timezone.now(),
        checksum=checksum,
        found=parsed.found,
        kept=parsed.kept,
        warnings=[
            {"line": warning.line, "code": warning.code, "message": warning.message}
            for warning in parsed.warnings
        ],
        imported_by_id=order.by.pk if order.by else None,
    )
    labels = {sentence.label for sentence in found if sentence.label}
    voices = {label: voice for label, voice in beside.voices.items() if label not in order.voices}
    speakers = attribute_labels(transcript, labels, order.voices) | attribute_voices(transcript, voices)
    store_sentences(transcript, found, speakers, report)
    return transcript


def _recording(episode: Episode, beside: Beside, order: Order) -> Recording:
    """That of the words which are replaced, or the episode's first; one of its own for another edition of the talk."""
    if not (order.another_recording or order.offset):
        first = beside.recording or episode.recordings.filter(is_primary=True).first()
        return first or Recording.objects.create(episode=episode, is_primary=True)
    offset = order.offset or beside.offset
    if offset is None:
        return Recording.objects.create(episode=episode, is_primary=False)
    return Recording.objects.create(
        episode=episode,
        is_primary=False,
        offset_s=offset.median_s,
        offset_low_s=offset.low_s,
        offset_high_s=offset.high_s,
        offset_pairs=offset.pairs,
    )
