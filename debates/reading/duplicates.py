"""Claims of the whole library that may be one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from debates.likeness import NEARLY_THE_SAME
from debates.models import Claim
from transcripts.models import Reader

LOOKED_AT = 3000
"""Claims whose neighbours are asked for, the newest first: the page stays quick in a large library."""

PAIRS_MOST = 300

_PAIRS = """
SELECT least(mine.claim_id, near.claim_id) AS one, greatest(mine.claim_id, near.claim_id) AS other,
       max(near.likeness) AS likeness
  FROM (SELECT claim_id, vector FROM debates_claimvector WHERE vector IS NOT NULL ORDER BY claim_id DESC LIMIT %s) mine
 CROSS JOIN LATERAL (
       SELECT v.claim_id, -(v.vector <#> mine.vector) AS likeness FROM debates_claimvector v
        WHERE v.vector IS NOT NULL ORDER BY v.vector <#> mine.vector LIMIT 4) near
 WHERE near.claim_id <> mine.claim_id AND near.likeness >= %s
 GROUP BY 1, 2 ORDER BY likeness DESC, one, other LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims, the older first, and how alike they are, in hundredths."""

    one: Claim
    other: Claim
    percent: int


def likely_duplicates(reader: Reader) -> list[Pair]:
    """Pairs of claims that mean nearly the same, the likest first; among the newest claims and their three nearest. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [LOOKED_AT, NEARLY_THE_SAME, PAIRS_MOST])
        rows = cursor.fetchall()
    claims = Claim.objects.open_to(reader).in_bulk({row for one, other, _ in rows for row in (one, other)})
    return [
        Pair(claims[one], claims[other], round(100 * likeness))
        for one, other, likeness in rows
        if one in claims and other in claims
    ]
