"""What an editor decides about one suggestion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from debates.forms.desk.places import KeyField
from debates.forms.desk.wording import ClaimTextField, doubts_about, passage_of_words, view_told
from debates.models import (
    AlreadyDecidedError,
    Claim,
    Correction,
    Relation,
    RelationKind,
    Stance,
    Suggestion,
    User,
    Verdict,
    read_again,
)

DECISIONS = ("accept", "fix", "reject", "later", "merge", "with", "relate")
BEARINGS = [(kind.value, kind.label) for kind in RelationKind if kind != RelationKind.UNDERCUT]


class DecisionForm(forms.Form):
    """One decision, with what it takes.

    `fix` changes what is proposed and accepts it, `merge` adds the words to the claim `into`, `with` accepts the claim together with the
    suggested relation `relation`, `relate` accepts it and lets it bear on the claim `target`. Where something is doubtful, `doubts`
    says what, and the same again with `sure` stands.
    """

    decision = forms.ChoiceField(required=False, choices=[(each, each) for each in DECISIONS])
    text = ClaimTextField(required=False, label="The claim, in a sentence of its own")
    words = forms.CharField(
        required=False,
        max_length=5000,
        label="The words it stands on",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    stance = forms.ChoiceField(required=False, choices=Stance.choices, label="What the voice does")
    holder = forms.CharField(
        required=False,
        max_length=200,
        label="Whose view it is",
        help_text="A person, or a group as the voice names it. Whoever speaks, if nothing is reported.",
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(required=False, choices=RelationKind.choices, label="How it bears on the other")
    evidence = forms.CharField(
        required=False, max_length=500, label="By which words", widget=forms.TextInput(attrs={"dir": "auto"})
    )
    into = KeyField(required=False, label="The claim that is here")
    target = KeyField(required=False, label="The claim that it bears on")
    bears = forms.ChoiceField(required=False, choices=BEARINGS, label="How")
    relation = forms.ModelChoiceField(Suggestion.objects.of_relations(), required=False)
    sure = forms.BooleanField(required=False)

    def __init__(self, suggestion: Suggestion, data: Any = None, *, is_second: bool = False) -> None:
        self.suggestion = suggestion
        self.is_second = is_second
        self.doubts: list[str] = []
        self.was_decided = False
        super().__init__(data, initial=_proposed(suggestion))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("relation"):
            cleaned["decision"] = "with"
        match cleaned.get("decision"):
            case "fix":
                self._clean_fix(cleaned)
            case "merge":
                self._need("into")
                if self.suggestion.kind != Suggestion.Kind.CLAIM:
                    self.add_error(None, "Only the words of a claim can be added to another.")
            case "relate":
                self._need("target")
                self._need("bears")
            case "":
                self.add_error(None, "Nothing was decided: press one of the buttons.")
        return cleaned

    def _need(self, field: str) -> None:
        if not self.cleaned_data.get(field) and field not in self.errors:
            self.add_error(field, "Choose one.")

    def _clean_fix(self, cleaned: dict[str, Any]) -> None:
        kind = self.suggestion.kind
        if kind == Suggestion.Kind.RELATION:
            self._need("kind")
            if cleaned.get("kind") == RelationKind.UNDERCUT and self.suggestion.relation_kind != "undercut":
                self.add_error("kind", "Only a relation is undercut, never a claim.")
            cleaned["correction"] = Correction(
                evidence=cleaned.get("evidence"), relation_kind=cleaned.get("kind")
            )
            return
        self._need("stance")
        if kind == Suggestion.Kind.CLAIM:
            self._need("text")
            self._need("words")
        if not self.errors:
            cleaned["correction"] = self._correction(cleaned)

    def _correction(self, cleaned: dict[str, Any]) -> Correction | None:
        suggestion = self.suggestion
        try:
            if suggestion.quote:
                view = view_told(cleaned["stance"], cleaned["holder"], suggestion.quote.voiced_by)
                return Correction(view=view)
            passage = suggestion.passage
            if cleaned["words"] != suggestion.exact:
                passage = passage_of_words(cleaned["words"], passage.first, passage.last)
            view = view_told(cleaned["stance"], cleaned["holder"], passage.first.speaker)
        except ValidationError as error:
            self.add_error(None, error)
            return None
        text = cleaned["text"]
        if text != suggestion.text and not cleaned["sure"] and not self.is_second:
            self.doubts = doubts_about(text, cleaned["stance"])
            for doubt in self.doubts:
                self.add_error("text", doubt)
        return Correction(text, passage, view)

    @property
    def touched(self) -> list[Claim]:
        """The claims that are here already and would be changed, once the form is valid."""
        into, target = self.cleaned_data.get("into"), self.cleaned_data.get("target")
        return [claim for claim in (into, target) if claim is not None]

    def decide(self, by: User) -> bool:
        """Do what was decided; false where that cannot be, with the reason among the errors."""
        try:
            with transaction.atomic():
                if self.is_second:
                    self._read_again(by)
                else:
                    self._decide(by)
                return True
        except AlreadyDecidedError:
            self.was_decided = True
            self.add_error(None, "Somebody else decided this meanwhile. What they decided stands.")
        except IntegrityError:
            self.add_error(
                None,
                "This cannot stand so: the words are there already for this claim, or the view is laid at the door of whoever "
                "reports it. Change the words or the holder.",
            )
        except ValidationError as error:
            self.add_error(None, error)
        return False

    def _decide(self, by: User) -> None:
        suggestion, cleaned = self.suggestion, self.cleaned_data
        match cleaned["decision"]:
            case "reject":
                suggestion.reject(by)
            case "later":
                suggestion.put_off(by)
            case "merge":
                suggestion.accept(by, into=cleaned["into"])
            case "with":
                self._accept_with(by, cleaned["relation"])
            case "relate":
                self._accept_onto(by, cleaned["target"], cleaned["bears"])
            case _ if suggestion.kind == Suggestion.Kind.RELATION:
                suggestion.accept_with_ends(by, cleaned.get("correction"))
            case _:
                suggestion.accept(by, cleaned.get("correction"))

    def _accept_with(self, by: User, relation: Suggestion) -> None:
        if self.suggestion.pk not in {relation.premise_id, relation.target_id}:
            raise ValidationError("This relation has other claims at its ends.")
        if self.suggestion.decided_at is not None:
            raise AlreadyDecidedError
        relation.accept_with_ends(by)

    def _accept_onto(self, by: User, target: Claim, bears: str) -> None:
        claim = self.suggestion.accept(by)
        if not isinstance(claim, Claim):
            raise ValidationError("Only a claim is related to another here.")
        evidence_at = self.suggestion.utterance
        Relation.objects.link([claim], bears, target, evidence_utterance=evidence_at, created_by=by)

    def _read_again(self, by: User) -> None:
        correction = self.cleaned_data.get("correction")
        changes = self.suggestion.changes_of(correction) if correction else {}
        match self.cleaned_data["decision"]:
            case "reject":
                verdict = Verdict.REJECTED
            case "accept" | "fix":
                verdict = Verdict.CHANGED if changes else Verdict.ACCEPTED
            case "later":
                verdict = Verdict.LATER
            case _:
                raise ValidationError(
                    "A second reading only accepts, fixes or rejects: the map stays as it is."
                )
        read_again(self.suggestion, verdict, by, changes)


def _proposed(suggestion: Suggestion) -> dict[str, Any]:
    holder = suggestion.holder.name if suggestion.holder else suggestion.holder_words
    return {
        "text": suggestion.text,
        "words": suggestion.exact,
        "stance": suggestion.stance,
        "holder": holder if suggestion.stance == Stance.REPORTS else "",
        "kind": suggestion.relation_kind,
        "evidence": suggestion.evidence,
        "bears": RelationKind.SUPPORT,
    }
