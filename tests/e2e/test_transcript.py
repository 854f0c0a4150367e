"""A transcript as it is read, heard and quoted."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watched
from transcripts.models import Chapter, Recording

pytestmark = pytest.mark.django_db

Open = Callable[..., Watched]

EPISODE = "/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/"


@pytest.fixture(scope="module", autouse=True)
def recorded(
    site: str, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The demonstration's episode with four minutes of silence of ours, and two chapters."""
    folder = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder):
        recording = Recording.objects.get()
        recording.media_file.save("silence.wav", ContentFile(_silence(folder / "made.wav", 240)))
        for start_s, title in ((80, "What Sutton says"), (150, "What Patel says")):
            Chapter.objects.create(episode=recording.episode, start_s=start_s, title=title)
        yield


def _silence(path: Path, seconds: int) -> bytes:
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 1, 4000, 0, "NONE", "not compressed"))
        sound.writeframes(b"\x80" * 4000 * seconds)
    return path.read_bytes()


def _heard_at(page: Page) -> float:
    return float(page.evaluate("() => document.querySelector('audio').currentTime"))


def test_a_click_on_a_sentence_plays_it_and_marks_it(open_page: Open) -> None:
    watched = open_page(EPISODE)
    page = watched.page
    page.locator("#u12 > p").click()
    page.wait_for_function("() => document.querySelector('audio').currentTime > 155")
    assert 155 <= _heard_at(page) < 158
    expect(page.locator("#u12")).to_have_class("line now")
    assert watched.troubles == []


def test_the_mark_follows_what_is_heard(open_page: Open) -> None:
    page = open_page(EPISODE).page
    page.locator("#u0 > p").click()
    page.evaluate("() => { document.querySelector('audio').currentTime = 200 }")
    expect(page.locator(".line.now")).to_have_id("u18")
    expect(page.locator(".line.now")).to_be_in_viewport()


def test_a_link_to_a_second_lets_the_recording_begin_there(open_page: Open) -> None:
    page = open_page(f"{EPISODE}?t=155").page
    assert page.url.endswith("#u12")
    expect(page.locator("#u12")).to_be_in_viewport()
    page.evaluate("() => document.querySelector('audio').play()")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 155")
    assert _heard_at(page) < 158


def test_a_hit_of_the_search_is_heard_at_once(open_page: Open) -> None:
    page = open_page("/search/?q=in:words+prior").page
    hit = page.locator("#content .claim-text a").first
    second = int((hit.get_attribute("href") or "").partition("?t=")[2])
    hit.click()
    page.wait_for_function(f"() => document.querySelector('audio')?.currentTime > {second}")
    assert not page.evaluate("() => document.querySelector('audio').paused")
    assert _heard_at(page) < second + 5


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_link_beyond_the_end_shows_the_end_and_says_so(open_page: Open, scripts: bool) -> None:
    page = open_page(f"{EPISODE}?t=9:59:59", scripts=scripts).page
    expect(page.locator("#end")).to_be_in_viewport()
    expect(page.locator("#end")).to_contain_text("your link asked for a later second")


def test_the_keys_lead_from_sentence_to_sentence(open_page: Open) -> None:
    page = open_page(EPISODE).page
    page.locator("#u3 > .second").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("#u4 > .second")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('audio').paused")
    page.keyboard.press(" ")
    page.wait_for_function("() => document.querySelector('audio').paused")


def test_a_sentence_is_copied_with_its_source(open_page: Open, site: str) -> None:
    page = open_page(EPISODE).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#u12 > .second").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Copy quote")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("transcript-tools")).to_contain_text("Copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == (
        "“So that's my understanding of Rich's position.”\n"
        "— Dwarkesh Patel, “Some thoughts on the Sutton interview”, Dwarkesh Podcast, 4 October 2025, 2:35\n"
        f"{site}{EPISODE}?t=155"
    )


def test_selected_words_are_copied_alone(open_page: Open) -> None:
    page = open_page(EPISODE).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#u12").hover()
    page.evaluate(
        """() => {
          const text = document.querySelector('#u12 > p').firstChild, range = document.createRange();
          range.setStart(text, 3); range.setEnd(text, 26);
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Copy quote").click()
    expect(page.locator("transcript-tools")).to_contain_text("Copied")
    assert page.evaluate("() => navigator.clipboard.readText()").startswith("“that's my understanding”\n")


def test_the_replies_to_a_claim_are_fetched_into_the_margin(open_page: Open) -> None:
    watched = open_page(EPISODE)
    page = watched.page
    card = page.locator(".margin > .claim", has=page.locator("a.replies")).first
    expect(card.locator(".bearing")).to_have_count(0)
    card.locator("a.replies").click()
    expect(card.locator(".bearing").first).to_be_visible()
    assert page.url.endswith(EPISODE)
    assert watched.axe() == []
    assert watched.troubles == []


def test_a_reader_offers_a_correction_from_the_sentence(open_page: Open) -> None:
    watched = open_page(EPISODE, width=390)
    page = watched.page
    page.locator("#u12 > .second").focus()
    page.locator("transcript-tools").get_by_role("link", name="Correct").click()
    expect(page.locator("blockquote")).to_contain_text("So that's my understanding of Rich's position.")
    assert watched.axe() == []
    assert watched.overflow() == 0
    page.get_by_label("Somebody else says this").check()
    page.get_by_label("How it should be").fill("A guest says this")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("status").filter(has_text="Thank you.")).to_be_visible()
    expect(page.locator("#u12")).to_be_in_viewport()
    assert watched.troubles == []


def test_a_click_on_the_strip_leads_to_that_time(open_page: Open) -> None:
    page = open_page(EPISODE).page
    strip = page.locator("svg.strip")
    box = strip.bounding_box()
    assert box
    strip.click(position={"x": box["width"] * 0.9, "y": box["height"] / 2})
    page.wait_for_function("() => document.querySelector('audio').currentTime > 180")
    expect(page.locator(".line.now")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [390, 1280])
def test_with_a_player_and_chapters_it_is_accessible_and_fits(
    open_page: Open, width: int, scripts: bool
) -> None:
    watched = open_page(EPISODE, width=width, scripts=scripts)
    expect(watched.page.get_by_role("link", name="What Patel says")).to_be_visible()
    if scripts:
        watched.page.locator("#u2 > .second").focus()
    for scheme in ("light", "dark"):
        assert (scheme, watched.axe(scheme)) == (scheme, [])
        assert (scheme, watched.overflow()) == (scheme, 0)
    assert watched.troubles == []


def test_an_argument_is_heard_clip_by_clip(open_page: Open) -> None:
    watched = open_page("/claims/no-true-world-model/play/")
    page = watched.page
    page.get_by_role("button", name="Play the argument").click()
    expect(page.locator("#clip-1")).to_have_attribute("aria-current", "true")
    second = page.locator("#clip-2")
    start = float(second.get_attribute("data-start") or 0)
    page.evaluate(
        "() => { document.querySelector('audio').currentTime = document.querySelector('#clip-1').dataset.end - 0.2 }"
    )
    expect(second).to_have_attribute("aria-current", "true")
    page.wait_for_function(f"() => document.querySelector('audio').currentTime > {start}")
    assert start <= _heard_at(page) < start + 3
    page.locator("#clip-1 a.clip").focus()
    page.keyboard.press("j")
    expect(second.locator("a.clip")).to_be_focused()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("That was all of it.")).to_be_visible()
    assert watched.troubles == []
