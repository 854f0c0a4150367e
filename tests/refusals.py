"""What the database refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused(because: str) -> Iterator[None]:
    """The database refuses what is done within, at once or when it would be committed; its message matches `because`.

    What was done before stands, and is checked first.
    """
    connection.check_constraints()
    with pytest.raises(IntegrityError, match=because), transaction.atomic():  # noqa: PT012  at once or at commit
        yield
        connection.check_constraints()


def kept() -> None:
    """The database would commit what has been done so far."""
    connection.check_constraints()
