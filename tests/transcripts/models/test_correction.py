from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.factories import UserFactory, UtteranceFactory
from transcripts.models import CorrectionKind, CorrectionOffer, CorrectionState

pytestmark = pytest.mark.django_db


def _offer(**fields: object) -> CorrectionOffer:
    utterance = fields.pop("utterance", None) or UtteranceFactory()
    return CorrectionOffer.objects.create(
        **{"utterance": utterance, "proposal": "Well.", "visitor": "a", **fields}
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"proposal": " \u200b"},
        {"kind": "mood"},
        {"state": "done"},
        {"state": "waiting", "decided_at": timezone.now()},
    ],
)
def test_an_offer_that_makes_no_sense_is_not_kept(fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        _offer(**fields)


def test_a_decision_names_who_made_it() -> None:
    offer, editor = _offer(kind=CorrectionKind.SPEAKER), UserFactory()
    offer.decide(CorrectionState.DISMISSED, editor)
    offer.refresh_from_db()
    assert (offer.state, offer.decided_by, offer.decided_at is not None) == ("dismissed", editor, True)
    assert not CorrectionOffer.objects.waiting().exists()


def test_ten_an_hour_are_taken_from_one_visitor() -> None:
    utterance = UtteranceFactory()
    for _ in range(9):
        _offer(utterance=utterance)
    assert not CorrectionOffer.objects.are_too_many_from("a")
    _offer(utterance=utterance)
    assert CorrectionOffer.objects.are_too_many_from("a")
    assert not CorrectionOffer.objects.are_too_many_from("b")


def test_what_was_offered_an_hour_ago_no_longer_counts() -> None:
    utterance = UtteranceFactory()
    for _ in range(10):
        _offer(utterance=utterance)
    CorrectionOffer.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=61))
    assert not CorrectionOffer.objects.are_too_many_from("a")


def test_three_hundred_an_hour_are_taken_from_everybody() -> None:
    utterance = UtteranceFactory()
    CorrectionOffer.objects.bulk_create(
        CorrectionOffer(utterance=utterance, proposal="Well.", visitor=f"visitor {number}")
        for number in range(300)
    )
    assert CorrectionOffer.objects.are_too_many_from("somebody new")
