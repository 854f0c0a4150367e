"""Taking steps back, forward: what a step changed becomes what it was before, as one more step.

Nothing is taken back that somebody has worked on since, and nothing that would break a rule of the map.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import pghistory
from django.db import IntegrityError, connection, models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from debates.models import ClaimStanding, ClaimVector, DebateDigest, Mention, Watch
from debates.models.claim import INSTEAD_OF_A_CLAIM
from debates.revising.changes import (
    Change,
    Row,
    Values,
    changes_of,
    columns_of,
    rows_changed_in,
)
from debates.revising.tables import TABLES, Deed, Table
from transcripts.amending.sealing import COVER
from transcripts.models import Attribution, NotPossibleError, Transcript
from transcripts.models.revisions import Revision

WORKED_OUT: tuple[Table, ...] = (ClaimStanding, ClaimVector, DebateDigest)
"""Tables whose rows go with what they were worked out from, and come again with it."""

COMPANIONS: tuple[Table, ...] = (Mention, Watch)
"""Tables whose rows go with what they are about, and are no work that an undo would overwrite."""

OF_TRANSCRIPTS: tuple[Table, ...] = (Transcript, Attribution)
"""Tables whose rows change together with sentences, which have no revisions."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a change cannot be taken back; `later` is the change that stands in the way, where one does."""

    change: Change
    because: str
    later: Change | None = None


@dataclass(slots=True)
class Plan:
    """What undoing some steps would do: rows as they are and as they would be, `None` where there is none."""

    steps: tuple[UUID, ...]
    now: dict[Row, Values | None] = field(default_factory=dict)
    then: dict[Row, Values | None] = field(default_factory=dict)
    obstacles: list[Obstacle] = field(default_factory=list)
    left_out: list[UUID] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """Those that would change."""
        return [row for row, values in self.then.items() if values != self.now[row]]

    @property
    def is_possible(self) -> bool:
        return bool(self.rows) and not self.obstacles

    def gone(self, table: Table) -> set[int]:
        """Rows of a table that would be deleted."""
        return {row for each, row in self.rows if each is table and self.then[each, row] is None}


def plan_undo(steps: Sequence[UUID], *, lock: bool = False) -> Plan:
    """Work out what undoing these steps, the newest first, would do, and what stands in the way.

    Changes nothing. `lock` keeps others from changing the rows until the transaction ends. Makes at most three queries a
    table, and one for each kind of row that may stand on a row which would go.
    """
    history = changes_of(rows_changed_in(steps))
    return _plan(steps, history, _rows_now({(change.table, change.row) for change in history}, lock=lock))


def plan_what_can_be(steps: Sequence[UUID], *, lock: bool = False) -> Plan:
    """Work out the undoing of as many of these steps as stand in nobody's way; `left_out` names the others."""
    history = changes_of(rows_changed_in(steps))
    now = _rows_now({(change.table, change.row) for change in history}, lock=lock)
    kept, left_out = list(steps), []
    plan = _plan(kept, history, now)
    while plan.obstacles:
        blocked = {obstacle.change.step for obstacle in plan.obstacles}
        left_out += [step for step in kept if step in blocked]
        kept = [step for step in kept if step not in blocked]
        plan = _plan(kept, history, now)
    plan.left_out = left_out
    return plan


def undo(steps: Sequence[UUID], *, all_of_them: bool = True) -> Plan:
    """Take these steps back in one new step; without `all_of_them`, those that can be.

    Raises NotPossibleError, with everything as it was, where it would overwrite later work or break a rule.
    """
    try:
        with transaction.atomic():
            plan = (plan_undo if all_of_them else plan_what_can_be)(steps, lock=True)
            if plan.obstacles:
                raise NotPossibleError(plan.obstacles[0].because)
            if not plan.rows:
                raise NotPossibleError("There is nothing left to undo: it is all as it was before.")
            pghistory.context(undoes=[str(step) for step in plan.steps])
            _carry_out(plan)
            connection.check_constraints()
    except IntegrityError as error:
        raise NotPossibleError(broken_rule(error)) from error
    return plan


def broken_rule(error: IntegrityError) -> str:
    """What the database says against a change, for a person to read."""
    said = str(error).splitlines()[0]
    if "unique constraint" in said:
        return "Something else has taken its place since: the same thing stands there a second time."
    if "foreign key" in said:
        return "Something that it belongs to is not there any more, or something stands on it since."
    return f"It would break a rule of the map: {said}."


def _rows_now(rows: Iterable[Row], *, lock: bool) -> dict[Row, Values | None]:
    wanted: dict[Table, list[int]] = defaultdict(list)
    found: dict[Row, Values | None] = {}
    for table, row in rows:
        wanted[table].append(row)
        found[table, row] = None
    for table, numbers in wanted.items():
        here = table._base_manager.filter(pk__in=numbers).order_by("pk")
        for values in (here.select_for_update() if lock else here).values(*columns_of(table)):
            found[table, values["id"]] = values
    return found


def _plan(steps: Sequence[UUID], history: Sequence[Change], now: dict[Row, Values | None]) -> Plan:
    wanted = set(steps)
    plan = Plan(tuple(steps), dict(now), dict(now))
    for change in reversed(history):
        if change.step not in wanted:
            continue
        if change.table in OF_TRANSCRIPTS:
            because = "A transcript’s earlier words are put back in its own history; what an import brought is taken out there."
            plan.obstacles.append(Obstacle(change, because))
        else:
            _take_back(plan, change, history)
    plan.obstacles += _covered(plan, history)
    plan.obstacles += _still_stood_on(plan, history)
    return plan


def _take_back(plan: Plan, change: Change, history: Sequence[Change]) -> None:
    """Put into the plan what the row was before `change`, or why that cannot be."""
    key = (change.table, change.row)
    here = plan.then[key]
    if change.deed == Deed.DELETED:
        plan.then[key] = change.before if here is None else here
    elif here is None:
        if change.deed == Deed.CHANGED:
            plan.obstacles.append(_since(plan, change, history, "It was deleted since."))
    elif changed := [name for name in change.columns if here.get(name) != change.values[name]]:
        plan.obstacles.append(_since(plan, change, history, "It was changed again since.", changed))
    elif change.deed == Deed.MADE:
        plan.then[key] = None
    else:
        before = change.before or {}
        plan.then[key] = {**here, **{name: before[name] for name in change.columns}}


def _since(
    plan: Plan, change: Change, history: Sequence[Change], because: str, columns: Iterable[str] = ()
) -> Obstacle:
    """An obstacle with the last later change of the same row that is not to be undone as well."""
    wanted = set(columns)
    later = [
        each
        for each in history
        if (each.table, each.row) == (change.table, change.row)
        and each.number > change.number
        and each.step not in plan.steps
        and (not wanted or each.deed != Deed.CHANGED or wanted & set(each.columns))
    ]
    return Obstacle(change, because, later[-1] if later else None)


def _covered(plan: Plan, history: Sequence[Change]) -> list[Obstacle]:
    """Rows that would get words which were taken down: only lifting the takedown brings those back."""
    last = {(change.table, change.row): change for change in history if change.step in plan.steps}
    return [
        Obstacle(last[row], "Its words were taken down: the takedown has to be lifted first.")
        for row in plan.rows
        if row in last and _has_cover(plan.now[row], plan.then[row])
    ]


def _has_cover(now: Values | None, then: Values | None) -> bool:
    now = now or {}
    return any(
        isinstance(value, str) and (COVER in value or value == INSTEAD_OF_A_CLAIM)
        for name, value in (then or {}).items()
        if now.get(name) != value
    )


def _still_stood_on(plan: Plan, history: Sequence[Change]) -> list[Obstacle]:
    """Rows that would go although others, which stay, stand on them."""
    made = {(c.table, c.row): c for c in history if c.deed == Deed.MADE and c.step in plan.steps}
    found = []
    for table in TABLES:
        gone = plan.gone(table)
        for relation in _ways_to(table) if gone else []:
            if relation.related_model not in TABLES or relation.related_model in COMPANIONS:
                continue
            for row, stands_on in _standing_on(relation, gone, plan):
                later = changes_of([(relation.related_model, row)])
                title = relation.related_model._meta.verbose_name
                because = f"A {title} that is to stay stands on it since."
                found.append(Obstacle(made[table, stands_on], because, later[-1] if later else None))
    return found


def _ways_to(table: Table) -> list[models.ForeignObjectRel]:
    """The foreign keys that lead to a table, but for those of revisions."""
    return [
        each
        for each in table._meta.get_fields(include_hidden=True)
        if isinstance(each, models.ManyToOneRel) and not issubclass(each.related_model, Revision)
    ]


def _standing_on(relation: models.ForeignObjectRel, gone: set[int], plan: Plan) -> list[tuple[int, int]]:
    """Rows that lead to one of `gone` by this key and would still do so: (row, where it leads)."""
    table, column = relation.related_model, relation.field.attname
    leading = table._base_manager.filter(**{f"{column}__in": gone}).values_list("pk", column)
    would = {row: plan.then.get((table, row), {column: there}) for row, there in leading}
    return [(row, there) for row, there in leading if (would[row] or {}).get(column) == there]


def _carry_out(plan: Plan) -> None:
    """Delete from the leaves to the roots, then change and insert from the roots to the leaves."""
    for table in reversed(TABLES):
        if gone := plan.gone(table):
            _let_go(table, gone)
    for table in TABLES:
        for row in [row for each, row in plan.rows if each is table]:
            now, then = plan.now[table, row], plan.then[table, row]
            if now is None and then is not None:
                _insert(table, then)
            elif now is not None and then is not None:
                _update(table, row, now, then)


def _let_go(table: Table, gone: set[int]) -> None:
    """Delete rows, and with them what is worked out from them."""
    for relation in _ways_to(table):
        if relation.related_model in (*WORKED_OUT, *COMPANIONS):
            relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": gone}).delete()
    rows: QuerySet[models.Model] = table._base_manager.filter(pk__in=gone)
    rows._raw_delete(rows.db)


def _insert(table: Table, values: Values) -> None:
    """Store a row exactly as it was, its number and its dates as well."""
    row = table(**values)
    for each in table._meta.local_fields:
        if each.attname not in values and getattr(each, "auto_now", False):
            setattr(row, each.attname, timezone.now())
    row.save_base(raw=True, force_insert=True)


def _update(table: Table, row: int, now: Values, then: Values) -> None:
    changed = {name: value for name, value in then.items() if now.get(name) != value}
    table._base_manager.filter(pk=row).update(**changed)
