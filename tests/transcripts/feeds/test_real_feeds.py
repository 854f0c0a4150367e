"""Feeds of real shows, as published."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from transcripts.feeds import Enclosure, Feed, Person, TranscriptLink, parse_feed


@pytest.fixture
def feeds(test_data: Path) -> Path:
    return test_data / "transcripts" / "feeds"


def read(path: Path) -> Feed:
    return parse_feed(path.read_bytes(), f"https://feeds.example/{path.name}")


def counts(feed: Feed) -> dict[str, int]:
    """How many episodes, and how much of each kind they carry together."""
    episodes = feed.episodes
    return {
        "found": feed.found,
        "kept": feed.kept,
        "warnings": len(feed.warnings),
        "live": sum(bool(episode.live) for episode in episodes),
        "dated": sum(episode.published is not None for episode in episodes),
        "timed": sum(episode.duration_s is not None for episode in episodes),
        "media": sum(episode.enclosure is not None for episode in episodes),
        "alternates": sum(len(episode.alternates) for episode in episodes),
        "transcripts": sum(len(episode.transcripts) for episode in episodes),
        "chapters": sum(episode.chapters is not None for episode in episodes),
        "soundbites": sum(len(episode.soundbites) for episode in episodes),
        "with own people": sum(episode.people != feed.people for episode in episodes),
    }


def test_the_namespace_s_own_example(feeds: Path) -> None:
    feed = read(feeds / "p20_namespace_example.xml")
    assert (feed.title, feed.guid, feed.medium, feed.locked, feed.licence) == (
        "Podcasting 2.0 Namespace Example", "y0ur-gu1d-g035-h3r3", "podcast", True, "my-podcast-license-v1",
    )  # fmt: skip
    assert counts(feed) == {
        "found": 4, "kept": 4, "warnings": 0, "live": 1, "dated": 4, "timed": 0, "media": 4, "alternates": 14,
        "transcripts": 4, "chapters": 3, "soundbites": 3, "with own people": 3,
    }  # fmt: skip
    assert feed.episodes[1].transcripts == (
        TranscriptLink("https://example.com/ep3/transcript.txt", "text/plain"),
        TranscriptLink("https://example.com/episode1/transcript.vtt", "text/vtt", "es", "captions"),
    )


def test_podcasting_2_0_under_the_address_on_github(feeds: Path) -> None:
    feed = read(feeds / "partytime_pc20rss.xml")
    assert (feed.title, feed.guid) == ("Podcasting 2.0", "917393e3-1b1e-5cef-ace4-edaa54e1f810")
    assert counts(feed) == {
        "found": 56, "kept": 56, "warnings": 0, "live": 0, "dated": 56, "timed": 0, "media": 56, "alternates": 0,
        "transcripts": 47, "chapters": 48, "soundbites": 0, "with own people": 6,
    }  # fmt: skip
    newest = feed.episodes[0]
    assert (newest.guid, newest.title, newest.published) == (
        "PC2057", "Episode 57: Rebel Rubes", datetime(2021, 10, 8, 18, 55, 32, tzinfo=UTC),
    )  # fmt: skip
    assert newest.enclosure == Enclosure(
        "https://mp3s.nashownotes.com/PC20-57-2021-10-08-Final.mp3", "audio/mpeg", 70_881_847
    )
    assert newest.transcripts[0] == TranscriptLink(
        "https://mp3s.nashownotes.com/PC20-57-Captions.srt", "application/srt"
    )
    assert [(person.name, person.role) for person in newest.people] == [
        ("Adam Curry", "host"), ("Dave Jones", "host"), ("Brian of London", "guest"),
    ]  # fmt: skip


def test_the_mike_neumann_show(feeds: Path) -> None:
    feed = read(feeds / "partytime_themnshow.xml")
    assert (feed.title, feed.language, feed.locked) == ("The Mike Neumann Show", "en-us", False)
    assert [person.name for person in feed.people] == ["Mike Neumann"]
    assert counts(feed) == {
        "found": 55, "kept": 55, "warnings": 0, "live": 1, "dated": 55, "timed": 53, "media": 55, "alternates": 126,
        "transcripts": 56, "chapters": 54, "soundbites": 5, "with own people": 54,
    }  # fmt: skip
    twice = [episode for episode in feed.episodes if len(episode.transcripts) == 2]
    assert Counter(tuple(link.type for link in episode.transcripts) for episode in twice) == {
        ("text/vtt", "application/x-subrip"): 2
    }
    first = feed.episodes[-1]
    assert (first.guid, first.duration_s) == ("themnshow001", 1274.0)
    assert first.people == (Person("Dr. Timothy M. Jurgensen", "guest", "cast", "https://midoripress.com"),)


def test_live_items_and_other_enclosures(feeds: Path) -> None:
    feed = read(feeds / "partytime_podverse-test-feed.xml")
    assert feed.title == "Podverse - Test Feed"
    assert counts(feed) == {
        "found": 9, "kept": 9, "warnings": 0, "live": 4, "dated": 9, "timed": 4, "media": 9, "alternates": 10,
        "transcripts": 0, "chapters": 0, "soundbites": 0, "with own people": 1,
    }  # fmt: skip


def test_a_blank_line_before_the_declaration(feeds: Path) -> None:
    feed = read(feeds / "partytime_sentimental-garbage.xml")
    assert (feed.title, feed.link) == ("Sentimental Garbage", "https://twitter.com/SentimentalPod")
    assert feed.new_url == "https://feeds.acast.com/public/shows/edd6bde5-221e-4c07-bde8-2a0241ccc6e0"
    assert counts(feed) == {
        "found": 138, "kept": 138, "warnings": 0, "live": 0, "dated": 138, "timed": 138, "media": 138, "alternates": 0,
        "transcripts": 0, "chapters": 0, "soundbites": 0, "with own people": 0,
    }  # fmt: skip
    newest = feed.episodes[0]
    assert (newest.guid, newest.season, newest.number, newest.duration_s, newest.line) == (
        "64ce024b17496000117178ca", 10, 29.0, 3920.0, 57,
    )  # fmt: skip


def test_every_real_feed_reads_the_same_with_its_bytes_declared_otherwise(feeds: Path) -> None:
    for path in sorted(feeds.glob("*.xml")):
        data = path.read_bytes()
        assert (
            parse_feed(b"\xef\xbb\xbf" + data.lstrip()).episodes[0].guid == parse_feed(data).episodes[0].guid
        )
