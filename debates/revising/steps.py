"""Steps: all that one request or job changed, by whom, when and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from pghistory.models import Context

from debates.models import User


@dataclass(frozen=True, slots=True)
class Step:
    """One request or job that changed something.

    `person` is nobody where the site did it by itself, or where the account is gone. `undoes` are steps that it took back.
    """

    id: UUID
    at: datetime.datetime
    person: User | None
    why: str
    job: str
    undoes: tuple[str, ...]

    @property
    def who(self) -> str:
        if self.person:
            return self.person.get_username()
        return f"the site ({self.job})" if self.job else "somebody without an account"


def steps_by_id(ids: Iterable[UUID]) -> dict[UUID, Step]:
    """The steps with these ids. Two queries."""
    return {step.id: step for step in read_steps(Context.objects.filter(pk__in=list(ids)))}


def read_steps(contexts: Iterable[Any]) -> list[Step]:
    """Steps as they are stored, in their order. One query besides that for `contexts`."""
    rows = list(contexts)
    people = User.objects.in_bulk({row.metadata.get("user") for row in rows} - {None})
    return [
        Step(
            row.pk,
            row.created_at,
            people.get(row.metadata.get("user")),
            str(row.metadata.get("why", "")),
            str(row.metadata.get("job", "")),
            tuple(map(str, row.metadata.get("undoes", []))),
        )
        for row in rows
    ]


def steps_of_a_day(person: User, day: datetime.date) -> QuerySet[Any]:
    """What somebody did in one day, by the clock of UTC, the newest first."""
    begins = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    ends = begins + datetime.timedelta(days=1)
    mine = Context.objects.filter(metadata__user=person.pk, created_at__gte=begins, created_at__lt=ends)
    newest: QuerySet[Any] = mine.order_by("-created_at", "-pk")
    return newest


def newest_steps() -> QuerySet[Any]:
    newest: QuerySet[Any] = Context.objects.order_by("-created_at", "-pk")
    return newest
