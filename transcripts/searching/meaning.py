"""Sentences found by what they mean, and merged with those found by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from transcripts.embedding import encoder
from transcripts.searching.vectors import written

LEAST_LIKENESS = 0.3
"""Sentences that are less alike have nothing to do with each other: two at random have 0.05, a good answer 0.6."""

WEIGHED = 100
"""Neighbours that are told of at most, unless more are asked for."""

LOOKED_AT = 250
"""Neighbours that the index looks at before it answers: of the nearest 20 among 100,000 real sentences it finds 98.6 in 100."""

SMOOTHING = 60
"""The constant of reciprocal rank fusion: how little the first place counts for more than the tenth."""

LOOK_FAR = f"SET LOCAL hnsw.ef_search = {LOOKED_AT}; SET LOCAL hnsw.iterative_scan = strict_order"
"""For one transaction: where a filter leaves too few neighbours, the index goes on looking."""

_NEAREST = """
SELECT v.utterance_id, -(v.vector <#> %(vector)s::halfvec) AS likeness
  FROM transcripts_sentencevector v
  JOIN transcripts_searchrow s ON s.utterance_id = v.utterance_id
 WHERE {narrowed}
 ORDER BY v.vector <#> %(vector)s::halfvec LIMIT %(most)s
"""

_NARROWED = {
    "speakers": "s.speaker_id = ANY(%(speakers)s)",
    "shows": "s.show_id = ANY(%(shows)s)",
    "since": "s.published_on >= %(since)s",
    "until": "s.published_on < %(until)s",
    "but": "v.utterance_id <> %(but)s",
}


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence and how alike it is in meaning: 1 for the same, about 0 for something else altogether."""

    utterance: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Within:
    """Which sentences may be found: by any of these speakers, in any of these shows, from `since` up to before `until`."""

    speakers: Collection[int] = ()
    shows: Collection[int] = ()
    since: date | None = None
    until: date | None = None


EVERYWHERE = Within()


def nearest(text: str, most: int = WEIGHED, within: Within = EVERYWHERE) -> tuple[Near, ...]:
    """Sentences that mean nearly what `text` says, the nearest first; none for a text without words.

    Only those that may stand in lists. The text is read here, which takes 3 ms, and 0.3 s once a process. Three queries.
    """
    if not any(character.isalnum() for character in text):
        return ()
    (vector,) = encoder().vectors([text])
    return _nearest(written(vector), most, within)


def more_like(utterance: int, most: int = 20, within: Within = EVERYWHERE) -> tuple[Near, ...]:
    """Sentences that mean nearly what a stored one says, without itself; none where it has no vector. Four queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT vector::text FROM transcripts_sentencevector WHERE utterance_id = %s", [utterance]
        )
        found = cursor.fetchone()
    return _nearest(found[0], most, within, but=utterance) if found else ()


@transaction.atomic
def _nearest(vector: str, most: int, within: Within, but: int | None = None) -> tuple[Near, ...]:
    asked = {
        "speakers": sorted(within.speakers),
        "shows": sorted(within.shows),
        "since": within.since,
        "until": within.until,
        "but": but,
    }
    narrowed = [sql for name, sql in _NARROWED.items() if asked[name]] or ["true"]
    with connection.cursor() as cursor:
        cursor.execute(LOOK_FAR)
        cursor.execute(
            _NEAREST.format(narrowed=" AND ".join(narrowed)), {**asked, "vector": vector, "most": most}
        )
        return tuple(Near(*row) for row in cursor.fetchall() if row[1] >= LEAST_LIKENESS)


def merged(*rankings: Sequence[int], most: int | None = None) -> list[int]:
    """Several rankings as one, by the sum of 1 / (60 + place) in each; of equals, the one that came first in the first.

    Source: Cormack, Clarke, Büttcher, "Reciprocal Rank Fusion outperforms Condorcet" (2009).

    >>> merged([1, 2, 3], [3, 4])
    [3, 1, 2, 4]
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for place, found in enumerate(ranking, 1):
            scores[found] += 1 / (SMOOTHING + place)
    return sorted(scores, key=lambda found: -scores[found])[:most]
