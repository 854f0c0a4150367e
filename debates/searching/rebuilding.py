"""Everything that is searched, made anew while searches go on."""

from __future__ import annotations

from django.db import connection

from debates.models import SearchableKind
from transcripts.searching.backend import Report, tell_nobody
from transcripts.searching.chosen import backend
from transcripts.searching.spelling import learn_anew

BATCH = 500
"""Rows of one transaction."""

_NUMBERS = """
SELECT object_id FROM debates_worth_finding WHERE kind = %(kind)s
UNION SELECT object_id FROM debates_searchable WHERE kind = %(kind)s
ORDER BY 1
"""


def rebuild(report: Report = tell_nobody) -> None:
    """Make the rows of words, of claims and the rest, and the known words anew. Not inside a transaction.

    Each search finds what was there before or what is there now, never a part: rows are replaced in transactions, and indexes are
    built beside the old ones. `report` counts episodes.
    """
    backend().rebuild(report)
    rebuild_rows()
    learn_anew()


def rebuild_rows() -> None:
    """Make the rows of claims, people, episodes and debates anew. Not inside a transaction."""
    with connection.cursor() as cursor:
        for kind in SearchableKind:
            cursor.execute(_NUMBERS, {"kind": kind})
            numbers = [number for (number,) in cursor.fetchall()]
            for begun in range(0, len(numbers), BATCH):
                cursor.execute("SELECT debates_index(%s, %s)", [kind, numbers[begun : begun + BATCH]])
        cursor.execute("REINDEX TABLE CONCURRENTLY debates_searchable")
        cursor.execute("ANALYZE debates_searchable")
