"""Pictures of pages, and how pages name them."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, Debate
from debates.picturing import Picture, Saying
from debates.reading.sharing import (
    picture_of_claim,
    picture_of_debate,
    picture_of_episode,
    picture_of_speaker,
)
from tests.factories import DebateFactory, SectionFactory, SpeakerFactory, Talk, link
from tests.pages import read
from transcripts.models import Speaker
from transcripts.models.visibility import Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk() -> Talk:
    return Talk("The talk")


@pytest.fixture
def claim(talk: Talk) -> Claim:
    """Ann's claim, which Bob rebuts, in a debate."""
    claim = talk.claim(SpeakerFactory(name="Ann Lee", slug="ann-lee"), "Models copy.")
    rebuttal = talk.claim(SpeakerFactory(name="Bob Stone"), "Models surprise us.")
    link(rebuttal, "attack", claim)
    debate = DebateFactory(slug="copying", question="Do models copy?")
    section = SectionFactory(debate=debate)
    debate.place(claim, section)
    debate.place(rebuttal, section)
    return claim


CLASH = Picture(
    "Do models copy?",
    left=Saying("Models copy.", "Ann Lee", 1),
    right=Saying("Models surprise us.", "Bob Stone", 2),
    kind="attack",
    kind_word="rebuts",
)


def test_a_claim_and_its_debate_show_the_clash(claim: Claim) -> None:
    assert picture_of_claim(claim) == CLASH
    assert picture_of_claim(Claim.objects.get(text="Models surprise us.")) == CLASH
    assert picture_of_debate(Debate.objects.get()) == CLASH


def test_a_claim_that_only_somebody_else_states_says_so(talk: Talk) -> None:
    claim = talk.claim(SpeakerFactory(), "She says models copy.", holder=SpeakerFactory(name="Ann Lee"))
    assert picture_of_claim(claim) == Picture("", left=Saying("She says models copy.", "Ann Lee’s view", 1))


def test_a_debate_without_answers_shows_its_question() -> None:
    assert picture_of_debate(DebateFactory(question="Why?", summary="Because.")) == Picture(
        "Why?", "Because."
    )


def test_episodes_and_people_show_their_names(talk: Talk, claim: Claim) -> None:
    assert picture_of_episode(talk.episode).title == "The talk"
    assert picture_of_speaker(Speaker.objects.get(name="Ann Lee")) == Picture(
        "Ann Lee", "1 claim on their exact words"
    )


def test_private_words_are_not_drawn(client: Client, talk: Talk, claim: Claim) -> None:
    talk.episode.visibility = Visibility.PRIVATE
    talk.episode.save()
    assert client.get(f"/claims/{claim.key}/card.png").status_code == 404
    assert client.get(f"{talk.episode.get_absolute_url()}card.png").status_code == 404
    assert picture_of_debate(Debate.objects.get()).left is None


@pytest.mark.parametrize(
    "page", ["/claims/{claim.key}/", "/debates/copying/", "/speakers/ann-lee/", "{episode}"]
)
def test_pages_name_their_picture(client: Client, talk: Talk, claim: Claim, page: str) -> None:
    address = page.format(claim=claim, episode=talk.episode.get_absolute_url())
    head = read(client.get(address)).one("head")
    assert head.one("meta", name="twitter:card").attributes["content"] == "summary_large_image"
    assert (
        head.one("meta", property="og:image").attributes["content"] == f"http://testserver{address}card.png"
    )
    picture = client.get(f"{address}card.png")
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/png", "public, max-age=3600")
    assert picture.content.startswith(b"\x89PNG")


def test_the_same_state_is_not_sent_twice(client: Client, claim: Claim) -> None:
    address = f"/claims/{claim.key}/card.png"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    Claim.objects.filter(pk=claim.pk).update(text="Models mostly copy.")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200
