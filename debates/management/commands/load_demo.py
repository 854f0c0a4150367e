"""`manage.py load_demo`: the demonstration debate, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from debates.demo import DEBATE_SLUG, load_demo


class Command(BaseCommand):
    help = "Load the demonstration debate; does nothing where it is there already."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_demo()
        page = reverse("debate_detail", args=[DEBATE_SLUG])
        self.stdout.write(f"{'Loaded the demo' if loaded else 'The demo is here already'}: {page}")
