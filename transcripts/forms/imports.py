"""What admins may bring to the import desk, and what they may say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from transcripts.attribution.attributing import names_a_person
from transcripts.desk.bringing import PASTED
from transcripts.desk.proposing import Known, known, voices
from transcripts.importers import IMPORTERS
from transcripts.importers.decoding import MAX_BYTES
from transcripts.models import Batch, Import, Show, Subscription

FILES_AT_ONCE = 50
SHOWS_OFFERED = 500


class _ManyFiles(forms.FileField):
    """Several files in one field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_ManyFilesInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > FILES_AT_ONCE:
            raise forms.ValidationError(f"At most {FILES_AT_ONCE} files at once.")
        return [super(_ManyFiles, self).clean(file, initial) for file in files]


class _ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class BringForm(forms.Form):
    """Files, pasted text, an address: one of them, or several at once."""

    uploads = _ManyFiles(
        label="Files",
        allow_empty_file=True,
        required=False,
        help_text=(
            f"Drop one file or up to {FILES_AT_ONCE} here, {MAX_BYTES // 1_000_000} MB each at most. "
            "ZIP archives are unpacked; feeds and lists of feeds (OPML) are recognised."
        ),
    )
    address = forms.URLField(
        label="Or give an address",
        required=False,
        max_length=2000,
        assume_scheme="https",
        help_text="Of a transcript, an archive, a podcast’s feed, or a list of feeds.",
    )
    text = forms.CharField(
        label="Or paste a transcript", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    show = forms.CharField(
        label="Show",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"list": "shows"}),
        help_text="If you know it already; it is asked for before anything is stored.",
    )

    def clean_address(self) -> str:
        """An address that is fetched by the one door: http or https."""
        address: str = self.cleaned_data["address"]
        if address and not address.lower().startswith(("https://", "http://")):
            raise forms.ValidationError("The address must begin with https:// or http://.")
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self._things(cleaned):
            raise forms.ValidationError("Choose a file, give an address or paste a text.")
        return cleaned

    def _things(self, cleaned: dict[str, Any]) -> int:
        pasted, address = cleaned.get("text", "").strip(), cleaned.get("address")
        return len(cleaned.get("uploads") or []) + bool(pasted) + bool(address)

    @property
    def together(self) -> str:
        """What is brought, if that is more than one thing: the name of the batch."""
        many = self._things(self.cleaned_data)
        names = [file.name or "file" for file in self.cleaned_data["uploads"]]
        return f"{many} files: {', '.join(names[:3])[:200]}{' …' if many > 3 else ''}" if many > 1 else ""

    def brought(self) -> Iterator[tuple[str, bytes]]:
        """Names and bytes, one file at a time; of a file that is too large no more than shows it."""
        for file in self.cleaned_data["uploads"]:
            yield file.name or "file", file.read(MAX_BYTES + 1)
        pasted = self.cleaned_data["text"]
        if pasted.strip():
            yield PASTED, pasted.encode()


class ImportForm(forms.ModelForm[Import]):
    """As what a file is to be imported, and who its voices are.

    With `act` set to “look” only another look is asked for, and nothing is missing yet.
    """

    format_asked = forms.ChoiceField(label="Format", required=False)
    page_url = forms.URLField(
        label="The publisher’s page", required=False, max_length=2000, assume_scheme="https"
    )
    replaces = forms.BooleanField(label="Put these words in the place of those that are here", required=False)
    another_recording = forms.BooleanField(
        label="They are of another recording, with a clock of its own", required=False
    )

    class Meta:
        model = Import
        fields = (
            "show",
            "title",
            "published_on",
            "page_url",
            "language",
            "format_asked",
            "start_s",
            "end_s",
            "replaces",
            "another_recording",
        )
        labels = {
            "published_on": "Published",
            "start_s": "The words begin at second",
            "end_s": "The words end at second",
        }
        help_texts = {
            "start_s": "This file has no times: its sentences are spread between the two, and marked as estimated.",
            "language": "A code such as en or de.",
        }
        widgets = {
            "published_on": forms.DateInput(attrs={"type": "date"}),
            "show": forms.TextInput(attrs={"list": "shows"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_looks = self.data.get("act") == "look"
        finding = self.instance.finding or {}
        self.fields["format_asked"] = _format_field(finding.get("format", ""), self.instance.format_asked)
        self.order_fields(self.Meta.fields)
        self.fields["show"].required = self.fields["title"].required = not self.only_looks
        if finding.get("has_times", True):
            del self.fields["start_s"], self.fields["end_s"]
        self.voices = voices(finding.get("labels", {}).items(), self.instance.voices)
        for number, voice in enumerate(self.voices):
            self.fields[f"voice-{number}"] = forms.CharField(
                label=voice.label, required=False, max_length=200, initial=voice.name
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start_s, end_s = cleaned.get("start_s"), cleaned.get("end_s")
        if (start_s is None) != (end_s is None):
            self.add_error("end_s", "Give both times, or neither.")
        elif start_s is not None and end_s is not None and not 0 <= start_s < end_s:
            self.add_error("end_s", "The words must end after they begin.")
        named = {
            voice.label: " ".join(cleaned.get(f"voice-{number}", voice.name).split())
            for number, voice in enumerate(self.voices)
        }
        # A number that got no name is left to the words: they may tell whose voice it is.
        self.instance.voices = {label: name for label, name in named.items() if name or names_a_person(label)}
        if not self.only_looks and not self.errors:
            self._ask_about_what_is_here(cleaned)
        return cleaned

    def _ask_about_what_is_here(self, cleaned: dict[str, Any]) -> None:
        here = self.known.transcript
        if here is not None and here.checksum != self.instance.checksum and not cleaned.get("replaces"):
            question = "Say that these words take the place of those, or give the episode another title."
            self.add_error("replaces", forms.ValidationError(question, code="is_here"))

    @property
    def known(self) -> Known:
        """What is here under the names that were given."""
        return known(self.cleaned_data.get("show", ""), self.cleaned_data.get("title", ""))

    @property
    def must_ask(self) -> bool:
        """Whether all that is wrong is a question that the page has not put yet: what becomes of the words that are here."""
        asked = (self.instance.comparison or {}).get("transcript")
        here = self.known.transcript
        return self.has_error("replaces", "is_here") and here is not None and here.pk != asked

    def about(self) -> list[forms.BoundField]:
        """The fields of what it is."""
        return [self[name] for name in self.Meta.fields[:-2] if name in self.fields]

    def people(self) -> list[tuple[Any, forms.BoundField]]:
        """Each voice of the file with the field of its name."""
        return [(voice, self[f"voice-{number}"]) for number, voice in enumerate(self.voices)]


def _format_field(found: str, asked: str) -> forms.ChoiceField:
    """The formats by their names for people and for commands; first what the content says."""
    formats = [(name, f"{importer.TITLE} ({name})") for name, importer in IMPORTERS.items()]
    by_content = (
        f"as recognised: {IMPORTERS[found].TITLE}"
        if found in IMPORTERS and not asked
        else "what it looks like"
    )
    return forms.ChoiceField(
        label="Format",
        required=False,
        choices=[("", by_content), *formats],
        help_text="Wrongly recognised? Choose another and look again.",
    )


class BatchForm(forms.Form):
    """The show of files that came together, and a title for each."""

    show = forms.CharField(label="Show", max_length=300, widget=forms.TextInput(attrs={"list": "shows"}))

    def __init__(self, *args: Any, batch: Batch, waiting: Sequence[Import], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["show"] = batch.show
        self.waiting = waiting
        for each in waiting:
            self.fields[f"title-{each.pk}"] = forms.CharField(
                label=f"Title of {each.source}",
                required=False,
                max_length=500,
                initial=each.title,
                widget=forms.TextInput(attrs={"aria-label": f"Title of {each.source[:120]}"}),
            )

    def titles(self) -> dict[int, str]:
        """The title of each import, by its number."""
        return {each.pk: self.cleaned_data[f"title-{each.pk}"] for each in self.waiting}


class FeedForm(forms.Form):
    """The address of a feed to follow."""

    url = forms.URLField(label="Address of a feed", max_length=2000, assume_scheme="https")

    def clean_url(self) -> str:
        """An address that is not followed yet."""
        url: str = self.cleaned_data["url"]
        if not url.lower().startswith(("https://", "http://")):
            raise forms.ValidationError("The address must begin with https:// or http://.")
        if Subscription.objects.filter(url=url).exists():
            raise forms.ValidationError("This feed is followed already.")
        return url


class FeedSettingsForm(forms.ModelForm[Subscription]):
    """How a feed is followed."""

    class Meta:
        model = Subscription
        fields = ("is_active", "wants_transcription")
        labels = {
            "is_active": "Ask it again and again",
            "wants_transcription": "Transcribe what has no transcript",
        }
        help_texts = {
            "is_active": "Without this it is paused, and asked only when you say so.",
            "wants_transcription": "New episodes for which the feed names no transcript, or none that can be read, are queued to be transcribed from their recording.",
        }


def shows_offered() -> list[str]:
    """Names that a field for a show offers."""
    return list(Show.objects.order_by("name").values_list("name", flat=True)[:SHOWS_OFFERED])
