"""`manage.py import_feed URL-or-FILE`: a show with all its episodes, or those of a list of feeds; and again what is new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from transcripts.door import options_here
from transcripts.feeds import FeedError, parse_feed, parse_opml
from transcripts.fetching import FetchError
from transcripts.importers import read_limited
from transcripts.models import Subscription
from transcripts.subscribing import UNCHANGED, NotFollowedError, Taken, follow, queue_words, take_feed


class Command(BaseCommand):
    help = (
        "Import a podcast feed: its show and episodes, with people, media and transcript links. Again: what is new. "
        "A file may be a list of feeds (OPML): each of them is followed from its address."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "feed",
            metavar="URL-or-FILE",
            help="the feed's address, which is followed, or a file: a feed, or a list of feeds",
        )
        parser.add_argument(
            "--transcripts", action="store_true", help="queue the transcripts of new episodes for the worker"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source, wants_words = options["feed"], options["transcripts"]
        try:
            if _is_address(source):
                self._tell(follow(source, options_here()), wants_words)
            else:
                self._take_file(read_limited(Path(source)), source, wants_words)
        except OSError as error:
            raise CommandError(f"{source}: {error.strerror}. Check the path and your rights.") from error
        except (FetchError, FeedError, NotFollowedError) as error:
            raise CommandError(f"{source}: {error} Nothing was imported.", returncode=2) from error

    def _take_file(self, data: bytes, source: str, wants_words: bool) -> None:
        """A list if it is one, else a feed. What is neither is refused as a feed."""
        try:
            listed = parse_opml(data)
        except FeedError:
            self._tell(take_feed([parse_feed(data)]), wants_words)
            return
        self._follow_all(listed, source, wants_words)

    def _follow_all(self, listed: list[tuple[str, str]], source: str, wants_words: bool) -> None:
        """Follow each feed of a list; one that fails is told of, and the others go on."""
        failed = 0
        for title, url in listed:
            Subscription.objects.get_or_create(
                url=url
            )  # followed from now on, whether it answers today or not
            try:
                taken = follow(url, options_here())
            except (FetchError, FeedError, NotFollowedError) as error:
                failed += 1
                self.stderr.write(f"{title or url}: {error}")
            else:
                self._tell(taken, wants_words)
        self.stdout.write(f"{len(listed) - failed:,} of {len(listed):,} feeds answered")
        if failed or not listed:
            raise CommandError(
                f"{source}: {failed:,} of {len(listed):,} feeds gave nothing; they are asked again.",
                returncode=2,
            )

    def _tell(self, taken: Taken | None, wants_words: bool) -> None:
        self.stdout.write(UNCHANGED if taken is None else _account(taken))
        if taken and wants_words:
            self.stdout.write(f"  {queue_words(taken.created)} transcripts queued")


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _account(taken: Taken) -> str:
    lines = [f"“{taken.show.name}”: {taken}"]
    lines += [
        f"  warning, {'whole feed' if warning.line is None else f'line {warning.line}'}: {warning.message}"
        for warning in taken.warnings
    ]
    return "\n".join(lines)
