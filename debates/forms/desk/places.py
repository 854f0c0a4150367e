"""Claims of this site, named in forms by their key or by the address of their page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from debates.models import Claim

_CLAIM = re.compile(r"(?:.*/claims/)?([a-z0-9-]{1,40})/?(?:[?#].*)?", re.ASCII)


class Chosen(forms.TextInput):
    """The claim that is marked, else what is written into the field beside the choices (its name with `_find`).

    Written words come back into that field when the form does.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name) or data.get(f"{name}_find")


class KeyField(forms.CharField):
    """A claim by its key or its address; `None` where nothing is given."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, widget=Chosen, **kwargs)

    def clean(self, value: Any) -> Claim | None:
        written = super().clean(value)
        if not written:
            return None
        if "#u" in written:
            raise ValidationError("This is the address of a line. Copy that of a claim’s page.")
        found = _CLAIM.fullmatch(written.strip())
        claim = Claim.objects.called(found[1]) if found else None
        if claim is None:
            raise ValidationError(
                "No claim has this address. Choose one that is found, or copy the address of its page."
            )
        return claim
