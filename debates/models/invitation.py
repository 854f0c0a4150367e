"""Invitations: a link that gives whoever follows it a role, once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from debates.models.rights import Role
from debates.models.user import ShowRole, User
from transcripts.models import NotPossibleError, Show
from transcripts.models.rules import is_one_of

GOOD_FOR = timedelta(days=14)
"""How long a link opens."""


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _soon() -> datetime:
    return timezone.now() + GOOD_FOR


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> Self:
        return self.filter(digest=_digest(token))

    def in_shows(self, shows: frozenset[int] | None) -> Self:
        """Those for shows with these keys; all of them where none are named."""
        return self if shows is None else self.filter(show__in=shows)

    def newest_first(self) -> Self:
        return self.select_related("show", "invited_by", "accepted_by").order_by("-invited_at", "-pk")


class Invitation(models.Model):
    """A role for the site, or for a show, that waits for whoever has the link. Of the link's secret only a digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(
        blank=True, help_text="Where the link goes by mail; leave it empty to pass it on yourself."
    )
    role = models.CharField(max_length=11, choices=Role.choices)
    show = models.ForeignKey(
        Show, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=_soon)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_one_of("role", Role), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_ends_one_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.show or 'the site'}"

    @property
    def is_over(self) -> bool:
        """Whether its time is up."""
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and not self.is_over

    def seal(self) -> str:
        """Store it with a new secret and return that, the only time that anybody sees it."""
        token = secrets.token_urlsafe(32)
        self.digest = _digest(token)
        self.save()
        return token

    @transaction.atomic
    def accept(self, by: User) -> None:
        """Give `by` the role, unless they may more already. Raises NotPossibleError where it is no longer open."""
        if not Invitation.objects.open().select_for_update().filter(pk=self.pk).exists():
            raise NotPossibleError("This invitation was used, withdrawn, or is too old. Ask for another.")
        give_role(by, self.role, self.show, given_by=self.invited_by, at_least=True)
        self.accepted_at, self.accepted_by = timezone.now(), by
        self.save(update_fields=["accepted_at", "accepted_by"])

    def withdraw(self) -> None:
        """Let the link open nothing any more. Raises NotPossibleError where it was accepted."""
        done = Invitation.objects.filter(pk=self.pk, accepted_at=None).update(withdrawn_at=timezone.now())
        if not done:
            raise NotPossibleError("It was accepted already: change the person’s role instead.")


@transaction.atomic
def give_role(
    to: User, role: str, show: Show | None, *, given_by: User | None, at_least: bool = False
) -> None:
    """Make `role` what `to` is for `show`, or for the site. With `at_least`, who is more already stays so.

    Raises NotPossibleError where the site would be left without an admin.
    """
    rank = list(Role.values).index
    person = User.objects.select_for_update().get(pk=to.pk)
    if show is None:
        kept = max(person.role, role, key=rank) if at_least else role
        _keep_an_admin(person, kept)
        person.role = kept
        person.save(update_fields=["role"])
        to.role = kept
        return
    held = ShowRole.objects.filter(user=person, show=show).first()
    kept = max(held.role, role, key=rank) if held and at_least else role
    ShowRole.objects.update_or_create(
        user=person, show=show, defaults={"role": kept}, create_defaults={"role": kept, "given_by": given_by}
    )


def shut_out(person: User) -> None:
    """Let somebody sign in no more. Raises NotPossibleError for the last admin."""
    _keep_an_admin(person, Role.READER)
    person.is_active = False
    person.save(update_fields=["is_active"])


def _keep_an_admin(person: User, role: str) -> None:
    others = User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=person.pk)
    if person.role == Role.ADMIN and role != Role.ADMIN and not others.exists():
        raise NotPossibleError("The site needs an admin: make somebody else one first.")
