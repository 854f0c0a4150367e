"""Quotes that wait for an editor: the older words beside the place that is proposed in the new transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debates.models import Reanchoring
from debates.reading.excerpts import Excerpt, excerpt_of, lines_around


@dataclass(frozen=True, slots=True)
class WaitingQuote:
    """One entry of the queue. `proposed` is absent where nothing was found."""

    row: Reanchoring
    old: Excerpt
    proposed: Excerpt | None

    @property
    def percent(self) -> int:
        return round(self.row.score * 100)


def read_waiting(rows: Sequence[Reanchoring]) -> list[WaitingQuote]:
    """Return `rows`, their places loaded (`with_places`), with the words around both places. Makes one query."""
    for row in rows:
        if row.new_first:
            row.new_first.transcript = row.transcript
    passages = [passage for row in rows for passage in (row.old_passage, row.new_passage) if passage]
    lines = lines_around(passages)
    return [
        WaitingQuote(
            row,
            excerpt_of(row.old_passage, lines),
            excerpt_of(row.new_passage, lines) if row.new_passage else None,
        )
        for row in rows
    ]
