"""What editors may post about debates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.http import QueryDict

from debates.forms.editing.debates import last_revision, together
from debates.models import RESERVED_SLUGS, Claim, Debate, Placement, Section, Side, SideHolder
from debates.reading.drafts import Draft
from debates.reading.filters import LABELS, Filters, Option
from debates.revising.beginning import Meanwhile
from transcripts.models import Speaker
from transcripts.models.slugs import free_slug


class DebateForm(forms.ModelForm[Debate]):
    class Meta:
        model = Debate
        fields = ("question", "summary")
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "question": "One question that a reader understands without having heard the episode.",
            "summary": "What is at stake, in two or three sentences.",
        }


class SideForm(forms.ModelForm[Side]):
    """A side with its people, written as names."""

    people = forms.CharField(
        max_length=1000,
        required=False,
        help_text="Names, separated by commas. A name that belongs to nobody here is kept as a group, such as “critics”.",
    )

    class Meta:
        model = Side
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            holders = sorted(self.instance.holders.all(), key=lambda holder: holder.pk)
            self.fields["people"].initial = ", ".join(str(holder) for holder in holders)

    def clean_people(self) -> list[str]:
        names = [" ".join(name.split()) for name in self.cleaned_data["people"].split(",")]
        if any(len(name) > 200 for name in names):
            raise ValidationError("A name has at most 200 characters.")
        return list({name.casefold(): name for name in reversed(names) if name}.values())[::-1]

    def save_people(self) -> None:
        """Make the side's holders those that were written."""
        if "people" not in self.changed_data:
            return
        self.instance.holders.all().delete()
        people = [(Speaker.objects.known_as(name), name) for name in self.cleaned_data["people"]]
        for speaker, words in dict.fromkeys((speaker, "" if speaker else name) for speaker, name in people):
            SideHolder.objects.create(side=self.instance, speaker=speaker, words=words)


class _InOrder(BaseInlineFormSet[Any, Debate, Any]):
    """Rows that keep the order in which they stand on the page, each named once in its debate."""

    def clean(self) -> None:
        """Say which name stands twice, be it here or with a row that somebody added meanwhile."""
        super().clean()
        field = self.form._meta.fields[0]
        posted = [form.instance.pk for form in self.initial_forms]
        others = self.get_queryset().exclude(pk__in=posted)
        taken = set(others.values_list(field, flat=True))
        for form in self.forms:
            if form in self.deleted_forms or not _is_filled(form) or field not in form.cleaned_data:
                continue
            name = form.cleaned_data[field]
            if name in taken:
                form.add_error(field, "This stands here already. Change one of the two.")
            taken.add(name)


def _save_in_order(formset: BaseInlineFormSet[Any, Debate, Any]) -> None:
    """Store the rows of a valid formset, numbered as they stand on the page."""
    for form in formset.deleted_forms:
        if form.instance.pk:
            form.instance.delete()
    kept = [form for form in formset.forms if form not in formset.deleted_forms and _is_filled(form)]
    for position, form in enumerate(kept):
        form.instance.position = position
        form.instance.debate = formset.instance
        form.instance.save()


def _is_filled(form: forms.ModelForm[Any]) -> bool:
    return bool(form.instance.pk) or form.has_changed()


# `absolute_max`: more rows than may be stored are still shown with the error, but not as many as a hostile post claims.
SideFormSet = inlineformset_factory(
    Debate, Side, form=SideForm, formset=_InOrder, extra=2, max_num=12, absolute_max=24
)
SectionFormSet = inlineformset_factory(
    Debate, Section, fields=("question",), formset=_InOrder, extra=3, max_num=60, absolute_max=120
)


class PlacementRow(forms.ModelForm[Placement]):
    """Where one claim of the debate stands."""

    section = forms.ModelChoiceField(Section.objects.none(), required=False)
    is_main = forms.BooleanField(label="A main claim", required=False)

    class Meta:
        model = Placement
        fields = ("section", "is_main")

    def offer(self, sections: QuerySet[Section], choices: list[tuple[Any, str]]) -> None:
        """Let the claim be put into one of `sections`, shown as `choices` so that no row asks for them again."""
        choice = self.fields["section"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  declared above
        choice.queryset = sections
        choice.choices = choices


PlacementFormSet = inlineformset_factory(
    Debate, Placement, form=PlacementRow, extra=0, can_delete=True, edit_only=True
)


class DebateEditor:
    """One page's forms: a debate, its sides, its sections, and where its claims stand.

    `data` is what was posted, or `None` to show what is there.
    """

    def __init__(self, debate: Debate, data: Mapping[str, Any] | None, draft: Draft | None = None) -> None:
        self.debate = debate
        self.draft = draft or Draft()
        self.is_bound = data is not None
        self.meanwhile: Meanwhile | None = None
        self.began = 0
        if debate.pk:
            found = together(debate, data) if data is not None else None
            self.began = found.here.number if found else last_revision(debate).number
            data, self.meanwhile = (found.data, found.meanwhile) if found else (data, None)
        begins = {"question": self.draft.question} if self.draft.question else None
        self.form = DebateForm(data, instance=debate, initial=begins)
        sides = Side.objects.in_order().prefetch_related("holders__speaker")
        self.sides = SideFormSet(
            data,
            instance=debate,
            prefix="sides",
            queryset=sides,
            initial=[{"name": name, "people": name} for name in self.draft.sides],
        )
        self.sides.extra = max(2, len(self.draft.sides))
        self.sections = SectionFormSet(
            data, instance=debate, prefix="sections", queryset=Section.objects.in_order()
        )
        self.placements = PlacementFormSet(
            data,
            instance=debate,
            prefix="placements",
            queryset=Placement.objects.in_order().select_related("claim"),
        )
        sections = Section.objects.filter(debate=debate.pk).in_order()
        choices = [("", "no section"), *((section.pk, section.question) for section in sections)]
        for row in self.placements.forms:
            row.offer(sections, choices)

    def is_valid(self) -> bool:
        """Whether everything posted can be stored; false where nothing was posted, and while two versions wait for a decision."""
        parts = (self.form, self.sides, self.sections, self.placements)
        verdicts = [part.is_valid() for part in parts]  # each, so that every error shows at once
        return self.is_bound and all(verdicts) and not self.has_conflicts

    @property
    def has_conflicts(self) -> bool:
        """Whether somebody else changed the same meanwhile."""
        return bool(self.meanwhile and self.meanwhile.conflicts)

    @property
    def groups(self) -> list[str]:
        """Names of sides that belong to nobody here, and were kept as they are written."""
        holders = SideHolder.objects.filter(side__debate=self.debate, speaker=None)
        return list(holders.order_by("pk").values_list("words", flat=True))

    @property
    def has_errors(self) -> bool:
        """Whether something was posted that cannot be stored."""
        return self.is_bound and not self.has_conflicts and not self.is_valid()

    @transaction.atomic
    def save(self, by: AbstractBaseUser | AnonymousUser) -> Debate:
        """Store all of it, or nothing."""
        debate = self.form.save(commit=False)
        if not debate.pk:
            debate.slug = free_slug(Debate.objects.all(), debate.question, "debate", RESERVED_SLUGS)
            debate.created_by_id = by.pk
        debate.save()
        _save_in_order(self.sides)
        for form in self.sides.forms:
            if form.instance.pk and form not in self.sides.deleted_forms:
                form.save_people()
        self.placements.save()
        _save_in_order(self.sections)
        for claim in self.draft.claims:
            debate.place(claim, is_main=claim in self.draft.main)
        return debate


class PlacementForm(forms.Form):
    """Where to place a claim: a debate, or one of its sections."""

    is_main = forms.BooleanField(
        label="A main claim", required=False, help_text="One of the few on which the whole debate turns."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"] = forms.ChoiceField(label="Debate and section", choices=places_of_debates())
        self.order_fields(["where", "is_main"])

    def offer_leaving(self, claim: Claim) -> None:
        """Let the claim be taken out of a debate in which it is placed, which moves it."""
        here = Debate.objects.about(claim).newest_first()
        if here:
            self.fields["leaves"] = forms.ModelChoiceField(
                here,
                required=False,
                label="And take it out of",
                empty_label="no debate: it stays where it is, too",
            )

    @cached_property
    def debate(self) -> Debate:
        """The debate that was chosen, once the form is valid."""
        return Debate.objects.get(pk=self.cleaned_data["where"].partition("/")[0])

    def place(self, claim: Claim) -> Placement:
        _, section = chosen_place(self.cleaned_data["where"])
        leaves = self.cleaned_data.get("leaves")
        if leaves is not None and leaves != self.debate:
            claim.placements.filter(debate=leaves).delete()
        return self.debate.place(claim, section, is_main=self.cleaned_data["is_main"])


def places_of_debates() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Nothing, then all debates with their sections, as grouped choices."""
    debates = Debate.objects.newest_first().with_sections()
    return [
        ("", "Choose a debate …"),
        *((debate.question, _places_in(debate)) for debate in debates),
    ]


def chosen_place(where: str) -> tuple[Debate | None, Section | None]:
    """The debate and section of a choice among `places_of_debates`; neither for the empty one. Makes two queries at most."""
    debate, _, section = where.partition("/")
    return (
        Debate.objects.filter(pk=debate).first() if debate else None,
        Section.objects.filter(pk=section).first() if section else None,
    )


def _places_in(debate: Debate) -> list[tuple[str, str]]:
    whole = (f"{debate.pk}/", f"{debate.question} – no section")
    return [whole, *((f"{debate.pk}/{section.pk}", section.question) for section in debate.sections.all())]


class DebateFilterForm(forms.Form):
    """Which claims of a debate to show; all of them where nothing is chosen. What cannot be chosen is named, and left out."""

    def __init__(self, data: QueryDict, options: Mapping[str, Sequence[Option]]) -> None:
        super().__init__(data)
        for name, offered in options.items():
            anything = "Accepted by an editor" if name == "state" else "any"
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                required=False,
                choices=[("", anything), *((option.value, option.label) for option in offered)],
                error_messages={
                    "invalid_choice": f"There is no such choice under “{LABELS[name]}”: it is left out."
                },
            )

    @property
    def filters(self) -> Filters:
        """What was chosen of what there is."""
        self.full_clean()
        return Filters(**self.cleaned_data)

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """Those that leave a choice between two things or more."""
        return [
            field
            for field in self
            if len(getattr(field.field, "choices", ())) > 2 or field.name == "state" or field.data
        ]

    @property
    def messages(self) -> list[str]:
        """What is wrong with the address, in words."""
        return [str(message) for field in self for message in field.errors]


class MomentForm(forms.Form):
    """Up to which moment to hear a debate; to the end where nothing is chosen."""

    step = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=10**9,
        error_messages={
            "invalid": "A moment is given by its number: the end is shown.",
            "min_value": "Moments count from 1: the end is shown.",
            "max_value": "There is no such moment: the end is shown.",
        },
    )
