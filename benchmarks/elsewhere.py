"""Measure the search for claims of other episodes: `python -m benchmarks.elsewhere [--claims N]`.

Claims are the project's own sentences with their vectors, each turned a little as often as it takes; the index is made as the worker
makes it. CPU milliseconds of the database for one claim, the reading of its sentence left out; recall against an exact search.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from functools import partial

import django
import numpy as np

ASKED = 300
NOISE = 0.6
"""How far a copy is turned from its sentence: likeness about 0.86."""


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.elsewhere", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="claims in the library")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debates.settings")
    django.setup()
    from benchmarks.imports.cost import scratch_database

    with scratch_database("counterpoint_elsewhere"):
        for line in _measured(options.claims):
            print(line, flush=True)


def _measured(count: int) -> Iterator[str]:
    from benchmarks.searching.measuring import Session, spread
    from debates.likeness import nearest_to
    from debates.mining.elsewhere import NEAREST
    from transcripts.searching.vectors import index_large, written

    vectors, asked = _vectors(count)
    keys = _store(vectors)
    session = Session()
    cost = session.cost_of(lambda: index_large("debates_claimvector")).machine_ms / 1000
    yield f"{len(keys):,} claims; index made in {cost:.0f} CPU-s"
    texts = [written(vector) for vector in asked]
    for text in texts[:50]:
        nearest_to([text], NEAREST, -1.0)
    costs = [session.cost_of(partial(nearest_to, [text], NEAREST, -1.0)).machine_ms for text in texts]
    yield f"nearest {NEAREST} of one claim, CPU ms p50 / p95: {spread(costs)}"
    together = session.cost_of(lambda: nearest_to(texts, NEAREST, -1.0)).machine_ms / len(texts)
    yield f"nearest {NEAREST} of {len(texts)} claims at once, CPU ms each: {together:.1f}"
    exact = np.argsort(-(asked @ vectors.T), axis=1)[:, :NEAREST]
    found: dict[int, set[int]] = {}
    for place, claim, _ in nearest_to(texts, NEAREST, -1.0):
        found.setdefault(place, set()).add(claim)
    hits = sum(len(found.get(place, set()) & {keys[near] for near in row}) for place, row in enumerate(exact))
    yield f"recall of the nearest {NEAREST}: {hits / exact.size:.3f}"


def _vectors(count: int) -> tuple[np.ndarray, np.ndarray]:
    """float32, [count, DIMENSIONS] of claims, and [ASKED, DIMENSIONS] that are none of them."""
    from benchmarks.corpus import load
    from transcripts.embedding import encoder
    from transcripts.words.sentences import sentence_spans

    said = [turn.text[a:b] for talk in load() for turn in talk.turns for a, b in sentence_spans(turn.text)]
    here = encoder().vectors(list(dict.fromkeys(said)))
    chance = np.random.default_rng(1)
    rows = here[chance.integers(0, len(here), count + ASKED)]
    rows = rows + NOISE * chance.standard_normal(rows.shape).astype(np.float32) / np.sqrt(rows.shape[1])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows[:count], rows[count:]


def _store(vectors: np.ndarray) -> list[int]:
    """Claims with these vectors; their keys in order."""
    from django.db import connection

    from debates.models import Claim
    from transcripts.searching.vectors import checksum, written

    made = [
        Claim(text=f"Claim number {number}.", key=f"n{number}", origin=Claim.Origin.SUPPLIED)
        for number in range(len(vectors))
    ]
    keys = [claim.pk for claim in Claim.objects.bulk_create(made, batch_size=5000)]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE made (claim_id bigint, checksum uuid, vector halfvec)")
        with cursor.copy("COPY made FROM STDIN") as copy:
            for key, claim, vector in zip(keys, made, vectors, strict=True):
                copy.write_row((key, checksum(claim.text), written(vector)))
        cursor.execute(
            "UPDATE debates_claimvector v SET checksum = m.checksum, vector = m.vector FROM made m WHERE v.claim_id = m.claim_id"
        )
        cursor.execute("ANALYZE debates_claimvector")
    return keys


if __name__ == "__main__":
    main(sys.argv[1:])
