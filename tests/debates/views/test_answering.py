"""Answering a claim with words that are still to be found."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from debates.models import Claim, Debate, Relation, ShowRole
from tests.factories import DebateFactory, SpeakerFactory, Talk, UserFactory, supplied
from tests.pages import main

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """A claim in a debate, and another talk in which it is answered."""

    claim: Claim
    debate: Debate
    first: Talk
    second: Talk

    @property
    def page(self) -> str:
        return f"{self.claim.get_absolute_url()}answer/"

    @property
    def there(self) -> str:
        return f"{self.second.episode.show.slug}/{self.second.episode.slug}"

    @property
    def form(self) -> str:
        return f"{self.second.episode.get_absolute_url()}claims/new/"

    def fields(self, **changed: str) -> dict[str, str]:
        said = {"version": "1", "at": "0.0-0.3", "words": "They act alone."}
        return {**said, "text": "Models act.", "stance": "asserts", "holder": "", **changed}


@pytest.fixture
def scene() -> Scene:
    first, second, ann = Talk("The first talk"), Talk("The second talk"), SpeakerFactory(name="Ann")
    claim = first.claim(ann, "Models never act.")
    debate = DebateFactory(question="Do models act?")
    debate.place(claim)
    debate.place(second.claim(ann, "They act alone."))
    return Scene(claim, debate, first, second)


def _links(client: Client, address: str) -> list[str]:
    return [link.attributes["href"] for link in main(client.get(address)).all("a")]


def test_a_claim_is_chosen_on_its_page_and_filled_in_where_words_are_marked(
    editor: Client, scene: Scene
) -> None:
    assert scene.page in _links(editor, scene.claim.get_absolute_url())
    offered = main(editor.get(scene.page))
    assert [each.attributes["value"] for each in offered.all("input", name="episode")][-1] == ""
    gone_to = editor.post(scene.page, {"bears": "support", "episode": scene.there})
    assert gone_to["Location"] == scene.second.episode.get_absolute_url()

    there = main(editor.get(gone_to["Location"]))
    assert there.one("form", id="answering").one("a").text == "Models never act."
    form = main(editor.get(f"{scene.form}?at=0.0-0.3")).one("section", id="annotate")
    assert form.one("input", name="target", checked="").attributes["value"] == scene.claim.key
    assert form.one("select", name="bears").one("option", selected="").text == "supports"

    stored = editor.post(scene.form, scene.fields(bears="support", target=scene.claim.key), follow=True)
    relation = Relation.objects.get()
    assert (relation.kind, relation.target_claim) == ("support", scene.claim)
    assert main(stored).all("form", id="answering") == []


def test_the_choice_can_be_taken_back(editor: Client, scene: Scene) -> None:
    editor.post(scene.page, {"bears": "attack", "episode": ""})
    assert "it rebuts this claim" in main(editor.get("/answering/")).text
    assert editor.post("/answering/")["Location"] == scene.claim.get_absolute_url()
    assert "No claim." in main(editor.get("/answering/")).text
    assert main(editor.get(f"{scene.form}?at=0.0-0.3")).all("input", name="target", checked="") == []


def test_a_claim_is_chosen_in_the_outline_and_on_the_map(editor: Client, scene: Scene) -> None:
    outline = f"/debates/{scene.debate.slug}/outline/?choose={scene.there}"
    on_the_map = f"/debates/{scene.debate.slug}/map/?choose={scene.there}"
    assert {outline, on_the_map} <= set(_links(editor, f"{scene.form}?at=0.0-0.3"))
    answer = f"{scene.page}?in={scene.there}"
    assert answer in _links(editor, outline)
    assert (
        main(editor.get(on_the_map)).one("debate-map").attributes["data-then"] == f"answer/?in={scene.there}"
    )
    first = main(editor.get(answer)).all("input", name="episode")[0]
    assert first.attributes["value"] == scene.there
    assert "checked" in first.attributes


def test_strangers_are_offered_no_answer(client: Client, scene: Scene) -> None:
    address = f"/debates/{scene.debate.slug}/outline/?choose="
    assert not [each for each in _links(client, address) if "/answer/" in each]
    assert not [each for each in _links(client, scene.claim.get_absolute_url()) if "/answer/" in each]


def test_a_form_sent_without_the_claim_that_it_bears_on_comes_back_with_the_one_that_is_answered(
    editor: Client, scene: Scene
) -> None:
    editor.post(scene.page, {"bears": "attack", "episode": scene.there})
    answer = editor.post(scene.form, scene.fields(bears="attack"))
    assert answer.status_code == 422
    chosen = main(answer).one("input", name="target", checked="")
    assert chosen.attributes["value"] == scene.claim.key
    other = supplied("Acting needs a goal.").get_absolute_url()
    editor.post(scene.form, scene.fields(bears="attack", target="", target_find=other))
    assert Relation.objects.get().target_claim.text == "Acting needs a goal."


def test_a_claim_that_was_deleted_meanwhile_is_answered_no_more(editor: Client, scene: Scene) -> None:
    editor.post(scene.page, {"bears": "attack", "episode": scene.there})
    editor.post(f"{scene.claim.get_absolute_url()}delete/")
    page = main(editor.get(f"{scene.form}?at=0.0-0.3"))
    assert page.all("form", id="answering") == []
    assert editor.get(scene.page).status_code == 410


def test_what_is_posted_has_to_be_among_what_is_offered(client: Client, scene: Scene) -> None:
    user = UserFactory(role="reader")
    ShowRole.objects.create(user=user, show=scene.first.episode.show, role="editor")
    client.force_login(user)
    assert client.post(scene.page, {"bears": "undercut", "episode": ""}).status_code == 422
    assert client.post(scene.page, {"bears": "attack", "episode": scene.there}).status_code == 422
