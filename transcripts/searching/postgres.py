"""Words found by PostgreSQL, in rows that its own triggers keep true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any as AnyValue

from django.db import connection, transaction

from transcripts.models import Episode
from transcripts.searching.backend import (
    CANDIDATES,
    NOTHING,
    Found,
    Hit,
    Query,
    Report,
    tell_nobody,
)
from transcripts.searching.limits import time_limit
from transcripts.searching.rows import index_episode
from transcripts.searching.terms import All, Any, Not, Phrase, Prefix, Term, Word

_FIND = """
WITH asked AS MATERIALIZED (
    SELECT transcripts_asked_of_rows(%(term)s, %(speakers)s, %(shows)s, %(since)s, %(until)s) AS rows,
           transcripts_asked_anywhere(%(term)s) AS words
), candidates AS MATERIALIZED (
    SELECT found.* FROM asked
     CROSS JOIN LATERAL transcripts_search_candidates(asked.rows, asked.words, %(since)s, %(until)s, %(cap)s) found
)
SELECT utterance_id, score, count(*) OVER () FROM candidates
 ORDER BY score DESC, utterance_id DESC LIMIT %(most)s OFFSET %(skip)s
"""

# While somebody types, the newest are looked through first, and no more than two rooms: see the migration that made it.
_OFFER = _FIND.replace(
    "transcripts_search_candidates(asked.rows, asked.words, %(since)s, %(until)s, %(cap)s)",
    "(SELECT DISTINCT o.* FROM transcripts_offered_candidates("
    "%(term)s, asked.rows, asked.words, %(since)s, %(until)s, %(most)s, %(cap)s) o)",
)

_FORGET_LOST = """
DELETE FROM transcripts_searchrow r
 WHERE NOT EXISTS (SELECT FROM transcripts_utterance u WHERE u.id = r.utterance_id)
"""


class PostgresBackend:
    """The default: rows follow their sentences in the same transaction."""

    keeps_up = True

    def find(self, query: Query, most: int = 20, skip: int = 0) -> Found:
        if not query.narrows or skip >= CANDIDATES:
            return NOTHING
        values = {
            "term": as_json(query.term),
            "speakers": sorted(query.speakers),
            "shows": sorted(query.shows),
            "since": query.since,
            "until": query.until,
            "cap": query.enough,
            "most": most,
            "skip": skip,
        }
        with time_limit(), connection.cursor() as cursor:
            cursor.execute(_FIND if query.enough >= CANDIDATES else _OFFER, values)
            rows = cursor.fetchall()
        return Found(tuple(Hit(row[0], row[1]) for row in rows), rows[0][2] if rows else 0)

    def update(self, transcripts: Iterable[int]) -> None:
        episodes = Episode.objects.filter(transcripts__in=list(transcripts)).distinct()
        for episode in episodes.order_by("pk"):
            _make_anew(episode.pk)

    def rebuild(self, report: Report = tell_nobody) -> None:
        """Make the rows of each episode anew in a transaction of its own, then their indexes beside the old ones.

        Cannot run inside a transaction.
        """
        episodes = list(Episode.objects.order_by("pk").values_list("pk", flat=True))
        for done, episode in enumerate(episodes):
            report(done, len(episodes))
            _make_anew(episode)
        with connection.cursor() as cursor:
            cursor.execute(_FORGET_LOST)
            for room in _rooms():
                cursor.execute(f"REINDEX TABLE CONCURRENTLY {connection.ops.quote_name(room)}")
                cursor.execute(f"ANALYZE {connection.ops.quote_name(room)}")
        report(len(episodes), len(episodes))


def as_json(term: Term | None) -> str | None:
    """`term` as the database's function `transcripts_asked` reads it.

    >>> as_json(All((Word("rain"), Not(Prefix("co-op")))))
    '{"all": [{"words": "rain"}, {"not": {"prefix": "\\'co\\' <-> \\'op\\':*"}}]}'
    """
    return None if term is None else json.dumps(_tree(term))


def _tree(term: Term) -> dict[str, AnyValue]:
    match term:
        case Word(text) | Phrase(text):
            return {"words": text}
        case Prefix(text):
            parts = re.findall(r"[^\W_]+", text)
            return {"prefix": " <-> ".join(f"'{part}'" for part in parts) + ":*"}
        case Not(part):
            return {"not": _tree(part)}
        case All(parts):
            return {"all": [_tree(part) for part in parts]}
        case Any(parts):
            return {"any": [_tree(part) for part in parts]}


@transaction.atomic
def _make_anew(episode: int) -> None:
    """Make the rows of an episode anew while nobody else changes it."""
    found = Episode.objects.select_for_update().filter(pk=episode).first()
    if found is not None:
        index_episode(found)


def _rooms() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits"
            " WHERE inhparent = 'transcripts_searchrow'::regclass ORDER BY inhrelid"
        )
        return [name for (name,) in cursor.fetchall()]
