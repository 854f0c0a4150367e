"""RSS and podcast feeds to plain data, and the lists they come in. Nothing here touches the network."""

from transcripts.feeds.chapters import FeedChapter, parse_chapters
from transcripts.feeds.discovery import feeds_named_in
from transcripts.feeds.opml import parse_opml
from transcripts.feeds.paging import MAX_PAGES, pages
from transcripts.feeds.parsing import FEED_PARSER_VERSION, parse_feed
from transcripts.feeds.records import (
    AlternateEnclosure,
    ChaptersLink,
    Enclosure,
    Feed,
    FeedEpisode,
    FeedError,
    Person,
    Soundbite,
    TranscriptLink,
)

__all__ = [
    "FEED_PARSER_VERSION",
    "MAX_PAGES",
    "AlternateEnclosure",
    "ChaptersLink",
    "Enclosure",
    "Feed",
    "FeedChapter",
    "FeedEpisode",
    "FeedError",
    "Person",
    "Soundbite",
    "TranscriptLink",
    "feeds_named_in",
    "pages",
    "parse_chapters",
    "parse_feed",
    "parse_opml",
]
