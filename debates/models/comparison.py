"""A report of somebody's view beside that person's own words."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from debates.models.claim import Quote
from debates.models.question import NOTE_MAX_LENGTH
from debates.models.user import User
from transcripts.models import Utterance
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of


class Fidelity(models.TextChoices):
    """How a report stands to what the person said."""

    FAITHFUL = "faithful", "faithful"
    STRONGER = "stronger", "stronger than what was said"
    WEAKER = "weaker", "weaker than what was said"
    NOT_FOUND = "not_found", "not found in their own words"


class Reaction(models.TextChoices):
    """How the person took what was reported of them, when they next spoke."""

    ACCEPTS = "accepts", "accepts it"
    CORRECTS = "corrects", "corrects it"
    REJECTS = "rejects", "rejects it"
    NONE = "none", "no reaction"


class ComparisonQuerySet(models.QuerySet["Comparison"]):
    def with_places(self) -> Self:
        """Attach the person's own words and the way up to the show, in the same query."""
        return self.select_related("own_words__transcript__episode__show", "own_words__speaker", "decided_by")


@revised()
class Comparison(models.Model):
    """An editor's word on a reported view: how it stands to the person's own words, and how they took it.

    `own_words` are in the voice of the quote's holder; there are none where nothing like it was found. `reaction` is empty
    where the editor leaves what is read from the next turn.
    """

    Fidelity = Fidelity
    Reaction = Reaction

    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, related_name="comparison")
    fidelity = models.CharField(max_length=9, choices=Fidelity.choices)
    own_words = models.ForeignKey(
        Utterance, on_delete=models.PROTECT, null=True, blank=True, related_name="comparisons"
    )
    reaction = models.CharField(max_length=8, choices=Reaction.choices, blank=True)
    note = models.CharField(max_length=NOTE_MAX_LENGTH, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_one_of("fidelity", Fidelity), name="comparison_fidelity_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reaction="") | is_one_of("reaction", Reaction),
                name="comparison_reaction_is_known",
            ),
            models.CheckConstraint(
                condition=Q(fidelity="not_found", own_words__isnull=True)
                | (~Q(fidelity="not_found") & Q(own_words__isnull=False)),
                name="comparison_with_own_words_unless_not_found",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_report_with_its_holders_words",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("quote_id", "own_words_id"),
                when=pgtrigger.Before,
                func="""
                IF NOT EXISTS (
                    SELECT 1 FROM debates_quote q LEFT JOIN transcripts_utterance u ON u.id = NEW.own_words_id
                     WHERE q.id = NEW.quote_id AND q.stance = 'reports' AND q.holder_id IS NOT NULL
                       AND (NEW.own_words_id IS NULL OR u.speaker_id = q.holder_id)
                ) THEN
                    RAISE EXCEPTION 'a report is compared with words that are not its holder''s'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_fidelity_display()}: {self.quote}"

    def decide(self, by: User | None) -> None:
        """Keep it as the word of `by`, now."""
        self.decided_by, self.decided_at = by, timezone.now()
        self.save()
