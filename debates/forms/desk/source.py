"""What an editor corrects in a sentence of a transcript."""

from __future__ import annotations

from typing import Any

from django import forms

from debates.amending.correcting import (
    Corrected,
    back_to,
    correct,
    same_label_elsewhere,
    voice_of_label,
    voice_of_turn,
)
from debates.models import User
from transcripts.amending.correcting import Correction
from transcripts.models import NotPossibleError, Speaker, Transcript, Utterance

SCOPES = [
    ("turn", "this turn"),
    ("label", "this label here"),
    ("everywhere", "this label in every episode of the show"),
]
LONGEST = 5_000


class SourceForm(forms.Form):
    """The words of one sentence, and who says them: in this turn, wherever its label stands in this transcript, or in the whole show.

    `version` is that of the transcript which was looked at.
    """

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = forms.CharField(
        max_length=LONGEST, label="The words", widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    speaker = forms.CharField(
        required=False,
        max_length=200,
        label="Who says it",
        help_text="Leave it empty where nobody knows.",
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    scope = forms.ChoiceField(choices=SCOPES, label="The speaker changes in", initial="turn")
    new_person = forms.BooleanField(required=False, label="Nobody here is called so yet: add this person")

    def __init__(self, line: Utterance, data: Any = None) -> None:
        """The line's speaker and transcript must be loaded."""
        self.line = line
        self._voice: Speaker | None = line.speaker
        initial = {
            "version": line.transcript.version,
            "text": line.text,
            "speaker": line.speaker.name if line.speaker else "",
        }
        super().__init__(data, initial=initial)

    def clean_version(self) -> int:
        version: int = self.cleaned_data["version"]
        now = self.line.transcript.version
        if version != now:
            raise forms.ValidationError(
                f"The transcript changed meanwhile: version {now} is current now. Look at the sentence again, then send it once more."
            )
        return version

    def clean_text(self) -> str:
        words = " ".join(self.cleaned_data["text"].split())
        if not any(map(str.isalnum, words)):
            raise forms.ValidationError("A sentence has words.")
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        name = " ".join(cleaned["speaker"].split())
        self._voice = Speaker.objects.known_as(name) if name else None
        if name and self._voice is None and not cleaned["new_person"]:
            self.add_error(
                "speaker",
                "Nobody here is called so. Check the spelling, or say below that this is somebody new.",
            )
        if cleaned["scope"] != "turn" and not self.line.label:
            self.add_error("scope", "This sentence has no label: choose the turn.")
        if not self.errors and cleaned["text"] == self.line.text and self._is_same_voice(name):
            self.add_error(None, "Nothing is changed.")
        return cleaned

    def _is_same_voice(self, name: str) -> bool:
        return self._voice == self.line.speaker and (bool(self._voice) or not name)

    def elsewhere(self) -> list[Transcript]:
        """The other transcripts that would change, once the form is valid."""
        wanted = self.cleaned_data["scope"] == "everywhere" and self._voice_changes
        return same_label_elsewhere(self.line) if wanted else []

    @property
    def _voice_changes(self) -> bool:
        return not self._is_same_voice(" ".join(self.cleaned_data["speaker"].split()))

    def save(self, by: User) -> list[Corrected]:
        """Correct this transcript, and the others that are meant. Raises NotPossibleError where one changed meanwhile."""
        name = " ".join(self.cleaned_data["speaker"].split())
        others, changes = self.elsewhere(), self._voice_changes
        voice = Speaker.objects.named(name) if name else None
        here = Correction()
        if changes and self.cleaned_data["scope"] == "turn":
            here = voice_of_turn(self.line, voice)
        elif changes:
            here = voice_of_label(self.line.transcript, self.line.label, voice)
        texts = {}
        if self.cleaned_data["text"] != self.line.text:
            texts = {self.line.position: self.cleaned_data["text"]}
        done = [correct(self.line.transcript, Correction(texts, here.voices, here.label), by)]
        done += [correct(other, voice_of_label(other, self.line.label, voice), by) for other in others]
        return done


class BackForm(forms.Form):
    """An earlier version whose words are put back, by its number; `version` is that of the transcript which was looked at."""

    version = forms.IntegerField(min_value=1)
    back_to = forms.IntegerField(min_value=1)

    def save(self, transcript: Transcript, by: User) -> Corrected:
        """Make the words and voices of the earlier version the next one. Raises NotPossibleError where that cannot be."""
        told = self.cleaned_data if self.is_valid() else {"version": 0, "back_to": 0}
        earlier = transcript.episode.transcripts.filter(version=told["back_to"]).first()
        if earlier is None or told["version"] != transcript.version:
            raise NotPossibleError("The transcript changed meanwhile: look at its versions again.")
        return correct(transcript, back_to(transcript, earlier), by)
