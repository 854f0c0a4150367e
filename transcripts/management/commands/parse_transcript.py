"""`manage.py parse_transcript FILE [--format F] [--labels RTTM] [--json]`: what an importer makes of a file, without a database."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.importers import IMPORTERS, parse, read_limited
from transcripts.importers.rttm import lay_labels, read_rttm


class Command(BaseCommand):
    help = "Print the cues of a transcript file, what was found and kept, and every warning. Stores nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", metavar="NAME", help=f"read it as this: {', '.join(IMPORTERS)}")
        parser.add_argument(
            "--labels", type=Path, metavar="RTTM", help="lay the labels of this file over the cues"
        )
        parser.add_argument(
            "--recording", metavar="NAME", help="which one's labels, where that file has several"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            parsed = parse(_bytes(options["file"]), options["format"])
            if options["labels"]:
                parsed = _labelled(parsed, options["labels"], options["recording"])
        except TranscriptError as error:
            if options["json"]:
                self.stdout.write(json.dumps({"format": None, "error": _as_dict(error)}))
            raise CommandError(f"{options['file']}: {error}", returncode=2) from error
        self.stdout.write(json.dumps(_as_json(parsed)) if options["json"] else _as_text(parsed))


def _labelled(parsed: Parsed, labels: Path, recording: str | None) -> Parsed:
    laid = lay_labels(parsed.cues, read_rttm(_bytes(labels), recording))
    return replace(parsed, cues=laid.cues, warnings=(*parsed.warnings, *laid.warnings))


def _bytes(path: Path) -> bytes:
    try:
        return read_limited(path)
    except OSError as error:
        raise TranscriptError(
            "unreadable-file", f"{error.strerror}. Check the path and your right to read it."
        ) from error


def _as_dict(error: TranscriptError) -> dict[str, str | int | None]:
    return {"line": error.line, "code": error.code, "message": error.message}


def _as_json(parsed: Parsed) -> dict[str, Any]:
    return {
        "format": parsed.format,
        "found": parsed.found,
        "kept": parsed.kept,
        "warnings": [{"line": w.line, "code": w.code, "message": w.message} for w in parsed.warnings],
        "cues": [
            {"start_s": cue.start_s, "end_s": _read_end_s(cue), "speaker": cue.speaker, "text": cue.text}
            for cue in parsed.cues
        ],
    }


def _read_end_s(cue: Cue) -> float | None:
    """The end as the file gives it: one that was derived is not the file's."""
    return None if cue.estimated else cue.end_s


def _as_text(parsed: Parsed) -> str:
    lines = [f"{parsed.format}: {parsed.kept:,} of {parsed.found:,} cues kept"]
    lines += [
        f"warning, {'whole file' if w.line is None else f'line {w.line}'}: {w.message}"
        for w in parsed.warnings
    ]
    return "\n".join([*lines, *(_cue_line(cue) for cue in parsed.cues)])


def _cue_line(cue: Cue) -> str:
    time = "" if cue.start_s is None else f"{cue.start_s:10.3f}  "
    return f"{time}{cue.speaker + ': ' if cue.speaker else ''}{' '.join(cue.text.split())}"
