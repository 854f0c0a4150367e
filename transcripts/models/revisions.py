"""Revisions: what every change of a row leaves behind, written by the database itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
import pghistory.models
from django.db import models
from django.db.models import Func, Value

M = TypeVar("M", bound=models.Model)

SEQUENCE = "revision_number"


class Revision(pghistory.models.Event):  # type: ignore[misc]  # the library's classes are not annotated
    """One change of one row: the row as it is after it, or as it was before it was deleted.

    Numbers come from one sequence for all tables, so that they put all changes in order. `pgh_context` is the step that the
    change belongs to: who made it, when, why, and at which address.
    """

    pgh_id = models.BigIntegerField(
        primary_key=True, editable=False, db_default=Func(Value(SEQUENCE), function="nextval")
    )

    class Meta:
        abstract = True


def revised(*trackers: pghistory.Tracker, exclude: Sequence[str] = ()) -> Callable[[type[M]], type[M]]:
    """Let the database keep every insertion, update and deletion of the model's rows; a model decorator.

    Other `trackers` may say what else is kept. Columns named in `exclude` are not, and do not make a revision by themselves.
    """
    kept = trackers or (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())

    def track(model: type[M]) -> type[M]:
        tracked: type[M] = pghistory.track(*kept, exclude=list(exclude))(model)
        return tracked

    return track
