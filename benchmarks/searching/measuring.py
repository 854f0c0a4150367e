"""CPU time of single queries: the database session's, and ours."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.imports.cost import running_s, session_process


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds of CPU: what half of the queries stayed within, and what 95 of 100 did."""

    p50: float
    p95: float

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f}"


def spread(taken_ms: Sequence[float]) -> Spread:
    """The middle and the 95th of 100.

    >>> spread([1.0, 2.0, 3.0])
    Spread(p50=2.0, p95=3.0)
    """
    ordered = sorted(taken_ms)
    return Spread(statistics.median(ordered), ordered[max(0, -(-len(ordered) * 95 // 100) - 1)])


def own_ms(work: Callable[[], object]) -> float:
    """Milliseconds of this process's CPU."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


@dataclass(frozen=True, slots=True)
class QueryCost:
    """Milliseconds of CPU of one query: what the machine that searches took, and what Python took around it."""

    machine_ms: float
    around_ms: float = 0.0

    @property
    def total_ms(self) -> float:
        return self.machine_ms + self.around_ms


class Session:
    """The database session of this thread's connection."""

    def __init__(self) -> None:
        self._process = session_process()

    def cost_of(self, work: Callable[[], object]) -> QueryCost:
        """The session's CPU, as the kernel's scheduler counts it, and this process's."""
        begun = running_s(self._process)
        own = own_ms(work)
        return QueryCost((running_s(self._process) - begun) * 1000, own)
