"""What editors may post about what bears on a claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from debates.ledger_forms.places import ClaimField
from debates.models import (
    Claim,
    Relation,
    RelationKind,
    User,
)
from transcripts.models import Reader


class RelationForm(forms.Form):
    """How another claim, of whatever episode, bears on one."""

    premise = ClaimField(label="The other claim", help_text="The address of its page.")
    onto = forms.ChoiceField(required=False, label="It bears on")
    kind = forms.ChoiceField(choices=RelationKind.choices, label="How")
    evidence = forms.CharField(
        required=False,
        max_length=500,
        label="By which words",
        help_text="The words that make it so, exactly as they stand in a quote of the other claim.",
    )

    def __init__(self, claim: Claim, reader: Reader, data: Any = None) -> None:
        self.claim = claim
        super().__init__(data)
        self._steps = {str(step.pk): step for step in Relation.objects.touching(claim).with_ends().in_order()}
        premise, onto = self.fields["premise"], self.fields["onto"]
        assert isinstance(premise, ClaimField)  # noqa: S101  declared above
        assert isinstance(onto, forms.ChoiceField)  # noqa: S101  declared above
        premise.reader = reader
        onto.choices = [("", "this claim"), *((key, _told_step(step)) for key, step in self._steps.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        premise, step = cleaned["premise"], self._steps.get(cleaned["onto"])
        undercuts = cleaned["kind"] == RelationKind.UNDERCUT
        if premise == self.claim and step is None:
            self.add_error("premise", "A claim does not bear on itself.")
        elif undercuts and step is None:
            self.add_error("onto", "Only a step from one claim to another is undercut: choose it.")
        elif step is not None and not undercuts:
            self.add_error("kind", "A step from one claim to another can only be undercut.")
        elif self._is_there(premise, cleaned["kind"], step):
            raise ValidationError("This stands in the map already.")
        if cleaned["evidence"] and not _is_said(cleaned["evidence"], premise):
            self.add_error("evidence", "These words are not in a quote of the other claim.")
        return cleaned

    def _is_there(self, premise: Claim, kind: str, step: Relation | None) -> bool:
        target = {"target_relation": step} if step else {"target_claim": self.claim}
        return Relation.objects.filter(kind=kind, premises__claim=premise, **target).exists()

    @property
    def ends(self) -> tuple[Claim, Claim | Relation]:
        """What the relation joins, once the form is valid."""
        return self.cleaned_data["premise"], self._steps.get(self.cleaned_data["onto"]) or self.claim

    def save(self, by: User) -> Relation:
        cleaned = self.cleaned_data
        premise, target = self.ends
        return Relation.objects.link(
            [premise], cleaned["kind"], target, evidence=cleaned["evidence"], created_by=by
        )


def _told_step(step: Relation) -> str:
    premises = " with ".join(f"“{premise.claim}”" for premise in step.premises.all())
    end = "a step" if step.target_claim is None else f"“{step.target_claim}”"
    return f"the step from {premises} ({step.get_kind_display()} {end})"


def _is_said(words: str, claim: Claim) -> bool:
    wanted = " ".join(words.split())
    return any(wanted in text for text in claim.quotes.values_list("exact", flat=True))
