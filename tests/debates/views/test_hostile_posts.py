"""What a hostile or unlucky hand sends to the editors' forms: no error of the site, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from debates.amending.takedowns import take_down
from debates.models import Claim, Comment, Quote, Relation, User, delete_claim
from tests.debates.views.test_sent_twice import Scene, _sent, scene
from tests.factories import UserFactory, link
from tests.pages import main, read

__all__ = ["scene"]  # a fixture

WORDS = "These words took an hour to write."
HOSTILE = ["", "\x00", "9" * 30, "-1", "x" * 10_000, "<script>alert(1)</script>", "‮مرحبا‬", "1e9", "a,b;'\"--"]
KEPT_AS_SENT = {"csrfmiddlewaretoken", "once", "part", "action", "decision", "queue"}


@pytest.mark.slow
def test_no_form_breaks_over_what_is_typed(client: Client, scene: Scene) -> None:
    """Each field of each form in turn holds each of them; the others are as the page has them."""
    broken = []
    for name, (page, typed) in scene.forms().items():
        address, fields = _sent(client, name, page, typed)
        for field in sorted(fields.keys() - KEPT_AS_SENT):
            for value in HOSTILE:
                status = _undone(client, address, {**fields, field: value, "once": ""})
                if status >= 500:
                    broken.append((name, field, value[:30]))
    assert broken == []


def _undone(client: Client, address: str, fields: dict[str, str]) -> int:
    """The status of a post whose effects are taken back."""
    client.raise_request_exception = False
    with transaction.atomic():
        status = client.post(address, fields).status_code
        transaction.set_rollback(True)
    return status


def test_what_was_written_to_something_that_is_gone_comes_back(client: Client, scene: Scene) -> None:
    """Each form is opened, what it is about is deleted, merged or taken down by somebody else, and the form is sent."""
    forms = scene.forms()
    opened = {
        name: _sent(client, name, forms[name][0], {field: WORDS})
        for name, field in (
            ("claim_change", "text"),
            ("claim_discussion", "text"),
            ("claim_reply", "text"),
            ("claim_relate", "supplied"),
            ("relation_dispute", "reason"),
            ("relation_discussion", "text"),
            ("relation_detail", "supplied"),
            ("comment_change", "text"),
            ("episode_claim_new", "text"),
            ("debate_change", "summary"),
            ("debate_questions", f"q{scene.asked.quotes.get().pk}-note"),
            ("debate_term_new", "word"),
            ("term_change", "word"),
        )
    }
    delete_claim(scene.claim)
    scene.debate.delete()
    take_down(scene.talk.episode, "Asked for.", UserFactory(role="admin"))
    for name, (address, fields) in opened.items():
        answer = client.post(address, fields)
        assert answer.status_code in {404, 410, 403}, name
        assert WORDS in read(answer).text, name


def test_a_form_that_is_not_ones_own_any_more_gives_the_words_back(client: Client, scene: Scene) -> None:
    address, fields = _sent(client, "claim_change", scene.forms()["claim_change"][0], {"text": WORDS})
    User.objects.filter(pk=scene.editor.pk).update(role="reader")
    answer = client.post(address, fields)
    assert (answer.status_code, WORDS in main(answer).text) == (403, True)


def test_a_form_from_before_another_sign_in_gives_the_words_back(scene: Scene) -> None:
    """Signing in again, in another tab, makes a new secret: older forms are refused."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.editor)
    address, fields = _sent(client, "claim_change", scene.forms()["claim_change"][0], {"text": WORDS})
    answer = client.post(address, {**fields, "csrfmiddlewaretoken": "x" * 64})
    assert (answer.status_code, WORDS in answer.content.decode()) == (403, True)
    secret = client.post("/sign-in/", {"login": "ada", "password": WORDS})
    assert (secret.status_code, WORDS in secret.content.decode()) == (403, False)


def test_words_survive_the_end_of_a_session_and_the_sign_in(client: Client, scene: Scene) -> None:
    address, fields = _sent(client, "claim_change", scene.forms()["claim_change"][0], {"text": WORDS})
    client.logout()
    asked = client.post(address, fields)
    assert asked["Location"] == "/sign-in/?next=/kept-words/"
    client.force_login(scene.editor)
    kept = main(client.get("/kept-words/"))
    assert WORDS in kept.text
    form = kept.one("form", action=address)
    again = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
    client.post(address, again)
    assert Claim.objects.get(pk=scene.claim.pk).text == WORDS


def test_what_was_merged_meanwhile_is_found_where_it_went(client: Client, scene: Scene) -> None:
    page, typed = scene.forms()["episode_claim_new"]
    address, fields = _sent(client, "episode_claim_new", page, typed)
    client.post(f"{scene.claim.get_absolute_url()}answer/", {"bears": "attack", "episode": ""})
    client.post(
        *_sent(
            client,
            "claim_merge",
            f"{scene.same.get_absolute_url()}merge/?other={scene.claim.get_absolute_url()}",
            {},
        )
    )
    assert main(client.get("/answering/")).one("form", id="answering").one("a").text == "Models copy."
    client.post(address, {**fields, "bears": "attack", "target": scene.claim.key})
    made = Claim.objects.get(text="Children imitate.")
    assert Relation.objects.get(premises__claim=made).target_claim == scene.same


def test_a_circle_is_closed_and_said(client: Client, scene: Scene) -> None:
    child = scene.talk.claim(scene.ann, "Children imitate.")
    link(scene.claim, "support", child)
    page, _ = scene.forms()["episode_claim_new"]
    typed = {"text": "", "stance": "asks", "into": child.key, "bears": "support", "target": scene.claim.key}
    address, fields = _sent(client, "episode_claim_new", page, {"text": "", "stance": "asks"})
    answer = client.post(address, {**fields, **typed}, follow=True)
    assert (
        "It closes a circle: “Models copy people.” → “Children imitate.” → “Models copy people.”."
        in main(answer).text
    )
    assert Quote.objects.filter(claim=child).count() == 2


def test_a_decision_that_somebody_else_made_stands(client: Client, scene: Scene) -> None:
    address, fields = _sent(
        client, "review_detail", scene.forms()["review_detail"][0], {"decision": "accept"}
    )
    scene.suggestion.reject(UserFactory(role="editor", username="bo"))
    answer = client.post(address, fields)
    assert (answer.status_code, "bo" in main(answer).text) == (409, True)
    comments = Comment.objects.count()
    assert comments == 1
