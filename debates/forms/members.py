"""What admins may post about people: invitations and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from debates.models import Invitation, Role, ShowRole, User, give_role, shut_out
from transcripts.actions import Action
from transcripts.models import NotPossibleError, Show

_SITE = "the whole site"


def _places(by: User, *, with_site: bool = True) -> tuple[forms.ModelChoiceField[Show], bool]:
    """A field for one of the shows for which `by` may give roles, and whether the whole site is offered, too."""
    reached = by.shows_reached(Action.APPOINT)
    whole = with_site and reached is None
    shows = Show.objects.reached(reached).by_name()
    return forms.ModelChoiceField(
        shows, label="For", required=not whole, empty_label=_SITE if whole else "Choose a show …"
    ), whole


class InvitationForm(forms.ModelForm[Invitation]):
    """Whom to invite, and to what."""

    class Meta:
        model = Invitation
        fields = ("role", "email")

    def __init__(self, by: User, data: Any = None) -> None:
        super().__init__(data)
        self.by = by
        self.fields["show"], _ = _places(by)
        self.fields["role"] = forms.ChoiceField(choices=Role.choices, initial=Role.CONTRIBUTOR)
        self.fields["email"].label = "Email"
        self.order_fields(["role", "show", "email"])

    def keep(self) -> tuple[Invitation, str]:
        """Store the invitation; returns it with the secret of its link."""
        invitation = self.save(commit=False)
        invitation.show, invitation.invited_by = self.cleaned_data["show"], self.by
        return invitation, invitation.seal()


class SiteRoleForm(forms.Form):
    """What somebody is for the whole site, and whether they may sign in at all."""

    role = forms.ChoiceField(choices=Role.choices, label="Role for the whole site")
    may_sign_in = forms.BooleanField(required=False, label="May sign in")
    was = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, person: User, data: Any = None) -> None:
        now = f"{person.role} {person.is_active}"
        super().__init__(data, initial={"role": person.role, "may_sign_in": person.is_active, "was": now})
        self.person, self._now = person, now

    def clean(self) -> dict[str, Any]:
        """Keep what another admin chose since the page was made from being overwritten unseen."""
        cleaned = super().clean() or {}
        wanted = f"{cleaned.get('role')} {cleaned.get('may_sign_in')}"
        if cleaned.get("was") and self._now not in (cleaned["was"], wanted):
            signs_in = "may sign in" if self.person.is_active else "may not sign in"
            raise ValidationError(
                f"Somebody chose otherwise meanwhile: {self.person} is {self.person.get_role_display()} now and {signs_in}. "
                "Nothing was changed; choose again."
            )
        return cleaned

    def keep(self, by: User) -> None:
        """Raises NotPossibleError where the site would be left without an admin."""
        if self.person == by and not self.cleaned_data["may_sign_in"]:
            raise NotPossibleError("You cannot shut yourself out.")
        give_role(self.person, self.cleaned_data["role"], None, given_by=by)
        if not self.cleaned_data["may_sign_in"]:
            shut_out(self.person)
        elif not self.person.is_active:
            self.person.is_active = True
            self.person.save(update_fields=["is_active"])


class ShowRoleForm(forms.Form):
    """A role for one show, or none any more."""

    role = forms.ChoiceField(choices=[*Role.choices, ("", "none")], required=False)

    def __init__(self, by: User, person: User, data: Any = None) -> None:
        super().__init__(data)
        self.person = person
        self.fields["show"], _ = _places(by, with_site=False)
        self.fields["show"].widget.attrs["id"] = "id_for_show"
        self.fields["role"].widget.attrs["id"] = "id_role_for_show"
        self.order_fields(["show", "role"])

    def keep(self, by: User) -> str:
        """Give or take the role, and say what is so now."""
        show, role = self.cleaned_data["show"], self.cleaned_data["role"]
        if not role:
            ShowRole.objects.filter(user=self.person, show=show).delete()
            return f"{self.person} has no role for {show} any more."
        give_role(self.person, role, show, given_by=by)
        return f"{self.person} is {Role(role).label} of {show}."


class MemberFilterForm(forms.Form):
    """Which people to list."""

    name = forms.CharField(required=False, max_length=150, strip=True, label="Name or email")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if "\x00" in name:
            raise ValidationError("A name has letters.")
        return name
