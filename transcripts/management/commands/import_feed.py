"""`manage.py import_feed URL-or-FILE`: a show with all its episodes, and again what is new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.feeds import FeedError, parse_feed
from transcripts.fetching import FetchError
from transcripts.importers import read_limited
from transcripts.subscribing import NotFollowedError, Taken, follow, queue_words, take_feed


class Command(BaseCommand):
    help = "Import a podcast feed: its show and episodes, with people, media and transcript links. Again: what is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "feed", metavar="URL-or-FILE", help="the feed's address, which is followed, or a file"
        )
        parser.add_argument(
            "--transcripts", action="store_true", help="queue the transcripts of new episodes for the worker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["feed"]
        try:
            taken = (
                follow(source)
                if source.lower().startswith(("http://", "https://"))
                else _from_file(Path(source))
            )
        except OSError as error:
            raise CommandError(f"{source}: {error.strerror}. Check the path and your rights.") from error
        except (FetchError, FeedError, NotFollowedError) as error:
            raise CommandError(f"{source}: {error} Nothing was imported.", returncode=2) from error
        if taken is None:
            self.stdout.write("Nothing has changed since this feed was last asked.")
            return
        self.stdout.write(_account(taken))
        if options["transcripts"]:
            self.stdout.write(f"  {queue_words(taken.created)} transcripts queued")


def _from_file(path: Path) -> Taken:
    return take_feed([parse_feed(read_limited(path))])


def _account(taken: Taken) -> str:
    kept = len(taken.created) + taken.updated + taken.unchanged
    lines = [
        f"“{taken.show.name}”: {kept:,} of {taken.found:,} items kept; "
        f"{len(taken.created):,} new, {taken.updated:,} changed, {taken.unchanged:,} as before"
    ]
    lines += [
        f"  warning, {'whole feed' if warning.line is None else f'line {warning.line}'}: {warning.message}"
        for warning in taken.warnings
    ]
    return "\n".join(lines)
