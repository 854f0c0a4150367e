"""What an admin lets a language model spend on one episode."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxValueValidator


class AskModelForm(forms.Form):
    """Caps for one mining, none above the operator's: money is asked for only where prices are known."""

    most_money = forms.FloatField(
        min_value=0, label="Most money for this", widget=forms.NumberInput(attrs={"step": "any"})
    )
    most_minutes = forms.FloatField(
        min_value=0.1, label="Most minutes", widget=forms.NumberInput(attrs={"step": "any"})
    )

    def __init__(
        self, most_money: float, most_s: float, *, has_prices: bool, data: object | None = None
    ) -> None:
        super().__init__(data, initial={"most_money": most_money, "most_minutes": most_s / 60})  # type: ignore[arg-type]
        limits = {"most_money": most_money, "most_minutes": most_s / 60}
        if not has_prices:
            del self.fields["most_money"], limits["most_money"]
        for name, most in limits.items():
            self.fields[name].validators.append(MaxValueValidator(most))
            self.fields[name].widget.attrs["max"] = most

    @property
    def caps(self) -> tuple[float | None, float]:
        """Money, where it is counted, and seconds."""
        return self.cleaned_data.get("most_money"), self.cleaned_data["most_minutes"] * 60
