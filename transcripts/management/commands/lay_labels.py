"""`manage.py lay_labels FILE SHOW/EPISODE`: who speaks when, from RTTM, laid over the words of an episode."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.attribution.labelling import Labelled, LabellingError, label_voices
from transcripts.cues import TranscriptError
from transcripts.importers import read_limited
from transcripts.models import Transcript


class Command(BaseCommand):
    help = "Lay the labels of an RTTM file over the transcript of an episode that does not say who speaks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("episode", help="the episode as its address has it: show/episode")
        parser.add_argument(
            "--recording", metavar="NAME", help="the recording that is meant, where the file has several"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            transcript = _transcript(options["episode"])
            data = read_limited(options["file"])
            done = label_voices(transcript, data, options["file"].name, options["recording"])
        except (TranscriptError, LabellingError) as error:
            if options["json"]:
                refusal = {"line": error.line, "code": error.code, "message": error.message}
                self.stdout.write(json.dumps({"episode": None, "error": refusal}))
            raise CommandError(f"{options['file']}: {error}", returncode=2) from error
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}.", returncode=2) from error
        self.stdout.write(_as_json(done) if options["json"] else _as_text(done))


def _transcript(written: str) -> Transcript:
    show, _, episode = written.strip("/").removeprefix("shows/").partition("/")
    found = Transcript.objects.current().filter(episode__show__slug=show, episode__slug=episode)
    if (transcript := found.select_related("episode__show").first()) is None:
        raise LabellingError(
            "unknown-episode", f"No episode {written!r} with a transcript. Write it as show/episode."
        )
    return transcript


def _as_json(done: Labelled) -> str:
    episode = done.transcript.episode
    return json.dumps(
        {
            "episode": f"{episode.show.slug}/{episode.slug}",
            "transcript": done.transcript.pk,
            "utterances": done.utterances,
            "labels": done.labels,
            "warnings": [{"line": w.line, "code": w.code, "message": w.message} for w in done.warnings],
        },
        ensure_ascii=False,
    )


def _as_text(done: Labelled) -> str:
    lines = [
        f"{done.utterances:,} utterances of “{done.transcript.episode.title}” have a label now: {', '.join(done.labels)}"
    ]
    return "\n".join([*lines, *(f"  warning: {warning.message}" for warning in done.warnings)])
