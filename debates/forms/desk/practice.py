"""An answer to a practice task."""

from __future__ import annotations

from typing import Any

from django import forms


class PracticeForm(forms.Form):
    """Which task (the first, unless the address names another that is there), and what somebody answers."""

    n = forms.IntegerField(required=False, min_value=1)
    holder = forms.CharField(required=False, max_length=200)
    stance = forms.CharField(required=False, max_length=10)
    kind = forms.CharField(required=False, max_length=10)

    def __init__(self, count: int, data: Any) -> None:
        super().__init__(data)
        self._count = count
        self.is_valid()

    @property
    def number(self) -> int:
        return min(self.cleaned_data.get("n") or 1, self._count)

    @property
    def answer(self) -> tuple[str, str, str] | None:
        """Holder, stance and kind, where anything was answered."""
        told = self.cleaned_data
        answer = (told["holder"], told["stance"], told["kind"])
        return answer if any(answer) else None
