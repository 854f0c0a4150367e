"""What a feed says of a show and its episodes, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from transcripts.cues import ParseWarning


class FeedError(ValueError):
    """A file that is no feed, or none that may be read. The message names the trouble and the remedy.

    `code` is one of: empty, too_large, html, not_xml, entities, not_a_feed, not_opml. `line` is 1-based.
    """

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on a show or an episode; `role` and `group` are lower-case, from the podcast taxonomy or free."""

    name: str
    role: str = "host"
    group: str = "cast"
    href: str = ""
    img: str = ""


@dataclass(frozen=True, slots=True)
class TranscriptLink:
    """Where a transcript lies. `type` is what the feed claims; only the content decides. `language` may be empty."""

    url: str
    type: str = ""
    language: str = ""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A media file. `length` is in bytes, as claimed; `None` where the feed has no usable number."""

    url: str
    type: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class AlternateEnclosure:
    """The same episode in another form; each of `urls` gives the same file. `bitrate` is in bits per second."""

    urls: tuple[str, ...]
    type: str = ""
    length: int | None = None
    bitrate: float | None = None
    title: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class ChaptersLink:
    """Where the chapters lie, a JSON file of its own."""

    url: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A stretch that the publisher points out. Seconds; `title` may be empty."""

    start_s: float
    duration_s: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class FeedEpisode:
    """One item of a feed.

    `guid` is its identity and unique within the feed; `has_own_guid` is false where the feed gives none and it was
    made from the enclosure's address, the link, or title and date. `published` has a time zone. `description` is
    plain text, paragraphs separated by a blank line. `people` are the item's own, or the channel's where it names
    none. `transcripts` come in order of preference. `live` is empty for what is recorded, else pending, live or
    ended. `line` is the 1-based line where the item begins.
    """

    guid: str
    title: str = ""
    has_own_guid: bool = True
    published: datetime | None = None
    link: str = ""
    description: str = ""
    image: str = ""
    duration_s: float | None = None
    enclosure: Enclosure | None = None
    alternates: tuple[AlternateEnclosure, ...] = ()
    transcripts: tuple[TranscriptLink, ...] = ()
    chapters: ChaptersLink | None = None
    soundbites: tuple[Soundbite, ...] = ()
    people: tuple[Person, ...] = ()
    season: int | None = None
    number: float | None = None
    licence: str = ""
    live: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A show and the episodes of one page of its feed, in the feed's order.

    `guid` is the show's own identity (podcast:guid), whatever address it is read from; empty where it has none.
    `new_url` is where the publisher says the feed has moved, `next_page` where older episodes are. `locked` is what
    the owner says of moving the feed to another host; `None` where nothing is said. `found` counts the items of the
    file, `kept` the episodes; every difference is explained by a warning.
    """

    title: str = ""
    about: str = ""
    link: str = ""
    language: str = ""
    image: str = ""
    author: str = ""
    guid: str = ""
    medium: str = ""
    licence: str = ""
    locked: bool | None = None
    people: tuple[Person, ...] = ()
    new_url: str = ""
    next_page: str = ""
    episodes: tuple[FeedEpisode, ...] = ()
    warnings: tuple[ParseWarning, ...] = ()
    found: int = 0
    kept: int = 0
