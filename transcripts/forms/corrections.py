"""What a reader may post about a wrong sentence."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from transcripts.models import CorrectionOffer, Transcript, Utterance
from transcripts.words.clock import read_clock

_PARAGRAPH = re.compile(r"¶\s*(\d{1,7})\b.*", re.ASCII)


class CorrectionForm(forms.ModelForm[CorrectionOffer]):
    """Where the fault is, what it is, and how it should be."""

    place = forms.CharField(
        label="Which sentence",
        max_length=40,
        help_text="The time before it, such as 12:34, or the number after ¶.",
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )

    class Meta:
        model = CorrectionOffer
        fields = ("kind", "proposal")
        labels = {"kind": "What is wrong", "proposal": "How it should be"}
        help_texts = {"proposal": "The right words, or the name of whoever says them."}
        widgets = {"proposal": forms.Textarea(attrs={"rows": 3}), "kind": forms.RadioSelect}

    def __init__(self, *args: Any, transcript: Transcript, visitor: str, line: str, **kwargs: Any) -> None:
        """`line` is the position of the sentence that the reader came from, as written in an address."""
        super().__init__(*args, **kwargs)
        self._transcript = transcript
        self._visitor = visitor
        self.comes_too_often = False
        self.sentence = self._sentence(line)
        if self.sentence is not None:
            self.fields["place"].initial = f"¶{self.sentence.position + 1}"
        self.order_fields(("place", "kind", "proposal"))

    def _sentence(self, line: str) -> Utterance | None:
        if not re.fullmatch(r"\d{1,7}", line, re.ASCII):
            return None
        return self._transcript.utterances.with_speakers().filter(position=int(line)).first()

    def clean_place(self) -> Utterance:
        written = self.cleaned_data["place"]
        if found := _PARAGRAPH.match(written.strip()):
            said = self._transcript.utterances.filter(position=int(found[1]) - 1).first()
        else:
            seconds = read_clock(written)
            said = None if seconds is None else self._transcript.utterances.said_at(seconds)
        if said is None:
            raise ValidationError(
                "No sentence is there. Give its time, such as 12:34, or its number, such as ¶7."
            )
        return said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            raise ValidationError("Leave the last field empty.")
        if CorrectionOffer.objects.are_too_many_from(self._visitor):
            self.comes_too_often = True
            raise ValidationError("That is more than we take in an hour. Thank you; please come back later.")
        return cleaned

    def save(self, commit: bool = True) -> CorrectionOffer:
        self.instance.utterance = self.cleaned_data["place"]
        self.instance.visitor = self._visitor
        return super().save(commit)
