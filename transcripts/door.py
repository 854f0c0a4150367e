"""The door to the network as this site's settings open it."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from transcripts.fetching import DEFAULTS, Options


def options_here() -> Options:
    """The limits and manners of every fetch: its name for itself, and whether this machine's own addresses are open, are
    settings.
    """
    return replace(
        DEFAULTS,
        user_agent=settings.FETCH_USER_AGENT or DEFAULTS.user_agent,
        allow_loopback=settings.FETCH_FROM_LOOPBACK,
    )
