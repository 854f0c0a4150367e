"""Editors say how one claim bears on another, across episodes too."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, Relation, User
from tests.factories import SpeakerFactory, Talk, UserFactory, link, supplied
from tests.pages import main

pytestmark = pytest.mark.django_db


class Two:
    """A claim, and another from another show."""

    def __init__(self) -> None:
        self.claim: Claim = Talk("One").claim(SpeakerFactory(name="Ann Lee"), "Models only copy.")
        self.other: Claim = Talk("Other").claim(
            SpeakerFactory(name="Bob Stone"), "Models learn.", said="I think models learn a lot."
        )
        self.page = f"{self.claim.get_absolute_url()}relate/"

    def fields(self, **changed: str) -> dict[str, str]:
        address = f"https://site.example{self.other.get_absolute_url()}?from=here"
        return {"premise": address, "kind": "attack", "onto": "", "evidence": "models learn", **changed}


@pytest.fixture
def two() -> Two:
    return Two()


def test_draws_a_relation_between_episodes(editor: Client, two: Two) -> None:
    assert editor.post(two.page, two.fields())["Location"] == two.claim.get_absolute_url()
    relation = Relation.objects.get()
    assert (relation.kind, relation.target_claim, relation.premises.get().claim) == (
        "attack",
        two.claim,
        two.other,
    )
    assert (relation.evidence, relation.created_by.may_edit) == ("models learn", True)
    against = main(editor.get(two.claim.get_absolute_url())).one("section", aria_labelledby="against")
    assert "Models learn." in against.text


def test_draws_an_undercut_of_a_step(editor: Client, two: Two) -> None:
    step = link(supplied("They cannot change."), "support", two.claim)
    page = main(editor.get(two.page))
    assert page.one("select", name="onto").texts("option") == [
        "this claim",
        "the step from “They cannot change.” (supports “Models only copy.”)",
    ]
    editor.post(two.page, two.fields(kind="undercut", onto=str(step.pk)))
    assert Relation.objects.get(kind="undercut").target_relation == step


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"premise": ""}, "Choose the other claim, or write a premise that nobody said."),
        ({"premise": "/claims/nothing/"}, "No claim has this address."),
        ({"premise": "LINE"}, "This is the address of a line."),
        ({"premise": "SELF"}, "A claim does not bear on itself."),
        ({"kind": "beats"}, "Select a valid choice."),
        ({"kind": "undercut"}, "Only a step from one claim to another is undercut"),
        ({"onto": "STEP"}, "A step from one claim to another can only be undercut."),
        ({"onto": "0"}, "Select a valid choice."),
        ({"evidence": "models fly"}, "These words are not in a quote of the other claim."),
        ({"kind": "rephrase"}, "This stands in the map already."),
        ({"supplied": "They copy well."}, "Choose a claim or write a premise, not both."),
        ({"linked": "SELF"}, "This claim is at one end already."),
        ({"linked": "nothing"}, "No claim has this address."),
        ({"way": "from", "onto": "STEP", "kind": "undercut"}, "turn it round"),
    ],
)
def test_refuses_what_makes_no_sense_and_says_where(
    editor: Client, two: Two, broken: dict[str, str], message: str
) -> None:
    step = link(two.other, "rephrase", two.claim)
    known = {
        "LINE": two.other.quotes.get().utterance.get_absolute_url(),
        "SELF": two.claim.get_absolute_url(),
        "STEP": str(step.pk),
    }
    response = editor.post(
        two.page, two.fields(**{name: known.get(value, value) for name, value in broken.items()})
    )
    assert response.status_code == 422
    assert message in main(response).text
    assert Relation.objects.count() == 1


def test_draws_from_the_other_end_with_a_linked_premise(editor: Client, two: Two) -> None:
    linked = supplied("What learns does more than copy.")
    fields = two.fields(way="from", evidence="Models only", linked=linked.key)
    editor.post(two.page, fields)
    relation = Relation.objects.get()
    assert (relation.target_claim, [each.claim for each in relation.premises.order_by("pk")]) == (
        two.other,
        [two.claim, linked],
    )


def test_supplies_a_premise_that_appears_as_nobodys_words(editor: Client, two: Two) -> None:
    editor.post(
        two.page, two.fields(premise="", supplied="  Copying is  no learning. ", kind="support", evidence="")
    )
    premise = Relation.objects.get().premises.get().claim
    assert (premise.text, premise.origin, premise.quotes.count()) == (
        "Copying is no learning.",
        "supplied",
        0,
    )
    said = main(editor.get(premise.get_absolute_url())).one("section", aria_labelledby="said")
    assert "Nobody said it in these words." in said.text


def test_both_to_support_and_to_rebut_is_drawn_by_whoever_is_sure(editor: Client, two: Two) -> None:
    link(two.other, "support", two.claim)
    response = editor.post(two.page, two.fields())
    assert response.status_code == 422
    assert "it would both support and rebut it" in main(response).text
    assert editor.post(two.page, two.fields(sure="on")).status_code == 302
    assert Relation.objects.count() == 2


def test_a_reporter_is_not_taken_for_the_holder_unasked(editor: Client) -> None:
    talk, ann, bob = Talk("Reports"), SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
    reported = talk.claim(bob, "Models copy.", holder=ann)
    own = talk.claim(ann, "Models learn.")
    response = editor.post(f"{reported.get_absolute_url()}relate/", {"premise": own.key, "kind": "attack"})
    assert "Ann Lee holds both claims" in main(response).text
    bobs = talk.claim(bob, "Models do neither.")
    response = editor.post(f"{bobs.get_absolute_url()}relate/", {"premise": reported.key, "kind": "attack"})
    assert "Bob Stone only reports the first claim" in main(response).text
    answered = editor.post(f"{reported.get_absolute_url()}relate/", {"premise": bobs.key, "kind": "attack"})
    assert answered.status_code == 302


def test_a_circle_is_drawn_and_shown(editor: Client, two: Two) -> None:
    third = supplied("Copies are models.")
    link(two.claim, "support", third)
    link(third, "support", two.other)
    page = editor.post(two.page, two.fields(), follow=True)
    assert (
        "It closes a circle: “Models only copy.” → “Copies are models.” → “Models learn.” → “Models only copy.”."
        in main(page).text
    )


def test_only_editors_draw(client: Client, two: Two) -> None:
    assert client.post(two.page, two.fields())["Location"].startswith("/sign-in/?next=/")
    client.force_login(UserFactory(role=User.Role.READER))
    assert client.get(two.page).status_code == 403
    assert "Say what bears on it" not in main(client.get(two.claim.get_absolute_url())).text
    assert Relation.objects.count() == 0


def test_a_claim_that_does_not_exist_has_no_such_page(editor: Client) -> None:
    assert editor.get("/claims/nothing/relate/").status_code == 404
