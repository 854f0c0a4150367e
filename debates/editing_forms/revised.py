"""What all forms have in common that change something which others may change at the same time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from debates.revising.beginning import BEGAN, Meanwhile, Watched, began_from, bring_together, present
from transcripts.models.rules import INVISIBLE


def is_blank(text: str) -> bool:
    """Whether nobody sees anything of it."""
    return re.fullmatch(rf"[\s{INVISIBLE}]*", text) is not None


class RevisedForm(forms.Form):
    """A form that carries the revision it began from.

    What others saved meanwhile is brought together with what was typed: where they changed other fields, both are kept; where
    they changed the same one, the form is not valid, `meanwhile` tells what each wrote, and sent once more it counts as decided.
    """

    began = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        self.meanwhile: Meanwhile | None = None
        self.here = present(self.watched())
        if data is not None:
            data = self._brought_together(data)
        super().__init__(data, initial={**self.values_at(None), BEGAN: self.here.number})

    def watched(self) -> Watched:
        """The rows that this form changes."""
        raise NotImplementedError

    def values_at(self, number: int | None) -> dict[str, str]:
        """The fields as they were after revision `number`, or are now."""
        raise NotImplementedError

    def _brought_together(self, data: Mapping[str, Any]) -> dict[str, Any]:
        fields = [name for name in self.base_fields if name != BEGAN]
        mine = {name: str(data.get(name, "")).replace("\r\n", "\n") for name in fields}
        began = began_from(data)
        if began is not None and began < self.here.number:
            labels = {name: str(self.base_fields[name].label or name.capitalize()) for name in fields}
            mine, self.meanwhile = bring_together(
                self.here, self.values_at(began), self.values_at(None), mine, labels
            )
        return {**mine, BEGAN: self.here.number}

    def is_valid(self) -> bool:
        """Whether it can be saved: false, too, while somebody has to decide between two versions."""
        return not self.has_conflicts and super().is_valid()

    @property
    def has_conflicts(self) -> bool:
        return bool(self.meanwhile and self.meanwhile.conflicts)
