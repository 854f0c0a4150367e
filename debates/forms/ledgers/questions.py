"""What editors may post about questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from debates.forms.places import PlaceField, address_of
from debates.forms.revised import RevisedForm, Versions
from debates.models import (
    Claim,
    Debate,
    Outcome,
    Question,
    User,
    keep_question_word,
)
from debates.models.question import NOTE_MAX_LENGTH
from debates.reading.questions import Entry
from debates.revising.beginning import BEGAN
from debates.revising.changes import revisions_of, rows_at
from transcripts.models import Reader, Speaker, Utterance

OUTCOMES = [
    ("", "Not decided: show what is worked out"),
    *((str(key), label) for key, label in Outcome.choices),
]


class QuestionForm(RevisedForm):
    """What became of one question of the ledger."""

    outcome = forms.ChoiceField(
        required=False,
        label="What became of it",
        choices=OUTCOMES,
    )
    answered_at = PlaceField(
        required=False,
        label="Answered where",
        help_text="The address of a claim, or of a line in a transcript.",
    )
    asked_of = forms.ChoiceField(required=False, label="Asked of")
    note = forms.CharField(required=False, max_length=NOTE_MAX_LENGTH, label="Why")

    def __init__(
        self, entry: Entry, people: Sequence[Speaker], reader: Reader, data: Any = None, began: int = 0
    ) -> None:
        """`began` is the number of the question's last revision (`last_revisions`)."""
        self.entry = entry
        on = {"quote_id": entry.quote.pk} if entry.quote else {"utterance_id": entry.line.pk}
        which = Q(debate_id=entry.debate.pk, **on)
        choices = [("", "nobody in particular"), *((str(person.pk), person.name) for person in people)]
        told = {"outcome": dict(OUTCOMES), "asked_of": dict(choices)}
        versions = Versions([(Question, which)], lambda number: _fields_at(which, number), told)
        super().__init__(versions, data, prefix=entry.anchor, loaded={**_initial(entry), BEGAN: began})
        asked_of, answered_at = self.fields["asked_of"], self.fields["answered_at"]
        assert isinstance(asked_of, forms.ChoiceField)  # noqa: S101  declared above
        assert isinstance(answered_at, PlaceField)  # noqa: S101  declared above
        asked_of.choices, answered_at.reader = choices, reader

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answered_at") and cleaned.get("outcome") != Outcome.ANSWERED:
            self.add_error(
                "answered_at", "Only a question that was answered has an answer. Choose “answered”."
            )
        return cleaned

    @transaction.atomic
    def save(self, by: User) -> Question:
        """Keep the word of `by`, and the one that it replaces; the first one makes the question's row."""
        cleaned, entry = self.cleaned_data, self.entry
        question = entry.row or Question(
            debate=entry.debate,
            quote=entry.quote,
            utterance=None if entry.quote else entry.line,
            marked_by=by,
        )
        place = cleaned["answered_at"]
        question.outcome, question.note = cleaned["outcome"], cleaned["note"]
        question.asked_of_id = int(cleaned["asked_of"]) if cleaned["asked_of"] else None
        question.answer_claim = place if isinstance(place, Claim) else None
        question.answer_utterance = place if isinstance(place, Utterance) else None
        keep_question_word(question)
        question.decide(by=by)
        return question


def last_revisions(debate: Debate) -> dict[str, int]:
    """The number of the last revision of each question of a debate, by the anchor of its entry. One query."""
    rows = (
        revisions_of(Question).filter(debate_id=debate.pk).order_by().values_list("quote_id", "utterance_id")
    )
    newest = rows.annotate(Max("pgh_id"))
    return {f"q{quote}" if quote else f"u{line}": number for quote, line, number in newest}


def _fields_at(which: Q, number: int | None) -> dict[str, str]:
    row = (rows_at(Question, which, number) or [{}])[0]
    claim, line = row.get("answer_claim_id") or 0, row.get("answer_utterance_id") or 0
    place: Claim | Utterance | None = Claim.objects.filter(pk=claim).first()
    if place is None:
        place = Utterance.objects.select_related("transcript__episode__show").filter(pk=line).first()
    return {
        "outcome": str(row.get("outcome", "")),
        "answered_at": address_of(place),
        "asked_of": str(row.get("asked_of_id") or ""),
        "note": str(row.get("note", "")),
    }


def _initial(entry: Entry) -> dict[str, object]:
    """What is stored; where nobody decided, the answer that was found stands ready."""
    answer = entry.decided_answer if entry.decision else entry.answer
    place = (answer.card.claim if answer.card else answer.line) if answer else None
    answered = entry.decision is None or entry.decision.outcome == Outcome.ANSWERED
    return {
        "outcome": entry.decision.outcome if entry.decision else "",
        "answered_at": address_of(place) if entry.decision and answered else "",
        "asked_of": str(entry.row.asked_of_id or "") if entry.row else "",
        "note": entry.row.note if entry.row else "",
    }


class MarkForm(forms.Form):
    """Sentences of a debate's episodes that are to stand in its ledger as questions."""

    lines = forms.ModelMultipleChoiceField(Utterance.objects.none())

    def __init__(self, lines: QuerySet[Utterance], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["lines"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101  declared above
        field.queryset = lines
        field.error_messages["required"] = "Choose at least one sentence."
