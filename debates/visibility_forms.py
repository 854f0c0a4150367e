"""What admins may post about who sees what: visibility, takedowns, rights of reply."""

from __future__ import annotations

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from debates.models import Claim, RightOfReply
from transcripts.models import Episode, Show, Visibility

REASON_LONGEST = 2000


class ShowVisibilityForm(forms.ModelForm[Show]):
    class Meta:
        model = Show
        fields = ("visibility",)


class EpisodeVisibilityForm(forms.ModelForm[Episode]):
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
