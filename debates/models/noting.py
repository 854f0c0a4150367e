"""Triggers by which the database itself notes what changed on the map: no edit goes past them, whatever makes it."""

from __future__ import annotations

import pgtrigger


def notes_changes(touched: str) -> list[pgtrigger.Trigger]:
    """Return triggers that note which claims and debates a statement touches, as rows of `MapChange`.

    `touched` is SQL that selects (claim, debate), either of them null, from the statement's rows, which are called `changed`.
    """
    return [
        _note("insert", pgtrigger.Insert, touched, new="changed"),
        _note("delete", pgtrigger.Delete, touched, old="changed"),
        _note("update_from", pgtrigger.Update, touched, old="changed"),
        _note("update_to", pgtrigger.Update, touched, new="changed"),
    ]


def _note(
    name: str, operation: pgtrigger.Operation, touched: str, *, old: str | None = None, new: str | None = None
) -> pgtrigger.Trigger:
    noting = f"""
        INSERT INTO debates_mapchange (claim, debate)
        SELECT DISTINCT touched.claim, touched.debate FROM ({touched}) touched (claim, debate)
         WHERE touched.claim IS NOT NULL OR touched.debate IS NOT NULL;
        RETURN NULL;
        """  # noqa: S608  no words but our own
    return pgtrigger.Trigger(
        name=f"notes_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(old=old, new=new),
        func=noting,
    )
