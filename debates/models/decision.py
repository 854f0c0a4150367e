"""What editors decided about suggestions, kept for good: what the miner learns from, and how far editors agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


class Verdict(models.TextChoices):
    """What became of a suggestion in one decision."""

    ACCEPTED = "accepted", "accepted"
    CHANGED = "changed", "accepted with changes"
    MERGED = "merged", "added to a claim that was here"
    REJECTED = "rejected", "rejected"
    LATER = "later", "put off"


AGREED = (Verdict.ACCEPTED, Verdict.CHANGED, Verdict.MERGED)
"""Verdicts that find something in what the machine proposed."""

FINAL = (*AGREED, Verdict.REJECTED)
"""All but putting off."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def first_readings(self) -> Self:
        """Those that made the map."""
        return self.filter(is_second=False)

    def second_readings(self) -> Self:
        return self.filter(is_second=True)

    def final(self) -> Self:
        return self.filter(verdict__in=FINAL)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


@revised()
class Decision(models.Model):
    """One editor's verdict on one suggestion.

    `changes` holds what the editor put in place of what was proposed, by field: {"text": [from, to]}. A second reading is a
    verdict given beside the first, without seeing it; it changes nothing in the map and serves to measure agreement.
    """

    Verdict = Verdict

    suggestion = models.ForeignKey("debates.Suggestion", on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    changes = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    is_second = models.BooleanField(default=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_one_of("verdict", Verdict), name="decision_verdict_is_known"),
            models.CheckConstraint(
                condition=Q(changes={}) | Q(verdict__in=["changed", "merged"]),
                name="decision_changes_where_it_says_so",
            ),
            models.UniqueConstraint(
                fields=["suggestion", "by"],
                condition=Q(is_second=True),
                name="decision_second_reading_once_an_editor",
            ),
        ]
        indexes = [models.Index("by", models.F("at").desc(), name="decision_newest_of_an_editor")]

    def __str__(self) -> str:
        return f"{self.suggestion}: {self.get_verdict_display()}"


def read_again(
    suggestion: models.Model,
    verdict: str,
    by: AbstractBaseUser | AnonymousUser,
    changes: dict[str, list[str]] | None = None,
) -> Decision:
    """Keep a second reading by `by`; a later one takes the place of theirs before."""
    decision, _ = Decision.objects.update_or_create(
        suggestion_id=suggestion.pk,
        by_id=by.pk,
        is_second=True,
        defaults={"verdict": verdict, "changes": changes or {}, "at": timezone.now()},
    )
    return decision
