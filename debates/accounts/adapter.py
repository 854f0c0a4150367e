"""What this site does its own way when people sign up and sign in."""

from __future__ import annotations

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest

from debates.models import Invitation, User

INVITED = "invitation"
"""Where a session keeps the secret of the invitation that its visitor follows."""


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The invitation that whoever asks has followed, while it is open."""
    token = request.session.get(INVITED, "")
    return (
        Invitation.objects.open().with_token(token).select_related("show", "invited_by").first()
        if token
        else None
    )


def accept_invitation(request: HttpRequest, by: User) -> None:
    """Give a new person the role of the invitation that they followed, if they did; it opens nothing any more."""
    invitation = invitation_of(request)
    if invitation is not None:
        invitation.accept(by)
        del request.session[INVITED]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation, or by anybody where the settings open the door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGN_UP_IS_OPEN or invitation_of(request) is not None

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Store a new person, with the role of the invitation that they followed."""
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            accept_invitation(request, saved)
        return saved


class TwoFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of two-factor authentication lie in the database under a key made from the site's own."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(b"two-factor secrets " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
