from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Debate, RelationKind, User
from tests.factories import (
    DebateFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    supplied,
)
from tests.pages import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def debate() -> Debate:
    """Ann's claim with Bob's answer in a section, and a supplied premise outside it."""
    debate, talk = DebateFactory(question="Is it so?", slug="is-it-so"), Talk()
    section = SectionFactory(debate=debate, question="Is part of it so?")
    ann, bob = SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
    for position, speaker in enumerate((ann, bob)):
        side = SideFactory(debate=debate, name=speaker.name, position=position)
        SideHolderFactory(side=side, speaker=speaker)
    claim, answer = talk.claim(ann, "It is so."), talk.claim(bob, "It is not.")
    link(answer, RelationKind.ATTACK, claim)
    for each in (claim, answer):
        debate.place(each, section)
    debate.place(supplied("Something is."))
    return debate


def test_the_page_names_its_data_and_the_outline(client: Client, debate: Debate) -> None:
    page = main(client.get("/debates/is-it-so/map/"))
    element = page.one("debate-map")
    assert element.attributes["data-places"] == "/debates/is-it-so/map/places.json"
    assert element.attributes["data-words"] == "/debates/is-it-so/map/words.json"
    assert "3 claims on one sheet" in page.text
    assert page.all("a", href="/debates/is-it-so/outline/")
    assert page.texts("span", class_="hue-2") == ["Bob"]


def test_places_are_columns_rows_colours_and_what_is_answered(client: Client, debate: Debate) -> None:
    places = client.get("/debates/is-it-so/map/places.json").json()
    assert places["claims"] == [0, 0, 1, -1, 0, 1, 0, 2, 0, 2, 6, 0, 0, -1, 0]
    assert places["titles"] == [[0, 0, "Is part of it so?"], [6, 0, "Further claims"]]
    assert (places["columns"], places["rows"]) == (7, 1)


def test_words_come_in_the_order_of_places(client: Client, debate: Debate) -> None:
    words = client.get("/debates/is-it-so/map/words.json").json()["claims"]
    assert [text for _, text in words] == ["It is so.", "It is not.", "Something is."]
    assert client.get(f"/claims/{words[1][0]}/").status_code == 200


def test_a_debate_without_claims_has_an_empty_map(client: Client) -> None:
    address = DebateFactory().get_absolute_url()
    assert client.get(f"{address}map/places.json").json()["claims"] == []
    assert client.get(f"{address}map/").status_code == 200


def test_private_claims_are_left_out_for_readers(client: Client, debate: Debate) -> None:
    hidden = Talk(title="Hidden")
    debate.place(hidden.claim(SpeakerFactory(), "Nobody may see this."))
    hidden.episode.visibility = "private"
    hidden.episode.save()
    assert "Nobody may see this." not in client.get("/debates/is-it-so/map/words.json").content.decode()
    client.force_login(UserFactory(role=User.Role.EDITOR))
    assert "Nobody may see this." in client.get("/debates/is-it-so/map/words.json").content.decode()


@pytest.mark.parametrize("page", ["map/", "map/places.json", "map/words.json"])
def test_can_only_be_read_and_only_where_there_is_a_debate(client: Client, debate: Debate, page: str) -> None:
    assert client.post(f"/debates/is-it-so/{page}").status_code == 405
    assert client.get(f"/debates/is-it-not/{page}").status_code == 404


@pytest.mark.parametrize("name", ["places", "words"])
def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, debate: Debate, name: str, django_assert_max_num_queries: object
) -> None:
    talk = Talk(title="More")
    for _ in range(10):
        ann = SpeakerFactory()
        claim, answer = talk.claim(ann, "It is so."), talk.claim(ann, "It is not.")
        link(
            answer, RelationKind.UNDERCUT, link(claim, RelationKind.SUPPORT, debate.placements.first().claim)
        )
        debate.place(claim)
        debate.place(answer)
    with django_assert_max_num_queries(12):
        client.get(f"/debates/is-it-so/map/{name}.json")
