"""Which suggestions to review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from debates.models import Suggestion
from debates.models.suggestion import SuggestionQuerySet

KINDS = [
    ("claim", "claims"),
    ("question", "questions"),
    ("setup", "setups"),
    ("holder", "holders"),
    ("relation", "relations"),
]


class LongSelect(forms.Select):
    """A list to choose from, written in one go: Django's own renders a template for each option, of which a library has hundreds."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, mark_safe(" selected") if str(key) in chosen else "", label)
                for key, label in self.choices
            ),
        )
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})})),
            options,
        )


class ReviewFilterForm(forms.Form):
    """What an address asks of the queue: an episode, a kind, a voice, a model, a least score; what it cannot have is left out.

    `reading=second` asks for what others decided, to be read again beside them.
    """

    episode = forms.ChoiceField(required=False, widget=LongSelect)
    kind = forms.ChoiceField(required=False, widget=LongSelect, choices=[("", "every kind"), *KINDS])
    speaker = forms.ChoiceField(required=False, widget=LongSelect)
    model = forms.ChoiceField(required=False, widget=LongSelect)
    above = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100,
        label="Score from, in percent",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    reading = forms.ChoiceField(
        required=False,
        widget=LongSelect,
        choices=[("", "what waits"), ("second", "a second reading of what others decided")],
    )

    def __init__(
        self, data: Any, reader: AbstractBaseUser | AnonymousUser, shows: frozenset[int] | None = None
    ) -> None:
        """`shows` are the keys of those in which `reader` may decide; every show where none are named."""
        super().__init__(data)
        self._reader, self._here = reader, Suggestion.objects.for_review().in_shows(shows)
        episodes: dict[str, str] = {}
        speakers: dict[str, str] = {}
        models: set[str] = set()
        for show, slug, title, voice, name, model, version in _what_is_there(self._here):
            episodes[f"{show}/{slug}"] = title
            models.add(f"{model} {version}")
            if voice:
                speakers[voice] = name
        offered = {
            "episode": [
                ("", "every episode"),
                *sorted(episodes.items(), key=lambda each: (each[1].casefold(), each[0])),
            ],
            "speaker": [
                ("", "every voice"),
                *sorted(speakers.items(), key=lambda each: (each[1].casefold(), each[0])),
            ],
            "model": [("", "every model"), *((each, each) for each in sorted(models))],
        }
        for field, choices in offered.items():
            choice = cast("forms.ChoiceField", self.fields[field])
            choice.choices = choices
            choice.error_messages["invalid_choice"] = "Nothing is suggested of this one: all are shown."
        self.is_valid()

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for and can be had, as an address says it."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value not in {"", None}}

    @property
    def chosen(self) -> list[str]:
        """The same in words, for whoever reads the page."""
        asked = self.asked
        above = [f"from {asked.pop('above')} %"] if "above" in asked else []
        offered = {name: cast("forms.ChoiceField", self.fields[name]).choices for name in asked}
        names = {name: dict(cast("Iterable[tuple[str, str]]", offered[name])) for name in asked}
        return [*(names[name][value] for name, value in asked.items()), *above]

    @property
    def is_second(self) -> bool:
        return bool(self.cleaned_data.get("reading"))

    def all(self) -> SuggestionQuerySet:
        """Whatever is asked for, decided or not."""
        wanted = self.cleaned_data
        found = self._here
        if wanted.get("episode"):
            show, _, slug = wanted["episode"].partition("/")
            found = found.filter(transcript__episode__show__slug=show, transcript__episode__slug=slug)
        if kind := wanted.get("kind"):
            found = (
                found.filter(kind=kind)
                if kind in {"holder", "relation"}
                else found.filter(sentence_kind=kind)
            )
        if speaker := wanted.get("speaker"):
            voices = Q(voiced_by__slug=speaker) | Q(quote__voiced_by__slug=speaker)
            found = found.filter(
                voices | Q(premise__voiced_by__slug=speaker) | Q(target__voiced_by__slug=speaker)
            )
        if wanted.get("model"):
            model, _, version = wanted["model"].rpartition(" ")
            found = found.filter(model=model, model_version=version)
        if wanted.get("above") is not None:
            found = found.filter(score__gte=wanted["above"] / 100)
        return found

    def queue(self) -> SuggestionQuerySet:
        """What this editor may decide now, in turn."""
        found = self.all()
        return (found.to_read_again_by(self._reader) if self.is_second else found.waiting()).in_turn()

    def keys(self) -> QuerySet[Suggestion, int]:
        """The queue as keys alone: the whole of it is put in order, and only a page of it is loaded."""
        return self.queue().values_list("pk", flat=True)


def _what_is_there(suggestions: SuggestionQuerySet) -> Any:
    """Episodes, voices and models of which something is suggested, in one query."""
    episode = "transcript__episode"
    return suggestions.values_list(
        f"{episode}__show__slug",
        f"{episode}__slug",
        f"{episode}__title",
        "voiced_by__slug",
        "voiced_by__name",
        "model",
        "model_version",
    ).distinct()
