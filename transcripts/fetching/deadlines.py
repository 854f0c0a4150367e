"""One limit on time for everything that a fetch does."""

from __future__ import annotations

import time
from dataclasses import dataclass

from transcripts.fetching.results import FetchError


@dataclass(frozen=True, slots=True)
class Deadline:
    """`ends_at` is on the monotonic clock; `total_s` is what it was set to, for messages."""

    ends_at: float
    total_s: float

    @classmethod
    def after(cls, total_s: float) -> Deadline:
        return cls(time.monotonic() + total_s, total_s)

    @property
    def left_s(self) -> float:
        return self.ends_at - time.monotonic()

    def wait_s(self, at_most: float) -> float:
        """How long the next step may take. Raises FetchError(timeout) when nothing is left."""
        left = self.left_s
        if left <= 0:
            raise self.passed()
        return min(left, at_most)

    def passed(self) -> FetchError:
        return FetchError("timeout", f"The whole took longer than {self.total_s:g} s and was given up.")
