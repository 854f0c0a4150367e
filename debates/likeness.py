"""Claims found by what they mean: near duplicates of a sentence, and more like a claim."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from debates.models import Claim, ClaimVector, Quote
from transcripts.embedding import encoder
from transcripts.models import Reader, may_read_private
from transcripts.searching.meaning import LEAST_LIKENESS, LOOK_FAR, WEIGHED
from transcripts.searching.vectors import AT_A_TIME_S, BATCH, Texts, read, written

FILL = "debates.make_claim_vectors"
"""The job that reads what claims mean."""

NEARLY_THE_SAME = 0.8
"""Likeness from which two sentences are so near that an editor should look whether they are one claim."""

_NEAREST = """
SELECT claim_id, -(vector <#> %s::halfvec) FROM debates_claimvector
 WHERE vector IS NOT NULL ORDER BY vector <#> %s::halfvec LIMIT %s
"""

_NEAREST_OF_EACH = """
SELECT asked.place, near.claim_id, near.likeness
  FROM unnest(%s::text[]) WITH ORDINALITY AS asked (vector, place)
 CROSS JOIN LATERAL (
       SELECT claim_id, -(vector <#> asked.vector::halfvec) AS likeness FROM debates_claimvector
        WHERE vector IS NOT NULL ORDER BY vector <#> asked.vector::halfvec LIMIT %s) near
 WHERE near.likeness >= %s ORDER BY asked.place, near.likeness DESC, near.claim_id
"""

_STORE = """
UPDATE debates_claimvector v SET checksum = made.checksum, vector = made.vector
  FROM unnest(%s::bigint[], %s::uuid[], %s::text[]::halfvec[]) AS made (id, checksum, vector)
  JOIN debates_claim c ON c.id = made.id AND md5(c.text)::uuid = made.checksum
 WHERE v.claim_id = c.id
"""


@dataclass(frozen=True, slots=True)
class LikeClaim:
    """A claim and how alike it is in meaning, at most 1."""

    claim: Claim
    likeness: float

    @property
    def is_nearly_the_same(self) -> bool:
        return self.likeness >= NEARLY_THE_SAME


def claims_like(text: str, reader: Reader = None, most: int = 5) -> list[LikeClaim]:
    """Claims that mean nearly what `text` says, the nearest first, with their quotes that `reader` may see.

    For whoever does not edit, only those that stand in lists: supplied, or said where everybody may listen. Six queries.
    """
    if not any(character.isalnum() for character in text):
        return []
    (vector,) = encoder().vectors([text])
    return _nearest(written(vector), reader, most)


def more_claims_like(claim: Claim, reader: Reader = None, most: int = 10) -> list[LikeClaim]:
    """Claims that mean nearly what a stored one says, without itself; none before the worker has read it. Seven queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT vector::text FROM debates_claimvector WHERE claim_id = %s", [claim.pk])
        found = cursor.fetchone()
    if not found or found[0] is None:
        return []
    return [like for like in _nearest(found[0], reader, most + 1) if like.claim.pk != claim.pk][:most]


def _nearest(vector: str, reader: Reader, most: int) -> list[LikeClaim]:
    # More than are wanted, as some may be out of the reader's sight.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOOK_FAR)
        cursor.execute(_NEAREST, [vector, vector, max(WEIGHED, 2 * most)])
        near = {claim: likeness for claim, likeness in cursor.fetchall() if likeness >= LEAST_LIKENESS}
    claims = Claim.objects.filter(pk__in=near).with_quotes(reader)
    shown = claims if may_read_private(reader) else claims.filter(stands_in_lists())
    alike = [LikeClaim(claim, near[claim.pk]) for claim in shown]
    return sorted(alike, key=lambda like: (-like.likeness, like.claim.pk))[:most]


def nearest_of_each(texts: Sequence[str], most: int, least: float) -> list[tuple[int, int, float]]:
    """For each text the `most` claims that mean most nearly what it says: its place, the claim's key, the likeness from `least` on.

    One query, each text through the index: time does not grow with the library.
    """
    return nearest_to([written(vector) for vector in encoder().vectors(texts)], most, least) if texts else []


def nearest_to(vectors: Sequence[str], most: int, least: float) -> list[tuple[int, int, float]]:
    """The same for vectors as the database reads them."""
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST_OF_EACH, [list(vectors), most, least])
        return [(place - 1, claim, likeness) for place, claim, likeness in cursor.fetchall()]


def stands_in_lists() -> Q:
    """Claims that were supplied, or said where everybody may listen."""
    quotes = Quote.objects.listed_for(None).filter(claim=OuterRef("pk"))
    return Q(origin=Claim.Origin.SUPPLIED) | Q(Exists(quotes))


def fill(seconds: float = AT_A_TIME_S) -> bool:
    """Read the claims that have no vector yet, for about so many seconds; whether all of them are read."""
    until = time.monotonic() + seconds
    while texts := _without_vectors():
        if time.monotonic() > until:
            return False
        made = read(texts, "debates_claimvector")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_STORE, [made.ids, made.checksums, made.vectors])
    return True


def _without_vectors() -> Texts:
    wanted = ClaimVector.objects.filter(vector=None).order_by("claim_id")
    return list(wanted.values_list("claim_id", "claim__text")[:BATCH])
