"""What editors may post about reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Max, Q

from debates.forms.places import LineField, address_of
from debates.forms.revised import RevisedForm, Versions
from debates.models import (
    Comparison,
    Fidelity,
    Quote,
    Reaction,
    User,
    keep_report_word,
)
from debates.models.question import NOTE_MAX_LENGTH
from debates.reading.reports import Report
from debates.revising.beginning import BEGAN
from debates.revising.changes import revisions_of, rows_at
from transcripts.models import Reader, Utterance

FIDELITIES = [("", "not judged"), *((str(key), label) for key, label in Fidelity.choices)]
REACTIONS = [("", "as read from their next turn"), *((str(key), label) for key, label in Reaction.choices)]


class ReportForm(RevisedForm):
    """How one report stands to the person's own words."""

    fidelity = forms.ChoiceField(
        required=False,
        label="Beside their own words this report is",
        choices=FIDELITIES,
    )
    own_words = forms.ChoiceField(required=False, label="Their own words", widget=forms.RadioSelect)
    elsewhere = LineField(
        required=False,
        label="Or another line of theirs",
        help_text="Its address, from the time beside the line.",
    )
    reaction = forms.ChoiceField(
        required=False,
        label="How they took it",
        choices=REACTIONS,
    )
    note = forms.CharField(required=False, max_length=NOTE_MAX_LENGTH, label="Why")

    def __init__(self, report: Report, reader: Reader, data: Any = None, began: int = 0) -> None:
        """`began` is the number of the last revision of what was said of the report (`last_revisions`)."""
        self.report = report
        self._candidates = {str(each.line.pk): each.line for each in report.candidates}
        choices = [
            *((str(each.line.pk), f"Candidate {number}") for number, each in enumerate(report.candidates, 1)),
            ("", "none of these"),
        ]
        told = {"fidelity": dict(FIDELITIES), "reaction": dict(REACTIONS), "own_words": dict(choices)}
        versions = Versions([(Comparison, Q(quote_id=report.quote.pk))], self._fields_at, told)
        super().__init__(versions, data, prefix=report.anchor, loaded={**_initial_of(report), BEGAN: began})
        own_words, elsewhere = self.fields["own_words"], self.fields["elsewhere"]
        assert isinstance(own_words, forms.ChoiceField)  # noqa: S101  declared above
        assert isinstance(elsewhere, LineField)  # noqa: S101  declared above
        own_words.choices = choices
        elsewhere.reader = reader

    def _fields_at(self, number: int | None) -> dict[str, str]:
        row = (rows_at(Comparison, Q(quote_id=self.report.quote.pk), number) or [{}])[0]
        own = str(row.get("own_words_id") or "")
        lines = Utterance.objects.select_related("transcript__episode__show")
        elsewhere = lines.filter(pk=own).first() if own and own not in self._candidates else None
        return {
            "fidelity": str(row.get("fidelity", "")),
            "own_words": own if own in self._candidates else "",
            "elsewhere": address_of(elsewhere),
            "reaction": str(row.get("reaction", "")),
            "note": str(row.get("note", "")),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        chosen = cleaned["elsewhere"] or self._candidates.get(cleaned["own_words"])
        fidelity = cleaned["fidelity"]
        if chosen is not None and chosen.speaker_id != self.report.quote.holder_id:
            self.add_error("elsewhere", f"These words are not {self.report.quote.holder_name}’s.")
        elif fidelity == Fidelity.NOT_FOUND and cleaned["elsewhere"]:
            self.add_error("elsewhere", "If nothing was found, name no line.")
        elif fidelity and fidelity != Fidelity.NOT_FOUND and chosen is None:
            self.add_error("own_words", "Choose the words that it is judged beside, or name another line.")
        cleaned["chosen"] = None if fidelity == Fidelity.NOT_FOUND else chosen
        return cleaned

    @transaction.atomic
    def save(self, by: User) -> None:
        """Keep the word of `by`, and the one that it replaces; not judged takes it back."""
        cleaned, quote = self.cleaned_data, self.report.quote
        keep_report_word(quote)
        if not cleaned["fidelity"]:
            Comparison.objects.filter(quote=quote).delete()
            return
        comparison = Comparison.objects.filter(quote=quote).first() or Comparison(quote=quote)
        comparison.fidelity, comparison.own_words = cleaned["fidelity"], cleaned["chosen"]
        comparison.reaction, comparison.note = cleaned["reaction"], cleaned["note"]
        comparison.decide(by=by)


def last_revisions(quotes: Iterable[Quote]) -> dict[int, int]:
    """The number of the last revision of what was said of each report, by the quote's number. One query."""
    rows = revisions_of(Comparison).filter(quote_id__in=[quote.pk for quote in quotes]).order_by()
    return dict(rows.values_list("quote_id").annotate(Max("pgh_id")))


def _initial_of(report: Report) -> dict[str, object]:
    stored = report.comparison
    if stored is None:
        return {"own_words": ""}
    among = any(each.line == stored.own_words for each in report.candidates)
    return {
        "fidelity": stored.fidelity,
        "own_words": str(stored.own_words_id) if among else "",
        "elsewhere": "" if among else address_of(stored.own_words),
        "reaction": stored.reaction,
        "note": stored.note,
    }
