"""What editors may post about what bears on a claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from debates.forms.desk.linking import doubts_about_link
from debates.forms.desk.places import KeyField
from debates.forms.desk.wording import ClaimTextField
from debates.models import Claim, Quote, Relation, RelationKind, User
from transcripts.models import Reader

WAYS = [("onto", "The other claim bears on this one"), ("from", "This claim bears on the other")]


class RelationForm(forms.Form):
    """How another claim, of whatever episode, bears on one, or that one on it; alone or together with a linked premise.

    The other claim is here, or it is a premise that nobody said, which is supplied in the same step. `doubts` says what is to be looked
    at before it is sent again with `sure`.
    """

    premise = KeyField(required=False, label="The other claim")
    supplied = ClaimTextField(
        required=False,
        label="Or a premise that nobody said",
        help_text="It is marked as supplied, and never appears as anyone’s words.",
    )
    way = forms.ChoiceField(required=False, choices=WAYS, label="Which way", initial="onto")
    onto = forms.ChoiceField(required=False, label="It bears on")
    kind = forms.ChoiceField(choices=RelationKind.choices, label="How")
    linked = KeyField(
        required=False,
        label="Together with",
        help_text="A second premise without which the first is no reason.",
    )
    evidence = forms.CharField(
        required=False,
        max_length=500,
        label="By which words",
        help_text="The words that make it so, exactly as they stand in a quote of the claim that bears on the other.",
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    sure = forms.BooleanField(required=False)

    def __init__(self, claim: Claim, data: Any = None, reader: Reader = None) -> None:
        self.claim = claim
        self.doubts: list[str] = []
        super().__init__(data)
        steps = Relation.objects.touching(claim).wholly_open_to(reader).with_ends(reader)
        self._steps = {str(step.pk): step for step in steps.in_order()}
        onto = self.fields["onto"]
        assert isinstance(onto, forms.ChoiceField)  # noqa: S101  declared above
        onto.choices = [("", "this claim"), *((key, told_step(step)) for key, step in self._steps.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned["premise"]) == bool(cleaned["supplied"]):
            both = "Choose a claim or write a premise, not both."
            neither = "Choose the other claim, or write a premise that nobody said."
            self.add_error("premise", both if cleaned["premise"] else neither)
        if self.errors:
            return cleaned
        self._clean_ends(cleaned)
        if not self.errors and not cleaned["sure"]:
            self._doubt(cleaned)
        return cleaned

    def _clean_ends(self, cleaned: dict[str, Any]) -> None:
        other, step = cleaned["premise"], self._steps.get(cleaned["onto"])
        undercuts, turned = cleaned["kind"] == RelationKind.UNDERCUT, cleaned["way"] == "from"
        if other == self.claim and step is None:
            self.add_error("premise", "A claim does not bear on itself.")
        elif step is not None and turned:
            self.add_error("way", "The other claim bears on this step: turn it round.")
        elif undercuts and step is None:
            self.add_error("onto", "Only a step from one claim to another is undercut: choose it.")
        elif step is not None and not undercuts:
            self.add_error("kind", "A step from one claim to another can only be undercut.")
        elif cleaned["linked"] in {*self._premises(cleaned), step or self._target(cleaned)} - {None}:
            self.add_error("linked", "This claim is at one end already.")
        elif other is not None and self._is_there(cleaned, step):
            raise ValidationError("This stands in the map already.")
        if (
            not self.errors
            and cleaned["evidence"]
            and not is_said(cleaned["evidence"], self._premises(cleaned))
        ):
            self.add_error("evidence", "These words are not in a quote of the other claim.")

    def _premises(self, cleaned: dict[str, Any]) -> list[Claim]:
        """The claims that are here and bear on the other, without a linked one."""
        first = self.claim if cleaned["way"] == "from" else cleaned["premise"]
        return [first] if first else []

    def _target(self, cleaned: dict[str, Any]) -> Claim | None:
        return cleaned["premise"] if cleaned["way"] == "from" else self.claim

    def _is_there(self, cleaned: dict[str, Any], step: Relation | None) -> bool:
        target = {"target_relation": step} if step else {"target_claim": self._target(cleaned)}
        premises = self._premises(cleaned)
        return Relation.objects.filter(kind=cleaned["kind"], premises__claim__in=premises, **target).exists()

    def _doubt(self, cleaned: dict[str, Any]) -> None:
        premises, target = self._premises(cleaned), self._target(cleaned)
        if premises and target and not cleaned["onto"]:
            self.doubts = doubts_about_link(premises, cleaned["kind"], target)
        for doubt in self.doubts:
            self.add_error(None, doubt)

    @property
    def ends(self) -> tuple[Claim | Relation, ...]:
        """What is here and would be joined, once the form is valid."""
        cleaned = self.cleaned_data
        step = self._steps.get(cleaned["onto"])
        return tuple(each for each in (step or self.claim, cleaned["premise"], cleaned["linked"]) if each)

    @transaction.atomic
    def save(self, by: User) -> Relation:
        """Draw it; a premise that nobody said is made first, and marked as supplied."""
        cleaned = self.cleaned_data
        if cleaned["supplied"]:
            cleaned["premise"] = Claim.objects.create(
                text=cleaned["supplied"], origin=Claim.Origin.SUPPLIED, created_by=by
            )
        target = self._steps.get(cleaned["onto"]) or self._target(cleaned)
        assert target is not None  # noqa: S101  either this claim or the other
        premises = [*self._premises(cleaned), *([cleaned["linked"]] if cleaned["linked"] else [])]
        return Relation.objects.link(
            premises, cleaned["kind"], target, evidence=cleaned["evidence"], created_by=by
        )


def told_step(step: Relation) -> str:
    """A relation in words, for choices. Its ends must be loaded (`with_ends`)."""
    premises = " with ".join(f"“{premise.claim}”" for premise in step.premises.all())
    end = "a step" if step.target_claim is None else f"“{step.target_claim}”"
    return f"the step from {premises} ({step.get_kind_display()} {end})"


def is_said(words: str, claims: list[Claim]) -> bool:
    """Whether the words stand in a quote of one of these claims."""
    wanted = " ".join(words.split())
    quotes = Quote.objects.filter(claim__in=claims).values_list("exact", flat=True)
    return any(wanted in text for text in quotes)
