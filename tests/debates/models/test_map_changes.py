from __future__ import annotations

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from debates.models import Claim, MapChange, Premise, Quote, Relation, Stance, View, change_view
from tests.factories import (
    DebateFactory,
    SpeakerFactory,
    Talk,
    link,
    suggested_claim,
    suggested_relation,
    supplied,
)

pytestmark = pytest.mark.django_db


def _noted() -> set[int | None]:
    """The claims that changes named since the last time, and a clean slate."""
    claims = set(MapChange.objects.values_list("claim", flat=True))
    MapChange.objects.all().delete()
    return claims


@pytest.fixture
def claims() -> list[Claim]:
    made = [supplied(text) for text in ("One.", "Two.", "Three.")]
    _noted()
    return made


class TestADatabaseThatNotesEveryChange:
    def test_a_new_claim(self) -> None:
        claim = supplied("Goals make intelligence.")
        assert _noted() == {claim.pk}

    def test_a_claim_in_other_words_even_past_the_models(self, claims: list[Claim]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE debates_claim SET text = 'Otherwise.' WHERE id = %s", [claims[1].pk])
        assert _noted() == {claims[1].pk}

    def test_a_claim_that_goes(self, claims: list[Claim]) -> None:
        gone = claims[0].pk
        Claim.objects.filter(pk=gone).delete()
        assert _noted() == {gone}

    def test_a_new_quote_and_a_view_that_changes(self) -> None:
        talk = Talk()
        claim = talk.claim(SpeakerFactory(), "Goals make intelligence.")
        _noted()
        change_view(Quote.objects.get(), View(Stance.DENIES))
        assert _noted() == {claim.pk}

    def test_a_new_relation_by_all_its_ends(self, claims: list[Claim]) -> None:
        link(claims[0], "attack", claims[1])
        assert _noted() == {claims[0].pk, claims[1].pk}

    def test_an_undercut_by_the_step_that_it_denies(self, claims: list[Claim]) -> None:
        step = link(claims[0], "support", claims[1])
        _noted()
        cut = link(claims[2], "undercut", step)
        assert _noted() == {claims[0].pk, claims[2].pk}
        cut.delete()
        assert _noted() >= {claims[0].pk, claims[2].pk}

    def test_a_relation_of_another_kind(self, claims: list[Claim]) -> None:
        relation = link(claims[0], "attack", claims[1])
        _noted()
        Relation.objects.filter(pk=relation.pk).update(kind="support")
        assert _noted() == {claims[0].pk, claims[1].pk}

    def test_a_relation_that_moves_by_where_it_was_and_where_it_is(self, claims: list[Claim]) -> None:
        relation = link(claims[0], "attack", claims[1])
        _noted()
        Relation.objects.filter(pk=relation.pk).update(target_claim=claims[2])
        assert _noted() == {claim.pk for claim in claims}

    def test_a_relation_that_goes(self, claims: list[Claim]) -> None:
        relation = link(claims[0], "attack", claims[1])
        _noted()
        relation.delete()
        assert _noted() == {claims[0].pk, claims[1].pk}

    def test_a_premise_more(self, claims: list[Claim]) -> None:
        relation = link(claims[0], "attack", claims[1])
        _noted()
        Premise.objects.create(relation=relation, claim=claims[2])
        assert _noted() == {claims[1].pk, claims[2].pk}

    def test_a_placement_by_claim_and_debate(self, claims: list[Claim]) -> None:
        debate = DebateFactory()
        debate.place(claims[0])
        assert list(MapChange.objects.values_list("claim", "debate")) == [(claims[0].pk, debate.pk)]

    def test_a_decision_about_a_suggested_relation(self) -> None:
        talk, speaker = Talk(), SpeakerFactory()
        ends = [suggested_claim(talk.say(speaker, text)) for text in ("One.", "Two.")]
        made = [end.accept(by=None) for end in ends]
        suggestion = suggested_relation(ends[0], "attack", ends[1])
        _noted()
        suggestion.reject(by=None)
        assert _noted() == {claim.pk for claim in made}

    def test_nothing_where_a_statement_changes_no_row(self, claims: list[Claim]) -> None:
        Claim.objects.filter(text="Nobody said this.").update(text="Nor this.")
        assert _noted() == set()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_queues_one_job_however_much_it_changes() -> None:
    with transaction.atomic():
        supplied("One.")
        supplied("Two.")
    supplied("Three.")
    jobs = ProcrastinateJob.objects.filter(task_name="debates.renew_standings")
    assert jobs.count() == 2
    with transaction.atomic():
        supplied("Four.")
        transaction.set_rollback(True)
    assert jobs.count() == 2
