"""Changing what is known of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from debates.forms.revised import RevisedForm, Versions, is_blank
from debates.revising.changes import rows_at
from transcripts.models import Alias, Pronoun, Speaker

ALIASES_MOST = 30


class SpeakerForm(RevisedForm):
    """A person's name, other names, pronoun, and what is said of them."""

    name = forms.CharField(max_length=200)
    aliases = forms.CharField(
        max_length=2000,
        required=False,
        label="Other names",
        help_text="Nicknames, and spellings that transcripts use, separated by commas.",
    )
    pronoun = forms.ChoiceField(choices=Pronoun.choices)
    about = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def __init__(self, speaker: Speaker, data: Mapping[str, Any] | None = None) -> None:
        self.speaker = speaker
        watched = [(Speaker, Q(pgh_obj_id=speaker.pk)), (Alias, Q(speaker_id=speaker.pk))]
        super().__init__(Versions(watched, self._fields_at), data)

    def _fields_at(self, number: int | None) -> dict[str, str]:
        row = (rows_at(Speaker, Q(pgh_obj_id=self.speaker.pk), number) or [{}])[0]
        names = sorted(str(each["name"]) for each in rows_at(Alias, Q(speaker_id=self.speaker.pk), number))
        fields = {name: str(row.get(name, "")).replace("\r\n", "\n") for name in ("name", "pronoun", "about")}
        return {**fields, "aliases": ", ".join(names)}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if is_blank(name):
            raise ValidationError("Write a name.")
        return name

    def clean_aliases(self) -> list[str]:
        names = [" ".join(name.split()) for name in self.cleaned_data["aliases"].split(",")]
        found = list({name.casefold(): name for name in names if not is_blank(name)}.values())
        if len(found) > ALIASES_MOST or any(len(name) > 200 for name in found):
            raise ValidationError(f"At most {ALIASES_MOST} names of at most 200 characters.")
        return found

    def save(self) -> Speaker:
        for field in ("name", "pronoun", "about"):
            setattr(self.speaker, field, self.cleaned_data[field])
        self.speaker.save(update_fields=["name", "pronoun", "about"])
        wanted = self.cleaned_data["aliases"]
        here = {alias.name: alias for alias in self.speaker.aliases.all()}
        for name in here.keys() - set(wanted):
            here[name].delete()
        for name in wanted:
            if name not in here:
                self.speaker.aliases.create(name=name)
        return self.speaker
