from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from debates.models import User
from tests.factories import EpisodeFactory, ShowFactory, TranscriptFactory, UserFactory
from tests.pages import main
from transcripts.models import Subscription, TranscriptLink

pytestmark = pytest.mark.django_db

URL = "https://weather.example/feed"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(role=User.Role.ADMIN))
    return client


def _feed(**details: object) -> Subscription:
    return Subscription.objects.create(url=URL, **details)


def _queued() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'url' FROM procrastinate_jobs WHERE task_name = 'transcripts.follow_feed'"
        )
        return [row[0] for row in cursor.fetchall()]


def test_a_feed_is_followed_by_its_address_and_asked_by_the_worker(admin: Client) -> None:
    response = admin.post("/feeds/", {"url": URL}, follow=True)
    feed = Subscription.objects.get()
    assert response.redirect_chain == [(f"/feeds/{feed.pk}/", 302)]
    assert main(response).one("p", id="said").text == "It is being asked."
    assert _queued() == [URL]


@pytest.mark.parametrize("url", ["", "ftp://weather.example/feed", "no address at all"])
def test_an_address_that_is_none_is_refused(admin: Client, url: str) -> None:
    assert admin.post("/feeds/", {"url": url}).status_code == 422
    assert Subscription.objects.count() == 0


def test_a_feed_is_followed_once(admin: Client) -> None:
    _feed()
    response = admin.post("/feeds/", {"url": URL})
    assert response.status_code == 422
    assert "This feed is followed already." in response.content.decode()


def test_the_list_tells_of_the_last_answer_and_the_next_time(admin: Client) -> None:
    feed = _feed(show=ShowFactory(name="Weather"))
    TranscriptFactory(episode__show=feed.show)
    EpisodeFactory(show=feed.show)
    feed.note_success("", "", "1", "2 of 2 items kept; 2 new, 0 changed, 0 as before")
    text = main(admin.get("/feeds/")).text
    assert "Weather 21 with words" in text
    assert "2 of 2 items kept; 2 new, 0 changed, 0 as before" in text
    feed.note_trouble("weather.example does not answer.")
    assert "weather.example does not answer." in main(admin.get("/feeds/")).text


def test_a_feed_in_trouble_says_how_often_and_which_transcripts_failed(admin: Client) -> None:
    feed = _feed(show=ShowFactory(name="Weather"))
    feed.note_trouble("weather.example does not answer.")
    feed.note_trouble("weather.example does not answer.")
    episode = EpisodeFactory(show=feed.show, title="Rain")
    TranscriptLink.objects.create(
        episode=episode, url="https://weather.example/rain.vtt", trouble="It is gone (404)."
    )
    page = main(admin.get(feed.get_absolute_url()))
    assert "That was 2 times in a row; the pauses grow." in page.text
    assert "Rain: It is gone (404)." in page.text
    assert "Episodes without words" in page.texts("h2")


def test_what_was_left_of_a_feed_is_told_until_another_answer_comes(admin: Client) -> None:
    feed = _feed(show=ShowFactory(name="Weather"))
    left = ["Line 7: “Live” is a live item that has not ended; it was left for later."]
    feed.note_success("", "", "1", "1 of 2 items kept", left)
    assert left[0] in main(admin.get(feed.get_absolute_url())).text
    feed.note_success("", "", "1", "Nothing has changed since it was last asked.")
    assert left[0] in main(admin.get(feed.get_absolute_url())).text
    feed.note_success("", "", "1", "2 of 2 items kept", [])
    assert left[0] not in main(admin.get(feed.get_absolute_url())).text


def test_a_feed_is_paused_and_its_words_are_wanted(admin: Client) -> None:
    feed = _feed()
    admin.post(feed.get_absolute_url(), {"wants_transcription": "on"})
    feed.refresh_from_db()
    assert (feed.is_active, feed.wants_transcription) == (False, True)
    assert "paused" in main(admin.get("/feeds/")).text


def test_a_feed_is_asked_now_whatever_its_schedule(admin: Client) -> None:
    feed = _feed()
    admin.post(f"{feed.get_absolute_url()}ask/")
    feed.refresh_from_db()
    assert feed.asked_at is not None
    assert _queued() == [URL]


def test_a_feed_is_dropped_and_its_episodes_stay(admin: Client) -> None:
    feed = _feed(show=ShowFactory(name="Weather"))
    EpisodeFactory(show=feed.show)
    page = main(admin.post(f"{feed.get_absolute_url()}drop/", follow=True))
    assert "“Weather” is not followed any more. Its episodes stay." in page.text
    assert Subscription.objects.count() == 0
    assert feed.show.episodes.count() == 1


def test_the_list_makes_as_many_queries_for_many_feeds_as_for_few(
    admin: Client, django_assert_num_queries: object
) -> None:
    for number in range(3):
        Subscription.objects.create(url=f"{URL}/{number}", show=ShowFactory())
        with django_assert_num_queries(3):
            admin.get("/feeds/")


PAGES = ["/feeds/", "/feeds/{pk}/"]
ACTIONS = ["/feeds/{pk}/ask/", "/feeds/{pk}/drop/"]


@pytest.mark.parametrize("address", [*PAGES, *ACTIONS])
def test_feeds_are_for_admins(client: Client, editor: Client, address: str) -> None:
    address = address.format(pk=_feed().pk)
    assert editor.post(address).status_code == 403
    client.logout()
    assert client.post(address)["Location"] == f"/sign-in/?next={address}"


@pytest.mark.parametrize("address", ACTIONS)
def test_actions_are_posted(admin: Client, address: str) -> None:
    assert admin.get(address.format(pk=_feed().pk)).status_code == 405


def test_a_feed_that_never_was_is_not_found(admin: Client) -> None:
    assert admin.get("/feeds/4711/").status_code == 404
