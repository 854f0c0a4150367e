"""Questions that were asked in a debate, and what an editor says became of them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from debates.models.claim import Claim, Quote
from debates.models.debate import Debate
from debates.models.keys import new_key
from debates.models.user import User
from transcripts.models import Speaker, Utterance
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of, is_slug

NOTE_MAX_LENGTH = 500


class Outcome(models.TextChoices):
    """What became of a question."""

    ANSWERED = "answered", "answered"
    DODGED = "dodged", "dodged"
    DROPPED = "dropped", "dropped"
    OPEN = "open", "left open"


class QuestionQuerySet(models.QuerySet["Question"]):
    def with_places(self) -> Self:
        """Attach the words that ask, the answer, and the way up to the shows, in the same query."""
        return self.select_related(
            "utterance__transcript__episode__show",
            "utterance__speaker",
            "answer_utterance__transcript__episode__show",
            "answer_utterance__speaker",
            "answer_claim",
            "asked_of",
            "decided_by",
        )

    def in_order(self) -> Self:
        return self.order_by("pk")


@revised()
class Question(models.Model):
    """Something asked in a debate, with an editor's word on what became of it.

    It stands on a quote that asks, or on an utterance that an editor marked as a question. `outcome` is empty until an
    editor decides; pages then show only what is worked out from the exchange.
    """

    Outcome = Outcome

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="questions")
    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, null=True, blank=True, related_name="questions"
    )
    utterance = models.ForeignKey(
        Utterance, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    asked_of = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer_claim = models.ForeignKey(
        Claim, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer_utterance = models.ForeignKey(
        Utterance, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=NOTE_MAX_LENGTH, blank=True)
    marked_at = models.DateTimeField(auto_now_add=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["debate", "quote"], name="question_quote_once_a_debate"),
            models.UniqueConstraint(fields=["debate", "utterance"], name="question_utterance_once_a_debate"),
            models.CheckConstraint(condition=is_slug("key"), name="question_key_is_url_safe"),
            models.CheckConstraint(
                condition=Q(quote__isnull=True, utterance__isnull=False)
                | Q(quote__isnull=False, utterance__isnull=True),
                name="question_stands_on_a_quote_or_an_utterance",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | is_one_of("outcome", Outcome), name="question_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="question_decided_when_it_is",
            ),
            models.CheckConstraint(
                condition=Q(outcome="answered") | Q(answer_claim__isnull=True, answer_utterance__isnull=True),
                name="question_answer_only_where_answered",
            ),
        ]

    def __str__(self) -> str:
        stands_on = self.quote or self.utterance
        return str(stands_on)

    def get_absolute_url(self) -> str:
        """Its place in the ledger of its debate."""
        anchor = f"q{self.quote_id}" if self.quote_id else f"u{self.utterance_id}"
        return f"{reverse('debate_questions', args=[self.debate.slug])}#{anchor}"

    @transaction.atomic
    def decide(self, by: User | None) -> None:
        """Keep `outcome`, its answer and its note as the word of `by`, now; an empty outcome takes the word back."""
        if self.outcome != Outcome.ANSWERED:
            self.answer_claim = self.answer_utterance = None
        self.decided_by = by if self.outcome else None
        self.decided_at = timezone.now() if self.outcome else None
        self.save()
