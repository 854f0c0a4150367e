"""What an editor decides about a voice whose name is not sure."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.db import IntegrityError, transaction

from debates.amending.name_decisions import Elsewhere, Named, elsewhere, name_voice, put_off
from debates.models import AlreadyDecidedError, User
from debates.reading.naming import NameCard
from transcripts.models import NameDecision, NameScope, NotPossibleError, Speaker, Utterance

DECISIONS = ("take", "other", "nobody", "later")
LONGEST = 200


def mark_of(line: Utterance) -> str:
    """A word for the sentence as it was looked at: another one where its words, its label or its voice are not the same."""
    seen = f"{line.label}\n{line.speaker_id}\n{line.text}"
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


class NameForm(forms.Form):
    """One decision: `person` is one of those proposed, as `is:slug` or `new:name`; with `other` the name is typed.

    `mark` tells which sentence was looked at.
    """

    decision = forms.ChoiceField(required=False, choices=[(each, each) for each in DECISIONS])
    person = forms.CharField(required=False, max_length=LONGEST + 4)
    name = forms.CharField(
        required=False,
        max_length=LONGEST,
        label="Whose voice it is",
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off", "autofocus": True}),
    )
    new_person = forms.BooleanField(required=False, label="Nobody here is called so yet: add this person")
    scope = forms.ChoiceField(
        required=False, choices=NameScope.choices, label="How far it reaches", widget=forms.RadioSelect
    )
    mark = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, card: NameCard, data: Any = None) -> None:
        self.card = card
        self.was_decided = False
        self._named: tuple[str, Speaker | None] | None = None
        scope = NameScope.TURN if card.offer else NameScope.LABEL
        super().__init__(data, initial={"scope": scope, "mark": mark_of(card.line)})

    @property
    def scopes(self) -> list[tuple[str, str]]:
        """How far a name may reach, as values and words."""
        return list(NameScope.choices)

    def clean_scope(self) -> NameScope:
        return NameScope(self.cleaned_data["scope"] or self.initial["scope"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("mark") and cleaned["mark"] != mark_of(self.card.line):
            self.was_decided = True
            self.add_error(
                None, "Somebody changed this voice meanwhile. Look at it again, then decide once more."
            )
        elif cleaned.get("person"):
            self._clean_person(cleaned["person"])
        elif cleaned.get("decision") == "other":
            self._clean_name(" ".join(cleaned.get("name", "").split()))
        elif cleaned.get("decision") not in {"nobody", "later"}:
            self.add_error(None, "Nothing was decided: press one of the buttons.")
        if cleaned.get("decision") == "nobody" and self._is_nobody_in_a_turn(cleaned):
            self.add_error("scope", "Nobody is named there yet: choose the label.")
        return cleaned

    def _is_nobody_in_a_turn(self, cleaned: dict[str, Any]) -> bool:
        return self.card.line.speaker is None and cleaned.get("scope") == NameScope.TURN

    def _clean_person(self, written: str) -> None:
        how, _, who = written.partition(":")
        known = Speaker.objects.filter(slug=who).first() if how == "is" else Speaker.objects.known_as(who)
        if (known is None and how != "new") or not who.strip():
            self.add_error(None, "That person is not here any more. Choose another.")
        self._named = (who, known)

    def _clean_name(self, name: str) -> None:
        known = Speaker.objects.known_as(name) if name else None
        if not any(map(str.isalnum, name)):
            self.add_error("name", "Write a name.")
        elif known is None and not self.cleaned_data.get("new_person"):
            self.add_error(
                "name",
                "Nobody here is called so. Check the spelling, or say below that this is somebody new.",
            )
        self._named = (name, known)

    def elsewhere(self) -> list[Elsewhere]:
        """Other labels that would change, once the form is valid."""
        if self.cleaned_data.get("decision") == "later":
            return []
        known = self._named[1] if self._named else None
        if self._named and known is None:
            return []
        return elsewhere(self.card.line, Named(known, self.cleaned_data["scope"]))

    def decide(self, by: User) -> NameDecision | None:
        """Do it; `None` where that cannot be, with the reason among the errors."""
        try:
            with transaction.atomic():
                return self._decide(by)
        except AlreadyDecidedError:
            self.was_decided = True
            self.add_error(None, "Somebody else decided this meanwhile. What they decided stands.")
        except IntegrityError:
            self.was_decided = True
            self.add_error(
                None, "The person was merged into another meanwhile. Look again, then decide once more."
            )
        except NotPossibleError as error:
            self.add_error(None, str(error))
        return None

    def _decide(self, by: User) -> NameDecision:
        if self.cleaned_data.get("decision") == "later" and self._named is None:
            return put_off(self.card, by)
        speaker = None
        if self._named is not None:
            name, known = self._named
            speaker = known or Speaker.objects.named(name)
        return name_voice(self.card, Named(speaker, self.cleaned_data["scope"]), by)
