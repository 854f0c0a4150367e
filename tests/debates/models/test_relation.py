from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from debates.models import Premise, Relation, RelationKind
from tests.factories import UserFactory, link, supplied
from tests.refusals import kept, refused

pytestmark = pytest.mark.django_db

ATTACK, SUPPORT, UNDERCUT, REPHRASE = "attack", "support", "undercut", "rephrase"


@pytest.mark.parametrize("kind", [SUPPORT, ATTACK, REPHRASE])
def test_joins_a_claim_to_a_claim(kind: str) -> None:
    relation = link(supplied("One."), kind, supplied("Two."))
    kept()
    assert (relation.kind, relation.target_claim.text, relation.target_relation) == (kind, "Two.", None)


def test_pages_call_kinds_by_these_words() -> None:
    assert RelationKind.choices == [
        ("support", "supports"),
        ("attack", "rebuts"),
        ("undercut", "undercuts"),
        ("rephrase", "restates"),
    ]


def test_starts_from_several_linked_premises() -> None:
    one, two = supplied("One."), supplied("Two.")
    relation = Relation.objects.link([one, two], SUPPORT, supplied("Three."))
    kept()
    assert [premise.claim for premise in relation.premises.order_by("pk")] == [one, two]


def test_keeps_the_words_the_reason_and_the_editor() -> None:
    editor = UserFactory()
    relation = link(
        supplied("One."), ATTACK, supplied("Two."), evidence="not so", reason="it says no", created_by=editor
    )
    assert (relation.evidence, relation.reason, relation.created_by) == ("not so", "it says no", editor)


def test_an_undercut_bears_on_a_relation() -> None:
    step = link(supplied("One."), SUPPORT, supplied("Two."))
    undercut = link(supplied("Three."), UNDERCUT, step)
    kept()
    assert (undercut.target_claim, undercut.target_relation) == (None, step)


def test_an_undercut_can_be_undercut() -> None:
    step = link(supplied("One."), SUPPORT, supplied("Two."))
    link(supplied("Four."), UNDERCUT, link(supplied("Three."), UNDERCUT, step))
    kept()


def test_refuses_a_claim_joined_to_itself() -> None:
    claim = supplied("One.")
    with refused("joins a claim to itself"):
        link(claim, SUPPORT, claim)


def test_refuses_a_claim_among_the_premises_of_itself() -> None:
    one, two = supplied("One."), supplied("Two.")
    with refused("joins a claim to itself"):
        Relation.objects.link([one, two], SUPPORT, two)


def test_refuses_to_turn_a_relation_back_on_its_premise() -> None:
    one = supplied("One.")
    relation = link(one, SUPPORT, supplied("Two."))
    with refused("joins a claim to itself"):
        Relation.objects.filter(pk=relation.pk).update(target_claim=one)


def test_refuses_an_undercut_of_a_claim() -> None:
    with refused("relation_undercuts_a_relation_or_bears_on_a_claim"):
        link(supplied("One."), UNDERCUT, supplied("Two."))


@pytest.mark.parametrize("kind", [SUPPORT, ATTACK, REPHRASE])
def test_refuses_anything_but_an_undercut_of_a_relation(kind: str) -> None:
    step = link(supplied("One."), SUPPORT, supplied("Two."))
    with refused("relation_undercuts_a_relation_or_bears_on_a_claim"):
        link(supplied("Three."), kind, step)


def test_refuses_a_relation_onto_a_claim_and_a_relation() -> None:
    step = link(supplied("One."), SUPPORT, supplied("Two."))
    undercut = link(supplied("Three."), UNDERCUT, step)
    with refused("relation_undercuts_a_relation_or_bears_on_a_claim"):
        Relation.objects.filter(pk=undercut.pk).update(target_claim=supplied("Four."))


def test_refuses_a_relation_onto_nothing() -> None:
    with refused("relation_undercuts_a_relation_or_bears_on_a_claim"):
        Relation.objects.create(kind=SUPPORT)


def test_refuses_an_undercut_of_itself() -> None:
    step = link(supplied("One."), SUPPORT, supplied("Two."))
    undercut = link(supplied("Three."), UNDERCUT, step)
    with refused("relation_never_undercuts_itself"):
        Relation.objects.filter(pk=undercut.pk).update(target_relation=undercut)


def test_refuses_a_relation_that_starts_from_nothing() -> None:
    with refused("starts from no claim"):
        Relation.objects.link([], SUPPORT, supplied("Two."))


def test_refuses_to_take_away_the_last_premise() -> None:
    relation = link(supplied("One."), SUPPORT, supplied("Two."))
    with refused("would start from no claim"):
        relation.premises.get().delete()


def test_refuses_to_move_the_last_premise_to_another_relation() -> None:
    left = link(supplied("One."), SUPPORT, supplied("Two."))
    right = link(supplied("Three."), SUPPORT, supplied("Four."))
    with refused("would start from no claim"):
        Premise.objects.filter(relation=left).update(relation=right)


def test_lets_go_of_a_premise_while_another_stays() -> None:
    relation = Relation.objects.link([supplied("One."), supplied("Two.")], SUPPORT, supplied("Three."))
    relation.premises.order_by("pk")[0].delete()
    kept()
    assert relation.premises.get().claim.text == "Two."


def test_refuses_a_premise_twice() -> None:
    one = supplied("One.")
    with refused("premise_once_a_relation"):
        Relation.objects.link([one, one], SUPPORT, supplied("Two."))


def test_goes_with_its_target_and_takes_its_undercuts_along() -> None:
    target = supplied("Two.")
    step = link(supplied("One."), SUPPORT, target)
    link(supplied("Three."), UNDERCUT, step)
    target.delete()
    kept()
    assert Relation.objects.count() == 0


def test_keeps_a_claim_that_a_relation_starts_from() -> None:
    one = supplied("One.")
    link(one, SUPPORT, supplied("Two."))
    with pytest.raises(ProtectedError):
        one.delete()


def test_finds_relations_among_claims() -> None:
    one, two, three = supplied("One."), supplied("Two."), supplied("Three.")
    inside = link(one, SUPPORT, two)
    link(three, ATTACK, two)
    undercut = link(two, UNDERCUT, inside)
    assert list(Relation.objects.among([one, two]).in_order()) == [inside, undercut]


def test_finds_relations_among_claims_once_with_several_premises() -> None:
    one, two, three = supplied("One."), supplied("Two."), supplied("Three.")
    relation = Relation.objects.link([one, two], SUPPORT, three)
    assert list(Relation.objects.among([one, two, three])) == [relation]


def test_finds_relations_that_touch_a_claim_from_either_end_or_through_an_undercut() -> None:
    one, two, three, four = (supplied(text) for text in ("One.", "Two.", "Three.", "Four."))
    onto = link(one, SUPPORT, two)
    out = link(two, ATTACK, three)
    undercut = link(four, UNDERCUT, onto)
    link(four, ATTACK, three)
    assert list(Relation.objects.touching(two).in_order()) == [onto, out, undercut]


def test_loads_both_ends_in_three_queries(django_assert_num_queries: object) -> None:
    step = Relation.objects.link([supplied("One."), supplied("Two.")], SUPPORT, supplied("Three."))
    link(supplied("Four."), UNDERCUT, step)
    with django_assert_num_queries(3):
        ends = [
            (
                [premise.claim.text for premise in relation.premises.all()],
                relation.target_claim.text if relation.target_claim else relation.target_relation.kind,
            )
            for relation in Relation.objects.with_ends().in_order()
        ]
    assert ends == [(["One.", "Two."], "Three."), (["Four."], "support")]
