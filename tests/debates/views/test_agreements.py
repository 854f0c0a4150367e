"""What one side grants to another, or says in support of it."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Debate
from tests.factories import DebateFactory, SideFactory, SideHolderFactory, SpeakerFactory, Talk, link
from tests.pages import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def debate() -> Debate:
    debate: Debate = DebateFactory(slug="copying", question="Do models copy?")
    ann, bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
    for position, (name, speaker) in enumerate((("Lee", ann), ("Stone", bob))):
        SideHolderFactory(side=SideFactory(debate=debate, name=name, position=position), speaker=speaker)
    talk = Talk("The talk")
    copying = talk.claim(ann, "Models copy people.")
    disputed = talk.claim(bob, "Models learn from the world.")
    granted = talk.claim(bob, "Most text is written by people.", stance="grants")
    for claim in (copying, disputed, granted):
        debate.place(claim)
    link(disputed, "attack", copying)
    link(granted, "support", copying)
    return debate


def test_shows_what_is_granted_and_what_it_supports(client: Client, debate: Debate) -> None:
    page = main(client.get("/debates/copying/agreed/"))
    assert page.one("ol", class_="ledger").texts("p", class_="claim-text") == [
        "Most text is written by people."
    ]
    assert page.texts("p", class_="gives") == ["It ✓ supports Lee: Models copy people."]


def test_says_that_nothing_is_agreed_on(client: Client) -> None:
    DebateFactory(slug="empty")
    page = main(client.get("/debates/empty/agreed/"))
    assert "Nothing on this map is granted by one side to another" in page.text


def test_is_not_there_for_a_debate_that_is_not(client: Client) -> None:
    assert client.get("/debates/nothing/agreed/").status_code == 404
    assert client.post("/debates/nothing/agreed/").status_code == 405


def test_the_versus_view_leads_there_once_it_has_sections(client: Client, demo: Debate) -> None:
    contents = main(client.get(demo.get_absolute_url())).one("nav", class_="contents")
    assert contents.texts("a") == [
        "Do language models have a world model?",
        "Does learning on the job need a new paradigm?",
        "Is human data enough to learn from?",
        "Is imitation the opposite of experience?",
        "On which word do they talk past each other?",
        "Where do they agree?",
        "What was left without an answer?",
        "Is everybody stated fairly?",
    ]
