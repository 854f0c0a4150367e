"""What editors may post about questions, reports and terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from debates.models import Claim, Comparison, Fidelity, Outcome, Question, Reaction, Sense, Side, Term, User
from debates.models.question import NOTE_MAX_LENGTH
from debates.reading.questions import Entry
from debates.reading.reports import Report
from debates.reading.terms import quote_choices, relation_choices
from transcripts.models import Reader, Speaker, Utterance

_CLAIM = re.compile(r"/claims/([a-z0-9-]{1,40})/?(?:[?#].*)?\Z")
_LINE = re.compile(r"/shows/([\w-]{1,90})/([\w-]{1,90})/#u([0-9]{1,9})\Z", re.ASCII)


class PlaceField(forms.CharField):
    """The address of a claim's page, or of a line of an episode's transcript, as a browser shows it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, **kwargs)
        self.reader: Reader = None

    def clean(self, value: Any) -> Claim | Utterance | None:
        address = super().clean(value)
        if not address:
            return None
        place = _claim_at(address) or _line_at(address, self.reader)
        if place is None:
            raise ValidationError(
                "No claim or line has this address. Copy that of a claim’s page, or of the time beside a line."
            )
        return place


def _claim_at(address: str) -> Claim | None:
    found = _CLAIM.search(address)
    return Claim.objects.filter(key=found.group(1)).first() if found else None


def _line_at(address: str, reader: Reader) -> Utterance | None:
    found = _LINE.search(address)
    if found is None:
        return None
    show, episode, position = found.groups()
    lines = Utterance.objects.current().open_to(reader)
    place = {"transcript__episode__show__slug": show, "transcript__episode__slug": episode}
    return lines.filter(**place, position=int(position)).first()


class LineField(PlaceField):
    """The address of a line of an episode's transcript."""

    def clean(self, value: Any) -> Utterance | None:
        place = super().clean(value)
        if isinstance(place, Claim):
            raise ValidationError("This is the address of a claim. Copy that of the time beside a line.")
        return place


def address_of(place: Claim | Utterance | None) -> str:
    """What `PlaceField` reads as this place."""
    return place.get_absolute_url() if place is not None else ""


class QuestionForm(forms.Form):
    """What became of one question of the ledger."""

    outcome = forms.ChoiceField(
        required=False,
        label="What became of it",
        choices=[("", "Not decided: show what is worked out"), *Outcome.choices],
    )
    answered_at = PlaceField(
        required=False,
        label="Answered where",
        help_text="The address of a claim, or of a line in a transcript.",
    )
    asked_of = forms.ChoiceField(required=False, label="Asked of")
    note = forms.CharField(required=False, max_length=NOTE_MAX_LENGTH, label="Why")

    def __init__(
        self, entry: Entry, people: Sequence[Speaker], reader: Reader, data: Any = None, **kwargs: Any
    ) -> None:
        self.entry = entry
        super().__init__(data, prefix=entry.anchor, initial=_initial(entry), **kwargs)
        choices = [("", "nobody in particular"), *((str(person.pk), person.name) for person in people)]
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

    def save(self, by: User) -> Question:
        """Keep the word of `by`; the first one makes the question's row."""
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
        question.decide(by=by)
        return question


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


class ReportForm(forms.Form):
    """How one report stands to the person's own words."""

    fidelity = forms.ChoiceField(
        required=False,
        label="Beside their own words this report is",
        choices=[("", "not judged"), *Fidelity.choices],
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
        choices=[("", "as read from their next turn"), *Reaction.choices],
    )
    note = forms.CharField(required=False, max_length=NOTE_MAX_LENGTH, label="Why")

    def __init__(self, report: Report, reader: Reader, data: Any = None, **kwargs: Any) -> None:
        self.report = report
        self._candidates = {str(each.line.pk): each.line for each in report.candidates}
        super().__init__(data, prefix=report.anchor, initial=_initial_of(report), **kwargs)
        own_words, elsewhere = self.fields["own_words"], self.fields["elsewhere"]
        assert isinstance(own_words, forms.ChoiceField)  # noqa: S101  declared above
        assert isinstance(elsewhere, LineField)  # noqa: S101  declared above
        own_words.choices = [
            *((str(each.line.pk), f"Candidate {number}") for number, each in enumerate(report.candidates, 1)),
            ("", "none of these"),
        ]
        elsewhere.reader = reader

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

    def save(self, by: User) -> None:
        """Keep the word of `by`; not judged takes it back."""
        cleaned, quote = self.cleaned_data, self.report.quote
        if not cleaned["fidelity"]:
            Comparison.objects.filter(quote=quote).delete()
            return
        comparison = Comparison.objects.filter(quote=quote).first() or Comparison(quote=quote)
        comparison.fidelity, comparison.own_words = cleaned["fidelity"], cleaned["chosen"]
        comparison.reaction, comparison.note = cleaned["reaction"], cleaned["note"]
        comparison.decide(by=by)


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


class TermForm(forms.Form):
    """A word of a debate with its sense on each side, the quote that shows it, and the relations that rest on it."""

    word = forms.CharField(max_length=100, help_text="As the sides say it: “goal”.")

    def __init__(self, term: Term, reader: Reader, data: Any = None) -> None:
        """The sides of the term's debate must be loaded."""
        self.term = term
        self.sides = list(term.debate.sides.all())
        super().__init__(data, initial=_initial_of_term(term))
        quotes = [("", "choose a quote"), *quote_choices(term.debate, reader)]
        for side in self.sides:
            self.fields[f"meaning-{side.pk}"] = forms.CharField(
                max_length=500, required=False, label=f"What {side.name} means by it"
            )
            self.fields[f"quote-{side.pk}"] = forms.ChoiceField(
                choices=quotes, required=False, label=f"The quote that shows it ({side.name})"
            )
        self.fields["relations"] = forms.MultipleChoiceField(
            choices=relation_choices(term.debate),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label="Answers that rest on the difference",
        )

    def clean_word(self) -> str:
        word = " ".join(str(self.cleaned_data["word"]).split())
        same = Term.objects.filter(debate=self.term.debate, word__iexact=word).exclude(pk=self.term.pk)
        if same.exists():
            raise ValidationError("This word stands here already.")
        return word

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for side in self.sides:
            meaning, quote = cleaned.get(f"meaning-{side.pk}"), cleaned.get(f"quote-{side.pk}")
            if meaning and not quote:
                self.add_error(f"quote-{side.pk}", "Choose the quote that shows this sense.")
            if quote and not meaning:
                self.add_error(f"meaning-{side.pk}", "Say what is meant in this quote.")
        if not self.errors and len(self._senses()) < 2:
            raise ValidationError(
                "A word is used in two senses when two sides mean something by it: fill in two."
            )
        return cleaned

    def _senses(self) -> list[tuple[Side, str, int]]:
        """Each side that means something by the word, with its sense and the number of the quote."""
        found = self.cleaned_data
        return [
            (side, found[f"meaning-{side.pk}"], int(found[f"quote-{side.pk}"]))
            for side in self.sides
            if found.get(f"meaning-{side.pk}") and found.get(f"quote-{side.pk}")
        ]

    @transaction.atomic
    def save(self, by: User) -> Term:
        term = self.term
        term.word = self.cleaned_data["word"]
        if term._state.adding:
            term.created_by = by
        term.save()
        term.senses.all().delete()
        Sense.objects.bulk_create(
            Sense(term=term, side=side, meaning=meaning, quote_id=quote)
            for side, meaning, quote in self._senses()
        )
        term.relations.set(self.cleaned_data["relations"])
        return term


def _initial_of_term(term: Term) -> dict[str, object]:
    if term._state.adding:
        return {}
    initial: dict[str, object] = {
        "word": term.word,
        "relations": [str(pk) for pk in term.relations.values_list("pk", flat=True)],
    }
    for sense in term.senses.all():
        initial |= {
            f"meaning-{sense.side_id}": sense.meaning,
            f"quote-{sense.side_id}": str(sense.quote_id),
        }
    return initial
