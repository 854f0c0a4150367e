"""How many imports workers carry out in a second, each worker a process with one job at a time."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from django.db import connection

from benchmarks.imports.talks import Talks
from transcripts.desk import look_at
from transcripts.models import Import

SENTENCES = 60
WORKERS = (1, 4)


def queue_throughput(talks: Talks, jobs: int) -> Iterator[str]:
    """Wall and CPU time of so many imports of ten minutes of speech, with one worker and with four."""
    for workers in WORKERS:
        for index in range(jobs):
            brought = look_at(talks.webvtt(SENTENCES), "talk.vtt")
            brought.show, brought.title = f"Queue of {workers}", f"Episode {index}"
            brought.start()
        _forget_what_follows()
        begun_s, cpu_s = time.monotonic(), _children_s()
        _work(workers)
        wall_s, cpu_s = time.monotonic() - begun_s, _children_s() - cpu_s
        done = Import.objects.filter(show=f"Queue of {workers}", state=Import.State.DONE).count()
        yield (
            f"queue, {workers} worker{'s' if workers > 1 else ''}: {done:,} imports of {SENTENCES} sentences in {wall_s:.1f} s: "
            f"{done / wall_s:.1f} a second, {cpu_s / done * 1e3:.1f} ms of CPU each in the workers, their starts included; "
            f"load {os.getloadavg()[0]:.0f}; one run"
        )


def _forget_what_follows() -> None:
    """Imports alone are measured: no worker looks after the other queues or mines what was imported."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name <> 'transcripts.import'")


def _work(workers: int) -> None:
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1", "--one-shot"]
    environment = {**os.environ, "DATABASE_URL": _address()}
    running = [subprocess.Popen(command, env=environment) for _ in range(workers)]  # noqa: S603  our own worker
    for process in running:
        process.wait()


def _address() -> str:
    connection.ensure_connection()
    info = connection.connection.info
    place = {"host": info.host, "port": info.port, "user": info.user}
    return f"postgresql:///{info.dbname}?{urlencode(place)}"


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
