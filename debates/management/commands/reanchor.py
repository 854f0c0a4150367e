"""`manage.py reanchor SHOW/EPISODE`: make another version of a transcript the current one, quotes and all."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from debates.amending.reanchoring import transplant
from transcripts.models import Transcript


class Command(BaseCommand):
    help = (
        "Make the newest version of an episode's transcript, or the one that is named, the current one now, and move its "
        "quotes there; those that are not surely found wait for an editor. The worker does the same after an import."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("episode", metavar="SHOW/EPISODE", help="as in the address of its page")
        parser.add_argument("--to", type=int, metavar="VERSION", help="the version; the newest if not said")

    def handle(self, *args: Any, **options: Any) -> None:
        transcript = _transcript(options["episode"], options["to"])
        if transcript.is_current:
            self.stdout.write(f"Version {transcript.version} is the current one already.")
            return
        if transcript.episode.is_taken_down:
            raise CommandError(
                "The words of this episode have been taken down; they do not move.", returncode=2
            )
        done = transplant(transcript)
        self.stdout.write(
            f"Version {transcript.version} is the current one: {done.moved:,} quotes moved, "
            f"{done.waiting:,} wait for an editor at /reanchoring/."
        )


def _transcript(address: str, version: int | None) -> Transcript:
    show, _, slug = address.partition("/")
    found = Transcript.objects.filter(episode__show__slug=show, episode__slug=slug).order_by("-version")
    if version is not None:
        found = found.filter(version=version)
    transcript = found.select_related("episode").first()
    if transcript is None:
        raise CommandError(f"There is no such transcript of {address!r}.", returncode=2)
    return transcript
