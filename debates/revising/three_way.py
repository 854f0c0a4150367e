"""Two people's changes of one thing, brought together by what both began from (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Fields = Mapping[str, str]
"""What a form holds, by the name of its field; a field that is not there stands for a row that is not there."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed, each to something else; `None` where the row is not there for one of them."""

    field: str
    began: str | None
    theirs: str | None
    mine: str | None


def merge(began: Fields, theirs: Fields, mine: Fields) -> tuple[dict[str, str], list[Conflict]]:
    """Bring together what `theirs` and `mine` made of `began`; what both changed stays as it is in `mine`, and is told.

    >>> merge({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "3"})
    ({'a': '2', 'b': '3'}, [])
    >>> merge({"a": "1"}, {"a": "2"}, {"a": "3"})
    ({'a': '3'}, [Conflict(field='a', began='1', theirs='2', mine='3')])
    """
    merged: dict[str, str] = {}
    conflicts = []
    for name in dict.fromkeys([*began, *mine, *theirs]):
        old, other, own = began.get(name), theirs.get(name), mine.get(name)
        value = other if own == old else own
        if value is not None:
            merged[name] = value
        if old not in (other, own) and other != own:
            conflicts.append(Conflict(name, old, other, own))
    return merged, conflicts
