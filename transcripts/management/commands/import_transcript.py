"""`manage.py import_transcript FILE --show … --title …`: bring in an episode from its transcript."""

from __future__ import annotations

import datetime
import json
import re
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_date

from transcripts.cues import TranscriptError
from transcripts.importers import IMPORTERS, read_limited
from transcripts.ingest import Ingested, IngestError, Order, ingest

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):([0-5]\d(?:\.\d+)?)")


def _seconds(text: str) -> float:
    matched = _CLOCK.fullmatch(text)
    if matched:
        hours, minutes, seconds = matched.groups(default="0")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    try:
        return float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no time: write 1:22, 1:02:03 or seconds") from None


def _date(text: str) -> datetime.date:
    try:
        date = parse_date(text)
    except ValueError:
        date = None
    if date is None:
        raise ArgumentTypeError(f"{text!r} is no date: write 2025-10-04")
    return date


class Command(BaseCommand):
    help = "Import a transcript file as an episode: all of it, or nothing. The same file twice makes one episode."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--show", required=True, help="name of the podcast")
        parser.add_argument("--title", required=True, help="title of the episode")
        parser.add_argument(
            "--published", type=_date, metavar="DATE", help="when it was published: 2025-10-04"
        )
        parser.add_argument(
            "--page-url", default="", metavar="URL", help="the publisher's page of the episode"
        )
        parser.add_argument(
            "--language", default="en", metavar="CODE", help="language of the words (default: en)"
        )
        parser.add_argument(
            "--format", choices=sorted(IMPORTERS), help="read it as this format, whatever it looks like"
        )
        parser.add_argument(
            "--from",
            dest="start_s",
            type=_seconds,
            metavar="TIME",
            help="when the words begin, for a file without times",
        )
        parser.add_argument(
            "--to",
            dest="end_s",
            type=_seconds,
            metavar="TIME",
            help="when the words end, for a file without times",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = ingest(_order(options))
        except OSError as error:
            raise CommandError(
                f"{options['file']}: {error.strerror}. Check the path and your rights."
            ) from error
        except (TranscriptError, IngestError) as error:
            if options["json"]:
                refusal = {"line": error.line, "code": error.code, "message": error.message}
                self.stdout.write(json.dumps({"episode": None, "error": refusal}, ensure_ascii=False))
            raise CommandError(f"{options['file']}: {error} Nothing was imported.", returncode=2) from error
        self.stdout.write(_as_json(done) if options["json"] else _as_text(done))


def _order(options: dict[str, Any]) -> Order:
    start_s, end_s = options["start_s"], options["end_s"]
    if (start_s is None) != (end_s is None):
        raise CommandError("Give both --from and --to, or neither.")
    return Order(
        data=read_limited(options["file"]),
        source=options["file"].name,
        show=options["show"],
        title=options["title"],
        published_on=options["published"],
        page_url=options["page_url"],
        language=options["language"],
        format=options["format"],
        clock=None if start_s is None else (start_s, end_s),
    )


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
    lines += [
        f"  warning, {'whole file' if warning.line is None else f'line {warning.line}'}: {warning.message}"
        for warning in done.warnings
    ]
    return "\n".join(lines)
