"""What revisions say: which rows changed, from what to what, and in which step of whose work."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from debates.models import Suggestion
from debates.revising.tables import TABLES, Deed, Table

Row: TypeAlias = tuple[Table, int]
Values: TypeAlias = Mapping[str, Any]

_UNDECIDED = {
    "status": "waiting",
    "decided_at": None,
    "decided_by_id": None,
    "claim_id": None,
    "relation_id": None,
}
"""What a suggestion was before the first revision of it: only decisions are kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one row, with what it was before and after as values by column; `None` where it was not there.

    `number` puts the changes of all tables in order. `step` is the request or job that made it, where one did.
    """

    number: int
    table: Table
    row: int
    deed: Deed
    at: datetime.datetime
    step: UUID | None
    before: Values | None
    after: Values | None

    @property
    def values(self) -> Values:
        """The row after the change, or before it where it was deleted."""
        return self.after or self.before or {}

    @property
    def columns(self) -> list[str]:
        """What differs between before and after."""
        before, after = self.before or {}, self.after or {}
        return [name for name in self.values if before.get(name) != after.get(name)]


def revisions_of(table: Table) -> QuerySet[Any]:
    """All revisions of a table's rows, in order."""
    found: QuerySet[Any] = table.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]
    return found


def columns_of(table: Table) -> list[str]:
    """The columns of a table that its revisions keep."""
    kept = revisions_of(table).model._meta.local_fields
    return [field.attname for field in kept if not field.name.startswith("pgh_")]


def changes_of(rows: Iterable[Row]) -> list[Change]:
    """Every change of these rows, oldest first. One query a table."""
    wanted: dict[Table, set[int]] = defaultdict(set)
    for table, row in rows:
        wanted[table].add(row)
    found = [change for table, numbers in wanted.items() for change in _chains(table, numbers)]
    return sorted(found, key=lambda change: change.number)


def _chains(table: Table, rows: Iterable[int]) -> Iterator[Change]:
    columns = columns_of(table)
    last: dict[int, Values] = {}
    told = revisions_of(table).filter(pgh_obj_id__in=list(rows))
    for each in told.values(
        "pgh_id", "pgh_label", "pgh_obj_id", "pgh_created_at", "pgh_context_id", *columns
    ):
        row, deed = each["pgh_obj_id"], Deed(each["pgh_label"])
        values = {name: each[name] for name in columns}
        before = None if deed == Deed.MADE else last.get(row) or _unrecorded(table, values)
        after = None if deed == Deed.DELETED else values
        yield Change(
            each["pgh_id"], table, row, deed, each["pgh_created_at"], each["pgh_context_id"], before, after
        )
        last[row] = values


def _unrecorded(table: Table, values: Values) -> Values:
    """What a row was before the first revision of it."""
    return {**values, **_UNDECIDED} if table is Suggestion else values


def rows_changed_in(steps: Iterable[UUID]) -> set[Row]:
    """The rows that these steps changed. One query a table."""
    wanted = list(steps)
    return {
        (table, row)
        for table in TABLES
        for row in revisions_of(table).filter(pgh_context_id__in=wanted).values_list("pgh_obj_id", flat=True)
    }


def changes_in(steps: Sequence[UUID]) -> list[Change]:
    """Every change that these steps made, oldest first. Two queries a table."""
    wanted = set(steps)
    return [change for change in changes_of(rows_changed_in(steps)) if change.step in wanted]


def newest_number(rows: Iterable[tuple[Table, QuerySet[Any] | Iterable[int]]]) -> int:
    """The number of the last change of these rows, 0 where there is none: what an editing form begins from.

    One query a table.
    """
    numbers = [
        revisions_of(table).filter(pgh_obj_id__in=which).aggregate(last=Max("pgh_id"))["last"]
        for table, which in rows
    ]
    return max((number for number in numbers if number is not None), default=0)


def rows_at(table: Table, which: Q, number: int | None) -> list[Values]:
    """The rows of a table for which `which` held as they were after change `number`, or are now. One query."""
    found = revisions_of(table).filter(which)
    if number is not None:
        found = found.filter(pgh_id__lte=number)
    last = found.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    rows = last.values("pgh_label", *columns_of(table))
    return [row for row in rows if row["pgh_label"] != Deed.DELETED]
