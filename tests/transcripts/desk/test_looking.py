from __future__ import annotations

import io
import zipfile
from http.server import ThreadingHTTPServer

import pytest
from django.db import connection

from tests.factories import EpisodeFactory, ShowFactory, UserFactory
from transcripts.desk.bringing import bring
from transcripts.desk.looking import LOOKED_AT_ONCE, keep, look
from transcripts.fetching import Options
from transcripts.models import Batch, Episode, Import

pytestmark = pytest.mark.django_db

TEXT = b"Ann Lee: It rained. It poured.\n\nBob: No.\n\nAnn Lee: Yes.\n"
FEED = (
    b"<rss version='2.0' xmlns:podcast='https://podcastindex.org/namespace/1.0'><channel><title>Weather</title>"
    b"<item><guid>a1</guid><title>Rain</title><podcast:transcript url='https://w.example/r.vtt' type='text/vtt'/></item>"
    b"<item><guid>a2</guid><title>Snow</title></item></channel></rss>"
)
OPML = b"<opml version='2.0'><body><outline text='Weather' xmlUrl='https://w.example/feed'/></body></opml>"
HERE = Options(allow_loopback=True, tries=1, total_s=3.0, read_s=1.0)


def _zip(*files: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def _queued(task: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [task])
        return int(cursor.fetchone()[0])


def _at(address: str, options: Options = HERE) -> Import:
    brought = keep(address, address=address)
    look(brought.pk, options)
    brought.refresh_from_db()
    return brought


def test_an_address_is_left_to_the_worker_so_that_no_request_waits_for_it() -> None:
    brought = bring([], addresses=["https://weather.example/rain.vtt"])
    assert isinstance(brought, Import)
    assert brought.state == "looking"
    assert _queued("transcripts.look") == 1


def test_a_transcript_at_an_address_is_fetched_and_looked_at(site: ThreadingHTTPServer) -> None:
    site.pages["/rain.txt"] = (TEXT, {})
    brought = _at(f"{site.address}/rain.txt")
    assert (brought.state, brought.finding["kept"], brought.title) == ("waiting", 3, "rain")
    assert bytes(brought.data) == TEXT
    assert Episode.objects.count() == 0


def test_an_address_that_gives_nothing_says_why_and_can_be_tried_again(site: ThreadingHTTPServer) -> None:
    brought = _at(f"{site.address}/rain.txt")
    assert brought.state == "refused"
    assert "404" in brought.trouble
    site.pages["/rain.txt"] = (TEXT, {})
    brought.await_look()
    look(brought.pk, HERE)
    brought.refresh_from_db()
    assert brought.state == "waiting"


def test_a_private_address_is_never_asked(site: ThreadingHTTPServer) -> None:
    site.pages["/rain.txt"] = (TEXT, {})
    brought = _at(f"{site.address}/rain.txt", Options(tries=1))
    assert brought.state == "refused"
    assert "not fetched from" in brought.trouble
    assert site.asked == []


def test_a_web_page_at_an_address_is_refused_with_a_reason(site: ThreadingHTTPServer) -> None:
    site.pages["/"] = (b"<!doctype html><html><body><h1>Our podcast</h1></body></html>", {})
    brought = _at(f"{site.address}/")
    assert brought.state == "refused"
    assert brought.trouble


def test_a_web_page_that_names_its_feed_leads_to_that(site: ThreadingHTTPServer) -> None:
    head = b'<link rel="alternate" type="application/rss+xml" title="Weather" href="feed.xml">'
    site.pages["/show/"] = (
        b"<!doctype html><html><head>" + head + b"</head><body><h1>Our podcast</h1></body></html>",
        {},
    )
    brought = _at(f"{site.address}/show/")
    assert brought.state == "feeds"
    assert brought.finding["feeds"] == [["Weather", f"{site.address}/show/feed.xml"]]


def test_a_body_that_is_too_large_is_refused(site: ThreadingHTTPServer) -> None:
    site.pages["/big"] = (b"x" * 200_000, {})
    brought = _at(f"{site.address}/big", Options(allow_loopback=True, tries=1, max_bytes=100_000))
    assert brought.state == "refused"
    assert bytes(brought.data) == b""


def test_a_feed_is_recognised_and_nothing_of_it_is_followed_yet(site: ThreadingHTTPServer) -> None:
    site.pages["/feed"] = (FEED, {})
    brought = _at(f"{site.address}/feed")
    assert brought.state == "feed"
    assert (brought.finding["title"], brought.finding["items"], brought.finding["with_transcripts"]) == (
        "Weather",
        2,
        1,
    )
    assert Episode.objects.count() == 0


def test_a_list_of_feeds_is_recognised() -> None:
    brought = bring([("list.opml", OPML)])
    assert (brought.state, brought.finding["feeds"]) == ("feeds", [["Weather", "https://w.example/feed"]])


def test_a_list_without_feeds_is_refused() -> None:
    brought = bring([("list.opml", b"<opml version='2.0'><body><outline text='Weather'/></body></opml>")])
    assert (brought.state, brought.trouble) == (
        "refused",
        "The list names no feed with an address on the web.",
    )


def test_every_file_of_an_archive_gets_a_row_and_none_is_dropped_in_silence() -> None:
    data = _zip(
        ("one.txt", TEXT), ("picture.png", b"\x89PNG\r\n\x1a\n"), ("../x", TEXT), ("__MACOSX/y", b"y")
    )
    batch = bring([("talks.zip", data)])
    assert isinstance(batch, Batch)
    states = dict(batch.imports.values_list("source", "state"))
    assert states == {
        "talks.zip": "unpacked",
        "talks.zip: one.txt": "waiting",
        "talks.zip: picture.png": "refused",
        "talks.zip: ../x": "refused",
    }
    assert batch.left_out == ["__MACOSX/y"]
    assert all(each.trouble for each in batch.imports.filter(state="refused"))


def test_an_empty_archive_is_refused_with_a_reason() -> None:
    brought = bring([("empty.zip", _zip())])
    assert (brought.state, brought.trouble) == ("refused", "There is no file in the archive.")


def test_files_dropped_together_are_one_batch_with_an_archives_among_them() -> None:
    batch = bring([("a.txt", TEXT), ("b.zip", _zip(("c.txt", TEXT)))], together="2 files", show="Weather")
    assert isinstance(batch, Batch)
    assert set(batch.imports.values_list("source", flat=True)) == {"a.txt", "b.zip", "b.zip: c.txt"}
    assert set(batch.imports.filter(state="waiting").values_list("show", flat=True)) == {"Weather"}


def test_what_a_request_has_no_time_for_waits_for_the_worker() -> None:
    large = TEXT + b"\nBob: " + b"and so on " * (LOOKED_AT_ONCE // 10)
    batch = bring([("large.txt", large), ("small.txt", TEXT)], together="2 files")
    assert dict(batch.imports.values_list("source", "state")) == {
        "large.txt": "looking",
        "small.txt": "waiting",
    }
    assert _queued("transcripts.look") == 1


def test_a_file_that_is_too_large_is_refused_without_its_bytes() -> None:
    brought = bring([("huge.txt", bytes(50_000_001))])
    assert (brought.state, bytes(brought.data)) == ("refused", b"")
    assert "larger than 20 MB" in brought.trouble


def test_a_look_that_was_cancelled_meanwhile_changes_nothing() -> None:
    brought = keep("talk.txt", TEXT)
    brought.cancel()
    look(brought.pk)
    brought.refresh_from_db()
    assert (brought.state, brought.finding) == ("cancelled", None)


def test_a_format_that_is_asked_for_overrules_what_the_content_says() -> None:
    brought = bring([("talk.txt", b"[00:01] Ann: It rained.\n[00:03] Bob: No.\n")])
    assert (brought.state, brought.finding["format"]) == ("waiting", "labelled-text")
    for asked, state in (("srt", "refused"), ("timestamped-text", "waiting")):
        brought.format_asked = asked
        brought.await_look()
        look(brought.pk)
        brought.refresh_from_db()
        assert brought.state == state
    assert brought.finding["format"] == "timestamped-text"


def test_a_file_without_any_words_is_told_of_before_the_import() -> None:
    brought = bring([("empty.vtt", b"WEBVTT\n\nNOTE nobody spoke\n")])
    assert brought.state == "refused"
    assert brought.trouble.startswith("No words were found in it.")


def test_a_file_finds_the_episode_that_waits_for_its_words() -> None:
    show = ShowFactory(name="Weather")
    EpisodeFactory(show=show, title="Why it rains", guid="a1")
    EpisodeFactory(show=show, title="Why it snows", guid="a2")
    brought = bring([("why_it_rains.txt", TEXT)])
    assert (brought.show, brought.title) == ("Weather", "Why it rains")


def test_who_brought_it_is_kept() -> None:
    admin = UserFactory()
    assert bring([("talk.txt", TEXT)], admin).created_by == admin
