from __future__ import annotations

import re

import pytest
from django.test import Client

from debates.models import Debate, RelationKind, ShowRole
from debates.models.tag import set_tags
from debates.standings.renewal import renew
from tests.factories import (
    DebateFactory,
    EpisodeFactory,
    ShowFactory,
    SideFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
)
from tests.pages import main, read

pytestmark = pytest.mark.django_db

LISTS = ["/debates/", "/speakers/", "/shows/", "/tags/"]


class TestOnTheDemo:
    """What the lists say of the demonstration debate."""

    def test_debates_come_with_their_sides_and_claims(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/debates/"))
        tile = page.one("li", class_="tile")
        assert tile.one("h2").text == "Are large language models a dead end?"
        assert tile.texts("bdi") == ["Sutton", "Patel"]
        assert "18 claims" in tile.text

    def test_people_come_with_their_claims_those_with_most_first(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/speakers/"))
        assert page.texts("h2") == ["Richard Sutton", "Dwarkesh Patel", "Ilya Sutskever"]

    def test_shows_lead_to_their_episodes(self, client: Client, demo: Debate) -> None:
        show = main(client.get("/shows/")).one("li", class_="tile").one("a").attributes["href"]
        assert show == "/shows/dwarkesh-podcast/"
        tile = main(client.get(show)).one("li", class_="tile")
        assert tile.one("h2").text == "Some thoughts on the Sutton interview"
        assert "4 October 2025" in tile.text
        assert "18 claims" in tile.text


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_list_says_what_comes_here(client: Client, address: str) -> None:
    page = main(client.get(address))
    assert page.all("li", class_="tile") == []
    assert "yet" in page.text.lower()


def test_lists_are_cut_into_pages(client: Client) -> None:
    for number in range(30):
        DebateFactory(question=f"Question {number}?")
    first = main(client.get("/debates/"))
    assert first.texts("h2")[:2] == ["Question 29?", "Question 28?"]
    assert (len(first.texts("h2")), "Page 1 of 2" in first.text) == (24, True)
    second = client.get(first.one("a", rel="next").attributes["href"].join(["/debates/", ""]))
    assert len(main(second).texts("h2")) == 6
    canonical = read(second).one("link", rel="canonical").attributes["href"]
    assert canonical == "http://testserver/debates/?page=2"


@pytest.mark.parametrize(
    ("asked", "shown"), [("99", 2), ("0", 2), ("-1", 2), ("x", 1), ("", 1), ("9" * 5000, 2), ("2\x00", 1)]
)
def test_a_page_that_is_none_gives_one_that_is(client: Client, asked: str, shown: int) -> None:
    for _ in range(25):
        DebateFactory()
    assert f"Page {shown} of 2" in main(client.get("/debates/", {"page": asked})).text


@pytest.mark.parametrize(
    "hidden", [{"visibility": "private"}, {"visibility": "unlisted"}, {"is_taken_down": True}]
)
def test_what_may_not_be_listed_is_not(client: Client, hidden: dict[str, object]) -> None:
    talk = Talk(title="Hidden words")
    claim = talk.claim(SpeakerFactory(name="Ann Lee"), "It is so.")
    link(talk.claim(SpeakerFactory(name="Bob Roe"), "It is not."), RelationKind.ATTACK, claim)
    renew()
    pages = ["/speakers/", "/", talk.episode.show.get_absolute_url()]
    before = [main(client.get(address)).text for address in pages]
    assert "Ann Lee" in before[0]
    assert "It is so." in before[1]
    assert "Hidden words" in before[2]
    type(talk.episode).objects.update(**hidden)
    after = [main(client.get(address)).text for address in pages]
    assert not any(words in text for text in after for words in ("Ann Lee", "It is so.", "Hidden words"))


def test_a_show_lists_what_is_private_of_it_to_its_own_people(client: Client) -> None:
    show, other = ShowFactory(), ShowFactory()
    for title, visibility in (("Kept back", "private"), ("By its address", "unlisted"), ("For all", "")):
        EpisodeFactory(show=show, title=title, visibility=visibility)
    own, stranger = UserFactory(role="reader"), UserFactory(role="reader")
    ShowRole.objects.create(user=own, show=show, role="reader")
    ShowRole.objects.create(user=stranger, show=other, role="admin")
    client.force_login(own)
    page = main(client.get(show.get_absolute_url()))
    assert sorted(page.texts("h2")) == ["By its address", "For all", "Kept back"]
    assert "no claim marked yet · private" in page.text
    client.force_login(stranger)
    assert main(client.get(show.get_absolute_url())).texts("h2") == ["For all"]


def test_a_private_show_is_not_found(client: Client) -> None:
    show = ShowFactory(visibility="private")
    assert client.get(show.get_absolute_url()).status_code == 404
    assert show.name not in main(client.get("/shows/")).text


def test_a_show_in_another_script_has_a_page(client: Client) -> None:
    episode = EpisodeFactory(show=ShowFactory(name="بودكاست", slug="show-x"), title="حلقة")
    page = main(client.get("/shows/show-x/"))
    assert page.one("h1").attributes["dir"] == "auto"
    assert page.one("a", href=episode.get_absolute_url()).text == "حلقة"


@pytest.mark.parametrize("address", [*LISTS, "/shows/show-y/"])
def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, address: str, django_assert_max_num_queries: object
) -> None:
    show = ShowFactory(slug="show-y")
    for number in range(6):
        debate, talk = DebateFactory(), Talk(title=f"Talk {number}")
        talk.episode.show = show
        talk.episode.save()
        debate.place(talk.claim(SpeakerFactory(), "It is so."))
        SideFactory(debate=debate)
    with django_assert_max_num_queries(5):
        client.get(address)


def test_markup_in_names_is_shown_as_text(client: Client) -> None:
    DebateFactory(question="<script>alert(1)</script>?")
    assert "<script>alert" not in client.get("/debates/").content.decode()


class TestSharing:
    """What a page says of itself where it is passed on."""

    def test_a_claim_says_what_it_is_and_whose(self, client: Client, demo: Debate) -> None:
        page = read(client.get("/claims/no-true-world-model/"))
        assert page.one("meta", property="og:title").attributes["content"].startswith("What LLMs learn")
        assert page.one("meta", name="description").attributes["content"] == (
            "A claim held by Richard Sutton, on its exact words, with what answers it."
        )

    def test_an_address_with_a_question_is_the_same_page(self, client: Client, demo: Debate) -> None:
        page = read(client.get("/claims/no-true-world-model/?utm=mail"))
        assert page.one("link", rel="canonical").attributes["href"] == (
            "http://testserver/claims/no-true-world-model/"
        )


class TestSitemap:
    """What search engines are told."""

    def test_every_page_that_may_be_listed_stands_in_it(self, client: Client, demo: Debate) -> None:
        index = client.get("/sitemap.xml").content.decode()
        sections = ["lists", "debates", "claims", "episodes", "speakers", "shows"]
        assert all(f"<loc>http://testserver/sitemap-{section}.xml</loc>" in index for section in sections)
        counts = [
            client.get(f"/sitemap-{section}.xml").content.decode().count("<loc>") for section in sections
        ]
        assert counts == [6, 1, 18, 1, 3, 1]

    def test_hidden_episodes_and_their_claims_do_not(self, client: Client) -> None:
        talk = Talk()
        talk.claim(SpeakerFactory(), "It is so.")
        type(talk.episode).objects.update(visibility="unlisted")
        for section in ("claims", "episodes", "speakers"):
            assert "<loc>" not in client.get(f"/sitemap-{section}.xml").content.decode()

    def test_an_unknown_part_is_not_found(self, client: Client) -> None:
        assert client.get("/sitemap-nothing.xml").status_code == 404

    def test_robots_are_told_where_it_is(self, client: Client) -> None:
        text = client.get("/robots.txt").content.decode()
        assert "Sitemap: http://testserver/sitemap.xml" in text
        assert "Disallow: /admin/" in text


def test_what_asks_for_an_icon_unread_is_led_to_one(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert re.fullmatch(r"/static/icon-180(\.[0-9a-f]{12})?\.png", response["Location"])


class TestTopics:
    """The tags that claims have, as lists and as pages."""

    def test_a_topic_leads_to_its_claims_and_the_debates_they_bear_on(self, client: Client) -> None:
        claim = Talk().claim(SpeakerFactory(name="Ann Lee"), "Bees dance.")
        DebateFactory(question="Are bees busy?").place(claim)
        set_tags(claim, ["Insects"])
        tile = main(client.get("/tags/")).one("li", class_="tile")
        assert (tile.one("h2").text, tile.one("p").text) == ("Insects", "1 claim")
        page = main(client.get(tile.one("a").attributes["href"]))
        assert page.texts("h3") == ["Are bees busy?"]
        assert page.one("ul", class_="claims").text == "Bees dance. Lee"
        assert main(client.get("/")).one("ul", class_="chips").text == "Insects 1 claim"

    def test_what_was_said_in_unlisted_episodes_is_no_topic(self, client: Client) -> None:
        talk = Talk()
        set_tags(talk.claim(SpeakerFactory(), "Bees dance."), ["Insects"])
        talk.episode.visibility = "unlisted"
        talk.episode.save()
        assert "No topic yet." in main(client.get("/tags/")).text
        assert "Bees dance." not in main(client.get("/tags/insects/")).text
        assert main(client.get("/")).all("section", aria_labelledby="topics") == []
