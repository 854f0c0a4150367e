"""Feeds in several pages (RFC 5005): each names the next, down to the oldest episodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from transcripts.cues import ParseWarning
from transcripts.feeds.parsing import parse_feed
from transcripts.feeds.records import Feed

MAX_PAGES = 200


def pages(
    first_url: str, fetch: Callable[[str], bytes], *, first: Feed | None = None, max_pages: int = MAX_PAGES
) -> Iterator[Feed]:
    """The pages of a feed from `first_url` on, each got by `fetch`; `first` spares the first if it is at hand.

    Ends where a page names no next one, names one that has been read, brings no episode that is new, or is the last
    of `max_pages`; a page that ends the walk before its time has a warning that says so. `next_page` comes from the
    feed: `fetch` must be fit for addresses of strangers. Raises whatever `fetch` raises, and FeedError.
    """
    url, read, known = first_url, {first_url}, set[str]()
    for number in range(1, max_pages + 1):
        feed = first if first is not None and number == 1 else parse_feed(fetch(url), url)
        guids = {episode.guid for episode in feed.episodes}
        stop = _reason_to_stop(feed, read, guids - known, is_last=number == max_pages)
        yield feed if stop is None else replace(feed, warnings=(*feed.warnings, stop))
        if stop is not None or not feed.next_page:
            return
        url = feed.next_page
        read.add(url)
        known |= guids


def _reason_to_stop(feed: Feed, read: set[str], new: set[str], *, is_last: bool) -> ParseWarning | None:
    if not feed.next_page:
        return None
    if feed.next_page in read:
        return ParseWarning(
            None, "page_loop", f"The next page {feed.next_page[:200]!r} has been read already."
        )
    if not new:
        return ParseWarning(None, "page_loop", "This page has no episode that the pages before had not.")
    if is_last:
        return ParseWarning(None, "page_limit", f"There are more pages than the {len(read)} that are read.")
    return None
