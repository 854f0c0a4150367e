"""What an editing form began from, so that nobody overwrites what somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from debates.revising.changes import revisions_of
from debates.revising.steps import Step, steps_by_id
from debates.revising.tables import Table
from debates.revising.three_way import Conflict, Fields, merge
from debates.revising.wording import Piece, compare

BEGAN = "began"
"""The hidden field with the number of the last revision that was on the page."""

Watched = Sequence[tuple[Table, Q]]
"""The tables that a form edits, with the condition on their revisions."""


@dataclass(frozen=True, slots=True)
class Present:
    """The last revision of what a form edits: its number, 0 where there is none, and its step."""

    number: int
    step: UUID | None


@dataclass(frozen=True, slots=True)
class ToldConflict:
    """A field that two people changed, by its name for people; `pieces` compare what both began from with theirs."""

    label: str
    began: str
    theirs: str
    mine: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody saved while a form was being filled in; `conflicts` are the fields that both changed."""

    step: Step | None
    conflicts: tuple[ToldConflict, ...]

    @property
    def who(self) -> str:
        return self.step.who if self.step else "somebody"


def present(watched: Watched) -> Present:
    """The last revision of what is watched. One query a table."""
    newest = [
        revisions_of(table).filter(which).order_by("-pgh_id").values_list("pgh_id", "pgh_context_id").first()
        for table, which in watched
    ]
    return Present(*max((each for each in newest if each), default=(0, None), key=lambda each: each[0]))


def began_from(data: Mapping[str, Any]) -> int | None:
    """The number that a form came with, or nothing where it came with none that can be one."""
    sent = str(data.get(BEGAN, ""))
    return int(sent) if sent.isdecimal() and len(sent) < 19 else None


def bring_together(
    here: Present,
    began: Fields,
    theirs: Fields,
    mine: Fields,
    labels: Mapping[str, str],
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[dict[str, str], Meanwhile]:
    """What to go on with, and what there is to tell: `mine` wins where both changed a field. Up to two queries.

    `labels` names the fields for people, `choices` what can be chosen in them.
    """
    merged, conflicts = merge(began, theirs, mine)
    step = steps_by_id([here.step]).get(here.step) if here.step else None
    told = tuple(_told(each, labels, (choices or {}).get(each.field, {})) for each in conflicts)
    return merged, Meanwhile(step, told)


def _told(conflict: Conflict, labels: Mapping[str, str], choices: Mapping[str, str]) -> ToldConflict:
    written = [text or "" for text in (conflict.began, conflict.theirs, conflict.mine)]
    began, theirs, mine = (choices.get(text, text) for text in written)
    label = labels.get(conflict.field, conflict.field)
    return ToldConflict(label, began, theirs, mine, tuple(compare(began, theirs)))
