"""What every change of a row leaves behind."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, Suggestion
from tests.debate_posts import posted
from tests.factories import DebateFactory, SpeakerFactory, Talk, UserFactory, suggested_claim, supplied

pytestmark = pytest.mark.django_db


def test_a_claim_leaves_what_it_was_at_every_step_of_its_life() -> None:
    claim = supplied("It is so.")
    Claim.objects.filter(pk=claim.pk).update(text="It is not so.")
    number = claim.pk
    claim.delete()
    kept = Claim.pgh_event_model.objects.filter(pgh_obj_id=number).order_by("pk")
    assert [(each.pgh_label, each.text) for each in kept] == [
        ("insert", "It is so."),
        ("update", "It is not so."),
        ("delete", "It is not so."),
    ]


def test_an_update_that_changes_nothing_leaves_nothing() -> None:
    claim = supplied("It is so.")
    claim.save()
    assert claim.revisions.count() == 1


def test_changes_of_several_tables_are_in_one_order() -> None:
    talk = Talk()
    claim = talk.claim(SpeakerFactory(), "It is so.")
    quote = claim.quotes.get()
    Claim.objects.filter(pk=claim.pk).update(text="It is not so.")
    numbers = [
        claim.revisions.get(pgh_label="insert").pk,
        quote.revisions.get().pk,
        claim.revisions.get(pgh_label="update").pk,
    ]
    assert numbers == sorted(set(numbers))


def test_of_suggestions_only_decisions_are_kept() -> None:
    suggestion = suggested_claim(Talk().say(SpeakerFactory(), "It is so."))
    Suggestion.objects.filter(pk=suggestion.pk).update(score=0.9)
    suggestion.refresh_from_db()
    suggestion.reject(by=None)
    assert [each.status for each in suggestion.revisions.all()] == ["rejected"]


def test_a_request_says_who_why_and_where(client: Client) -> None:
    editor = UserFactory(role="editor")
    client.force_login(editor)
    debate = DebateFactory(question="Is it so?")
    client.post(f"{debate.get_absolute_url()}change/", {**posted("Is it?"), "why": "  shorter\nis better "})
    step = debate.revisions.get(question="Is it?").pgh_context
    assert step.metadata == {
        "user": editor.pk,
        "url": f"{debate.get_absolute_url()}change/",
        "why": "shorter is better",
    }
