"""`manage.py hear_voices_anew`: bring voice samples to the present model of voices."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from transcripts.hearing import engines, rehearing
from transcripts.speech.engines import SpeechError


class Command(BaseCommand):
    help = "Listen again to voice samples that another model heard, and to voices that have no numbers yet."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            encoder = engines.voice_encoder()
        except SpeechError as error:
            raise CommandError(str(error), returncode=2) from error
        done = rehearing.hear_anew(encoder)
        self.stdout.write(
            f"Heard anew by {encoder.used.name}: {done.samples:,} samples, {done.voices:,} voices of recordings."
        )
        if done.left:
            self.stdout.write(
                f"Left as another model heard them, and compared with nothing: {done.left:,}. Their sound is not kept here or cannot be had, or "
                "their show or person does not let them be recognized. Enrol files again with enroll."
            )
        for trouble in done.troubles:
            self.stderr.write(trouble)
        if done.troubles:
            raise CommandError(f"{len(done.troubles)} recordings could not be heard.", returncode=2)
