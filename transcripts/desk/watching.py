"""Tells how far an import is while its own transaction is still open."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from transcripts.models import ImportProgress
from transcripts.progress import Report, Stage, StoppedError

log = logging.getLogger(__name__)

QUIET_S = 0.5
"""Seconds between two reports, and before the first: nobody watches what is done at once."""

_TELL = """
UPDATE transcripts_importprogress SET stage = %s, done = %s, total = %s, told_at = clock_timestamp()
 WHERE brought_id = %s RETURNING stop_asked
"""


@contextmanager
def telling(brought: int) -> Iterator[Report]:
    """Gives a report that keeps the import's progress up to date, on a connection of its own where it needs one.

    The report raises StoppedError once somebody asked the import to stop; so does the beginning.
    """
    progress, _ = ImportProgress.objects.get_or_create(brought_id=brought)
    if progress.stop_asked:
        raise StoppedError
    now = timezone.now()
    ImportProgress.objects.filter(pk=brought).update(stage="", done=0, total=0, begun_at=now, told_at=now)
    teller = _Teller(brought)
    try:
        yield teller.tell
    finally:
        teller.close()


class _Teller:
    def __init__(self, brought: int) -> None:
        self._brought = brought
        self._next_s = time.monotonic() + QUIET_S
        self._beside: BaseDatabaseWrapper | None = None
        self._stage: Stage | None = None
        self._begun = False

    def tell(self, stage: Stage, done: int, total: int) -> None:
        if time.monotonic() < self._next_s and not (self._begun and stage is not self._stage):
            return
        self._begun, self._stage = True, stage
        try:
            stop = self._write(stage, done, total)
        except DatabaseError as error:
            log.warning("Nobody can be told how far import %s is: %s", self._brought, error)
            stop = False
        self._next_s = time.monotonic() + QUIET_S
        if stop:
            raise StoppedError

    def _write(self, stage: Stage, done: int, total: int) -> bool:
        if self._beside is None:
            self._beside = connection.copy()
            with self._beside.cursor() as cursor:
                cursor.execute("SET lock_timeout = '1s'")
        with self._beside.cursor() as cursor:
            cursor.execute(_TELL, [stage.value, done, total, self._brought])
            row = cursor.fetchone()
        return bool(row and row[0])

    def close(self) -> None:
        if self._beside is not None:
            self._beside.close()
