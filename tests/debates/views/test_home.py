from __future__ import annotations

import datetime

import pytest
from django.test import Client

from debates.models import Debate
from debates.standings.renewal import renew
from tests.factories import (
    DebateFactory,
    EpisodeFactory,
    ShowFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    link,
)
from tests.pages import main, read

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('x')</script>"


class TestOnTheDemo:
    """What the pages say of the demonstration debate."""

    def test_leads_to_the_demos_debate(self, client: Client, demo: Debate) -> None:
        links = main(client.get("/")).all("a", href="/debates/are-large-language-models-a-dead-end/")
        assert "Are large language models a dead end?" in [each.text for each in links]

    def test_shows_one_clash_of_the_newest_debate(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/"))
        assert page.texts("p", class_="claim-text")[0].startswith(
            "What LLMs learn from training is not a true"
        )
        assert "Models of humans can give a prior that facilitates learning true world models." in page.text

    def test_lists_episodes_and_people_of_the_demo(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/"))
        assert page.one("a", href="/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/").text
        people = [each.attributes["href"] for each in page.one("section", aria_labelledby="people").all("a")]
        assert people == [
            "/speakers/richard-sutton/",
            "/speakers/dwarkesh-patel/",
            "/speakers/ilya-sutskever/",
        ]


def test_an_empty_site_says_how_to_begin(client: Client) -> None:
    page = main(client.get("/"))
    assert "No debate yet" in page.text
    assert "manage.py import_transcript" in page.text


def test_lists_the_newest_debate_first(client: Client) -> None:
    for number in range(1, 4):
        DebateFactory(question=f"Is {number} so?", slug=f"debate-{number}")
    headings = main(client.get("/")).texts("a")
    assert [text for text in headings if text.startswith("Is ")] == ["Is 3 so?", "Is 2 so?", "Is 1 so?"]


def test_lists_a_dozen_of_each(client: Client) -> None:
    for number in range(14):
        DebateFactory()
        EpisodeFactory(published_on=datetime.date(2025, 1, 1 + number))
    page = main(client.get("/"))
    links = {each.attributes["href"] for each in page.all("a")}
    assert len([link for link in links if link.startswith("/debates/is-it")]) == 12
    assert len([link for link in links if link.startswith("/shows/")]) == 12


def test_markup_in_anything_stored_is_shown_as_text(client: Client) -> None:
    speaker = SpeakerFactory(name=SCRIPT)
    debate = DebateFactory(question=SCRIPT, summary=SCRIPT)
    SideHolderFactory(side=SideFactory(debate=debate, name=SCRIPT), speaker=speaker)
    talk = Talk()
    talk.episode.title = SCRIPT
    talk.episode.show = ShowFactory(name=SCRIPT)
    talk.episode.save()
    claim, reply = talk.claim(speaker, SCRIPT), talk.claim(SpeakerFactory(), SCRIPT)
    link(reply, "attack", claim)
    debate.place(claim)
    debate.place(reply)
    DebateFactory(question="Another one, the newest")
    for _ in range(2):
        response = client.get("/")
        assert "<script>alert" not in response.content.decode()
        assert read(response).text.count(SCRIPT) >= 4
        Debate.objects.newest_first()[0].delete()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_can_only_be_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405


def test_answers_a_head(client: Client) -> None:
    response = client.head("/")
    assert (response.status_code, response.content) == (200, b"")


def test_shows_a_clash_of_a_debate_of_any_size(client: Client) -> None:
    debate, talk = DebateFactory(), Talk()
    ann, bob = SpeakerFactory(), SpeakerFactory()
    for number in range(90):
        debate.place(talk.claim(ann, f"Claim {number} is so."))
    claim, reply = talk.claim(ann, "This is disputed."), talk.claim(bob, "It is not so.")
    reason, objection = talk.claim(bob, "That is why."), talk.claim(ann, "That is no reason.")
    link(reply, "attack", claim)
    link(reason, "support", reply)
    link(objection, "attack", reply)
    for each in (claim, reply, reason, objection):
        debate.place(each)
    clash = main(client.get("/")).one("div", class_="exchange")
    assert clash.texts("p", class_="claim-text") == ["This is disputed.", "It is not so."]
    assert clash.one("ul", class_="reasons").texts("a") == ["That is why."]
    assert "1 reply against" in clash.one("div", class_="answer").text


def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, demo: Debate, django_assert_num_queries: object
) -> None:
    renew()
    with django_assert_num_queries(30):
        client.get("/")
    talk = Talk()
    for _ in range(8):
        demo.place(talk.claim(SpeakerFactory(), "It is so."))
        SideHolderFactory(side=SideFactory(debate=DebateFactory()))
    Debate.objects.exclude(pk=demo.pk).update(created_at=demo.created_at - datetime.timedelta(days=1))
    renew()
    with django_assert_num_queries(30):
        client.get("/")


def test_visitors_are_offered_to_sign_in_only(client: Client) -> None:
    page = read(client.get("/"))
    assert page.all("a", href="/sign-in/")
    assert not page.all("a", href="/debates/new/")
    assert [form.attributes.get("role") for form in page.all("form")] == ["search"]


def test_readers_are_not_offered_to_edit(reader: Client) -> None:
    page = read(reader.get("/"))
    assert not page.all("a", href="/debates/new/")
    assert page.all("form", action="/sign-out/")


def test_editors_are_offered_a_new_debate(editor: Client) -> None:
    assert read(editor.get("/")).all("a", href="/debates/new/")


def test_what_waits_for_an_answer_is_not_among_the_most_contested(client: Client) -> None:
    talk, ann, bob = Talk("The talk"), SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
    defended, alone = talk.claim(ann, "Models copy."), talk.claim(ann, "Models forget.")
    attack = talk.claim(bob, "They surprise us.")
    link(attack, "attack", defended)
    link(talk.claim(ann, "Not for long."), "attack", attack)
    link(talk.claim(bob, "They remember."), "attack", alone)
    renew()
    page = main(client.get("/"))
    assert page.one("section", aria_labelledby="contested").texts("p", class_="claim-text") == [
        "Models copy."
    ]
    waiting = page.one("section", aria_labelledby="waiting").texts("p", class_="claim-text")
    assert sorted(waiting) == ["Models forget.", "They surprise us."]
