"""Changes told to a machine that does not see them by itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from transcripts.models import SearchNote
from transcripts.searching.backend import SearchBackend

AT_ONCE = 200
"""Transcripts of one update: some ten seconds of work are done again where it is cut off."""


def follow(machine: SearchBackend) -> int:
    """Tell `machine` of all that was noted, oldest first; how many transcripts that were.

    What is noted again meanwhile is told again the next time. One that keeps up is told nothing, and the notes go.
    """
    told = 0
    while notes := list(SearchNote.objects.order_by("noted_at", "pk")[:AT_ONCE]):
        if not machine.keeps_up:
            machine.update([note.pk for note in notes])
        _strike_off(notes)
        told += len(notes)
    return told


def _strike_off(notes: Sequence[SearchNote]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM transcripts_searchnote n USING unnest(%s::bigint[], %s::timestamptz[]) AS told (pk, at)"
            " WHERE n.transcript_id = told.pk AND n.noted_at = told.at",
            [[note.pk for note in notes], [note.noted_at for note in notes]],
        )
