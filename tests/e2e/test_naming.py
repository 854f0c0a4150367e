"""Names in doubt, decided by keyboard, by thumb and without scripts."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Callable, Iterator

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.e2e.conftest import Watched
from tests.factories import Talk
from transcripts.models import EpisodePerson, NameDecision, Speaker, Utterance

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Open = Callable[..., Watched]


def _tone(seconds: int) -> bytes:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        waves = (int(9000 * math.sin(number / 4)) for number in range(8000 * seconds))
        file.writeframes(b"".join(struct.pack("<h", each) for each in waves))
    return sound.getvalue()


@pytest.fixture(scope="module")
def heard(site: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[Talk]:
    """A talk with two voices that nobody knows, and the sound of it."""
    with django_db_blocker.unblock():
        talk = Talk("Two voices nobody knows")
        for label, text in (
            ("SPEAKER_00", "I'm here with Ben Ito."),
            ("SPEAKER_01", "Thank you for having me here."),
        ):
            line = talk.say(None, text)
            Utterance.objects.filter(pk=line.pk).update(label=label, turn=line.position)
        EpisodePerson.objects.create(episode=talk.episode, name="Ann Lee", role="host")
        Speaker.objects.named("Ben Ito")
        talk.transcript.recording.media_file.save("talk.wav", ContentFile(_tone(12)))
        yield talk


def _queue(talk: Talk) -> str:
    return f"/attributions/?episode={talk.episode.show.slug}/{talk.episode.slug}"


def test_a_name_is_heard_confirmed_and_taken_back_by_keyboard(
    heard: Talk, open_page: Open, editors_cookie: dict[str, str]
) -> None:
    watched = open_page(_queue(heard), cookie=editors_cookie)
    page = watched.page
    cards = page.locator(".suggestion")
    expect(cards).to_have_count(2)
    expect(cards.nth(0)).to_be_focused()
    page.keyboard.press("j")
    who = page.locator(":focus h2").inner_text()
    page.keyboard.press("p")
    page.wait_for_function("() => document.querySelector('review-queue').sound.currentTime > 0")
    number = int(who.removesuffix("?")[-1])
    source = page.evaluate("() => document.querySelector('review-queue').sound.src")
    assert source.endswith(f"/media/#t={number * 5}.0,{number * 5 + 5}.0")
    page.keyboard.press("t")
    expect(page.locator(":focus input[value=turn]")).to_be_checked()
    page.keyboard.press("a")
    expect(cards).to_have_count(1)
    expect(page.locator(".said")).to_contain_text("Confirmed: ")
    assert NameDecision.objects.get().scope == "turn"
    page.locator("#progress button").click()
    expect(cards).to_have_count(2)
    assert watched.troubles == []
    assert watched.axe() == []
    page.locator(".suggestion").nth(0).focus()
    page.keyboard.press("o")
    expect(page.locator(".opened input[name=name]")).to_be_focused()
    page.keyboard.type("Cy Day")
    page.locator(".opened input[name=new_person]").check()
    page.locator(".opened button").click()
    expect(cards).to_have_count(1)
    page.locator("#progress button").click()
    expect(cards).to_have_count(2)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_thumb_decides_on_a_narrow_screen(
    heard: Talk, open_page: Open, editors_cookie: dict[str, str], scripts: bool
) -> None:
    watched = open_page(_queue(heard), width=390, scheme="dark", scripts=scripts, cookie=editors_cookie)
    page = watched.page
    assert watched.overflow() == 0
    assert watched.axe("dark") == []
    expect(page.locator(".suggestion")).to_have_count(2)
    page.get_by_role("button", name="Nobody").first.click()
    expect(page.locator(".suggestion")).to_have_count(1)
    page.locator("#progress button").click()
    expect(page.locator(".suggestion")).to_have_count(2)
