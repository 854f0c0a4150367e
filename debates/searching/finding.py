"""Numbers of the claims, people, episodes and debates that fit a search: a bounded set is weighed, no table is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from debates.models import SearchableKind
from transcripts.searching.backend import CANDIDATES
from transcripts.searching.postgres import as_json
from transcripts.searching.terms import Term, narrows


@dataclass(frozen=True, slots=True)
class Narrowed:
    """To whom and what a search is narrowed, by numbers of rows; holders may be groups by their words, too."""

    speakers: frozenset[int] = frozenset()
    holders: frozenset[int] = frozenset()
    groups: tuple[str, ...] = ()
    shows: frozenset[int] = frozenset()
    since: date | None = None
    until: date | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether rows can be listed by it alone."""
        return bool(self.speakers or self.holders or self.groups or self.shows)


@dataclass(frozen=True, slots=True)
class FoundRows:
    """Numbers of rows, best first, and how many there are: no more than `CANDIDATES` are counted."""

    ids: tuple[int, ...] = ()
    count: int = 0

    @property
    def is_capped(self) -> bool:
        return self.count >= CANDIDATES


# One and the same quote, in an episode that may stand in lists, must fit in every way.
_CLAIM_FITS = """
EXISTS (SELECT FROM debates_quote q
          JOIN transcripts_utterance u ON u.id = q.utterance_id
          JOIN transcripts_transcript t ON t.id = u.transcript_id
          JOIN transcripts_episode e ON e.id = t.episode_id
          JOIN transcripts_show s ON s.id = e.show_id
         WHERE q.claim_id = found.object_id
           AND e.visibility IN ('', 'public') AND s.visibility = 'public' AND NOT e.is_taken_down
           AND (%(speakers)s::bigint[] = '{}' OR q.voiced_by_id = ANY (%(speakers)s))
           AND ((%(holders)s::bigint[] = '{}' AND %(groups)s::text[] = '{}') OR q.holder_id = ANY (%(holders)s)
                OR transcripts_folded(q.holder_words) IN (SELECT transcripts_folded(name) FROM unnest(%(groups)s::text[]) name))
           AND (%(shows)s::bigint[] = '{}' OR e.show_id = ANY (%(shows)s))
           AND (%(since)s::date IS NULL OR e.published_on >= %(since)s)
           AND (%(until)s::date IS NULL OR e.published_on < %(until)s))
"""

_DAY_FITS = """
(%(since)s::date IS NULL OR found.day >= %(since)s) AND (%(until)s::date IS NULL OR found.day < %(until)s)
"""

# Somebody who is only heard, or whose view is only told, where not everybody may listen, is in no list.
_PERSON_IS_LISTED = """
EXISTS (SELECT FROM transcripts_searchrow r WHERE r.vector @@ transcripts_any_key('s', ARRAY[found.object_id]))
 OR EXISTS (SELECT FROM debates_searchable c WHERE c.vector @@ transcripts_any_key('o', ARRAY[found.object_id]))
"""

_FITS = {
    SearchableKind.CLAIM: _CLAIM_FITS,
    SearchableKind.SPEAKER: _PERSON_IS_LISTED,
    SearchableKind.EPISODE: _DAY_FITS,
    SearchableKind.DEBATE: "true",
}

_KEYS = """
transcripts_any_key('s', %(speakers)s) && transcripts_any_key('h', %(shows)s)
    && (transcripts_any_key('o', %(holders)s) || debates_any_group(%(groups)s))
    && transcripts_asked_years(%(since)s, %(until)s)
"""

_FIND = """
WITH found AS MATERIALIZED (
    SELECT c.* FROM debates_search_candidates(
        %(kind)s, %(term)s, {keys}, %(cap)s) AS c
)
SELECT object_id, count(*) OVER () FROM found WHERE {fits}
 ORDER BY score DESC, day DESC NULLS LAST, object_id DESC LIMIT %(most)s OFFSET %(skip)s
"""

_OFFER = """
WITH found AS MATERIALIZED (
    SELECT c.* FROM debates_offered_candidates(%(kinds)s, %(term)s, {keys}, %(cap)s) AS c
), placed AS (
    SELECT kind, object_id, row_number() OVER (
               PARTITION BY kind ORDER BY score DESC, day DESC NULLS LAST, object_id DESC) AS place
      FROM found WHERE CASE kind {fits} END
)
SELECT kind, object_id FROM placed WHERE place <= %(most)s ORDER BY place
"""


def find(
    kind: SearchableKind,
    term: Term | None,
    narrowed: Narrowed,
    most: int,
    skip: int = 0,
) -> FoundRows:
    """The best `most` rows of a kind after the first `skip`; nothing where neither words nor people nor shows narrow it.

    One query.
    """
    if skip >= CANDIDATES or not (narrowed.is_narrow or (term is not None and narrows(term))):
        return FoundRows()
    values = _values(term, narrowed) | {"kind": kind, "cap": CANDIDATES, "most": most, "skip": skip}
    with connection.cursor() as cursor:
        cursor.execute(_FIND.format(keys=_KEYS, fits=_fits(kind, narrowed)), values)
        rows = cursor.fetchall()
    return FoundRows(tuple(row[0] for row in rows), rows[0][1] if rows else 0)


def offer(
    kinds: Sequence[SearchableKind], term: Term | None, narrowed: Narrowed, most: int, cap: int
) -> dict[SearchableKind, list[int]]:
    """The best `most` rows of each kind among `cap` of it that fit, for somebody who is typing; as `find` otherwise.

    One query.
    """
    offered: dict[SearchableKind, list[int]] = {kind: [] for kind in kinds}
    if not kinds or not (narrowed.is_narrow or (term is not None and narrows(term))):
        return offered
    fits = " ".join(f"WHEN '{kind}' THEN ({_fits(kind, narrowed)})" for kind in kinds)
    values = _values(term, narrowed) | {"kinds": list(kinds), "cap": cap, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_OFFER.format(keys=_KEYS, fits=fits), values)
        for kind, row in cursor.fetchall():
            offered[SearchableKind(kind)].append(row)
    return offered


def _fits(kind: SearchableKind, narrowed: Narrowed) -> str:
    """What a row of a kind must fit besides its words and keys."""
    says_where = narrowed.is_narrow or narrowed.since or narrowed.until
    return _FITS[kind] if says_where or kind != SearchableKind.CLAIM else "true"


def _values(term: Term | None, narrowed: Narrowed) -> dict[str, Any]:
    return {
        "term": as_json(term),
        "speakers": sorted(narrowed.speakers),
        "holders": sorted(narrowed.holders),
        "groups": sorted(narrowed.groups),
        "shows": sorted(narrowed.shows),
        "since": narrowed.since,
        "until": narrowed.until,
    }
