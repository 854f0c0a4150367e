"""Where mail goes, from one address in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def mail_settings(address: str, folder: Path) -> dict[str, Any]:
    """Return Django's settings for `address`, such as `smtp://name:password@host:587`; without one, files in `folder`.

    `smtps` speaks TLS from the start, `smtp` turns it on before it names anybody.

    >>> mail_settings("smtps://ann@mail.example", Path("mail"))["EMAIL_PORT"]
    465
    """
    if not address:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder,
        }
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("COUNTERPOINT_MAIL is smtp://name:password@host:port, or smtps://…")
    at_once = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if at_once else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": at_once,
        "EMAIL_USE_TLS": not at_once,
        "EMAIL_TIMEOUT": 20,
    }
