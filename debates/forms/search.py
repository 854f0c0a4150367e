"""What is typed and clicked to narrow a search, as one line of its language."""

from __future__ import annotations

from django import forms

from debates.searching.asking import FIELDS
from transcripts.searching.language import Filter, cleaned

FILTERS = tuple(name for name in FIELDS if name != "in")


class SearchForm(forms.Form):
    """The words as typed, and a field for each filter; whatever is in them, they can be written as one line."""

    q = forms.CharField(label="Search", required=False)
    speaker = forms.CharField(label="Said by", required=False)
    holder = forms.CharField(label="Held by", required=False)
    show = forms.CharField(label="Show", required=False)
    after = forms.CharField(label="From", required=False)
    before = forms.CharField(label="Until before", required=False)

    @property
    def is_narrowing(self) -> bool:
        """Whether fields of their own were filled in, or sent empty, beside the words."""
        return any(name in self.data for name in FILTERS)

    @property
    def line(self) -> str:
        """All of it in the language of searches."""
        values = {name: cleaned(str(self.data.get(name, "")))[:200].replace('"', "") for name in FILTERS}
        filters = [str(Filter(name, value.strip())) for name, value in values.items() if value.strip()]
        return " ".join([cleaned(str(self.data.get("q", ""))), *filters]).strip()
