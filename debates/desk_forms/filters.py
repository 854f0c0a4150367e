"""Which suggestions to review."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q

from debates.models import Suggestion
from debates.models.suggestion import SuggestionQuerySet

KINDS = [
    ("claim", "claims"),
    ("question", "questions"),
    ("setup", "setups"),
    ("holder", "holders"),
    ("relation", "relations"),
]


class ReviewFilterForm(forms.Form):
    """What an address asks of the queue: an episode, a kind, a voice, a model, a least score; what it cannot have is left out.

    `reading=second` asks for what others decided, to be read again beside them.
    """

    episode = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "every kind"), *KINDS])
    speaker = forms.ChoiceField(required=False)
    model = forms.ChoiceField(required=False)
    above = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100,
        label="Score from, in percent",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    reading = forms.ChoiceField(
        required=False, choices=[("", "what waits"), ("second", "a second reading of what others decided")]
    )

    def __init__(
        self, data: Any, reader: AbstractBaseUser | AnonymousUser, shows: frozenset[int] | None = None
    ) -> None:
        """`shows` are the keys of those in which `reader` may decide; every show where none are named."""
        super().__init__(data)
        self._reader, self._here = reader, Suggestion.objects.for_review().in_shows(shows)
        episodes: Counter[tuple[str, str]] = Counter()
        speakers: dict[str, str] = {}
        models: Counter[str] = Counter()
        for show, slug, title, voice, name, model, version, count in _what_is_there(self._here):
            episodes[f"{show}/{slug}", title] += count
            models[f"{model} {version}"] += count
            if voice:
                speakers[voice] = name
        offered = {
            "episode": [
                ("", "every episode"),
                *sorted(episodes, key=lambda each: (each[1].casefold(), each[0])),
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


def _what_is_there(suggestions: SuggestionQuerySet) -> Any:
    """Episodes, voices and models of which something is suggested, in one query."""
    episode = "transcript__episode"
    return (
        suggestions.values_list(
            f"{episode}__show__slug",
            f"{episode}__slug",
            f"{episode}__title",
            "voiced_by__slug",
            "voiced_by__name",
            "model",
            "model_version",
        )
        .annotate(count=Count("pk"))
        .order_by()
    )
