"""People with an account, and their roles for single shows."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Prefetch, Q

from debates.models.rights import SITE_WIDE, reaches, standing_on
from debates.models.rights import Role as SiteOrShowRole
from transcripts.actions import Action
from transcripts.models import Show
from transcripts.models.rules import is_one_of


class UserQuerySet(models.QuerySet["User"]):
    def with_a_role_in(self, shows: frozenset[int] | None) -> Self:
        """Those with a role for one of these shows; everybody where none are named."""
        return self if shows is None else self.filter(show_roles__show__in=shows).distinct()

    def called(self, name: str) -> Self:
        """Those whose name or email has `name` in it."""
        return self.filter(Q(username__icontains=name) | Q(email__icontains=name)) if name else self

    def with_roles(self) -> Self:
        roles = ShowRole.objects.select_related("show").order_by("show__name", "pk")
        return self.prefetch_related(Prefetch("show_roles", queryset=roles))

    def by_name(self) -> Self:
        return self.order_by("username", "pk")


class User(AbstractUser):
    """Somebody who signs in. What they may do follows from their role for the site and those for single shows."""

    Role = SiteOrShowRole

    role = models.CharField(max_length=11, choices=SiteOrShowRole.choices, default=SiteOrShowRole.READER)

    notices_seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager[Self]] = UserManager()
    members = UserQuerySet.as_manager()

    def may(self, action: Action, about: object | None = None) -> bool:
        """Whether this person may do it: anywhere, or to `about`, a row of a kind that `standing_on` knows.

        Makes no query where the role for the site suffices. What stands on no show yet is its maker's, if they may do it in
        some show.
        """
        if not self.is_active:
            return False
        if reaches(self.role, action):
            return True
        held = self.shows_for(action)
        if about is None or not held:
            return False
        shows = standing_on(about)
        return shows <= held if shows else getattr(about, "created_by_id", None) == self.pk

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        """Django's own rights are all of an admin's and nobody else's, whatever flags or groups say."""
        return self.may(Action.ADMINISTER)

    def has_module_perms(self, app_label: str) -> bool:
        return self.may(Action.ADMINISTER)

    def may_somewhere(self, action: Action) -> bool:
        """Whether there is anything to which this person may do it."""
        return self.may(action) or (self.is_active and bool(self.shows_for(action)))

    def shows_for(self, action: Action) -> frozenset[int]:
        """The keys of the shows for which a role lets this person do it. One query a person loaded."""
        if action in SITE_WIDE:
            return frozenset()
        return frozenset(show for show, role in self._roles_by_show.items() if reaches(role, action))

    @cached_property
    def _roles_by_show(self) -> dict[int, str]:
        return dict(self.show_roles.values_list("show_id", "role")) if self.pk else {}

    def shows_reached(self, action: Action) -> frozenset[int] | None:
        """The shows whose things lists may offer for it; none named where every show is reached."""
        return None if self.may(action) else self.shows_for(action)

    @property
    def shows_read(self) -> frozenset[int]:
        """The keys of the shows for which this person has a role, whichever: what is private of them is shown to them."""
        return frozenset(self._roles_by_show) if self.is_active else frozenset()

    @property
    def may_edit(self) -> bool:
        """Whether this person may change every debate, claim and relation."""
        return self.may(Action.EDIT)

    @property
    def may_edit_somewhere(self) -> bool:
        return self.may_somewhere(Action.EDIT)

    @property
    def may_govern_somewhere(self) -> bool:
        return self.may_somewhere(Action.GOVERN)

    @property
    def may_appoint_somewhere(self) -> bool:
        return self.may_somewhere(Action.APPOINT)

    @property
    def may_import(self) -> bool:
        """Whether this person may bring in episodes and take them out again."""
        return self.may(Action.IMPORT)

    @property
    def may_administer(self) -> bool:
        return self.may(Action.ADMINISTER)


class ShowRole(models.Model):
    """What somebody is for one show, beyond what they are for the site."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="show_roles")
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=11, choices=SiteOrShowRole.choices)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "show"], name="show_role_once_a_person"),
            models.CheckConstraint(condition=is_one_of("role", SiteOrShowRole), name="show_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} of {self.show}"
