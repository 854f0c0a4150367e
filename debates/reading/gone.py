"""What is not here any more: who deleted it, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from debates.revising.changes import revisions_of
from debates.revising.steps import Step, steps_by_id
from debates.revising.tables import Deed, Table


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that was deleted, as its last revision has it; `step` deleted it, where a page or a job did."""

    revision: Any
    step: Step | None


def find_gone(table: Table, **wanted: object) -> Gone | None:
    """What was deleted last of these rows, or nothing where there never was one. Up to three queries."""
    last = revisions_of(table).filter(**wanted).order_by("-pgh_id").first()
    if last is None or last.pgh_label != Deed.DELETED:
        return None
    step = steps_by_id([last.pgh_context_id]).get(last.pgh_context_id) if last.pgh_context_id else None
    return Gone(last, step)
