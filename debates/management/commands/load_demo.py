"""`manage.py load_demo`: the two demonstration debates, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from debates.demo import DEBATE_SLUG, STAGED_SLUG, load_demo, load_staged


class Command(BaseCommand):
    help = "Load the demonstration debates, each once."

    def handle(self, *args: Any, **options: Any) -> None:
        # The newest debate leads the front page.
        for slug, load in ((STAGED_SLUG, load_staged), (DEBATE_SLUG, load_demo)):
            loaded, page = load(), reverse("debate_detail", args=[slug])
            self.stdout.write(f"{'Loaded the demo' if loaded else 'The demo is here already'}: {page}")
