"""`manage.py forget_voice SPEAKER`: delete all that was made of somebody's voice, and print the receipt."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.models import Speaker
from transcripts.profiles.forgetting import forget_voice


class Command(BaseCommand):
    help = (
        "Delete somebody's voice samples, profiles and what was attributed by voice; say how much that was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("speaker", help="slug or name")
        parser.add_argument("--json", action="store_true", help="print the receipt as one object")

    def handle(self, *args: Any, **options: Any) -> None:
        written = options["speaker"]
        speaker = Speaker.objects.filter(slug=written).first() or Speaker.objects.known_as(written)
        if speaker is None:
            raise CommandError(f"Nobody here is called {written!r}. Give a slug or a name.", returncode=2)
        receipt = forget_voice(speaker)
        if options["json"]:
            row = {"speaker": speaker.slug, "receipt": receipt.pk, "deleted": receipt.deleted}
            self.stdout.write(json.dumps(row))
            return
        self.stdout.write(f"The voice of {speaker.name} is forgotten (receipt {receipt.pk}):")
        for what, count in receipt.deleted.items():
            self.stdout.write(f"  {count:>6,}  {what}")
