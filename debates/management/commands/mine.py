"""`manage.py mine SHOW/EPISODE`: suggest claims and relations for an episode."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from debates.findings import mine_transcript
from transcripts.models import Transcript


class Command(BaseCommand):
    help = "Mine an episode and store suggestions. Mining again keeps every decision and says what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("episode", help="the episode as its address has it: show/episode")

    def handle(self, *args: Any, **options: Any) -> None:
        show, _, episode = options["episode"].strip("/").removeprefix("shows/").partition("/")
        current = Transcript.objects.current()
        transcript = current.filter(episode__show__slug=show, episode__slug=episode).first()
        if transcript is None:
            raise CommandError(
                f"No episode {options['episode']!r} with a transcript. Write it as show/episode."
            )
        stored = mine_transcript(transcript)
        if stored.unread:
            self.stdout.write(
                f"{stored.unread} turns are not in English, the one language that the miner reads: nothing is suggested from them."
            )
        self.stdout.write(
            f"{stored.new_claims} new claims, {stored.new_relations} new relations; {stored.known} suggested before"
        )
