"""A feed's bytes to plain data: lxml for the tree and `podcast:*`, feedparser for RSS, iTunes, Atom and dates."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import feedparser

from transcripts.cues import ParseWarning
from transcripts.feeds.identity import distinct, made_guid
from transcripts.feeds.outline import ROW, Item, Outline, for_feedparser, outline
from transcripts.feeds.plain_text import one_line, plain, tidy
from transcripts.feeds.podcast_tags import local
from transcripts.feeds.reading import read
from transcripts.feeds.records import Enclosure, Feed, FeedEpisode, FeedError
from transcripts.feeds.values import amount, moment, seconds, web_address, whole

FEED_PARSER_VERSION = 1
"""Counts up when the same bytes give other data: validators kept from before are then dropped."""

_ROOTS = ("rss", "feed", "rdf")

Entry = Any
"""A dictionary of feedparser, which has no types of its own."""


def parse_feed(data: bytes, url: str = "") -> Feed:
    """Read one page of a feed: RSS 0.9x to 2.0, RDF or Atom; `url` is where it came from, to complete addresses.

    Raises FeedError for what is no feed, or is not safe to read. Anything less is mended and told in `warnings`.
    """
    tree = read(data)
    root = local(tree.root)
    if root not in _ROOTS:
        raise FeedError(
            "not_a_feed", f"This is XML, but its first element is <{root[:40]}>, not a feed's.", 1
        )
    read_so_far = outline(tree, url)
    parsed = _feedparser(for_feedparser(tree))
    entries = {str(entry.get(ROW)): entry for entry in parsed.entries}
    warnings = list(tree.warnings)
    episodes, shared = distinct(list(_episodes(read_so_far, entries, warnings)))
    found = max(len(read_so_far.items), tree.item_tags)
    if found > len(read_so_far.items):
        lost = f"Items lost where the XML is broken: {found - len(read_so_far.items)} of {found}."
        warnings.append(ParseWarning(None, "lost_items", lost))
    return replace(
        _feed(parsed.feed, read_so_far.feed, url),
        episodes=tuple(episodes),
        warnings=(*warnings, *shared),
        found=found,
        kept=len(episodes),
    )


def _feedparser(data: bytes) -> Entry:
    """A file object, always: feedparser takes a string for an address or a path if it can.

    On markup broken in ways it has not met it raises whatever comes: Raises FeedError(not_a_feed) then.
    """
    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise FeedError("not_a_feed", "The feed is too broken to be made sense of.") from error


def _feed(channel: Entry, feed: Feed, base: str) -> Feed:
    return replace(
        feed,
        title=one_line(_text(channel.get("title_detail"))),
        about=_text(channel.get("subtitle_detail")) or _text(channel.get("summary_detail")),
        link=web_address(channel.get("link"), base),
        image=web_address((channel.get("image") or {}).get("href"), base),
        author=one_line(channel.get("author") or ""),
        new_url=web_address(channel.get("itunes_new-feed-url"), base),
        next_page=next((web_address(link.get("href"), base) for link in _links(channel, "next")), ""),
    )


def _episodes(
    read_so_far: Outline, entries: dict[str, Entry], warnings: list[ParseWarning]
) -> Iterable[FeedEpisode]:
    """The items that are somebody's episode, in the file's order; the reasons of the others go to `warnings`."""
    nameless: list[FeedEpisode] = []
    for number, item in enumerate(read_so_far.items):
        entry = entries.get(str(number), {})
        episode = _episode(entry, item, read_so_far.channel.base)
        warnings.extend(_doubts(entry, episode))
        if episode.guid:
            yield episode
        else:
            warnings.append(
                ParseWarning(
                    episode.line,
                    "no_identity",
                    "An item without guid, media file, link or title was left out.",
                )
            )
        if episode.guid and not episode.has_own_guid:
            nameless.append(episode)
    if nameless:
        message = f"Items without a guid: {len(nameless)}. Each goes by its media file's address, its link or its title."
        warnings.append(ParseWarning(nameless[0].line, "no_guid", message))


def _episode(entry: Entry, item: Item, base: str) -> FeedEpisode:
    read_so_far = item.episode
    guid = (entry.get("id") or "").strip()
    link = entry.get("link")
    episode = replace(
        read_so_far,
        guid=guid,
        title=one_line(_text(entry.get("title_detail"))),
        has_own_guid=bool(guid),
        published=_published(entry) or item.start,
        link=web_address(link, "" if link == guid else base),
        description=_description(entry),
        image=web_address((entry.get("image") or {}).get("href"), base),
        duration_s=seconds(entry.get("itunes_duration")) or None,
        enclosure=_enclosure(entry, base),
        season=read_so_far.season if read_so_far.season is not None else whole(entry.get("itunes_season")),
        number=read_so_far.number if read_so_far.number is not None else amount(entry.get("itunes_episode")),
    )
    return episode if guid else replace(episode, guid=made_guid(episode))


def _published(entry: Entry) -> datetime | None:
    """When an entry was published, else when it was changed. Plain look-ups: feedparser's own substitute one for the
    other and warn."""
    names = ("published", "updated", "created")
    dates = (moment(dict.get(entry, name), dict.get(entry, f"{name}_parsed")) for name in names)
    return next((date for date in dates if date is not None), None)


def _description(entry: Entry) -> str:
    details = (entry.get("summary_detail"), *(entry.get("content") or ()))
    return next((text for text in map(_text, details) if text), "")


def _text(detail: Entry | None) -> str:
    """The words of one of feedparser's text constructs, whose `type` says whether they are HTML."""
    if not detail:
        return ""
    value = detail.get("value") or ""
    return plain(value) if "html" in (detail.get("type") or "") else tidy(value)


def _enclosure(entry: Entry, base: str) -> Enclosure | None:
    for link in _links(entry, "enclosure"):
        url = web_address(link.get("href"), base)
        if url:
            return Enclosure(url, (link.get("type") or "").lower(), whole(link.get("length")))
    return None


def _links(entry: Entry, rel: str) -> Sequence[Entry]:
    return [link for link in entry.get("links") or () if link.get("rel") == rel]


def _doubts(entry: Entry, episode: FeedEpisode) -> Iterable[ParseWarning]:
    """What an item says that could not be used."""
    date, duration = dict.get(entry, "published"), entry.get("itunes_duration")
    if date and episode.published is None:
        yield ParseWarning(episode.line, "date", f"{date[:80]!r} is not a date that can be read.")
    if duration and duration.strip() and seconds(duration) is None:
        yield ParseWarning(episode.line, "duration", f"{duration[:80]!r} is not a duration.")
    enclosures = _links(entry, "enclosure")
    if enclosures and episode.enclosure is None:
        yield ParseWarning(episode.line, "enclosure", "The media file's address is not one of the web.")
    if len(enclosures) > 1:
        yield ParseWarning(
            episode.line, "enclosures", f"Of {len(enclosures)} media files the first is taken."
        )
