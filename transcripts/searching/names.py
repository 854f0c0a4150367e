"""People and shows by what they are called, accents, capitals and aliases aside."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

MOST_NAMED = 50
"""People or shows that one name stands for at most."""

_SPEAKERS = """(SELECT id, name FROM transcripts_speaker
                UNION ALL SELECT speaker_id, name FROM transcripts_alias) AS named"""
_SHOWS = "(SELECT id, name FROM transcripts_show WHERE visibility = 'public') AS named"

_CALLED = """
SELECT DISTINCT id, transcripts_folded(name) = transcripts_folded(%(name)s) AS is_exact FROM {named}
 WHERE transcripts_folded(name) LIKE transcripts_folded(%(begun)s)
    OR transcripts_folded(name) LIKE '%% ' || transcripts_folded(%(begun)s)
 ORDER BY is_exact DESC, id LIMIT %(most)s
"""

_ALIKE = """
SELECT name FROM {named}
 WHERE transcripts_folded(name) %% transcripts_folded(%(name)s) AND {listed}
 ORDER BY similarity(transcripts_folded(name), transcripts_folded(%(name)s)) DESC, id LIMIT 1
"""

_HEARD = """EXISTS (SELECT FROM transcripts_searchrow r
                     WHERE r.vector @@ transcripts_any_key('s', ARRAY[named.id]))"""


def speakers_called(names: Iterable[str]) -> frozenset[int]:
    """Numbers of the speakers whose name or alias is one of `names` or, for want of one, begins a word so.

    One query a name.
    """
    return _called(_SPEAKERS, names)


def shows_called(names: Iterable[str]) -> frozenset[int]:
    """Numbers of the shows that may be listed, by name as `speakers_called` tells. One query a name."""
    return _called(_SHOWS, names)


def speaker_like(name: str) -> str:
    """The name most like `name` of somebody who is heard where everybody may listen; "" for none. One query."""
    return _alike(_SPEAKERS, name, _HEARD)


def show_like(name: str) -> str:
    """The name most like `name` of a show that may be listed; "" for none. One query."""
    return _alike(_SHOWS, name, "true")


def _called(named: str, names: Iterable[str]) -> frozenset[int]:
    found: set[int] = set()
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(
                _CALLED.format(named=named), {"name": name, "begun": f"{_plain(name)}%", "most": MOST_NAMED}
            )
            rows = cursor.fetchall()
            exact = {id_ for id_, is_exact in rows if is_exact}
            found |= exact or {id_ for id_, _ in rows}
    return frozenset(found)


def _alike(named: str, name: str, listed: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE.format(named=named, listed=listed), {"name": name})
        row = cursor.fetchone()
    return row[0] if row else ""


def _plain(name: str) -> str:
    """`name` such that LIKE takes each character for itself."""
    return name.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
