"""What editors decided before they decided otherwise."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from debates.models.claim import Quote
from debates.models.comparison import Comparison, Fidelity, Reaction
from debates.models.question import NOTE_MAX_LENGTH, Outcome, Question
from transcripts.models import Utterance
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of


class EarlierWordQuerySet(models.QuerySet["EarlierWord"]):
    def in_order(self) -> Self:
        """Attach who decided and the words that were judged, the newest decision first."""
        found = self.select_related("decided_by", "own_words__transcript__episode__show")
        return found.order_by("-decided_at", "-pk")


@revised()
class EarlierWord(models.Model):
    """An editor's word that was replaced or taken back: on a report (`quote`, with `own_words` and `reaction`) or on a `question`."""

    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, null=True, blank=True, related_name="earlier_words"
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, blank=True, related_name="earlier_words"
    )
    fidelity = models.CharField(max_length=9, choices=Fidelity.choices, blank=True)
    own_words = models.ForeignKey(
        Utterance, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reaction = models.CharField(max_length=8, choices=Reaction.choices, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    note = models.CharField(max_length=NOTE_MAX_LENGTH, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = EarlierWordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_one_of("fidelity", Fidelity), quote__isnull=False, question=None, outcome="")
                | Q(is_one_of("outcome", Outcome), question__isnull=False, quote=None, fidelity=""),
                name="earlier_word_on_a_report_or_a_question",
            )
        ]

    def __str__(self) -> str:
        return self.get_fidelity_display() or self.get_outcome_display()


def keep_report_word(quote: Quote) -> None:
    """Keep the word that stands on a report, if one does, before another replaces it."""
    for row in Comparison.objects.filter(quote=quote).select_for_update():
        EarlierWord.objects.create(
            quote=quote,
            fidelity=row.fidelity,
            own_words_id=row.own_words_id,
            reaction=row.reaction,
            note=row.note,
            decided_at=row.decided_at,
            decided_by_id=row.decided_by_id,
        )


def keep_question_word(question: Question) -> None:
    """Keep the word that stands on a question, if one does, before another replaces it."""
    for row in Question.objects.filter(pk=question.pk).select_for_update():
        if row.decided_at is None:
            continue
        EarlierWord.objects.create(
            question=row,
            outcome=row.outcome,
            note=row.note,
            decided_at=row.decided_at,
            decided_by_id=row.decided_by_id,
        )
