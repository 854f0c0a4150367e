"""An hour of talk becomes claims and relations by keyboard alone; how many keys and seconds that takes is printed."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from debates.findings import mine_transcript
from debates.models import Claim, Decision, Relation, Suggestion
from tests.e2e.conftest import Watched
from transcripts.ingest import Order, ingest
from transcripts.models import Transcript

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

Open = Callable[..., Watched]

KEY_MS = 150
"""Between two keys, as somebody presses them who knows which come next."""

LOOK_MS = 1_500
"""To read a suggestion before the first key."""


class Hands:
    """Somebody at the keyboard: presses keys at a human pace, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.begun = time.monotonic()

    def look(self) -> None:
        self.page.wait_for_timeout(LOOK_MS)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.wait_for_timeout(KEY_MS)
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words, delay=KEY_MS / 3)
        self.keys += len(words)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun


@pytest.fixture(scope="module")
def interview(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[Transcript]:
    """The interview with its suggestions, beside the demonstration."""
    folder = os.environ.get("COUNTERPOINT_TEST_DATA", "")
    file = Path(folder) / "transcripts/text/sync_dwarkesh_sutton.md"
    if not folder or not file.exists():
        pytest.skip("COUNTERPOINT_TEST_DATA has no interview")
    with django_db_blocker.unblock():
        order = Order(
            data=file.read_bytes(),
            source="interview.md",
            show="Dwarkesh Podcast",
            title="The interview",
            published_on=datetime.date(2025, 9, 26),
        )
        transcript = ingest(order).transcript
        mine_transcript(transcript)
        yield transcript


def _settled(page: Page) -> None:
    """Until every post went through."""
    page.evaluate("() => document.querySelector('review-queue').posts")


def _decided(transcript: Transcript, verdict: str) -> int:
    return Decision.objects.filter(suggestion__transcript=transcript, verdict=verdict).count()


def test_forty_suggestions_ten_relations_and_ten_claims_take_few_keys(
    interview: Transcript, open_page: Open, editors_cookie: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    here = interview.episode.get_absolute_url().strip("/").removeprefix("shows/")
    watched = open_page(f"/review/?episode={here}&kind=claim", cookie=editors_cookie)
    page = watched.page
    expect(page.locator(".suggestion").first).to_be_focused()

    was = {verdict: _decided(interview, verdict) for verdict in ("accepted", "rejected")}
    plain = Hands(page)
    for number in range(40):
        plain.look()
        plain.press("x" if number % 4 == 3 else "a")
    _settled(page)
    assert [_decided(interview, verdict) - was[verdict] for verdict in was] == [30, 10]
    assert plain.keys == 40

    before = Relation.objects.count()
    related = Hands(page)
    for number in range(10):
        related.look()
        related.press("r")
        expect(page.locator(".opened input[type=radio]").first).to_be_focused()
        related.press("b" if number % 2 else "s", str(number % 3 + 1))
        expect(page.locator(".opened")).to_have_count(0)
    _settled(page)
    assert Relation.objects.count() - before == 10
    assert related.keys == 30

    page.goto(interview.episode.get_absolute_url())
    made = Claim.objects.count()
    written = Hands(page)
    sentence = "Written by hand, this is claim number {}."
    page.locator("#u100 > .second").focus()
    for number in range(10):
        written.look()
        written.press("c")
        expect(page.locator(".annotate textarea[name=text]")).to_be_focused()
        written.type(sentence.format(number))
        written.press("Enter")
        expect(page.locator(".annotate")).to_have_count(0)
        assert page.evaluate("() => document.activeElement.className") == "second"
        written.press("j", "j", "j")
    assert Claim.objects.count() - made == 10
    assert watched.troubles == []

    typed = 10 * len(sentence.format(0))
    with capsys.disabled():
        print(
            f"\n40 suggestions: {plain.keys} keys, {plain.seconds:.0f} s ({plain.seconds / 30:.1f} s an accepted claim)"
            f"\n10 accepted with a relation: {related.keys} keys, {related.seconds:.0f} s ({related.seconds / 10:.1f} s each)"
            f"\n10 written from words: {written.keys - typed} keys beside {typed} letters, {written.seconds:.0f} s "
            f"({written.seconds / 10:.1f} s each)"
        )


def test_a_lost_connection_brings_the_suggestion_back(
    interview: Transcript, open_page: Open, editors_cookie: dict[str, str]
) -> None:
    page = open_page("/review/?kind=claim", cookie=editors_cookie).page
    card = page.locator(".suggestion").first
    name = card.get_attribute("id")
    waiting = Suggestion.objects.waiting().count()
    page.route("**/review/*/", lambda route: route.abort())
    page.keyboard.press("a")
    again = page.locator(f"#{name}")
    expect(again.locator(".trouble")).to_have_text("The connection failed. Nothing was stored: decide again.")
    expect(again).to_be_focused()
    page.unroute("**/review/*/")
    page.keyboard.press("a")
    expect(again).to_have_count(0)
    assert Suggestion.objects.waiting().count() == waiting - 1
