"""How pages write times and counts."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from debates.models import Claim

register = template.Library()


@register.filter
def clock(seconds: float | None) -> str:
    """Return seconds as a clock shows them: `1:22`, or `1:02:03` from an hour on; empty where unknown.

    >>> clock(82.4), clock(3723), clock(None)
    ('1:22', '1:02:03', '')
    """
    if seconds is None:
        return ""
    minutes, second = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"


@register.filter
def machine_duration(seconds: float | None) -> str:
    """Return seconds in the form of HTML's `datetime` attribute, to the tenth: `PT82.4S`.

    >>> machine_duration(82.43), machine_duration(82)
    ('PT82.4S', 'PT82S')
    """
    return "" if seconds is None else f"PT{seconds:.1f}".removesuffix(".0") + "S"


@register.simple_tag
def embed_code(request: HttpRequest, page: str, claim: Claim, height: int) -> str:
    """Return the HTML that puts `page` of a claim into somebody else's page, as text to copy: it is escaped once more where it is shown."""
    address = request.build_absolute_uri(reverse(page, args=[claim.key]))
    code = format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>',
        address,
        claim.text,
        height,
    )
    return "".join([code])
