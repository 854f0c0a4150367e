"""What ends work on an import from outside: a database that is gone or full, or a fault of this program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

from transcripts.models import Import
from transcripts.models.imports import Trouble

log = logging.getLogger(__name__)

DATABASE_ERRORS = (OperationalError, InterfaceError)
"""What a lost connection and a full disk raise."""

DISK_FULL = "53100"


@contextmanager
def interruptions_noted(pk: int, *, comes_again: bool) -> Iterator[None]:
    """Keep with the import what interrupts the work within; nothing of it is stored then.

    A lost connection is raised again, for the job to be begun anew; where it `comes_again` the import goes on waiting, else it
    has failed. A full disk fails it at once, as does an error that nobody expected, which is raised again too.
    """
    try:
        yield
    except DATABASE_ERRORS as error:
        connection.close()  # it may be half dead; the next statement opens another
        log.warning("Import %s was interrupted: %s", pk, error)
        under_way = Import.objects.under_way().filter(pk=pk)
        if _sqlstate(error) == DISK_FULL:
            under_way.fail(Trouble.DISK_FULL)
        elif comes_again:
            under_way.update(trouble=Trouble.CONNECTION_LOST_FOR_NOW)
            raise
        else:
            under_way.fail(Trouble.CONNECTION_LOST)
            raise
    except Exception:
        Import.objects.under_way().filter(pk=pk).fail(Trouble.UNEXPECTED)
        raise


async def give_up(pk: int) -> None:
    """Say of an import that its work ended the worker every time."""
    await Import.objects.under_way().filter(pk=pk).afail(Trouble.ENDED_THE_WORKER)


def _sqlstate(error: Exception) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)
