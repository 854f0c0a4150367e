"""CPU time of this process and of the database, which is little disturbed by what else the machine does."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

_TICK_S = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU-seconds: of this process; of the database session that served it; of the database's other processes,
    which write the log and tidy up after everybody.
    """

    own_s: float
    session_s: float
    others_s: float

    @property
    def total_s(self) -> float:
        return self.own_s + self.session_s + self.others_s

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.own_s + other.own_s, self.session_s + other.session_s, self.others_s + other.others_s
        )

    def __str__(self) -> str:
        return f"{self.total_s:.3f} (ours {self.own_s:.3f}, its session {self.session_s:.3f}, its others {self.others_s:.3f})"


def cost_of(work: Callable[[], object]) -> Cost:
    """What `work` cost, on the connection of this thread."""
    session = session_process()
    database = _database(session)
    own_s = time.process_time()
    work()
    own_s = time.process_time() - own_s
    return Cost(own_s, *(after - before for before, after in zip(database, _database(session), strict=True)))


def median_cost(runs: Sequence[Callable[[], object]]) -> Cost:
    """The run that was the middle one by its total."""
    costs = sorted((cost_of(run) for run in runs), key=lambda cost: cost.total_s)
    return costs[len(costs) // 2]


def median_cpu_s(work: Callable[[], object], runs: int) -> float:
    """Median CPU-seconds of this process alone."""
    return statistics.median(_own_s(work) for _ in range(runs))


def _own_s(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _database(session: int) -> tuple[float, float]:
    """What the session and the database's other processes have used so far."""
    session_s = running_s(session)
    return session_s, _all_s(_parent(session)) - session_s


def session_process() -> int:
    """The process that serves this connection; it must run on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def running_s(process: int) -> float:
    """To the nanosecond, from the kernel's scheduler."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def _stat(process: int) -> list[str]:
    """What the kernel says of a process, from its state on: 1 is the parent, 11 to 14 are ticks of CPU."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _parent(process: int) -> int:
    return int(_stat(process)[1])


def _all_s(parent: int) -> float:
    """Of a server's first process, of those it has started and of those of them that have ended."""
    first = _stat(parent)
    ended_s = (int(first[13]) + int(first[14])) * _TICK_S
    return running_s(parent) + ended_s + sum(running_s(child) for child in _children(parent))


def _children(parent: int) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and _is_child(int(entry.name), parent):
            yield int(entry.name)


def _is_child(process: int, parent: int) -> bool:
    try:
        return _parent(process) == parent
    except OSError:
        return False


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    """An empty database of this name within, gone afterwards."""
    creation = connection.creation
    old = str(connection.settings_dict["NAME"])
    connection.settings_dict["TEST"]["NAME"] = name
    creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        creation.destroy_test_db(old, verbosity=0)
