"""What an editor changes in a relation that is drawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from debates.forms.desk.linking import doubts_about_link
from debates.forms.desk.places import KeyField
from debates.forms.desk.wording import ClaimTextField
from debates.models import Claim, Premise, Quote, Relation, RelationKind, User
from debates.revising.beginning import Meanwhile, began_from, bring_together, present
from debates.revising.changes import rows_at

ACTIONS = ("change", "link", "unlink", "undercut", "remove")


class RelationChangeForm(forms.Form):
    """One step on a relation: `change` its kind and words, `link` or `unlink` a premise, `undercut` it, or `remove` it.

    `doubts` says what is to be looked at before the same is sent again with `sure`.
    """

    action = forms.ChoiceField(choices=[(each, each) for each in ACTIONS])
    kind = forms.ChoiceField(required=False, choices=RelationKind.choices, label="How it bears on it")
    evidence = forms.CharField(
        required=False,
        max_length=500,
        label="By which words",
        help_text="Exactly as they stand in a quote of a claim that bears on the other.",
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    claim = KeyField(required=False, label="The claim")
    supplied = ClaimTextField(required=False, label="Or a premise that nobody said")
    sure = forms.BooleanField(required=False)

    def __init__(self, relation: Relation, data: Any = None) -> None:
        """The ends must be loaded (`with_ends`)."""
        self.relation = relation
        self.premises = [premise.claim for premise in relation.premises.all()]
        self.doubts: list[str] = []
        self.meanwhile: Meanwhile | None = None
        self.here = present([(Relation, Q(pgh_obj_id=relation.pk))])
        if data is not None and data.get("action") == "change":
            data = self._brought_together(data.dict())
        super().__init__(data, initial={"kind": relation.kind, "evidence": relation.evidence})

    def _brought_together(self, data: dict[str, str]) -> dict[str, str]:
        """What was sent, with what somebody else saved since the page was opened."""
        began = began_from(data)
        if began is None or began >= self.here.number:
            return data
        then = (rows_at(Relation, Q(pgh_obj_id=self.relation.pk), began) or [{}])[0]
        fields = ("kind", "evidence")
        mine = {name: data.get(name) or ("" if name == "evidence" else self.relation.kind) for name in fields}
        theirs = {name: str(getattr(self.relation, name)) for name in fields}
        merged, self.meanwhile = bring_together(
            self.here,
            {name: str(then.get(name, "")) for name in fields},
            theirs,
            mine,
            {"kind": "How it bears on it", "evidence": "By which words"},
        )
        return {**data, **merged}

    @property
    def has_conflicts(self) -> bool:
        """Whether somebody else changed the same meanwhile."""
        return bool(self.meanwhile and self.meanwhile.conflicts)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if self.has_conflicts:
            self.add_error(
                None, "Somebody changed the same meanwhile: look at both below, and send yours again."
            )
            return cleaned
        match cleaned["action"]:
            case "change":
                self._clean_change(cleaned)
            case "link" | "undercut":
                self._clean_end(cleaned)
            case "unlink" if cleaned["claim"] not in self.premises:
                self.add_error("claim", "This claim is no premise of the relation.")
            case "unlink" if len(self.premises) == 1:
                self.add_error("claim", "A relation starts from a claim: remove the relation instead.")
        return cleaned

    def _clean_change(self, cleaned: dict[str, Any]) -> None:
        is_undercut = self.relation.kind == RelationKind.UNDERCUT
        cleaned["kind"] = cleaned["kind"] or self.relation.kind
        if (cleaned["kind"] == RelationKind.UNDERCUT) != is_undercut:
            self.add_error(
                "kind", "Only a relation is undercut, and an undercut is nothing else: draw it anew."
            )
            return
        words = " ".join(cleaned["evidence"].split())
        if words and words != self.relation.evidence and not self._is_said(words):
            self.add_error("evidence", "These words are not in a quote of a claim that bears on the other.")
        target = self.relation.target_claim
        if target and not self.errors and not cleaned["sure"] and cleaned["kind"] != self.relation.kind:
            self.doubts = doubts_about_link(self.premises, cleaned["kind"], target, self.relation)
            for doubt in self.doubts:
                self.add_error(None, doubt)

    def _is_said(self, words: str) -> bool:
        quotes = Quote.objects.filter(claim__in=self.premises)
        return any(words in exact for exact in quotes.values_list("exact", flat=True))

    def _clean_end(self, cleaned: dict[str, Any]) -> None:
        claim = cleaned["claim"]
        if bool(claim) == bool(cleaned["supplied"]):
            self.add_error("claim", "Choose a claim that is here, or write a premise: one of the two.")
        elif claim and claim in (*self.premises, self.relation.target_claim):
            self.add_error("claim", "This claim is at one end already.")
        elif claim and cleaned["action"] == "undercut" and self._is_undercut_by(claim):
            raise ValidationError("This stands in the map already.")

    def _is_undercut_by(self, claim: Claim) -> bool:
        return self.relation.undercuts.filter(premises__claim=claim).exists()

    @property
    def touched(self) -> list[Claim | Relation]:
        claim = self.cleaned_data["claim"]
        return [self.relation, claim] if claim else [self.relation]

    @transaction.atomic
    def save(self, by: User) -> Relation:
        """Do it, and return the relation that is to be looked at now."""
        cleaned, relation = self.cleaned_data, self.relation
        match cleaned["action"]:
            case "change":
                relation.kind, relation.evidence = cleaned["kind"], cleaned["evidence"]
                relation.save(update_fields=["kind", "evidence"])
            case "link":
                Premise.objects.create(relation=relation, claim=self._end(by))
            case "unlink":
                relation.premises.get(claim=cleaned["claim"]).delete()
            case "undercut":
                words = cleaned["evidence"]
                return Relation.objects.link(
                    [self._end(by)], RelationKind.UNDERCUT, relation, evidence=words, created_by=by
                )
            case _:
                relation.delete()
        return relation

    def _end(self, by: User) -> Claim:
        """The claim that was chosen, or a supplied one made now."""
        supplied = {"text": self.cleaned_data["supplied"], "origin": Claim.Origin.SUPPLIED, "created_by": by}
        chosen: Claim | None = self.cleaned_data["claim"]
        return chosen or Claim.objects.create(**supplied)
