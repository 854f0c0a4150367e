"""`manage.py diarize AUDIO [--rttm]`: who speaks when in a recording. Needs no database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.hearing import engines
from transcripts.speech.audio import AudioError, clock, decoded
from transcripts.speech.engines import SpeechError
from transcripts.speech.values import Turn
from transcripts.speech.writing import as_rttm


class Command(BaseCommand):
    help = "Print who speaks when in a recording, under labels. Stores nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("audio", type=Path)
        parser.add_argument("--rttm", action="store_true", help="print RTTM: one line a turn")
        parser.add_argument(
            "--speakers", type=int, metavar="N", help="how many people speak, if that is known"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["audio"]
        try:
            diarizer = engines.diarizer(engines.voice_encoder())
            with decoded(path) as sound:
                for warning in sound.warnings:
                    self.stderr.write(warning)
                turns = diarizer.diarize(sound, options["speakers"])
        except (AudioError, SpeechError) as error:
            raise CommandError(f"{path}: {error}", returncode=2) from error
        self.stdout.write(as_rttm(path.stem, turns) if options["rttm"] else _as_text(turns), ending="")


def _as_text(turns: Sequence[Turn]) -> str:
    if not turns:
        return "Nobody speaks in it.\n"
    return "".join(f"{clock(turn.start_s):>8}  {clock(turn.end_s):>8}  {turn.label}\n" for turn in turns)
