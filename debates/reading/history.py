"""The history of something as pages show it: step by step, with what was there before and after."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Model
from django.urls import reverse

from debates.models import Claim, Premise, Quote, Relation
from debates.reading.history_words import Names, field_of
from debates.revising.changes import Change, Row, changes_of, revisions_of
from debates.revising.steps import Step, steps_by_id
from debates.revising.tables import PROSE, TOLD, WORDS
from debates.revising.wording import Piece, compare
from transcripts.models import Reader, may_read_private
from transcripts.models.visibility import closed_to

CLOSED_WORDS = "(words that only editors see)"


@dataclass(frozen=True, slots=True)
class ToldValue:
    """One column before and after; `pieces` compares what is prose, word by word."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change of one row: what became of it, and its columns."""

    change: Change
    deed: str
    values: tuple[ToldValue, ...]

    @property
    def url(self) -> str:
        """Where a quote or a relation has its own history."""
        if self.change.table is Quote:
            return reverse("quote_history", args=[self.change.row])
        if self.change.table is Relation:
            return reverse("relation_history", args=[self.change.values["key"]])
        return ""


@dataclass(frozen=True, slots=True)
class ToldStep:
    """Changes that were made at once; `step` is nobody's where no request or job made them."""

    at: datetime.datetime
    step: Step | None
    changes: tuple[ToldChange, ...]


def history_of(rows: Iterable[Row], reader: Reader = None) -> list[ToldStep]:
    """Every step that changed one of these rows, the newest first, as `reader` may see it.

    A query for each table of the rows, two for the steps, five for what is private, two for each kind of name.
    """
    return tell(changes_of(rows), reader)


def tell(changes: Sequence[Change], reader: Reader = None) -> list[ToldStep]:
    """Changes as pages show them, step by step, the newest first."""
    veil = _Veil(changes, reader)
    names = Names(changes, veil.claims, reader)
    steps = steps_by_id({change.step for change in changes if change.step})
    told = []
    for (step, at), made in groupby(reversed(changes), key=lambda change: (change.step, change.at)):
        shown = [_tell(change, names, veil) for change in reversed(list(made))]
        told.append(ToldStep(at, steps.get(step) if step else None, tuple(filter(None, shown))))
    return [step for step in told if step.changes]


class _Veil:
    """What `reader` may not see of changes: the words of claims, quotes and relations that ever stood on private words."""

    def __init__(self, changes: Sequence[Change], reader: Reader) -> None:
        self._reader = reader
        self.sees_all = may_read_private(reader)
        self.claims: set[int] = set()
        self._rows: set[Row] = set()
        if not self.sees_all:
            self._look(changes)

    def _look(self, changes: Sequence[Change]) -> None:
        quotes, relations = _numbers(changes, Quote), _numbers(changes, Relation)
        premises = revisions_of(Premise).filter(relation_id__in=relations)
        starts = list(premises.values_list("relation_id", "claim_id"))
        claims = _numbers(changes, Claim) | {claim for _, claim in starts} | _pointed_at(changes)
        private = closed_to(self._reader, "utterance__transcript__episode__")
        said = revisions_of(Quote).filter(private)
        self.claims = set(said.filter(claim_id__in=claims).values_list("claim_id", flat=True))
        cited = revisions_of(Relation).filter(
            closed_to(self._reader, "evidence_utterance__transcript__episode__"), pgh_obj_id__in=relations
        )
        self._rows = {
            *((Claim, claim) for claim in self.claims),
            *(
                (Quote, row)
                for row in said.filter(pgh_obj_id__in=quotes).values_list("pgh_obj_id", flat=True)
            ),
            *((Relation, row) for row in cited.values_list("pgh_obj_id", flat=True)),
            *((Relation, relation) for relation, claim in starts if claim in self.claims),
        }

    def hides(self, change: Change, column: str) -> bool:
        if self.sees_all or column not in WORDS.get(change.table, ()):
            return False
        return column in {"note", "meaning"} or (change.table, change.row) in self._rows


def _numbers(changes: Sequence[Change], table: type[Model]) -> set[int]:
    return {change.row for change in changes if change.table is table}


def _pointed_at(changes: Sequence[Change]) -> set[int]:
    """The claims that changes of other tables point at."""
    columns = ("claim_id", "target_claim_id", "into_id")
    return {change.values[name] for change in changes for name in columns if change.values.get(name)}


def _tell(change: Change, names: Names, veil: _Veil) -> ToldChange | None:
    """The change as a page shows it, or nothing where all that changed is not for reading."""
    told = TOLD[change.table]
    before, after = change.before or {}, change.after or {}
    values = []
    for column, label in told.columns.items():
        if before.get(column) == after.get(column) or not (before.get(column) or after.get(column)):
            continue
        if veil.hides(change, column):
            values.append(ToldValue(label, "", CLOSED_WORDS))
            continue
        old, new = (_say(change, column, each, names) for each in (before, after))
        is_prose = column in PROSE and old and new
        values.append(ToldValue(label, old, new, tuple(compare(old, new)) if is_prose else ()))
    return ToldChange(change, told.deed(change.deed), tuple(values)) if values else None


def _say(change: Change, column: str, values: Any, names: Names) -> str:
    """One value for a person to read; nothing where there is none."""
    value = values.get(column)
    if value is None or value == "":
        return ""
    field = field_of(change.table, column)
    if isinstance(field.related_model, type):
        return names.of(field.related_model, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value + 1) if column in {"position", "turn"} else str(value)
