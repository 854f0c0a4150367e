"""Fields that forms carry without showing them."""

from __future__ import annotations

import secrets

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from debates.sending import ONCE

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """A field by which a form counts once, however often it is sent."""
    return format_html('<input type="hidden" name="{}" value="{}">', ONCE, secrets.token_urlsafe(12))
