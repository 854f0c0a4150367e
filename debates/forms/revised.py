"""What all forms have in common that change something which others may change at the same time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from debates.revising.beginning import (
    BEGAN,
    Meanwhile,
    Present,
    Watched,
    began_from,
    bring_together,
    present,
)
from transcripts.models.rules import INVISIBLE


def is_blank(text: str) -> bool:
    """Whether nobody sees anything of it."""
    return re.fullmatch(rf"[\s{INVISIBLE}]*", text) is not None


@dataclass(frozen=True, slots=True)
class Versions:
    """The rows that a form changes, and its fields as they were after a revision of theirs, or, for None, are now.

    `choices` are the words for what can be chosen in a field, where they are not the values themselves.
    """

    watched: Watched
    fields_at: Callable[[int | None], dict[str, str]]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class RevisedForm(forms.Form):
    """A form that carries the revision it began from.

    What others saved meanwhile is brought together with what was typed: where they changed other fields, both are kept; where
    they changed the same one, the form is not valid, `meanwhile` tells what each wrote, and sent once more it counts as decided.
    """

    began = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        versions: Versions,
        data: Mapping[str, Any] | None = None,
        *,
        prefix: str | None = None,
        loaded: Mapping[str, Any] | None = None,
    ) -> None:
        """`loaded` has the fields as they are now, and `began`, where a page has them for many forms at once: no query is made then."""
        self.meanwhile: Meanwhile | None = None
        self.prefix = prefix
        if data is None and loaded is not None:
            self.here = Present(loaded[BEGAN], None)
            super().__init__(prefix=prefix, initial=dict(loaded))
            return
        self.here = present(versions.watched)
        now = versions.fields_at(None)
        if data is not None:
            data = self._brought_together(versions, now, data)
        super().__init__(data, prefix=prefix, initial={**now, BEGAN: self.here.number})

    def _brought_together(
        self, versions: Versions, now: dict[str, str], data: Mapping[str, Any]
    ) -> dict[str, Any]:
        fields = [name for name in self.base_fields if name != BEGAN]
        mine = {name: str(data.get(self.add_prefix(name), "")).replace("\r\n", "\n") for name in fields}
        began = began_from({BEGAN: data.get(self.add_prefix(BEGAN), "")})
        if began is not None and began < self.here.number:
            labels = {name: str(self.base_fields[name].label or name.capitalize()) for name in fields}
            mine, self.meanwhile = bring_together(
                self.here, versions.fields_at(began), now, mine, labels, versions.choices
            )
        return {self.add_prefix(name): text for name, text in {**mine, BEGAN: self.here.number}.items()}

    def is_valid(self) -> bool:
        """Whether it can be saved: false, too, while somebody has to decide between two versions."""
        return not self.has_conflicts and super().is_valid()

    @property
    def has_conflicts(self) -> bool:
        return bool(self.meanwhile and self.meanwhile.conflicts)
