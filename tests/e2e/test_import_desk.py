"""The import desk as an admin's browser shows it, with and without JavaScript; the worker's part is done beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Page, expect

from debates.models import User
from tests.e2e.conftest import Watched
from tests.factories import PASSWORD, UserFactory
from transcripts.desk import looking, taking
from transcripts.fetching import Options
from transcripts.models import Import, Subscription
from transcripts.subscribing import follow

pytestmark = pytest.mark.django_db

Open = Callable[..., Watched]
Work = Callable[[], None]

VTT = """WEBVTT

00:01.000 --> 00:04.000
<v Ann Lee>It rained on {day}. It poured all day long and then some more.

00:05.000 --> 00:06.000
<v spk_0>No.

00:07.000 --> 00:08.000
"""
FEED = "<rss version='2.0'><channel><title>Weather {path}</title><item><guid>a1</guid><title>Rain</title></item></channel></rss>"
HERE = Options(allow_loopback=True, tries=1, total_s=5.0)


def _beside(act: Callable[[], object]) -> None:
    """Do it in a thread, whose connection is none of the test's: what it stores is there for the site."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.fixture
def work() -> Work:
    """Do what the worker would do now."""

    def work_() -> None:
        for brought in Import.objects.filter(state="looking"):
            looking.look(brought.pk, HERE)
        for brought in Import.objects.filter(state="queued"):
            taking.carry_out(brought.pk)
        for feed in Subscription.objects.exclude(asked_at=None):
            follow(feed.url, HERE)

    return lambda: _beside(work_)


@pytest.fixture(scope="module")
def admins_cookie(site: str, django_db_blocker: pytest.FixtureRequest) -> dict[str, str]:
    with django_db_blocker.unblock():
        UserFactory(username="import-admin", role=User.Role.ADMIN)
        client = Client()
        assert client.login(username="import-admin", password=PASSWORD)
        return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}


@pytest.fixture
def visit(open_page: Open, admins_cookie: dict[str, str]) -> Open:
    return lambda address, **how: open_page(address, cookie=admins_cookie, **how)


@pytest.fixture
def feed_site() -> Iterator[str]:
    """The address of a feed on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed = FEED.format(path=self.path.rpartition("/")[2]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(feed)))
            self.end_headers()
            self.wfile.write(feed)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _file(folder: Path, day: str) -> Path:
    file = folder / f"rain_on_{day}.vtt"
    file.write_text(VTT.format(day=day))
    return file


def _bring(page: Page, *files: Path) -> None:
    page.get_by_label("Files", exact=True).set_input_files([str(file) for file in files])
    page.get_by_role("button", name="Look at it").click()


def _looks_right(watched: Watched) -> None:
    for scheme in ("light", "dark"):
        assert (scheme, watched.axe(scheme)) == (scheme, [])
        assert (scheme, watched.overflow()) == (scheme, 0)
    assert watched.troubles == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_file_goes_from_preview_to_episode_and_back(
    visit: Open, work: Work, tmp_path: Path, width: int, scripts: bool
) -> None:
    day = f"day-{width}-{scripts}"
    watched = visit("/imports/", width=width, scripts=scripts)
    page = watched.page
    _looks_right(watched)
    _bring(page, _file(tmp_path, day))
    expect(page.locator("#said")).to_have_text("Waits for you")
    expect(page.get_by_text("2 of 3 cues kept")).to_be_visible()
    expect(page.get_by_text("This cue has a time but no words")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value(f"rain on day {width} {scripts}")
    expect(page.get_by_label("spk_0")).to_have_value("")
    _looks_right(_fresh(watched))
    page.get_by_label("Show").fill("Weather")
    page.get_by_label("spk_0").fill("Bob Ray")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("progress")).to_be_visible()
    _looks_right(_fresh(watched))
    work()  # without scripts the page reloads by itself
    expect(page.locator("#said")).to_contain_text("Imported")
    expect(page.locator("progress")).to_have_count(0)
    page.get_by_role("button", name="Undo this import").click()
    expect(page.locator("#said")).to_have_text("Undone")
    assert watched.troubles == []


def _fresh(watched: Watched) -> Watched:
    """The same page, for axe to look at anew where it looks at a copy without scripts."""
    watched._looked_at = None
    return watched


def test_the_bar_moves_by_itself_and_the_focus_stays(visit: Open, work: Work, tmp_path: Path) -> None:
    page = visit("/imports/").page
    _bring(page, _file(tmp_path, "monday"))
    page.get_by_label("Show").fill("Weather")
    page.get_by_role("button", name="Import", exact=True).click()
    cancel = page.get_by_role("button", name="Cancel this import")
    cancel.focus()
    seconds = page.locator(".how-far p").first
    before = seconds.inner_text()
    expect(seconds).not_to_have_text(before)
    expect(cancel).to_be_focused()
    work()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible()


def test_words_that_are_here_are_asked_about_with_their_overlap_and_clock(
    visit: Open, work: Work, tmp_path: Path
) -> None:
    watched = visit("/imports/", width=390)
    page = watched.page
    _bring(page, _file(tmp_path, "friday"))
    page.get_by_label("Show").fill("Weather")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("progress")).to_be_visible()
    work()
    page.goto("/imports/")
    other = tmp_path / "rain on friday.vtt"
    other.write_text(
        "WEBVTT\n\n00:09.000 --> 00:12.000\n<v Ann>The weather was bad that day, as far as anyone recalls.\n"
    )
    _bring(page, other)
    page.get_by_label("Show").fill("Weather")
    page.get_by_label("Title").fill("rain on friday")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("#here")).to_contain_text("This is a rewrite: only 0 % of its runs of six words")
    _looks_right(watched)
    page.get_by_label("Put these words in the place of those that are here").check()
    page.get_by_role("button", name="Import", exact=True).click()
    work()
    expect(page.locator("#said")).to_contain_text("Imported")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_files_that_came_together_start_together(
    visit: Open, work: Work, tmp_path: Path, scripts: bool
) -> None:
    watched = visit("/imports/", scripts=scripts)
    page = watched.page
    bad = tmp_path / "picture.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    _bring(page, _file(tmp_path, f"one-{scripts}"), _file(tmp_path, f"two-{scripts}"), bad)
    expect(page.locator("#said")).to_have_text("2 wait for you")
    expect(page.get_by_text("cannot be read")).to_be_visible()
    _looks_right(_fresh(watched))
    page.get_by_label("Show").fill("Weather")
    page.get_by_role("button", name="Import all of these").click()
    expect(page.locator("#said")).to_have_text("Being imported")
    work()  # without scripts the page reloads by itself
    expect(page.locator("#said")).to_have_text("All settled")
    expect(page.locator("#state")).to_contain_text("4 of 4 rows; 3 of 3 files settled")
    assert watched.troubles == []


@pytest.mark.parametrize("width", [390, 1280])
def test_an_address_leads_to_a_feed_that_is_followed(
    visit: Open, work: Work, feed_site: str, width: int
) -> None:
    watched = visit("/imports/", width=width)
    page = watched.page
    address = f"{feed_site}/{width}"
    page.get_by_label("Or give an address").fill(address)
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#said")).to_have_text("Is being looked at")
    work()
    expect(page.locator("#said")).to_have_text("Is a feed")
    expect(page.get_by_text("1 episode, 0 with a transcript of their own.")).to_be_visible()
    _looks_right(watched)
    page.get_by_role("button", name="Follow this feed").click()
    expect(page.locator("#said")).to_have_text("It is being asked.")
    work()
    expect(page.locator("#said")).to_contain_text("1 of 1 items kept")
    _looks_right(_fresh(watched))
    page.goto("/feeds/")
    _looks_right(watched)
    page.goto("/feeds/")
    page.get_by_role("link", name=f"Weather {width}").click()
    page.get_by_role("button", name="Stop following it").click()
    expect(page.get_by_text("is not followed any more")).to_be_visible()
