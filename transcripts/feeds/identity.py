"""What makes two items the same episode."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from transcripts.cues import ParseWarning
from transcripts.feeds.records import FeedEpisode

_MEDIA = frozenset(
    (
        ".aac",
        ".flac",
        ".m4a",
        ".m4b",
        ".m4v",
        ".mov",
        ".mp3",
        ".mp4",
        ".oga",
        ".ogg",
        ".opus",
        ".wav",
        ".webm",
    )
)
_NEVER = datetime.max.replace(tzinfo=UTC)


def made_guid(episode: FeedEpisode) -> str:
    """An identity for an item that has none of its own; empty if nothing about it would do.

    The enclosure's address, else the link, else title and date together.
    """
    if episode.enclosure is not None:
        return f"enclosure:{_stable(episode.enclosure.url)}"
    if episode.link:
        return f"link:{episode.link}"
    if not episode.title:
        return ""
    date = episode.published.isoformat() if episode.published else ""
    return "title:" + hashlib.sha256(f"{episode.title}\n{date}".encode()).hexdigest()[:32]


def _stable(url: str) -> str:
    """An enclosure's address without what changes from day to day: scheme, fragment, and a query behind a media
    file's name, which only tracks. A query behind anything else (`/play.php?id=7`) names the file and stays."""
    parts = urlsplit(url)
    is_file = PurePosixPath(parts.path).suffix.lower() in _MEDIA
    return f"{parts.netloc.lower()}{parts.path}" + (f"?{parts.query}" if parts.query and not is_file else "")


def distinct(episodes: Sequence[FeedEpisode]) -> tuple[list[FeedEpisode], list[ParseWarning]]:
    """Each guid once, in the same order, with a warning for every item that shares one.

    Of several items with one guid the earliest published keeps it, so that a new item above it changes nothing. One
    with another media file is another episode and goes by that file's address; the rest are copies and left out.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for position, episode in enumerate(episodes):
        groups[episode.guid].append(position)
    kept: dict[int, FeedEpisode] = dict(enumerate(episodes))
    warnings: list[ParseWarning] = []
    taken = set(groups)
    for positions in groups.values():
        first, *others = sorted(
            positions, key=lambda position: (episodes[position].published or _NEVER, position)
        )
        for position in others:
            warning = _settle(kept, position, episodes[first], taken)
            warnings.append(warning)
    return [kept[position] for position in sorted(kept)], warnings


def _settle(kept: dict[int, FeedEpisode], position: int, first: FeedEpisode, taken: set[str]) -> ParseWarning:
    episode = kept[position]
    own = made_guid(episode)
    shares = f"{episode.title[:100]!r} has the guid of {first.title[:100]!r} (line {first.line})"
    if episode.enclosure is None or own in taken or own == made_guid(first):
        del kept[position]
        return ParseWarning(episode.line, "duplicate_guid", f"{shares} and was left out.")
    taken.add(own)
    kept[position] = replace(episode, guid=own, has_own_guid=False)
    return ParseWarning(
        episode.line, "shared_guid", f"{shares} but another media file; it goes by that file's address."
    )
