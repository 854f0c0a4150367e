"""Which two people are one, and which voices of one person are another's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from debates.amending.merging_people import Voiced, voices_of_person
from transcripts.models import Speaker

_NAME = forms.TextInput(attrs={"list": "people", "autocomplete": "off"})


class OtherPersonForm(forms.Form):
    """Somebody who is here, by the address or a name."""

    other = forms.CharField(max_length=200, label="The other person", widget=_NAME)

    def __init__(self, speaker: Speaker, data: Any = None) -> None:
        self.speaker = speaker
        super().__init__(data)

    def clean_other(self) -> Speaker:
        written = " ".join(self.cleaned_data["other"].split())
        found = Speaker.objects.filter(slug=written).first() or Speaker.objects.known_as(written)
        if found is None:
            raise ValidationError("Nobody here is called so. Check the spelling.")
        if found == self.speaker:
            raise ValidationError("This is the same person: choose another.")
        return found


class SplitPersonForm(forms.Form):
    """The voices that are somebody else's, and whose."""

    voices = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label="These are somebody else’s", required=False
    )
    name = forms.CharField(max_length=200, label="Whose they are", widget=_NAME)
    new_person = forms.BooleanField(required=False, label="Nobody here is called so yet: add this person")

    def __init__(self, speaker: Speaker, data: Any = None) -> None:
        self.speaker = speaker
        super().__init__(data)
        self._voices = {each.key: each for each in voices_of_person(speaker)}
        field = self.fields["voices"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above
        field.choices = [(key, _told(voice)) for key, voice in self._voices.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = " ".join(cleaned.get("name", "").split())
        if name and Speaker.objects.known_as(name) is None and not cleaned.get("new_person"):
            self.add_error(
                "name",
                "Nobody here is called so. Check the spelling, or say below that this is somebody new.",
            )
        if name and not any(map(str.isalnum, name)):
            self.add_error("name", "Write a name.")
        return cleaned

    @property
    def chosen(self) -> list[Voiced]:
        return [self._voices[key] for key in self.cleaned_data["voices"]]

    @property
    def person(self) -> Speaker:
        """Whose the voices are, made if new; once the form is valid."""
        return Speaker.objects.named(self.cleaned_data["name"])


def _told(voice: Voiced) -> str:
    episode = voice.transcript.episode
    said = f"{voice.sentences} sentence{'s' if voice.sentences != 1 else ''}"
    return f"{voice.label or 'without a label'} in “{episode.title}”, {said}"
