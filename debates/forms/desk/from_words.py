"""A claim made of words in a transcript, with what it bears on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from debates.forms.debates import chosen_place, places_of_debates
from debates.forms.desk.linking import doubts_about_voices, voicing, voicings
from debates.forms.desk.places import KeyField
from debates.forms.desk.places_in_words import Chosen, words_again, words_elsewhere
from debates.forms.desk.review import BEARINGS
from debates.forms.desk.wording import ClaimTextField, doubts_about, view_told
from debates.models import (
    Claim,
    Correction,
    Debate,
    Passage,
    Relation,
    Section,
    Stance,
    Suggestion,
    User,
    View,
    quote_passage,
)
from transcripts.models import Transcript


class ClaimFromWordsForm(forms.Form):
    """Words, whose view they state, the claim in a sentence, or the claim that is here already, and what it bears on.

    The words are looked for again in the version that is current now. `doubts` says what is to be looked at before it is sent again
    with `sure`.
    """

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    at = forms.CharField(max_length=40, widget=forms.HiddenInput)
    words = forms.CharField(
        max_length=20_000,
        label="The words, exactly as they stand",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    text = ClaimTextField(required=False, label="The claim, in a sentence of its own")
    stance = forms.ChoiceField(choices=Stance.choices, label="What the voice does")
    holder = forms.CharField(
        required=False,
        max_length=200,
        label="Whose view it is",
        help_text="Leave it empty where the speaker states their own.",
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    into = KeyField(required=False, label="A claim that is here already")
    bears = forms.ChoiceField(required=False, choices=[("", "bears on nothing yet"), *BEARINGS], label="It")
    target = KeyField(required=False, label="The claim that it bears on")
    evidence = forms.CharField(
        required=False,
        max_length=500,
        label="By which of the words",
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    where = forms.ChoiceField(required=False, label="Debate and section")
    sure = forms.BooleanField(required=False)

    def __init__(
        self, transcript: Transcript, data: Any = None, initial: dict[str, Any] | None = None
    ) -> None:
        self._transcript = transcript
        self.doubts: list[str] = []
        self.moved: Chosen | None = None
        self.drawn: Relation | None = None
        super().__init__(data, initial=initial)
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)  # noqa: S101  declared above
        where.choices = places_of_debates()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "words" in cleaned and "at" in cleaned and "version" in cleaned:
            self._clean_words(cleaned)
        if not cleaned.get("into") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "Say it in a sentence, or choose the claim that is here already.")
        if bool(cleaned.get("bears")) != bool(cleaned.get("target")) and not self.errors:
            field = "target" if cleaned.get("bears") else "bears"
            self.add_error(field, "Choose both the claim it bears on and how, or neither.")
        if cleaned.get("target") and cleaned.get("target") == cleaned.get("into"):
            self.add_error("target", "A claim does not bear on itself.")
        if not self.errors:
            self._clean_view(cleaned)
        if not self.errors and not cleaned["sure"]:
            self._doubt(cleaned)
        return cleaned

    def _clean_words(self, cleaned: dict[str, Any]) -> None:
        """Look at the words again: where the transcript changed meanwhile, say so, and where they stand now."""
        if cleaned["version"] != self._transcript.version:
            self.moved = words_elsewhere(self._transcript, cleaned["at"], cleaned["words"])
            version = self._transcript.version
            found = "The words stand in it, too: look at the place, and store it once more."
            gone = "The words are not in it: choose others."
            self.add_error(
                "words",
                f"The transcript changed meanwhile: version {version} is current now. {found if self.moved else gone}",
            )
            return
        try:
            cleaned["chosen"] = words_again(self._transcript, cleaned["at"], cleaned["words"])
        except ValidationError as error:
            self.add_error("words", error)

    def _clean_view(self, cleaned: dict[str, Any]) -> None:
        voice = cleaned["chosen"].passage.first.speaker
        try:
            cleaned["view"] = view_told(cleaned["stance"], cleaned["holder"], voice)
        except ValidationError as error:
            self.add_error("holder", error)
        evidence = " ".join(cleaned["evidence"].split())
        if evidence and evidence not in cleaned["chosen"].words:
            self.add_error("evidence", "These are not among the words above.")

    def _doubt(self, cleaned: dict[str, Any]) -> None:
        if not cleaned["into"]:
            self.doubts += doubts_about(cleaned["text"], cleaned["stance"])
        if target := cleaned["target"]:
            of_this = [voicing(cleaned["chosen"].passage.first.speaker, cleaned["view"])]
            self.doubts += doubts_about_voices(of_this, cleaned["bears"], voicings([target])[target.pk])
        for doubt in self.doubts:
            self.add_error(None, doubt)

    @property
    def touched(self) -> list[Claim | Debate]:
        """What is here already and would be changed, once the form is valid."""
        debate, _ = chosen_place(self.cleaned_data["where"])
        named = (self.cleaned_data["into"], self.cleaned_data["target"], debate)
        return [each for each in named if each is not None]

    def save(self, by: User) -> Claim | None:
        """Store all of it, or nothing and say why."""
        try:
            with transaction.atomic():
                return self._save(by)
        except IntegrityError:
            self.add_error(
                None, "This cannot stand so: these words are there for this claim already. Choose others."
            )
        return None

    def _save(self, by: User) -> Claim:
        cleaned = self.cleaned_data
        passage, view = cleaned["chosen"].passage, cleaned["view"]
        claim = self._made(by, passage, cleaned["chosen"].words, view)
        if target := cleaned["target"]:
            self.drawn = Relation.objects.link(
                [claim],
                cleaned["bears"],
                target,
                evidence=cleaned["evidence"],
                evidence_utterance=passage.first,
                created_by=by,
            )
        debate, section = chosen_place(cleaned["where"])
        if debate is not None:
            _place(debate, claim, section)
        return claim

    def _made(self, by: User, passage: Passage, words: str, view: View) -> Claim:
        """The claim with its quote: what was suggested of the same words is decided with it."""
        cleaned = self.cleaned_data
        waiting = Suggestion.objects.of_claims().waiting().filter(utterance=passage.first, exact=words)
        suggested = waiting.select_related("utterance", "end_utterance", "holder").best_first().first()
        if suggested is not None and suggested.passage == passage:
            correction = Correction(cleaned["text"] or suggested.text, passage, view)
            made = suggested.accept(by, correction, into=cleaned["into"])
            if isinstance(made, Claim):
                return made
        claim: Claim = cleaned["into"] or Claim.objects.create(text=cleaned["text"], created_by=by)
        quote_passage(claim, passage, view)
        return claim


def _place(debate: Debate, claim: Claim, section: Section | None) -> None:
    if not claim.placements.filter(debate=debate).exists():
        debate.place(claim, section)
