"""Telling visitors apart without knowing them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


def visitor_of(request: HttpRequest) -> str:
    """Return a name for whoever asks that is good for one day and leads back to nobody: 64 hexadecimal digits."""
    today = timezone.now().date().isoformat()
    return salted_hmac(f"visitor {today}", _address(request), algorithm="sha256").hexdigest()


def _address(request: HttpRequest) -> str:
    """The network address; behind our own proxy the last one that it noted, as earlier ones can be made up."""
    noted = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return noted.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
