"""Real worker processes on the test's database, and ways to hold them at a place by the locks that they wait for."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from django.db import connection
from procrastinate.exceptions import AlreadyEnqueued

from transcripts.jobs import defer

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S = 180.0


class Worker:
    """`manage.py procrastinate worker`, as script/server starts it, one job at a time."""

    def __init__(self, **environment: str) -> None:
        self._process = subprocess.Popen(
            [
                sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1",
                "--fetch-job-polling-interval", "0.2",
            ],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url(), **environment},
            stderr=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )  # fmt: skip

    def kill(self) -> None:
        """End it as the kernel does that needs its memory, and let the time pass after which it is taken for dead."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")
            assert cursor.fetchone() == (1,), "it was killed while it did nothing"

    def stop(self) -> str:
        """Ask it to end; returns what it complained of."""
        self._process.terminate()
        return self._process.communicate(timeout=LIMIT_S)[1]


@contextlib.contextmanager
def working(**environment: str) -> Iterator[Worker]:
    """A worker within, ended one way or the other afterwards."""
    worker = Worker(**environment)
    try:
        yield worker
    finally:
        if worker._process.poll() is None:
            os.killpg(worker._process.pid, signal.SIGKILL)
            worker._process.communicate()


def database_url() -> str:
    """The address of the test's database, for another process."""
    connection.ensure_connection()
    info = connection.connection.info
    return f"postgresql:///{info.dbname}?" + urlencode(
        {"host": info.host, "port": info.port, "user": info.user}
    )


@contextlib.contextmanager
def holding(statement: str) -> Iterator[psycopg.Connection]:
    """Keep the locks that a statement takes, on a connection of its own, until the block ends."""
    with psycopg.connect(database_url()) as other:
        other.execute(statement)
        yield other


def look_for_dead_workers() -> None:
    """What a worker does every minute."""
    with contextlib.suppress(AlreadyEnqueued):
        defer("transcripts.retry_stalled", timestamp=0)


def wait_for(what: Callable[[], object], why: str) -> None:
    """Look every few milliseconds until `what` is so."""
    end = time.monotonic() + LIMIT_S
    while not what():
        assert time.monotonic() < end, f"waited in vain for {why}"
        time.sleep(0.01)


def is_held_at(words: str) -> bool:
    """Whether some session waits for a lock with a statement that holds these words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' "
            "AND query LIKE %s",
            [f"%{words}%"],
        )
        return bool(cursor.fetchone()[0])
