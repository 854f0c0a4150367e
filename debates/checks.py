"""System checks that Django runs: the database's before each migration (`check --database default` alone)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.utils import OperationalError

from debates.database import server_problems


@register(Tags.database)
def check_database_servers(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Each database in use can be reached, is new enough, and can have the extensions that migrations create."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        try:
            with connections[alias].cursor() as cursor:
                problems = server_problems(cursor)
        except OperationalError as error:
            reason = " ".join(str(error).split())
            found.append(Error(f"The database cannot be reached: {reason}", id="debates.E001"))
            continue
        found += [Error(problem, id="debates.E002") for problem in problems]
    return found
