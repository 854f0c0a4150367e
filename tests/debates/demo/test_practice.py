"""What the practice asks, beside what the demonstration decided."""

from __future__ import annotations

import pytest

from debates.demo.practice import tasks
from debates.models import Claim, Debate, Relation


def test_asks_every_sentence_and_eight_pairs() -> None:
    assert [task.is_pair for task in tasks()] == [False] * 20 + [True] * 8
    assert [task.number for task in tasks()] == list(range(1, 29))
    assert tasks()[12].sentence == "So that's my understanding of Rich's position."
    assert (tasks()[0].before, tasks()[19].after) == ("", "")


@pytest.mark.django_db
def test_expects_the_views_that_the_demonstration_shows(demo: Debate) -> None:
    asked = {task.sentence: task for task in tasks() if not task.is_pair}
    shown = 0
    for claim in Claim.objects.on(demo).with_quotes():
        quote = claim.quotes.all()[0]
        if task := asked.get(quote.utterance.text):
            assert (task.holder, task.stance) == (quote.holder_name, quote.stance), quote.exact
            shown += 1
    assert shown >= 12


@pytest.mark.django_db
def test_expects_relations_that_the_demonstration_draws(demo: Debate) -> None:
    def words(claim: Claim) -> str:
        return claim.quotes.get().utterance.text

    drawn = {
        (words(relation.premises.get().claim), relation.kind, words(relation.target_claim))
        for relation in Relation.objects.exclude(target_claim=None)
    }
    expected = {(task.sentence, task.kind, task.onto) for task in tasks() if task.is_pair}
    assert len(expected & drawn) >= 6
