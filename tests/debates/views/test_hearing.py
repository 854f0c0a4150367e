"""An argument as clips."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim
from tests.factories import SpeakerFactory, Talk, link
from tests.pages import main
from transcripts.models import Recording
from transcripts.models.visibility import Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk() -> Talk:
    return Talk("The talk")


@pytest.fixture
def copying(talk: Talk) -> Claim:
    """Ann's claim, two objections of Bob's, and Ann's reply to the first, which was said last."""
    ann, bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
    claim, first, second = (
        talk.claim(ann, "Models copy."),
        talk.claim(bob, "Models surprise us."),
        talk.claim(bob, "Models calculate."),
    )
    reply = talk.claim(ann, "Surprise is no novelty.")
    link(first, "attack", claim)
    link(second, "attack", claim)
    link(reply, "attack", first)
    return claim


def _play(client: Client, claim: Claim) -> object:
    return client.get(f"/claims/{claim.key}/play/")


def test_each_objection_is_followed_by_its_replies(client: Client, copying: Claim) -> None:
    page = main(_play(client, copying))
    assert "None of it can be heard on this page" in page.text
    assert page.texts("p", class_="claim-text") == [
        "Models copy.",
        "Models surprise us.",
        "Surprise is no novelty.",
        "Models calculate.",
    ]
    assert page.texts("p", class_="says") == ["✕ rebuts number 1", "✕ rebuts number 2", "✕ rebuts number 1"]


def test_a_claim_on_a_circle_is_heard_once(client: Client, copying: Claim) -> None:
    link(copying, "attack", Claim.objects.get(text="Surprise is no novelty."))
    assert len(main(_play(client, copying)).all("blockquote")) == 4


def test_our_own_recording_is_played_on_its_clock(client: Client, talk: Talk, copying: Claim) -> None:
    Recording.objects.update(media_file="recordings/ours.mp3")
    page = main(_play(client, copying))
    assert "None of it can be heard" not in page.text
    media = f"/recordings/{talk.transcript.recording_id}/media/"
    second = page.one("li", id="clip-2")
    assert second.attributes["data-source"] == media
    assert (second.attributes["data-start"], second.attributes["data-end"]) == ("5.00", "10.00")
    assert second.one("a", class_="clip").attributes["href"] == f"{media}#t=5.0,10.0"


def test_a_publishers_recording_may_be_asked_for_from_this_page_alone(client: Client, copying: Claim) -> None:
    Recording.objects.update(media_url="https://media.example/talk.mp3")
    policy = _play(client, copying)["Content-Security-Policy"]
    assert "media-src 'self' https://media.example https:" in policy
    assert "https:" not in client.get(copying.get_absolute_url())["Content-Security-Policy"]


def test_a_video_page_is_linked_at_the_second(client: Client, copying: Claim) -> None:
    Recording.objects.update(media_url="https://www.youtube.com/watch?v=abc")
    page = main(_play(client, copying))
    assert page.one("li", id="clip-2").one("p", class_="hear").all("a")[0].attributes["href"] == (
        "https://www.youtube.com/watch?v=abc&t=5"
    )
    assert not page.all("a", class_="clip")


def test_private_words_are_not_heard(client: Client, talk: Talk, copying: Claim) -> None:
    talk.episode.visibility = Visibility.PRIVATE
    talk.episode.save()
    assert _play(client, copying).status_code == 404


def test_makes_a_fixed_number_of_queries(
    client: Client, talk: Talk, copying: Claim, django_assert_max_num_queries: object
) -> None:
    for text in ("Once more.", "And again.", "And a third time."):
        link(talk.claim(SpeakerFactory(), text), "attack", copying)
    with django_assert_max_num_queries(13):
        _play(client, copying)


def test_takes_no_post(client: Client, copying: Claim) -> None:
    assert client.post(f"/claims/{copying.key}/play/").status_code == 405
    assert client.get("/claims/nothing/play/").status_code == 404
