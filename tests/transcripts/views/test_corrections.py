from __future__ import annotations

import pytest
from django.test import Client, override_settings

from tests.factories import EpisodeFactory, SpeakerFactory, Talk
from tests.pages import main
from transcripts.models import CorrectionOffer

pytestmark = pytest.mark.django_db

GOOD = {"place": "¶2", "kind": "words", "proposal": "It was so."}


@pytest.fixture
def talk() -> Talk:
    talk = Talk()
    for words in ("Well.", "It is so.", "Yes."):
        talk.say(SpeakerFactory(name="Ann"), words)
    return talk


def _address(talk: Talk) -> str:
    return f"{talk.episode.get_absolute_url()}correct/"


def test_the_form_shows_the_sentence_that_the_reader_came_from(client: Client, talk: Talk) -> None:
    page = main(client.get(_address(talk), {"line": "1"}))
    assert page.one("blockquote").text == "“It is so.”"
    assert page.one("input", name="place").attributes["value"] == "¶2"


@pytest.mark.parametrize("line", ["", "99", "-1", "x", "9" * 5000, "١"])
def test_without_a_sentence_the_form_asks_which(client: Client, talk: Talk, line: str) -> None:
    page = main(client.get(_address(talk), {"line": line}))
    assert page.all("blockquote") == []
    assert "value" not in page.one("input", name="place").attributes


@pytest.mark.parametrize("place", ["¶2", "¶ 2", "0:05", "5s"])
def test_an_offer_is_kept_and_the_reader_thanked_at_the_line(client: Client, talk: Talk, place: str) -> None:
    response = client.post(_address(talk), {**GOOD, "place": place})
    assert response["Location"] == f"{talk.episode.get_absolute_url()}#u1"
    assert "Thank you. An editor will look at it." in main(client.get(response["Location"])).text
    offer = CorrectionOffer.objects.get()
    assert (offer.utterance.text, offer.kind, offer.proposal, offer.state) == (
        "It is so.",
        "words",
        "It was so.",
        "waiting",
    )


def test_nothing_in_an_offer_leads_back_to_a_visitor(client: Client, talk: Talk) -> None:
    client.post(_address(talk), GOOD, REMOTE_ADDR="192.0.2.7")
    offer = CorrectionOffer.objects.get()
    assert len(offer.visitor) == 64
    assert "192.0.2.7" not in offer.visitor


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "¶99"},
        {"place": "¶0"},
        {"place": "soon"},
        {"place": "9:59:59"},
        {"kind": "mood"},
        {"proposal": "  "},
        {"proposal": "x" * 1001},
        {"website": "https://spam.example/"},
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_typed_is_lost(
    client: Client, talk: Talk, wrong: dict[str, str]
) -> None:
    response = client.post(_address(talk), {**GOOD, **wrong})
    assert response.status_code == 422
    assert main(response).all(class_="errorlist")
    assert main(response).one("textarea").text == {**GOOD, **wrong}["proposal"].strip()
    assert not CorrectionOffer.objects.exists()


def test_the_eleventh_in_an_hour_is_put_off(client: Client, talk: Talk) -> None:
    for _ in range(10):
        assert client.post(_address(talk), GOOD).status_code == 302
    response = client.post(_address(talk), GOOD)
    assert (response.status_code, CorrectionOffer.objects.count()) == (429, 10)
    assert "please come back later" in main(response).text
    assert client.post(_address(talk), GOOD, REMOTE_ADDR="192.0.2.8").status_code == 302


def test_behind_a_proxy_a_made_up_address_is_no_other_visitor(client: Client, talk: Talk) -> None:
    with override_settings(HTTPS=True, SECURE_SSL_REDIRECT=False):
        for number in range(11):
            noted = {"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.7"}
            response = client.post(_address(talk), GOOD, headers=noted)
    assert response.status_code == 429


@pytest.mark.parametrize("address", ["/shows/x/y/correct/", "{}correct/"])
def test_an_episode_without_words_has_nothing_to_correct(client: Client, address: str) -> None:
    assert client.get(address.format(EpisodeFactory().get_absolute_url())).status_code == 404


def test_editors_see_what_was_offered_and_decide(editor: Client, talk: Talk) -> None:
    Client().post(_address(talk), {**GOOD, "kind": "speaker", "proposal": "<b>Bob</b>"})
    page = main(editor.get("/corrections/"))
    assert "Somebody else says this" in page.text
    assert "<b>Bob</b>" in page.text
    address = page.all("form")[0].attributes["action"]
    assert editor.post(address, {"state": "dismissed"})["Location"] == "/corrections/"
    assert CorrectionOffer.objects.get().state == "dismissed"
    assert "None waits." in main(editor.get("/corrections/")).text
    assert editor.post(address, {"state": "done"}).status_code == 404


def test_others_do_not_see_it(client: Client, reader: Client, talk: Talk) -> None:
    assert Client().get("/corrections/")["Location"].startswith("/sign-in/")
    assert reader.get("/corrections/").status_code == 403
    assert reader.post("/corrections/1/").status_code == 403
