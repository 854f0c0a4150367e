"""What the pages on which people sign in and up offer."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django import template
from django.conf import settings
from django.template import Context

from debates.accounts.adapter import invitation_of
from debates.models import Invitation

register = template.Library()


@dataclass(frozen=True, slots=True)
class OtherSite:
    """Another site to sign in with: its name, and where the form that leads there is posted."""

    name: str
    address: str


@register.simple_tag(takes_context=True)
def other_sites(context: Context) -> list[OtherSite]:
    """Those that the settings name, in their order."""
    if not settings.PROVIDERS:
        return []
    from allauth.socialaccount.adapter import get_adapter as social  # not installed without providers

    request = context["request"]
    return [OtherSite(each.name, each.get_login_url(request)) for each in social().list_providers(request)]


@register.simple_tag(takes_context=True)
def may_sign_up(context: Context) -> bool:
    """Whether whoever asks may make an account."""
    return bool(get_adapter().is_open_for_signup(context["request"]))


@register.simple_tag(takes_context=True)
def invitation_followed(context: Context) -> Invitation | None:
    """The invitation whose link whoever asks has followed, while it is open."""
    return invitation_of(context["request"])
