"""What editors may post about words in two senses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from debates.models import (
    Sense,
    Side,
    Term,
    User,
)
from debates.reading.terms import quote_choices, relation_choices
from transcripts.models import Reader


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
