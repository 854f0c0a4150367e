"""What editors may post about words in two senses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from debates.models import (
    Sense,
    Side,
    Term,
    TermRelation,
    User,
)
from debates.reading.terms import quote_choices, relation_choices
from debates.revising.beginning import (
    Meanwhile,
    Present,
    Watched,
    began_from,
    bring_together,
    present,
)
from debates.revising.changes import rows_at
from transcripts.models import Reader


class TermForm(forms.Form):
    """A word of a debate with its sense on each side, the quote that shows it, and the relations that rest on it."""

    word = forms.CharField(max_length=100, help_text="As the sides say it: “goal”.")

    def __init__(self, term: Term, reader: Reader, data: Any = None) -> None:
        """The sides of the term's debate must be loaded."""
        self.term = term
        self.sides = list(term.debate.sides.all())
        self.meanwhile: Meanwhile | None = None
        self.here = present(_watched(term)) if term.pk else Present(0, None)
        if data is not None and term.pk:
            data = self._brought_together(data)
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

    def _brought_together(self, data: Any) -> Any:
        """What was sent, with what somebody else saved since the page was opened."""
        began = began_from(data)
        if began is None or began >= self.here.number:
            return data
        mine = {name: str(data.get(name, "")) for name in ("word", *self._names_by_side())}
        mine = {name: text for name, text in mine.items() if text or name == "word"}
        mine |= {f"relations/{number}": "on" for number in data.getlist("relations")}
        labels = {"word": "Word"} | {
            name: f"{side}: {part}" for name, (part, side) in self._names_by_side().items()
        }
        merged, self.meanwhile = bring_together(
            self.here, _fields_at(self.term, began), _fields_at(self.term, None), mine, labels
        )
        numbers = [name.partition("/")[2] for name in merged if name.startswith("relations/")]
        return {**merged, "relations": numbers}

    def _names_by_side(self) -> dict[str, tuple[str, str]]:
        return {
            f"{part}-{side.pk}": (part, side.name) for side in self.sides for part in ("meaning", "quote")
        }

    @property
    def has_conflicts(self) -> bool:
        """Whether somebody else changed the same meanwhile."""
        return bool(self.meanwhile and self.meanwhile.conflicts)

    def is_valid(self) -> bool:
        return not self.has_conflicts and super().is_valid()

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


def _watched(term: Term) -> Watched:
    of_term = Q(term_id=term.pk)
    return [(Term, Q(pgh_obj_id=term.pk)), (Sense, of_term), (TermRelation, of_term)]


def _fields_at(term: Term, number: int | None) -> dict[str, str]:
    """The form's fields as they were after revision `number`, or are now; each relation is a field of its own."""
    (row,) = rows_at(Term, Q(pgh_obj_id=term.pk), number) or [{}]
    fields = {"word": str(row.get("word", ""))}
    for sense in rows_at(Sense, Q(term_id=term.pk), number):
        fields[f"meaning-{sense['side_id']}"] = sense["meaning"]
        fields[f"quote-{sense['side_id']}"] = str(sense["quote_id"])
    for each in rows_at(TermRelation, Q(term_id=term.pk), number):
        fields[f"relations/{each['relation_id']}"] = "on"
    return fields
