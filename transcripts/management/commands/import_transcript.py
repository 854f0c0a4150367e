"""`manage.py import_transcript FILE --show … --title …`: bring in an episode from its transcript."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.cues import TranscriptError
from transcripts.importers import IMPORTERS, read_limited
from transcripts.ingest import Ingested, IngestError, Order, ingest
from transcripts.models import Episode

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):([0-5]\d(?:\.\d+)?)")
_SECONDS = re.compile(r"\d{1,7}(?:\.\d+)?")


def _seconds(text: str) -> float:
    if matched := _CLOCK.fullmatch(text):
        hours, minutes, seconds = matched.groups(default="0")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    if _SECONDS.fullmatch(text):
        return float(text)
    raise IngestError("time", f"{text!r} is no time: write 1:22, 1:02:03 or seconds.")


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise IngestError("date", f"{text!r} is no date: write 2025-10-04.") from None


def _clock(start: str | None, end: str | None) -> tuple[float, float] | None:
    times = [_seconds(text) for text in (start, end) if text is not None]
    if len(times) == 1:
        raise IngestError("clock", "Give both --from and --to, or neither.")
    return (times[0], times[1]) if times else None


class Command(BaseCommand):
    help = "Import a transcript file as an episode: all of it, or nothing. The same file twice makes one episode."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--show", default="", help="name of the podcast")
        parser.add_argument("--title", default="", help="title of the episode")
        parser.add_argument("--published", metavar="DATE", help="when it was published: 2025-10-04")
        parser.add_argument(
            "--page-url", default="", metavar="URL", help="the publisher's page of the episode"
        )
        parser.add_argument(
            "--language", default="en", metavar="CODE", help="language of the words (default: en)"
        )
        parser.add_argument(
            "--format",
            metavar="NAME",
            help=f"read it as this format, whatever it looks like: {', '.join(sorted(IMPORTERS))}",
        )
        parser.add_argument(
            "--from",
            dest="start",
            metavar="TIME",
            help="when the words begin, for a file without times",
        )
        parser.add_argument(
            "--to",
            dest="end",
            metavar="TIME",
            help="when the words end, for a file without times",
        )
        parser.add_argument(
            "--replaces",
            nargs="?",
            const="",
            metavar="SHOW/EPISODE",
            help="it is a better transcript of this episode, or of that of --show and --title: "
            "the worker moves the quotes to it and makes it the current one",
        )
        parser.add_argument(
            "--another-recording",
            action="store_true",
            help="with --replaces: its times are those of another edition of the talk, whose clock is measured",
        )
        parser.add_argument("--licence", default="", help="the licence of the words, where one is stated")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = ingest(_order(options))
        except (TranscriptError, IngestError) as error:
            self._refuse(options, error.code, str(error), error.message, error.line)
        except (OSError, ValueError) as error:
            reason = f"{getattr(error, 'strerror', None) or error}. Check the path and your rights."
            self._refuse(options, "unreadable", reason, reason)
        else:
            self.stdout.write(_as_json(done) if options["json"] else _as_text(done))

    def _refuse(
        self, options: dict[str, Any], code: str, said: str, message: str, line: int | None = None
    ) -> NoReturn:
        """Say why nothing was imported, and exit with 2."""
        if options["json"]:
            refusal = {"line": line, "code": code, "message": message}
            self.stdout.write(json.dumps({"episode": None, "error": refusal}))
        raise CommandError(f"{options['file']}: {said} Nothing was imported.", returncode=2)


def _order(options: dict[str, Any]) -> Order:
    if options["another_recording"] and options["replaces"] is None:
        raise IngestError("another-recording", "--another-recording goes with --replaces.")
    episode = _replaced(options["replaces"]) if options["replaces"] else None
    return Order(
        data=read_limited(options["file"]),
        source=options["file"].name,
        show=episode.show.name if episode else options["show"],
        title=episode.title if episode else options["title"],
        episode=episode,
        replaces=options["replaces"] is not None,
        another_recording=options["another_recording"],
        licence=options["licence"],
        published_on=_date(options["published"]) if options["published"] else None,
        page_url=options["page_url"],
        language=options["language"],
        format=options["format"],
        clock=_clock(options["start"], options["end"]),
    )


def _replaced(address: str) -> Episode:
    """The episode that is named as in its page's address."""
    show, _, slug = address.partition("/")
    found = Episode.objects.with_shows().filter(show__slug=show, slug=slug).first()
    if found is None:
        raise IngestError(
            "no-episode", f"There is no episode {address!r}. Write it as in the address of its page."
        )
    return found


def _as_json(done: Ingested) -> str:
    return json.dumps(
        {
            "episode": f"{done.episode.show.slug}/{done.episode.slug}",
            "transcript": done.transcript.pk,
            "format": done.transcript.format,
            "found": done.transcript.found,
            "kept": done.transcript.kept,
            "utterances": done.utterances,
            "warnings": [
                {"line": warning.line, "code": warning.code, "message": warning.message}
                for warning in done.warnings
            ],
        },
        ensure_ascii=False,
    )


def _as_text(done: Ingested) -> str:
    transcript = done.transcript
    lines = [
        f"{'Imported' if done.created else 'Already here:'} “{done.episode.title}” of {done.episode.show.name}",
        f"  format {transcript.format}: {transcript.kept:,} of {transcript.found:,} cues kept, "
        f"{done.utterances:,} utterances",
        f"  {done.episode.get_absolute_url()}",
    ]
    if not transcript.is_current:
        lines.append(f"  version {transcript.version}: it is shown as soon as the quotes have moved to it")
    lines += [
        f"  warning, {'whole file' if warning.line is None else f'line {warning.line}'}: {warning.message}"
        for warning in done.warnings
    ]
    return "\n".join(lines)
