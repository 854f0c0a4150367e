"""Words by which an editor looks for a claim."""

from __future__ import annotations

from django import forms


class FindForm(forms.Form):
    """`words` to find a claim by, or a `text` to find claims that may say the same; `name` and `ids` are those of the choices."""

    words = forms.CharField(required=False, max_length=500, label="Words of the claim")
    text = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    name = forms.RegexField(r"^[a-z_]{1,20}$", required=False, widget=forms.HiddenInput)
    ids = forms.RegexField(r"^[a-z-]{1,30}$", required=False, widget=forms.HiddenInput)
