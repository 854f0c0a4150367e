"""Steps taken back, forward: in full, in part, or refused.

Each thing done is a step of its own: within one transaction, what comes after a step would count as a part of it.
"""

from __future__ import annotations

from uuid import UUID

import pghistory
import pytest
from django.db import connection

from debates.amending.merging import merge_claims
from debates.models import (
    Claim,
    Comment,
    Dissent,
    Mention,
    Placement,
    Quote,
    Relation,
    Suggestion,
    Watch,
)
from debates.revising.undoing import plan_undo, undo
from tests.factories import (
    DebateFactory,
    SectionFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    suggested_claim,
    supplied,
)
from transcripts.models import NotPossibleError

pytestmark = pytest.mark.django_db


def rename(claim: Claim, text: str) -> UUID:
    with pghistory.context() as step:
        Claim.objects.filter(pk=claim.pk).update(text=text)
    return step.id


def take_back(*steps: UUID, all_of_them: bool = True) -> None:
    with pghistory.context():
        undo(steps, all_of_them=all_of_them)


def text_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).text


def test_a_change_becomes_what_it_was_before() -> None:
    claim = supplied("One.")
    take_back(rename(claim, "Two."))
    assert text_of(claim) == "One."
    assert [each.text for each in claim.revisions.order_by("pk")] == ["One.", "Two.", "One."]


def test_what_was_undone_can_be_undone() -> None:
    claim = supplied("One.")
    first = rename(claim, "Two.")
    with pghistory.context() as second:
        undo([first])
    take_back(second.id)
    assert text_of(claim) == "Two."


def test_a_change_that_somebody_changed_again_stays_and_the_later_one_is_named() -> None:
    claim = supplied("One.")
    first, second = rename(claim, "Two."), rename(claim, "Three.")
    (obstacle,) = plan_undo([first]).obstacles
    assert obstacle.later is not None
    assert (obstacle.because, obstacle.later.step) == ("It was changed again since.", second)
    with pytest.raises(NotPossibleError, match="changed again since"):
        take_back(first)
    assert text_of(claim) == "Three."


def test_later_work_on_another_part_of_the_row_is_kept() -> None:
    talk, sam = Talk(), SpeakerFactory()
    quote = talk.claim(sam, "One.").quotes.get()
    with pghistory.context() as first:
        Quote.objects.filter(pk=quote.pk).update(stance="grants")
    with pghistory.context():
        Quote.objects.filter(pk=quote.pk).update(times_estimated=True)
    take_back(first.id)
    quote.refresh_from_db()
    assert (quote.stance, quote.times_estimated) == ("asserts", True)


def test_several_steps_go_back_together_and_what_stands_in_the_way_can_be_left_out() -> None:
    one, other = supplied("One."), supplied("Other.")
    mine = [rename(one, "One, mine."), rename(other, "Other, mine.")]
    rename(other, "Other, hers.")
    with pytest.raises(NotPossibleError):
        take_back(*reversed(mine))
    take_back(*reversed(mine), all_of_them=False)
    assert (text_of(one), text_of(other)) == ("One.", "Other, hers.")


def test_a_deleted_claim_comes_back_with_all_that_went_with_it() -> None:
    talk, sam = Talk(), SpeakerFactory()
    claim, answer = talk.claim(sam, "One."), talk.claim(sam, "But two.")
    section = SectionFactory()
    section.debate.place(claim, section, is_main=True)
    link(answer, "attack", claim, evidence="But")
    before = [list(table.objects.order_by("pk").values()) for table in (Claim, Quote, Placement, Relation)]
    with pghistory.context() as step:
        claim.delete()
    connection.check_constraints()
    assert not Relation.objects.exists()
    take_back(step.id)
    after = [list(table.objects.order_by("pk").values()) for table in (Claim, Quote, Placement, Relation)]
    assert after == before


def test_a_claim_that_others_build_on_since_is_not_taken_away() -> None:
    with pghistory.context() as step:
        claim = supplied("One.")
    with pghistory.context():
        DebateFactory().place(claim)
    (obstacle,) = plan_undo([step.id]).obstacles
    assert (obstacle.change.row, obstacle.because) == (
        claim.pk,
        "A placement that is to stay stands on it since.",
    )


def test_a_change_of_what_was_deleted_since_is_refused() -> None:
    claim = supplied("One.")
    step = rename(claim, "Two.")
    with pghistory.context():
        claim.delete()
    assert [each.because for each in plan_undo([step]).obstacles] == ["It was deleted since."]


def test_an_accepted_suggestion_waits_again() -> None:
    suggestion = suggested_claim(Talk().say(SpeakerFactory(), "One."))
    with pghistory.context() as step:
        suggestion.accept(by=None)
    take_back(step.id)
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.claim, suggestion.decided_at) == ("waiting", None, None)
    assert not Claim.objects.exists()
    assert Suggestion.objects.count() == 1


def test_what_would_break_a_rule_is_refused_with_everything_as_it_was() -> None:
    talk, sam = Talk(), SpeakerFactory()
    claim = talk.claim(sam, "One.")
    with pghistory.context() as step:
        second = talk.quote(claim, talk.say(sam, "One again."))
    with pghistory.context():
        Quote.objects.exclude(pk=second.pk).delete()
    connection.check_constraints()
    with pytest.raises(NotPossibleError, match="would be said without a quote"):
        take_back(step.id)
    assert list(claim.quotes.all()) == [second]


def test_there_is_nothing_to_undo_twice() -> None:
    claim = supplied("One.")
    step = rename(claim, "Two.")
    take_back(step)
    with pytest.raises(NotPossibleError, match="changed again since"):
        take_back(step)


@pytest.mark.parametrize("merged", [False, True], ids=["deleted", "merged"])
def test_what_people_said_of_a_claim_and_its_relations_comes_back_with_it(merged: bool) -> None:
    talk, sam = Talk(), SpeakerFactory()
    claim, other, kept = (talk.claim(sam, text) for text in ("One.", "But.", "One, too."))
    relation = link(other, "attack", claim)
    ann = UserFactory(username="ann")
    for about in ({"claim": claim}, {"relation": relation}):
        Comment(**about, author=UserFactory()).say("Is it, @ann?")
    Watch.objects.create(user=ann, claim=claim)
    Dissent.objects.create(relation=relation, editor=ann, kind="support", reason="It helps.")
    said = [list(table.objects.order_by("pk").values()) for table in (Comment, Mention, Watch, Dissent)]
    with pghistory.context() as step:
        if merged:
            merge_claims(kept, claim, "One.")
            assert (kept.comments.count(), kept.watches.count(), Dissent.objects.count()) == (1, 1, 1)
        else:
            claim.delete()
            assert not Comment.objects.exists()
    take_back(step.id)
    assert said == [
        list(table.objects.order_by("pk").values()) for table in (Comment, Mention, Watch, Dissent)
    ]
