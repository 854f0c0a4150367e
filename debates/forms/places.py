"""Addresses that people copy from the site, as fields of forms."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from debates.models import Claim
from transcripts.models import Reader, Utterance

_CLAIM = re.compile(r"/claims/([a-z0-9-]{1,40})/?(?:[?#].*)?\Z")
_LINE = re.compile(r"/shows/([\w-]{1,90})/([\w-]{1,90})/#u([0-9]{1,9})\Z", re.ASCII)


class PlaceField(forms.CharField):
    """The address of a claim's page, or of a line of an episode's transcript, as a browser shows it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, **kwargs)
        self.reader: Reader = None

    def clean(self, value: Any) -> Claim | Utterance | None:
        address = super().clean(value)
        if not address:
            return None
        place = _claim_at(address) or _line_at(address, self.reader)
        if place is None:
            raise ValidationError(
                "No claim or line has this address. Copy that of a claim’s page, or of the time beside a line."
            )
        return place


def _claim_at(address: str) -> Claim | None:
    found = _CLAIM.search(address)
    return Claim.objects.called(found.group(1)) if found else None


def _line_at(address: str, reader: Reader) -> Utterance | None:
    found = _LINE.search(address)
    if found is None:
        return None
    show, episode, position = found.groups()
    lines = Utterance.objects.current().open_to(reader)
    place = {"transcript__episode__show__slug": show, "transcript__episode__slug": episode}
    return lines.filter(**place, position=int(position)).first()


class LineField(PlaceField):
    """The address of a line of an episode's transcript."""

    def clean(self, value: Any) -> Utterance | None:
        place = super().clean(value)
        if isinstance(place, Claim):
            raise ValidationError("This is the address of a claim. Copy that of the time beside a line.")
        return place


class ClaimField(PlaceField):
    """The address of a claim's page."""

    def clean(self, value: Any) -> Claim | None:
        place = super().clean(value)
        if isinstance(place, Utterance):
            raise ValidationError("This is the address of a line. Copy that of a claim’s page.")
        return place


def address_of(place: Claim | Utterance | None) -> str:
    """What `PlaceField` reads as this place."""
    return place.get_absolute_url() if place is not None else ""
