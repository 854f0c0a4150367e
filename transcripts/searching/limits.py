"""No query of a search outlives the time it is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from transcripts.searching.backend import TooSlowError

_limited: ContextVar[bool] = ContextVar("limited", default=False)


@contextmanager
def time_limit(limit_ms: int | None = None) -> Iterator[None]:
    """Let each query inside run for `limit_ms`, or for the setting SEARCH_TIMEOUT_MS; within another limit that one holds.

    Raises TooSlowError where one took longer; nothing of it runs on. Makes two queries of its own.
    """
    if _limited.get():
        yield
        return
    token = _limited.set(True)
    try:
        yield from _limiting(limit_ms)
    finally:
        _limited.reset(token)


def _limiting(limit_ms: int | None) -> Iterator[None]:
    limit = settings.SEARCH_TIMEOUT_MS if limit_ms is None else limit_ms
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(
            "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)",
            [str(limit)],
        )
        before = cursor.fetchone()[0]
        try:
            yield
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise TooSlowError from error
            raise
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])
