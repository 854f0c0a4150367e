"""Putting claims in order: merging two that say the same, splitting one that says two things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from debates.forms.places import ClaimField
from debates.forms.revised import is_blank
from debates.models import Claim, Quote, Relation
from debates.models.claim import CLAIM_MAX_LENGTH
from debates.revising.beginning import BEGAN, present
from transcripts.models import Reader


class SentenceField(forms.CharField):
    """A claim's sentence, its white space folded."""

    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})

    def clean(self, value: Any) -> str:
        text = " ".join(super().clean(value).split())
        if is_blank(text):
            raise ValidationError("Write a sentence.")
        return text


class OtherClaimForm(forms.Form):
    """Which claim says the same."""

    other = ClaimField(label="The other claim", help_text="The address of its page.")

    def __init__(self, claim: Claim, reader: Reader, data: Any = None) -> None:
        self.claim = claim
        super().__init__(data)
        other = self.fields["other"]
        assert isinstance(other, ClaimField)  # noqa: S101  declared above
        other.reader = reader

    def clean_other(self) -> Claim:
        other: Claim = self.cleaned_data["other"]
        if other == self.claim:
            raise ValidationError("This is the claim itself: choose another.")
        return other


class MergeForm(OtherClaimForm):
    """Which claim is merged in, and the sentence that stays."""

    text = SentenceField(max_length=CLAIM_MAX_LENGTH, label="The sentence that stays")
    began = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def began_with(self, other: Claim) -> int:
        """The number of the last revision of both claims: what a page that shows them began from."""
        return present([(Claim, Q(pgh_obj_id__in=[self.claim.pk, other.pk]))]).number

    def clean(self) -> dict[str, Any]:
        """Refuse to merge sentences that somebody reworded since both were looked at."""
        cleaned = super().clean() or {}
        began, other = cleaned.get("began"), cleaned.get("other")
        if began is not None and other is not None and began < (now := self.began_with(other)):
            self.data = {**dict(self.data.items()), BEGAN: str(now)}
            raise ValidationError(
                "Somebody changed one of the two meanwhile. Look at both as they are now; sent once more, yours counts."
            )
        return cleaned


class SplitForm(forms.Form):
    """The sentence of the second claim, and what goes with it."""

    text = SentenceField(max_length=CLAIM_MAX_LENGTH, label="The second claim")
    quotes = forms.ModelMultipleChoiceField(
        Quote.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Quotes that go with it",
    )
    relations = forms.ModelMultipleChoiceField(
        Relation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Relations that go with it",
    )

    def __init__(self, claim: Claim, data: Mapping[str, Any] | None = None, reader: Reader = None) -> None:
        super().__init__(data, initial={"text": claim.text})
        quotes, relations = self.fields["quotes"], self.fields["relations"]
        assert isinstance(quotes, forms.ModelMultipleChoiceField)  # noqa: S101  declared above
        assert isinstance(relations, forms.ModelMultipleChoiceField)  # noqa: S101  declared above
        quotes.queryset = Quote.objects.filter(claim=claim).with_places().in_order()
        touching = Relation.objects.touching(claim).wholly_open_to(reader).with_ends(reader).in_order()
        own = [each for each in touching if each.target_claim == claim or claim in _starts(each)]
        relations.queryset = Relation.objects.filter(pk__in=[each.pk for each in own])
        quotes.choices = [(each.pk, f"“{each.exact}”") for each in quotes.queryset]
        relations.choices = [(each.pk, _told(each, claim)) for each in own]


def _starts(relation: Relation) -> list[Claim]:
    return [premise.claim for premise in relation.premises.all()]


def _told(relation: Relation, claim: Claim) -> str:
    starts = " with ".join("this" if each == claim else f"“{each}”" for each in _starts(relation))
    end = "this" if relation.target_claim == claim else f"“{relation.target_claim or 'a step'}”"
    return f"{starts} {relation.get_kind_display()} {end}"
