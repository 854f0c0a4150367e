"""Django's admin: for admins of the site, and under every rule."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client

from debates.models import Claim, Comment, Invitation, Relation, ShowRole, User
from tests.factories import (
    DebateFactory,
    ShowFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    suggested_claim,
)
from tests.pages import read
from transcripts.models import CorrectionOffer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    user: User = UserFactory(username="ada", role="admin")
    client.force_login(user)
    return user


@pytest.fixture
def relation() -> Relation:
    talk, ann = Talk("The talk"), SpeakerFactory(name="Ann Archer")
    target = talk.claim(ann, "Models copy people.")
    return link(talk.claim(ann, "They repeat."), "support", target)


def _post(client: Client, address: str, **posted: object) -> str:
    """Change what a form of the admin holds; returns what the page says."""
    page = read(client.get(address))
    (form,) = [each for each in page.all("form") if each.attributes.get("id", "").endswith("_form")]
    fields = {
        each.attributes["name"]: each.attributes.get("value", "")
        for each in form.all("input")
        if each.attributes.get("type") not in {"checkbox", "radio", "submit"} and "name" in each.attributes
    }
    for each in form.all("textarea"):
        fields[each.attributes["name"]] = each.text
    for each in form.all("select"):
        chosen = [option for option in each.all("option") if "selected" in option.attributes]
        fields[each.attributes["name"]] = chosen[0].attributes["value"] if chosen else ""
    answer = client.post(address, {**fields, **posted}, follow=True)
    assert answer.status_code == 200
    return read(answer).text


def test_is_closed_to_everybody_but_admins_of_the_site(client: Client) -> None:
    show, of_show = ShowFactory(), UserFactory()
    ShowRole.objects.create(user=of_show, show=show, role="admin")
    for user in (of_show, UserFactory(role="editor"), UserFactory(is_staff=True, is_superuser=True)):
        client.force_login(user)
        assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/"
    client.force_login(UserFactory(role="admin"))
    assert client.get("/admin/debates/claim/").status_code == 200


def test_every_list_answers_and_can_be_searched(client: Client, ada: User, relation: Relation) -> None:
    Comment.objects.create(claim=relation.target_claim, author=ada, text="Hm.")
    Invitation.objects.create(role="editor", digest="x")
    suggested_claim(relation.target_claim.quotes.get().utterance)
    for model in admin.site._registry:
        if model._meta.app_label in {"debates", "transcripts"}:
            address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/?q=a"
            assert client.get(address).status_code == 200, address


class TestRules:
    def test_of_the_database_become_errors_of_the_form(
        self, client: Client, ada: User, relation: Relation
    ) -> None:
        said = _post(
            client,
            f"/admin/debates/relation/{relation.pk}/change/",
            **{"premises-0-claim": relation.target_claim_id},
        )
        assert "Nothing was stored: a relation joins a claim to itself." in said
        assert relation.premises.get().claim.text == "They repeat."

    def test_that_wait_for_the_end_are_told_as_well(
        self, client: Client, ada: User, relation: Relation
    ) -> None:
        claim = relation.premises.get().claim
        said = _post(client, f"/admin/debates/claim/{claim.pk}/change/", origin="supplied")
        assert "is said without a quote, or supplied with one" in said
        assert Claim.objects.get(pk=claim.pk).origin == "said"

    def test_keep_an_admin_on_the_site(self, client: Client, ada: User) -> None:
        said = _post(client, f"/admin/debates/user/{ada.pk}/change/", role="reader", is_active="on")
        assert "The site needs an admin" in said
        assert User.objects.get(pk=ada.pk).role == "admin"

    def test_keep_a_debate_off_the_addresses_of_other_pages(self, client: Client, ada: User) -> None:
        debate = DebateFactory(slug="is-it-so")
        said = _post(client, f"/admin/debates/debate/{debate.pk}/change/", slug="new")
        assert "Another page has the address “new”" in said
        debate.refresh_from_db()
        assert debate.slug == "is-it-so"

    def test_let_nobody_be_deleted(self, client: Client, ada: User) -> None:
        assert (
            client.post(f"/admin/debates/user/{UserFactory().pk}/delete/", {"post": "yes"}).status_code == 403
        )

    def test_are_told_where_something_is_deleted(self, client: Client, ada: User, relation: Relation) -> None:
        claim = relation.premises.get().claim
        answer = client.post(f"/admin/debates/claim/{claim.pk}/delete/", {"post": "yes"}, follow=True)
        assert answer.status_code == 200
        assert Claim.objects.filter(pk=claim.pk).exists()


def _act(client: Client, model: str, action: str, *rows: int) -> None:
    posted = {"action": action, "_selected_action": rows}
    assert client.post(f"/admin/{model}/", posted).status_code == 302


def test_actions_do_what_they_say(client: Client, ada: User, relation: Relation) -> None:
    line = relation.target_claim.quotes.get().utterance
    comment = Comment.objects.create(claim=relation.target_claim, author=ada, text="Hm.")
    invitation = Invitation.objects.create(role="editor", digest="x")
    offer = CorrectionOffer.objects.create(utterance=line, kind="words", proposal="So.", visitor="x")
    suggestion = suggested_claim(line)
    Authenticator.objects.create(user=ada, type="totp", data={})
    _act(client, "debates/comment", "remove", comment.pk)
    _act(client, "debates/invitation", "withdraw", invitation.pk)
    _act(client, "transcripts/correctionoffer", "dismiss", offer.pk)
    _act(client, "debates/suggestion", "reject", suggestion.pk)
    _act(client, "debates/user", "turn_second_factor_off", ada.pk)
    for row in (comment, invitation, offer, suggestion):
        row.refresh_from_db()
    assert (comment.text, offer.state, suggestion.status) == ("–", "dismissed", "rejected")
    assert invitation.withdrawn_at
    assert not Authenticator.objects.exists()


def test_pages_open_under_a_strict_policy(client: Client, ada: User, relation: Relation) -> None:
    for address in (
        f"debates/user/{ada.pk}/change/",
        f"debates/relation/{relation.pk}/change/",
        "debates/relation/add/",
        f"transcripts/transcript/{relation.target_claim.quotes.get().utterance.transcript_id}/change/",
        "transcripts/show/add/",
    ):
        assert client.get(f"/admin/{address}").status_code == 200, address
