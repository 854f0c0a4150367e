"""`manage.py identify AUDIO [--json]`: who speaks when in a recording, as far as their voices are enrolled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.hearing import engines
from transcripts.profiles.enrolling import Named, name_voices
from transcripts.speech.audio import AudioError, clock, decoded
from transcripts.speech.engines import SpeechError
from transcripts.speech.values import Turn
from transcripts.speech.voicing import voices_of


class Command(BaseCommand):
    help = "Print who speaks when in a recording, by voice profiles. Stores nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("audio", type=Path)
        parser.add_argument("--json", action="store_true", help="print a list of turns")
        parser.add_argument(
            "--speakers", type=int, metavar="N", help="how many people speak, if that is known"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            encoder = engines.voice_encoder()
            diarizer = engines.diarizer(encoder)
            with decoded(options["audio"]) as sound:
                for warning in sound.warnings:
                    self.stderr.write(warning)
                turns = diarizer.diarize(sound, options["speakers"])
                voices = voices_of(sound, turns, encoder)
        except (AudioError, SpeechError) as error:
            raise CommandError(f"{options['audio']}: {error}", returncode=2) from error
        named = name_voices(list(voices.values()), encoder.used)
        rows = [_row(turn, named[turn.label]) for turn in turns]
        self.stdout.write(json.dumps(rows, ensure_ascii=False) if options["json"] else _as_text(rows))


def _row(turn: Turn, named: Named) -> dict[str, Any]:
    person = named.match.person
    return {
        "start_s": turn.start_s,
        "end_s": turn.end_s,
        "label": turn.label,
        "speaker": person.name if person else None,
        "score": round(named.match.score, 4),
        "margin": round(named.match.margin, 4),
        "band": named.match.band.value,
    }


def _as_text(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "Nobody speaks in it."
    return "\n".join(
        f"{clock(row['start_s']):>8}  {clock(row['end_s']):>8}  {row['label']}  {_named(row)}" for row in rows
    )


def _named(row: dict[str, Any]) -> str:
    if row["speaker"] is None:
        return "unknown"
    doubt = "" if row["band"] == "accept" else "?"
    return f"{row['speaker']}{doubt} ({row['score']:.2f}, {row['margin']:.2f} ahead of the next)"
