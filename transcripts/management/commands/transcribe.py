"""`manage.py transcribe AUDIO [--json]`: the words of a recording and who says them. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.hearing import engines
from transcripts.speech.audio import AudioError, Sound, clock, decoded
from transcripts.speech.engines import SpeechError
from transcripts.speech.writing import as_whisper


class Command(BaseCommand):
    help = "Print what is said in a recording, and by which voice. Stores nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("audio", type=Path)
        parser.add_argument("--json", action="store_true", help="print openai-whisper's JSON, with speakers")
        parser.add_argument(
            "--speakers", type=int, metavar="N", help="how many people speak, if that is known"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            transcriber = engines.transcriber()
            diarizer = engines.diarizer(engines.voice_encoder())
            with decoded(options["audio"]) as sound:
                for warning in sound.warnings:
                    self.stderr.write(warning)
                heard = _heard(sound, transcriber, diarizer, options["speakers"])
        except (AudioError, SpeechError) as error:
            raise CommandError(f"{options['audio']}: {error}", returncode=2) from error
        self.stdout.write(json.dumps(heard, ensure_ascii=False) if options["json"] else _as_text(heard))


def _heard(sound: Sound, transcriber: Any, diarizer: Any, speakers: int | None) -> dict[str, Any]:
    segments = list(transcriber.transcribe(sound))
    turns = diarizer.diarize(sound, speakers) if segments else []
    return as_whisper(segments, transcriber.language, turns)


def _as_text(heard: dict[str, Any]) -> str:
    if not heard["segments"]:
        return "Nobody says anything in it."
    return "\n".join(
        f"{clock(row['start']):>8}  {row['speaker'] or '?'}: {row['text'].strip()}"
        for row in heard["segments"]
    )
