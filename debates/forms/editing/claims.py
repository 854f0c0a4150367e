"""Changing a claim, and whose view a quote states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from debates.forms.revised import RevisedForm, Versions, is_blank
from debates.models import Claim, ClaimTag, Quote, Stance, Tag, View, change_view, set_tags
from debates.models.claim import CLAIM_MAX_LENGTH
from debates.models.tag import TAG_LONGEST
from debates.revising.changes import rows_at
from transcripts.models import Speaker

TAGS_MOST = 20


class ClaimForm(RevisedForm):
    """A claim's sentence and its tags."""

    text = forms.CharField(
        max_length=CLAIM_MAX_LENGTH,
        label="The claim",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text="One sentence that stands by itself. What was said stays as it was said.",
    )
    tags = forms.CharField(
        max_length=1000, required=False, help_text="Words for what it is about, separated by commas."
    )

    def __init__(self, claim: Claim, data: Mapping[str, Any] | None = None) -> None:
        self.claim = claim
        watched = [(Claim, Q(pgh_obj_id=claim.pk)), (ClaimTag, Q(claim_id=claim.pk))]
        super().__init__(Versions(watched, self._fields_at), data)

    def _fields_at(self, number: int | None) -> dict[str, str]:
        rows = rows_at(Claim, Q(pgh_obj_id=self.claim.pk), number)
        tagged = rows_at(ClaimTag, Q(claim_id=self.claim.pk), number)
        names = Tag.objects.filter(pk__in=[row["tag_id"] for row in tagged]).by_name()
        return {
            "text": rows[0]["text"] if rows else self.claim.text,
            "tags": ", ".join(names.values_list("name", flat=True)),
        }

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        if is_blank(text):
            raise ValidationError("Write a sentence.")
        return text

    def clean_tags(self) -> list[str]:
        names = [" ".join(name.split()) for name in self.cleaned_data["tags"].split(",")]
        found = list({name.casefold(): name for name in names if not is_blank(name)}.values())
        if len(found) > TAGS_MOST or any(len(name) > TAG_LONGEST for name in found):
            raise ValidationError(f"At most {TAGS_MOST} tags of at most {TAG_LONGEST} characters.")
        return found

    def save(self) -> Claim:
        """Store what was changed. Several queries for the tags."""
        if self.claim.text != self.cleaned_data["text"]:
            self.claim.text = self.cleaned_data["text"]
            self.claim.save(update_fields=["text"])
        set_tags(self.claim, self.cleaned_data["tags"])
        return self.claim


class QuoteViewForm(RevisedForm):
    """What the voice does with a claim, and whose view it states."""

    stance = forms.ChoiceField(choices=Stance.choices)
    held_by = forms.CharField(
        required=False,
        max_length=200,
        label="Held by",
        help_text="For a report: whose view it is. A name that belongs to nobody here is kept as a group, such as “critics”.",
    )

    def __init__(self, quote: Quote, data: Mapping[str, Any] | None = None) -> None:
        self.quote = quote
        super().__init__(Versions([(Quote, Q(pgh_obj_id=quote.pk))], self._fields_at), data)

    def _fields_at(self, number: int | None) -> dict[str, str]:
        row = (rows_at(Quote, Q(pgh_obj_id=self.quote.pk), number) or [{}])[0]
        holder = Speaker.objects.filter(pk=row.get("holder_id")).first()
        reports = row.get("stance") == Stance.REPORTS
        name = holder.name if holder else str(row.get("holder_words", ""))
        return {"stance": str(row.get("stance", "")), "held_by": name if reports else ""}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = " ".join(cleaned.get("held_by", "").split())
        if cleaned.get("stance") != Stance.REPORTS:
            if name:
                self.add_error("held_by", "Only a report states the view of somebody else.")
            return cleaned
        holder = Speaker.objects.known_as(name) if name else None
        if is_blank(name):
            self.add_error("held_by", "Say whose view is reported.")
        elif holder and holder.pk == self.quote.voiced_by_id:
            self.add_error(
                "held_by", "Whoever speaks reports somebody else’s view. Choose “asserts” for their own."
            )
        self.view = View(Stance.REPORTS, holder, "" if holder else name)
        return cleaned

    def save(self) -> Quote:
        stance = self.cleaned_data["stance"]
        view = self.view if stance == Stance.REPORTS else View(stance)
        return change_view(self.quote, view)
