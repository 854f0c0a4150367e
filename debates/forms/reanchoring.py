"""What an editor decides about a quote that waits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from debates.models import Reanchoring


class ReanchoringForm(forms.Form):
    """Take the place that is proposed, choose other words, or say that they are lost."""

    decision = forms.ChoiceField(choices=[("accept", "accept"), ("choose", "choose"), ("lose", "lose")])
    words = forms.CharField(max_length=5000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "choose" and not cleaned.get("words"):
            self.add_error("words", "Copy the words from the new transcript.")
        return cleaned

    def decide(self, row: Reanchoring, by: AbstractBaseUser | AnonymousUser) -> str:
        """Do it and return what was done, for a person. Raises NotPossibleError where it cannot be."""
        match self.cleaned_data["decision"]:
            case "accept":
                row.accept(by)
                return "Moved to the place that was proposed."
            case "choose":
                row.choose(self.cleaned_data["words"], by)
                return "Moved to the words that you chose."
            case _:
                row.lose(by)
                return "Marked as lost: the quote stays on the older transcript."
