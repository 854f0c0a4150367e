"""What admins may bring to the import desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from transcripts.importers import IMPORTERS
from transcripts.importers.decoding import MAX_BYTES
from transcripts.models import Import

FILES_AT_ONCE = 50


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
    """Files, or pasted text."""

    uploads = _ManyFiles(
        label="Files",
        allow_empty_file=True,
        required=False,
        help_text=f"One file or up to {FILES_AT_ONCE}, {MAX_BYTES // 1_000_000} MB each at most.",
    )
    text = forms.CharField(
        label="Or paste a transcript", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("uploads") and not cleaned.get("text", "").strip():
            raise forms.ValidationError("Choose a file or paste a text.")
        return cleaned

    def brought(self) -> list[tuple[str, bytes]]:
        """What was brought, as names and bytes; of a file that is too large no more than shows it."""
        pasted = self.cleaned_data["text"]
        files = [(file.name or "file", file.read(MAX_BYTES + 1)) for file in self.cleaned_data["uploads"]]
        return [*files, *([("pasted text", pasted.encode())] if pasted.strip() else [])]


class ImportForm(forms.ModelForm[Import]):
    """As what a file is to be imported."""

    format_asked = forms.ChoiceField(label="Format", required=False)
    page_url = forms.URLField(
        label="The publisher’s page", required=False, max_length=2000, assume_scheme="https"
    )

    class Meta:
        model = Import
        fields = ("show", "title", "published_on", "page_url", "language", "format_asked", "start_s", "end_s")
        labels = {
            "published_on": "Published",
            "start_s": "The words begin at second",
            "end_s": "The words end at second",
        }
        help_texts = {
            "start_s": "Only for a file without times: its sentences are spread between the two, and marked as estimated.",
            "language": "A code such as en or de.",
        }
        widgets = {"published_on": forms.DateInput(attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = (self.instance.finding or {}).get("format", "")
        formats = [(name, importer.TITLE) for name, importer in IMPORTERS.items()]
        recognised = IMPORTERS[found].TITLE if found in IMPORTERS else "what it looks like"
        self.fields["format_asked"] = forms.ChoiceField(
            label="Format", required=False, choices=[("", f"{recognised} (recognised)"), *formats]
        )
        self.order_fields(self.Meta.fields)
        self.fields["show"].required = self.fields["title"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start_s, end_s = cleaned.get("start_s"), cleaned.get("end_s")
        if (start_s is None) != (end_s is None):
            self.add_error("end_s", "Give both times, or neither.")
        elif start_s is not None and end_s is not None and not 0 <= start_s < end_s:
            self.add_error("end_s", "The words must end after they begin.")
        return cleaned
