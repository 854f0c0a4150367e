"""Accepting many suggestions at once, from a score on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import IntegrityError, transaction

from debates.forms.desk.filters import ReviewFilterForm
from debates.models import AlreadyDecidedError, NotReadyError, Suggestion, User
from debates.models.suggestion import SuggestionQuerySet

MOST = 500
"""Suggestions accepted by one press: about ten seconds of work."""

SURE_ENOUGH = 90


class BatchForm(forms.Form):
    """From which score on, in percent, to accept what waits in a queue."""

    score = forms.IntegerField(
        min_value=1, max_value=100, initial=SURE_ENOUGH, label="Score from, in percent"
    )
    sure = forms.BooleanField(label="Accept them as they are, unread")

    def __init__(self, filters: ReviewFilterForm, data: Any = None) -> None:
        self._filters = filters
        super().__init__(data, initial={"score": filters.cleaned_data.get("above") or SURE_ENOUGH})

    def wanted(self) -> SuggestionQuerySet:
        """What would be accepted: all that waits from the score on, nothing of a second reading."""
        score = self._score()
        if score is None or self._filters.is_second:
            return Suggestion.objects.none()
        return self._filters.queue().filter(score__gte=score / 100)

    def _score(self) -> int | None:
        if self.is_bound:
            return (
                self.cleaned_data.get("score") if self.is_valid() or hasattr(self, "cleaned_data") else None
            )
        return int(self.initial["score"])

    def sample(self) -> list[Suggestion]:
        """The least likely of them, to look at before."""
        return list(self.wanted().with_places().order_by("score", "pk")[:5])

    def count(self) -> int:
        return self.wanted().count()

    def accept(self, by: User) -> tuple[int, int]:
        """Accept them, claims before relations, and return how many were accepted and how many could not be.

        Each is a step of its own: one that somebody decided meanwhile, or a relation whose claims are not accepted, is left where it is.
        """
        order = {Suggestion.Kind.CLAIM: 0, Suggestion.Kind.HOLDER: 1, Suggestion.Kind.RELATION: 2}
        rows = sorted(
            self.wanted().with_places()[:MOST], key=lambda row: (order[Suggestion.Kind(row.kind)], -row.score)
        )
        accepted = sum(_accepted(row, by) for row in rows)
        return accepted, len(rows) - accepted


def _accepted(suggestion: Suggestion, by: User) -> bool:
    try:
        with transaction.atomic():
            suggestion.accept(by)
    except (AlreadyDecidedError, NotReadyError, IntegrityError):
        return False
    return True
