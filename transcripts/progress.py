"""How far an import is: told while it runs, to whoever wants to know. Pure."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """What an import is doing, in the order in which it does them."""

    READ = "read"
    DIVIDE = "divide"
    STORE = "store"
    INDEX = "index"


Report = Callable[[Stage, int, int], None]
"""Takes the stage and how many of its rows are done, of how many: the file's cues, then sentences.

The total is 0 where it is not known yet. Raises StoppedError if the import is to end here, with nothing stored.
"""


class StoppedError(Exception):
    """Somebody wants this import to end before it is done."""


def tell_nobody(stage: Stage, done: int, total: int) -> None:
    """A report that goes nowhere."""
