"""Sentences to vectors and into the database: work for the worker, which may be cut off and goes on where it was."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from transcripts.embedding import Vectors, encoder
from transcripts.models import VectorsWanted

BATCH = 200
"""Sentences of one transaction: less than a second of work is lost when it is cut off."""
FEWEST_WORDS = 3
"""A sentence of fewer words ("Yeah.", "Of course.") means nothing by itself and has no vector."""
AT_A_TIME_S = 20.0
"""Seconds of one job, so that others get their turn."""
INDEX_FROM = 50_000
"""Vectors from which an index pays: comparing with each of fewer is as quick, and exact."""

Texts = Sequence[tuple[int, str]]
"""Numbers of rows, each with its text."""

_WITHOUT = f"""
SELECT u.id, u.text FROM transcripts_utterance u
  JOIN transcripts_searchrow s ON s.utterance_id = u.id
  LEFT JOIN transcripts_sentencevector v ON v.utterance_id = u.id
 WHERE u.transcript_id = %s AND v.utterance_id IS NULL
   AND cardinality(string_to_array(u.text, ' ')) >= {FEWEST_WORDS}
 ORDER BY u.position LIMIT {BATCH}
"""  # noqa: S608  no words but our own

# Locks what was read until the vector is in: whatever hides the words or changes them waits, and then takes the vector along.
_STORE = """
INSERT INTO transcripts_sentencevector (utterance_id, checksum, vector)
SELECT u.id, made.checksum, made.vector
  FROM unnest(%s::bigint[], %s::uuid[], %s::text[]::halfvec[]) AS made (id, checksum, vector)
  JOIN transcripts_utterance u ON u.id = made.id AND md5(u.text)::uuid = made.checksum
  JOIN transcripts_searchrow s ON s.utterance_id = u.id
   FOR SHARE OF u, s
    ON CONFLICT (utterance_id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Made:
    """Vectors of texts as the database takes them: numbers of rows, MD5 of what was read, vectors as text."""

    ids: list[int]
    checksums: list[uuid.UUID]
    vectors: list[str]


def fill(seconds: float = AT_A_TIME_S) -> bool:
    """Make the vectors that are wanted, for about so many seconds; whether all of them are made."""
    until = time.monotonic() + seconds
    while (wanted := VectorsWanted.objects.order_by("noted_at", "pk").first()) is not None:
        while texts := _without_vectors(wanted.pk):
            if time.monotonic() > until:
                return False
            _store(read(texts, "transcripts_sentencevector"))
        # What was noted again meanwhile stays.
        VectorsWanted.objects.filter(pk=wanted.pk, noted_at=wanted.noted_at).delete()
    return True


def read(texts: Texts, table: str) -> Made:
    """The vectors of texts; one that `table` has for the same words is taken from there and not made again."""
    checksums = [checksum(text) for _, text in texts]
    known = _known(table, checksums)
    new = {sum_: text for sum_, (_, text) in zip(checksums, texts, strict=True) if sum_ not in known}
    made = encoder().vectors(list(new.values()))
    known |= dict(zip(new, map(written, made), strict=True))
    return Made([id_ for id_, _ in texts], checksums, [known[sum_] for sum_ in checksums])


def checksum(text: str) -> uuid.UUID:
    """The MD5 of a text, which tells whether it was read before."""
    return uuid.UUID(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest())


def written(vector: Vectors) -> str:
    """A vector as the database reads it."""
    return f"[{','.join(f'{value:.5g}' for value in vector.tolist())}]"


def index_large(table: str, from_rows: int = INDEX_FROM) -> bool:
    """Make the index of a large table's vectors where it has none yet, beside readers and writers; whether it was made.

    Not inside a transaction. One that was cut off while it was made is made anew.
    """
    index = f"{table}_near"
    with connection.cursor() as cursor:
        cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)", [index])
        if (found := cursor.fetchone()) is not None and found[0]:
            return False
        cursor.execute(
            f"SELECT count(*) FROM (SELECT FROM {table} WHERE vector IS NOT NULL LIMIT %s) AS those",  # noqa: S608
            [from_rows],
        )
        if cursor.fetchone()[0] < from_rows:
            return False
        cursor.execute(f"DROP INDEX IF EXISTS {index}")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(f"CREATE INDEX CONCURRENTLY {index} ON {table} USING hnsw (vector halfvec_ip_ops)")
        cursor.execute("RESET maintenance_work_mem")
    return True


def _without_vectors(transcript: int) -> Texts:
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT, [transcript])
        return list(cursor.fetchall())


def _known(table: str, checksums: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT ON (checksum) checksum, vector::text FROM {table}"  # noqa: S608
            " WHERE checksum = ANY(%s) AND vector IS NOT NULL",
            [list(checksums)],
        )
        return dict(cursor.fetchall())


@transaction.atomic
def _store(made: Made) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [made.ids, made.checksums, made.vectors])
