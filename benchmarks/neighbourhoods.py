"""How long the database takes to find what lies around a claim: `python -m benchmarks.neighbourhoods [CLAIMS]`.

Makes a map of that many claims (a million, if not said) in a database of its own: trees in which three claims of four answer one of
the forty before them, one in eight relations runs across, one in fifty undercuts a relation, and every thousandth claim has 200
answers. Then draws the neighbourhoods of 200 claims, three times each: what each bears on, what answers it, and what answers that.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CLAIMS = 1_000_000
DRAWN = 200
ROUNDS = 3
"""Times that each is drawn; the quickest counts: the first finds its rows on the disk."""

# Triggers and foreign keys are left aside while rows are made: what they keep true is true of these by how they are made.
_MAP = """
SET session_replication_role = replica;
INSERT INTO debates_claim (id, key, text, origin, created_at)
SELECT n, 'made-' || n, 'Claim number ' || n || ' of a map that was made up', 'supplied', now() FROM generate_series(1, %(claims)s) n;
INSERT INTO debates_relation (id, key, kind, target_claim_id, evidence, reason, created_at)
SELECT n, 'made-' || n, (ARRAY['support', 'attack'])[1 + n %% 2],
       CASE WHEN n %% 5 = 0 THEN greatest(1, n - n %% 1000) ELSE greatest(1, n - 1 - (n::bigint * 7919) %% 40) END, '', '', now()
  FROM generate_series(2, %(claims)s) n WHERE n %% 4 > 0;
INSERT INTO debates_premise (relation_id, claim_id) SELECT id, id FROM debates_relation;
INSERT INTO debates_relation (id, key, kind, target_claim_id, evidence, reason, created_at)
SELECT %(claims)s + n, 'across-' || n, 'attack', 1 + (n::bigint * 104729) %% %(claims)s, '', '', now()
  FROM generate_series(1, %(claims)s / 8) n;
INSERT INTO debates_relation (id, key, kind, target_relation_id, evidence, reason, created_at)
SELECT 2 * %(claims)s + n, 'cut-' || n, 'undercut', n * 50 + 1, '', '', now()
  FROM generate_series(1, %(claims)s / 50 - 1) n WHERE (n * 50 + 1) %% 4 > 0;
INSERT INTO debates_premise (relation_id, claim_id)
SELECT id, 1 + (id * 15485863) %% %(claims)s FROM debates_relation WHERE id > %(claims)s;
RESET session_replication_role;
ANALYZE;
"""


@contextmanager
def _timed(spent: list[float]) -> Iterator[None]:
    """Note the seconds that the database's process computes for each query; what else the machine does is not in them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        clock = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def run(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        begun = _ran_ns(clock)
        try:
            return execute(sql, *rest)
        finally:
            spent.append((_ran_ns(clock) - begun) / 1e9)

    with connection.execute_wrapper(run):
        yield


def _ran_ns(clock: Path) -> int:
    return int(clock.read_text().split()[0])


def _measure(claims: int) -> None:
    from django.db import connection

    from debates.models import Claim
    from debates.reading.neighbourhoods import draw_neighbourhood

    begun = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in _MAP.split(";\n"):
            if statement.strip():
                cursor.execute(statement, {"claims": claims} if "%(" in statement else None)
    print(f"{claims:,} claims made in {time.perf_counter() - begun:.0f} s")
    step = max(1, claims // DRAWN)
    for name, numbers in (
        ("any claim", range(1, claims, step)),
        ("claims with 200 answers", range(1000, claims, max(1000, step // 1000 * 1000))),
    ):
        links, words = [], []
        for claim in Claim.objects.filter(pk__in=list(numbers)[:DRAWN]):
            rounds: list[list[float]] = []
            for _ in range(ROUNDS):
                rounds.append([])
                with _timed(rounds[-1]):
                    draw_neighbourhood(claim)
            links.append(min(sum(spent[:4]) for spent in rounds) * 1000)
            words.append(min(sum(spent[4:]) for spent in rounds) * 1000)
        print(f"{name}: {len(links)} drawn; links {_told(links)}; words of the boxes {_told(words)}")


def _told(spent_ms: list[float]) -> str:
    ordered = sorted(spent_ms)
    return (
        f"{statistics.median(ordered):.1f} ms in the median, {ordered[int(len(ordered) * 0.95)]:.1f} at the 95th of a hundred, "
        f"{ordered[-1]:.1f} at most"
    )


def main() -> None:
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COUNTERPOINT_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "debates.settings"
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        _measure(claims)
        connections.close_all()


if __name__ == "__main__":
    main()
