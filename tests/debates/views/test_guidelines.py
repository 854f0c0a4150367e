"""Guidelines, practice, and how far editors agree."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import User, read_again
from tests.factories import SpeakerFactory, Talk, UserFactory, suggested_claim, suggested_relation
from tests.pages import main

pytestmark = pytest.mark.django_db


def test_the_guidelines_say_what_a_claim_a_holder_and_a_relation_is(client: Client) -> None:
    page = main(client.get("/guidelines/"))
    assert page.texts("h2") == ["What is a claim?", "When is it somebody else’s view?", "Which relation?"]


def test_practice_says_whether_an_answer_is_that_of_a_careful_reader(client: Client) -> None:
    asked = main(client.get("/practice/"))
    assert asked.all("div", role="status") == []
    right = main(client.get("/practice/?n=1&holder=Richard Sutton&stance=reports"))
    assert right.one("div", role="status").text.startswith("Yes. Richard Sutton’s view: Patel reports it.")
    assert right.one("a", class_="button").attributes["href"] == "?n=2"
    wrong = main(client.get("/practice/?n=1&holder=Dwarkesh Patel&stance=asserts"))
    assert "A careful reader says otherwise." in wrong.text
    frame = main(client.get("/practice/?n=13&holder=-&stance=-"))
    assert "Yes. It states nobody’s view." in frame.text


def test_practice_asks_for_relations_and_ends(client: Client) -> None:
    pair = main(client.get("/practice/?n=28&kind=rephrase"))
    assert "Yes. The first restates the second." in pair.text
    assert "That was all" in pair.text


@pytest.mark.parametrize(
    "asked", ["n=0", "n=x", "n=999", "holder=%00", "n=1&stance=<script>", "n=1&kind=support"]
)
def test_practice_takes_any_address(client: Client, asked: str) -> None:
    page = main(client.get(f"/practice/?{asked}"))
    assert (page.one("h1").text, page.all("script")) == ("Practice", [])


class Judged:
    """Four claims and a relation that one editor decided and another read again."""

    def __init__(self) -> None:
        self.talk, ann, bob = Talk("The talk"), SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
        mara, noor = (UserFactory(username=name, role=User.Role.EDITOR) for name in ("mara", "noor"))
        rows = [suggested_claim(self.talk.say(ann, f"Sentence {number}.")) for number in range(4)]
        relation = suggested_relation(rows[0], "support", rows[1])
        for row in (*rows[:3], relation):
            row.accept(mara)
        rows[3].reject(mara)
        read_again(rows[0], "accepted", noor)
        read_again(rows[1], "changed", noor, {"holder": ["Ann", bob.name], "stance": ["asserts", "reports"]})
        read_again(rows[2], "rejected", noor)
        read_again(rows[3], "rejected", noor)
        read_again(relation, "changed", noor, {"kind": ["support", "attack"]})


def test_agreement_of_two_editors_stands_by_episode_and_question(client: Client) -> None:
    judged = Judged()
    client.force_login(UserFactory(role=User.Role.EDITOR))
    page = main(client.get("/agreement/"))
    assert page.texts("h2") == ["mara and noor"]
    assert page.one("a", href=judged.talk.episode.get_absolute_url()).text == "The talk"
    rows = page.one("tbody").all("tr")
    assert [row.texts("th") + row.texts("td") for row in rows] == [
        ["Is it one?", "5", "80 %", "0.55", "0.57"],
        ["Whose view, and how?", "2", "50 %", "0.0", "0.0"],
        ["Which relation?", "1", "0 %", "0.0", "0.0"],
    ]


def test_nobody_is_compared_who_judged_alone(editor: Client) -> None:
    suggested_claim(Talk().say(SpeakerFactory(), "A claim.")).accept(UserFactory())
    assert "No two editors judged the same suggestions yet." in main(editor.get("/agreement/")).text


def test_agreement_is_for_editors(reader: Client) -> None:
    assert reader.get("/agreement/").status_code == 403
