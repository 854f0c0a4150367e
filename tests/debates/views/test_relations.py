"""A relation's own page, where editors change it."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Relation, User
from tests.factories import SpeakerFactory, Talk, UserFactory, link, supplied
from tests.pages import main

pytestmark = pytest.mark.django_db


class Step:
    """A claim that rebuts one of another show."""

    def __init__(self) -> None:
        self.talk, self.ann = Talk("One"), SpeakerFactory(name="Ann Lee")
        self.target = self.talk.claim(self.ann, "Models only copy.")
        self.premise = Talk("Other").claim(
            SpeakerFactory(name="Bob Stone"), "Models learn.", said="I think models learn."
        )
        self.relation: Relation = link(self.premise, "attack", self.target, evidence="I think")
        self.page = self.relation.get_absolute_url()


@pytest.fixture
def step() -> Step:
    return Step()


def test_both_ends_stand_side_by_side_with_their_words(editor: Client, step: Step) -> None:
    page = main(editor.get(step.page))
    assert page.one("section", aria_labelledby="starts").texts("mark") == ["I think models learn."]
    assert page.one("section", aria_labelledby="reaches").texts("mark") == ["Models only copy."]
    assert page.one("q").text == "I think"
    assert main(editor.get(step.target.get_absolute_url())).all("a", href=step.page)


def test_its_kind_and_words_are_changed_in_place(editor: Client, step: Step) -> None:
    answer = editor.post(step.page, {"action": "change", "kind": "support", "evidence": "models learn"})
    assert answer["Location"] == step.page
    step.relation.refresh_from_db()
    assert (step.relation.kind, step.relation.evidence) == ("support", "models learn")


def test_premises_are_linked_and_taken_out(editor: Client, step: Step) -> None:
    other = supplied("Learning is no copying.")
    editor.post(step.page, {"action": "link", "claim": other.key})
    editor.post(step.page, {"action": "link", "supplied": "Copies are dead."})
    premises = step.relation.premises.order_by("pk")
    assert [(each.claim.text, each.claim.origin) for each in premises] == [
        ("Models learn.", "said"),
        ("Learning is no copying.", "supplied"),
        ("Copies are dead.", "supplied"),
    ]
    editor.post(step.page, {"action": "unlink", "claim": step.premise.key})
    assert step.relation.premises.order_by("pk")[0].claim == other


def test_it_is_undercut_by_pointing_at_it(editor: Client, step: Step) -> None:
    other = supplied("Learning is no copying.")
    answer = editor.post(step.page, {"action": "undercut", "claim_find": other.get_absolute_url()})
    undercut = Relation.objects.get(kind="undercut")
    assert (answer["Location"], undercut.target_relation) == (undercut.get_absolute_url(), step.relation)
    page = main(editor.get(undercut.get_absolute_url()))
    assert "The step between these" in page.text
    assert page.texts("mark") == ["I think models learn.", "Models only copy."]
    assert "Undercut by “Learning is no copying.”" in main(editor.get(step.page)).text


def test_it_is_removed_and_its_claims_stay(editor: Client, step: Step) -> None:
    answer = editor.post(step.page, {"action": "remove"})
    assert (answer["Location"], Relation.objects.count()) == (step.premise.get_absolute_url(), 0)
    assert editor.post(step.page, {"action": "remove"}).status_code == 410


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        ({"action": ""}, "This field is required."),
        ({"action": "change", "kind": "undercut"}, "Only a relation is undercut"),
        (
            {"action": "change", "kind": "attack", "evidence": "models fly"},
            "not in a quote of a claim that bears",
        ),
        ({"action": "change", "kind": "support"}, "it would both support and rebut it"),
        ({"action": "link"}, "Choose a claim that is here, or write a premise"),
        ({"action": "link", "claim": "TARGET"}, "This claim is at one end already."),
        ({"action": "undercut", "claim": "gone"}, "No claim has this address."),
        ({"action": "unlink", "claim": "PREMISE"}, "remove the relation instead"),
        ({"action": "unlink", "claim": "TARGET"}, "no premise of the relation"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(
    editor: Client, step: Step, posted: dict[str, str], message: str
) -> None:
    link(step.premise, "attack", step.target)
    known = {"TARGET": step.target.key, "PREMISE": step.premise.key}
    answer = editor.post(step.page, {name: known.get(value, value) for name, value in posted.items()})
    assert answer.status_code == 422
    assert message in main(answer).one("div", id="trouble").text
    step.relation.refresh_from_db()
    assert (step.relation.kind, Relation.objects.count()) == ("attack", 2)


def test_a_circle_is_shown(editor: Client, step: Step) -> None:
    link(step.target, "support", step.premise)
    shown = main(editor.get(step.page)).one("p", class_="trouble")
    assert shown.text == "It closes a circle: Models only copy. → Models learn. → and round again."


def test_only_editors_of_its_shows_open_it(client: Client, step: Step) -> None:
    client.force_login(UserFactory(role=User.Role.CONTRIBUTOR))
    assert client.get(step.page).status_code == 403
    assert not main(client.get(step.target.get_absolute_url())).all("a", href=step.page)
