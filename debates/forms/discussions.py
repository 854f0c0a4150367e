"""What people may post to each other: comments, and other readings of a relation."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Q

from debates.forms.revised import RevisedForm, Versions, is_blank
from debates.models import Claim, Comment, Debate, Dissent, OtherKind, Relation, RelationKind, User
from debates.models.discussion import LONGEST
from debates.revising.changes import rows_at

MOST_ON_ONE = 500
"""Comments on one thing."""


class CommentForm(forms.ModelForm[Comment]):
    """A comment, new or changed."""

    class Meta:
        model = Comment
        fields = ("text",)
        labels = {"text": "Your comment"}
        help_texts = {"text": "Plain text. Addresses become links; @name tells somebody."}
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST, "dir": "auto"})}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        about = self.instance.claim or self.instance.relation
        if self.instance._state.adding and about and Comment.objects.on(about).count() >= MOST_ON_ONE:
            raise ValidationError(
                f"There are {MOST_ON_ONE} comments here already, which is all there can be."
            )
        return cleaned


class CommentChangeForm(RevisedForm):
    """One's own comment, changed; perhaps in two tabs at once."""

    text = forms.CharField(
        max_length=LONGEST,
        label="Your comment",
        help_text="Plain text. Addresses become links; @name tells somebody.",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, comment: Comment, data: Any = None) -> None:
        which = Q(pgh_obj_id=comment.pk)
        versions = Versions([(Comment, which)], lambda number: self._fields_at(which, number))
        super().__init__(versions, data)

    @staticmethod
    def _fields_at(which: Q, number: int | None) -> dict[str, str]:
        row = (rows_at(Comment, which, number) or [{}])[0]
        return {"text": str(row.get("text", "")).replace("\r\n", "\n")}

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if is_blank(text):
            raise ValidationError("Say something, or take the comment away.")
        return text


class DissentForm(RevisedForm):
    """As what an editor reads a relation, if otherwise than the map has it."""

    kind = forms.ChoiceField(label="I read it as")
    reason = forms.CharField(max_length=500, required=False, label="Because")

    def __init__(self, relation: Relation, by: User, data: Any = None) -> None:
        self.relation, self.by = relation, by
        which = Q(relation_id=relation.pk, editor_id=by.pk)
        super().__init__(Versions([(Dissent, which)], lambda number: self._fields_at(which, number)), data)
        undercuts = relation.kind == RelationKind.UNDERCUT
        others = [OtherKind.NONE] if undercuts else [each for each in OtherKind if each != relation.kind]
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  declared above
        kind.required = False
        kind.choices = [
            ("", f"{relation.get_kind_display()}, as the map has it"),
            *((each.value, each.label) for each in others),
        ]

    @staticmethod
    def _fields_at(which: Q, number: int | None) -> dict[str, str]:
        row = (rows_at(Dissent, which, number) or [{}])[0]
        return {name: str(row.get(name, "")) for name in ("kind", "reason")}

    def keep(self) -> str:
        """Store the other reading, or take it back, and say what is so now."""
        kind = self.cleaned_data["kind"]
        if not kind:
            Dissent.objects.filter(relation=self.relation, editor=self.by).delete()
            return "You read it as the map has it."
        Dissent.objects.update_or_create(
            relation=self.relation,
            editor=self.by,
            defaults={"kind": kind, "reason": self.cleaned_data["reason"]},
        )
        return "Your reading stands beside the map’s."


class WatchForm(forms.Form):
    """A claim or a debate, to be followed or left."""

    claim = forms.SlugField(required=False)
    debate = forms.SlugField(required=False)
    follow = forms.BooleanField(required=False)

    def __init__(self, reader: User, data: Any) -> None:
        super().__init__(data)
        self.reader = reader

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            if cleaned.get("claim"):
                cleaned["about"] = Claim.objects.open_to(self.reader).get(key=cleaned["claim"])
            else:
                cleaned["about"] = Debate.objects.get(slug=cleaned.get("debate"))
        except ObjectDoesNotExist as error:
            raise ValidationError("There is no such thing to follow.") from error
        return cleaned


class PresenceForm(forms.Form):
    """The path of a page of this site."""

    place = forms.RegexField(re.compile(r"^/[\w/-]{1,198}/\Z"))
