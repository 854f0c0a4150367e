"""The machine that this site searches with."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from transcripts.searching.backend import SearchBackend


def backend() -> SearchBackend:
    """The one that the setting SEARCH_BACKEND names; the same one as long as this process lives."""
    return _made(settings.SEARCH_BACKEND)


@cache
def _made(path: str) -> SearchBackend:
    return cast(SearchBackend, import_string(path)())
