from __future__ import annotations

from http.server import ThreadingHTTPServer
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from transcripts.models import Episode, Subscription

pytestmark = pytest.mark.django_db

FEED = "<rss version='2.0'><channel><title>Weather</title><item><guid>a1</guid><title>Rain</title></item></channel></rss>"


def _run(source: object, *options: str) -> str:
    out = StringIO()
    call_command("import_feed", str(source), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    file = tmp_path / "feed.xml"
    file.write_text(FEED)
    return file


def test_says_what_is_new_and_the_second_time_that_nothing_is(feed: Path) -> None:
    assert "1 of 1 items kept; 1 new, 0 changed, 0 as before" in _run(feed)
    assert "1 of 1 items kept; 0 new, 0 changed, 1 as before" in _run(feed)
    assert Episode.objects.count() == 1


def test_queues_transcripts_when_asked(feed: Path) -> None:
    assert "0 transcripts queued" in _run(feed, "--transcripts")


def test_a_file_that_is_no_feed_is_refused_with_the_reason(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body>Hello</body></html>")
    with pytest.raises(CommandError, match="Nothing was imported") as refused:
        _run(page)
    assert refused.value.returncode == 2
    assert Episode.objects.count() == 0


def test_an_address_of_this_machine_is_refused() -> None:
    with pytest.raises(CommandError, match="Nothing was imported"):
        _run("http://127.0.0.1:9/feed")


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        _run(tmp_path / "gone.xml")


def _opml(*urls: str) -> str:
    rows = "".join(f"<outline text='Show at {url[-1]}' xmlUrl='{url}'/>" for url in urls)
    return f"<opml version='2.0'><body>{rows}</body></opml>"


@pytest.fixture
def fetching_here(settings: LazySettings) -> None:
    settings.FETCH_FROM_LOOPBACK = True


@pytest.mark.usefixtures("fetching_here")
def test_each_feed_of_a_list_is_followed(tmp_path: Path, site: ThreadingHTTPServer) -> None:
    site.pages["/a"] = (FEED.encode(), {})
    site.pages["/b"] = (FEED.replace("Weather", "Climate").encode(), {})
    (tmp_path / "list.opml").write_text(_opml(f"{site.address}/a", f"{site.address}/b"))
    assert "2 of 2 feeds answered" in _run(tmp_path / "list.opml")
    assert set(Subscription.objects.values_list("show__name", flat=True)) == {"Weather", "Climate"}


@pytest.mark.usefixtures("fetching_here")
def test_a_feed_of_a_list_that_fails_is_told_of_and_asked_again_while_the_others_come_in(
    tmp_path: Path, site: ThreadingHTTPServer
) -> None:
    site.pages["/b"] = (FEED.encode(), {})
    (tmp_path / "list.opml").write_text(_opml(f"{site.address}/a", f"{site.address}/b"))
    with pytest.raises(CommandError, match="1 of 2 feeds gave nothing; they are asked again") as failed:
        _run(tmp_path / "list.opml")
    assert failed.value.returncode == 2
    assert Episode.objects.count() == 1
    assert "404" in Subscription.objects.get(show=None).trouble
