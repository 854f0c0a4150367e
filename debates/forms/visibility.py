"""What admins may post about who sees what: visibility, takedowns, rights of reply."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from debates.models import Claim, RightOfReply
from transcripts.models import Episode, Show, Visibility

REASON_LONGEST = 2000
AS_ITS_SHOW = "show"
"""What a page says for an episode of which nothing of its own was chosen."""


class SeenVisibilityForm(forms.ModelForm[Any]):
    """A choice that carries what was chosen when the page was made: what somebody else chose meanwhile is not overwritten unseen."""

    was = forms.CharField(required=False, max_length=8, empty_value=None, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed_meanwhile = False
        self.fields["was"].initial = self.instance.visibility or AS_ITS_SHOW

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        was, now = cleaned.get("was"), self.instance.visibility
        self.changed_meanwhile = was not in (None, now or AS_ITS_SHOW) and cleaned.get("visibility") != now
        if self.changed_meanwhile:
            chosen = self.instance.get_visibility_display() or "as its show"
            raise ValidationError(
                f"Somebody chose otherwise meanwhile: {self.instance} is {chosen} now. Nothing was changed; choose again."
            )
        return cleaned


class ShowVisibilityForm(SeenVisibilityForm):
    class Meta:
        model = Show
        fields = ("visibility",)


class EpisodeVisibilityForm(SeenVisibilityForm):
    visibility = forms.ChoiceField(
        label="This episode is",
        required=False,
        choices=[("", "as its show"), *Visibility.choices],
        help_text="Of the show’s and its own the stricter holds. Unlisted: reached by its address, in no list. Private: "
        "only editors see it.",
    )

    class Meta:
        model = Episode
        fields = ("visibility",)


class ReasonForm(forms.Form):
    """Why words are taken down, or shown again."""

    reason = forms.CharField(max_length=REASON_LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class RightOfReplyForm(forms.ModelForm[RightOfReply]):
    source_url = forms.URLField(
        label="Where it was given", required=False, max_length=2000, assume_scheme="https"
    )

    class Meta:
        model = RightOfReply
        fields = ("person", "given_by", "text", "source_url")
        labels = {"given_by": "The words are", "text": "The reply"}
        help_texts = {
            "person": "Who replies.",
            "text": "As it was given: it is shown unedited, with the claim, under that name.",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def enter(self, claim: Claim, by: AbstractBaseUser | AnonymousUser) -> RightOfReply:
        """Attach the reply to `claim`, as entered by `by`, now."""
        reply = self.save(commit=False)
        reply.claim, reply.entered_by_id = claim, by.pk
        reply.save()
        return reply
