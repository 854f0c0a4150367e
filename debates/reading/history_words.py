"""How pages name the rows that changes point at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Model

from debates.models import Claim, Debate, Quote, Relation, Section, Term
from debates.models.claim import CLOSED_CLAIM
from debates.revising.changes import Change, revisions_of
from debates.revising.tables import TOLD, Table
from transcripts.models import Reader, Transcript, Utterance


def field_of(table: Table, column: str) -> Field[Any, Any]:
    return next(each for each in table._meta.concrete_fields if each.attname == column)


class Names:
    """Names of the rows that changes point at, as `reader` may see them. At most two queries a table."""

    def __init__(self, changes: Iterable[Change], closed_claims: set[int], reader: Reader) -> None:
        self._reader, self._closed = reader, closed_claims
        wanted: dict[Table, set[int]] = defaultdict(set)
        for change in changes:
            for column in TOLD[change.table].columns:
                target = field_of(change.table, column).related_model
                if isinstance(target, type):
                    wanted[target] |= {
                        values[column]
                        for values in (change.before or {}, change.after or {})
                        if values.get(column)
                    }
        self._names = {target: self._load(target, numbers) for target, numbers in wanted.items() if numbers}

    def of(self, target: type[Model], row: int) -> str:
        return self._names[target].get(row, "something that is gone")

    def _load(self, target: type[Model], numbers: set[int]) -> dict[int, str]:
        if target is Utterance:
            places = Utterance.objects.filter(pk__in=numbers).select_related("transcript")
            return {
                each.pk: f"sentence {each.position + 1} of version {each.transcript.version}"
                for each in places
            }
        if target is Relation:
            return {
                number: _KEYED.format(key) for number, key in self._last(Relation, numbers, "key").items()
            }
        if target is Transcript:
            versions = self._last(Transcript, numbers, "version")
            return {number: f"version {version}" for number, version in versions.items()}
        if target is Quote:
            return dict.fromkeys(numbers, "a quote")
        if target is Claim:
            return self._claims(numbers)
        names = {Debate: "question", Section: "question", Term: "word"}
        return self._last(target, numbers, names.get(target, "name"))

    def _claims(self, numbers: set[int]) -> dict[int, str]:
        here = Claim.objects.filter(pk__in=numbers)
        seen = dict(here.open_to(self._reader).values_list("pk", "text"))
        gone = numbers - set(here.values_list("pk", flat=True)) - self._closed
        return {**dict.fromkeys(numbers, CLOSED_CLAIM), **self._last(Claim, gone, "text"), **seen}

    def _last(self, table: Table, numbers: set[int], column: str) -> dict[int, str]:
        """What rows were called last, whether they are there or gone."""
        found = revisions_of(table).filter(pgh_obj_id__in=numbers)
        return {row: str(name) for row, name in found.values_list("pgh_obj_id", column)}


_KEYED = "the relation {}"
