"""The door to the network as this site's settings open it."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from transcripts.fetching import DEFAULTS, Options


def options_here() -> Options:
    """The limits and manners of every fetch; this machine's own addresses only where the settings say so."""
    return replace(DEFAULTS, allow_loopback=settings.FETCH_FROM_LOOPBACK)
