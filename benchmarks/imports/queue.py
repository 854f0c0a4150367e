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
from django.db.models import Count, Max, Min

from benchmarks.imports.talks import Talks
from transcripts.desk.taking import look_at
from transcripts.models import Import

SENTENCES = 60
WORKERS = (1, 4)


def queue_throughput(talks: Talks, jobs: int) -> Iterator[str]:
    """How quickly so many imports of six minutes of speech are carried out, with one worker and with four."""
    for workers in WORKERS:
        for index in range(jobs):
            brought = look_at(talks.webvtt(SENTENCES), "talk.vtt")
            brought.show, brought.title = f"Queue of {workers}", f"Episode {index}"
            brought.start()
        cpu_s = _children_s()
        _work(workers)
        cpu_s = _children_s() - cpu_s
        yield _rate(workers, cpu_s)


def _rate(workers: int, cpu_s: float) -> str:
    done = Import.objects.filter(show=f"Queue of {workers}", state=Import.State.DONE)
    found = done.aggregate(first=Min("finished_at"), last=Max("finished_at"), count=Count("pk"))
    wall_s = (found["last"] - found["first"]).total_seconds()
    return (
        f"queue, {workers} worker{'s' if workers > 1 else ''}: {found['count']:,} imports of {SENTENCES} sentences: "
        f"{(found['count'] - 1) / wall_s:.1f} a second from the first to the last, {cpu_s / found['count'] * 1e3:.1f} ms of "
        f"CPU each in the workers, their starts included; load {os.getloadavg()[0]:.0f}; one run"
    )


def _work(workers: int) -> None:
    """Let workers run until nothing waits to be imported; imports go before the mining of what they brought."""
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1"]
    environment = {**os.environ, "DATABASE_URL": _address()}
    running = [
        subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603  our own worker
        for _ in range(workers)
    ]
    while Import.objects.under_way().exists():
        time.sleep(0.2)
    for process in running:
        process.terminate()
        process.wait()


def _address() -> str:
    connection.ensure_connection()
    info = connection.connection.info
    place = {"host": info.host, "port": info.port, "user": info.user}
    return f"postgresql:///{info.dbname}?{urlencode(place)}"


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
