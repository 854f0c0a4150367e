"""What this site does its own way when people sign in with another site. Loaded only where the operator names one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import render

from debates.accounts.adapter import accept_invitation
from debates.accounts.providers import LOOPBACK
from debates.models import User

_log = logging.getLogger(__name__)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Invitations count for people who come from another site too, and a site that fails is said to have failed."""

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: BaseForm | None = None) -> User:
        """Store a new person. With a form the invitation was accepted while it was saved."""
        user: User = super().save_user(request, sociallogin, form)
        if form is None:
            accept_invitation(request, user)
        return user

    def get_requests_session(self) -> Any:
        """What the other site is asked with: https alone, no redirects."""
        session = super().get_requests_session()
        session.request = partial(_ask, session.request)
        return session


def _ask(ask: Callable[..., Any], method: str, url: str, **how: Any) -> Any:
    """Ask the other site; where it cannot be asked or has nothing to say, the visitor is told so at once."""
    try:
        if not may_be_asked(url, settings.FETCH_FROM_LOOPBACK):
            raise OSError(f"{url} is not an https address")
        answer = ask(method, url, **{**how, "allow_redirects": False})
        if method.upper() == "GET":
            answer.raise_for_status()
            if answer.is_redirect:
                raise OSError(f"{url} leads elsewhere")
    except OSError as error:
        _log.warning("Signing in with another site failed: %s", error)
        page = render(context.request, "socialaccount/authentication_error.html", status=502)
        raise ImmediateHttpResponse(page) from error
    return answer


def may_be_asked(url: str, from_loopback: bool) -> bool:
    """Whether the address is fit for secrets: https, or this very machine where the settings allow that."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (from_loopback and parts.hostname in LOOPBACK)
