"""What nobody should ask for, and what is oddly shaped: each gets a page that a person would be content with."""

from __future__ import annotations

import pytest
from django.test import Client

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
    supplied,
)
from tests.pages import main, read

pytestmark = pytest.mark.django_db

VIEWS = (
    "",
    "outline/",
    "map/",
    "map/places.json",
    "map/words.json",
    "turns-on/",
    "what-if/",
    "time/",
    "agreed/",
)
LEDGERS = ("questions/", "reports/", "arguments.atom")


@pytest.mark.parametrize(
    "address",
    [
        "/claims/nobody-said-this/",
        "/claims/nobody-said-this/map/",
        "/debates/nowhere/",
        "/debates/nowhere/outline/",
        "/speakers/nobody/",
        "/shows/none/",
        "/shows/none/nothing/",
    ],
)
def test_what_is_not_here_is_said_not_to_be(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    page = read(response)
    assert len(page.all("h1")) == 1
    assert page.all("a", href="/")


@pytest.mark.parametrize("t", ["99999999", "9" * 400, "-5", "1:99:99", "x", "", "\x00", "１２", "1e9", "NaN"])
def test_a_second_that_is_none_leads_to_the_transcript(client: Client, t: str) -> None:
    talk = Talk()
    talk.say(SpeakerFactory(), "It is so.")
    response = client.get(talk.episode.get_absolute_url(), {"t": t}, follow=True)
    assert response.status_code == 200
    assert "It is so." in main(response).text


def test_a_second_after_the_end_leads_to_the_end(client: Client) -> None:
    talk = Talk()
    talk.say(SpeakerFactory(), "It is so.")
    response = client.get(talk.episode.get_absolute_url(), {"t": "10:00:00"})
    assert response.headers["Location"] == f"{talk.episode.get_absolute_url()}#end"
    assert main(client.get(talk.episode.get_absolute_url())).one(id="end").text != ""


@pytest.mark.parametrize("text", ["?", "x" * 2000, "‮" + "نعم " * 400, "word " * 399 + "end"])
def test_a_claim_of_any_length_has_all_its_pages(client: Client, text: str) -> None:
    talk, debate = Talk(), DebateFactory()
    claim = talk.claim(SpeakerFactory(), text, said="It is so.")
    debate.place(claim)
    link(talk.claim(SpeakerFactory(), "No."), "attack", claim)
    renew()
    for page in (claim.get_absolute_url(), f"{claim.get_absolute_url()}map/", debate.get_absolute_url()):
        response = client.get(page)
        assert response.status_code == 200
        assert text.strip()[:300] in response.content.decode()


class TestDebatesOfOddShape:
    @pytest.mark.parametrize("view", [*VIEWS, *LEDGERS])
    def test_without_claims(self, client: Client, view: str) -> None:
        assert client.get(f"{DebateFactory().get_absolute_url()}{view}").status_code == 200

    def test_without_claims_says_how_claims_come(self, client: Client) -> None:
        page = main(client.get(DebateFactory().get_absolute_url()))
        assert "Editors place them here." in page.text

    @pytest.mark.parametrize("view", [*VIEWS, *LEDGERS])
    def test_of_one_side(self, client: Client, view: str) -> None:
        debate, ann = DebateFactory(), SpeakerFactory()
        SideHolderFactory(side=SideFactory(debate=debate), speaker=ann)
        debate.place(Talk().claim(ann, "It is so."))
        renew()
        assert client.get(f"{debate.get_absolute_url()}{view}").status_code == 200

    @pytest.mark.parametrize("view", [*VIEWS, *LEDGERS])
    @pytest.mark.parametrize("kind", ["attack", "support", "rephrase"])
    def test_that_goes_in_a_circle(self, client: Client, view: str, kind: str) -> None:
        debate = DebateFactory()
        claims = [supplied(f"Claim {number}.") for number in range(3)]
        for claim, following in zip(claims, [*claims[1:], claims[0]], strict=True):
            debate.place(claim)
            link(claim, kind, following)
        renew()
        assert client.get(f"{debate.get_absolute_url()}{view}").status_code == 200
        assert client.get(claims[0].get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["ابحاث الذكاء", "播客節目", "Ελληνικά", "नमस्ते दुनिया", "🎙️", "‮tsacdop"])
def test_a_show_of_any_script_has_its_pages(client: Client, name: str) -> None:
    show = ShowFactory(name=name)
    episode = EpisodeFactory(show=show, title=name * 3)
    for page in ("/shows/", show.get_absolute_url(), episode.get_absolute_url()):
        response = client.get(page)
        assert response.status_code == 200
        assert name in response.content.decode()


def test_a_deleted_episode_is_gone_from_every_page(client: Client) -> None:
    show = ShowFactory(name="The show")
    episode = EpisodeFactory(show=show, title="The lost episode")
    address = episode.get_absolute_url()
    assert "The lost episode" in main(client.get(show.get_absolute_url())).text
    episode.delete()
    response = client.get(address)
    assert response.status_code == 404
    assert read(response).all("a", href="/")
    for page in ("/", "/shows/", show.get_absolute_url()):
        assert "The lost episode" not in client.get(page).content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "99999", "many", "９", "\x00", "1" * 5000])
@pytest.mark.parametrize("address", ["/debates/", "/speakers/", "/shows/", "/debates/is-it-so/"])
def test_a_page_number_that_is_none_shows_the_nearest(client: Client, address: str, page: str) -> None:
    DebateFactory(slug="is-it-so")
    assert client.get(address, {"page": page}).status_code == 200


@pytest.mark.parametrize("step", ["0", "-1", "99999999999999", "x", "\x00"])
def test_a_moment_that_is_none_shows_the_end(client: Client, step: str) -> None:
    debate = DebateFactory()
    debate.place(Talk().claim(SpeakerFactory(), "It is so."))
    renew()
    page = main(client.get(f"{debate.get_absolute_url()}time/", {"step": step}))
    assert "Moment 1 of 1" in page.text
