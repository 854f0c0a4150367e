"""`manage.py make_staged_debate`: the sound of the staged debate, spoken and heard anew, in the checkout. For who changes its words."""

from __future__ import annotations

import shutil
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from debates.demo.staged.listening import listen
from debates.demo.staged.speaking import speak
from transcripts.speech.engines import SpeechError


class Command(BaseCommand):
    help = "Speak the staged debate of the demonstration with espeak-ng, and hear it. Writes into debates/demo/staged."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if shutil.which("espeak-ng") is None:
            raise CommandError("espeak-ng is not installed (apt install espeak-ng).", returncode=2)
        try:
            for said in speak():
                self.stdout.write(said)
            listen()
        except SpeechError as error:
            raise CommandError(str(error), returncode=2) from error
