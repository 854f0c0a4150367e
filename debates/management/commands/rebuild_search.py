"""`manage.py rebuild_search`: make everything that is searched anew while searches go on."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from debates.searching.rebuilding import rebuild

EVERY_S = 5.0
"""Seconds between two lines that say how far it is."""


class Command(BaseCommand):
    help = (
        "Make everything that is searched anew: words said, claims, people, episodes, debates and the known words. Searches go on "
        "meanwhile and lose nothing. Needed after a setting names another machine, and wherever search and site disagree."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        told = time.monotonic()

        def report(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told >= EVERY_S:
                told = time.monotonic()
                self.stdout.write(f"{done:,} of {total:,} episodes")

        begun = time.monotonic()
        rebuild(report)
        self.stdout.write(f"Search is made anew, in {time.monotonic() - begun:,.1f} s.")
