"""The small door behind which a machine looks for words: PostgreSQL here, another where a library outgrows it.

A machine finds numbers of sentences and how well they fit. What a page shows of them is always read from PostgreSQL, from the
rows that its triggers keep true: a machine that lags behind can miss a sentence, but never show one that was taken down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from transcripts.searching.terms import Term, narrows

Report = Callable[[int, int], None]
"""Takes how many episodes are done, of how many."""

CANDIDATES = 2000
"""Sentences that are weighed at most, of those that fit."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which sentences are wanted: with these words, by any of these people, in any of these shows, in this time.

    `speakers` and `shows` are numbers of rows; none of them means that it does not matter. `since` is the first day and
    `until` the day after the last one; an episode without a date is found only where neither is given. A machine may weigh
    as few as `enough` sentences, the newest, and leave older ones out where the best is not what matters.
    """

    term: Term | None
    speakers: frozenset[int] = frozenset()
    shows: frozenset[int] = frozenset()
    since: date | None = None
    until: date | None = None
    enough: int = CANDIDATES

    @property
    def narrows(self) -> bool:
        """Whether it can be answered without looking at every sentence."""
        return bool(self.speakers or self.shows) or (self.term is not None and narrows(self.term))


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that fits, and how well: more is better, and scores of different queries or machines do not compare."""

    utterance: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Hits, best first, and how many sentences fit: no more than `CANDIDATES` are counted."""

    hits: tuple[Hit, ...]
    count: int

    @property
    def is_capped(self) -> bool:
        """Whether more sentences fit than were weighed."""
        return self.count >= CANDIDATES


NOTHING = Found((), 0)


def tell_nobody(done: int, total: int) -> None:
    """A report that goes nowhere."""


class TooSlowError(Exception):
    """A search took longer than it may, and was stopped."""


class SearchBackend(Protocol):
    """A machine that finds sentences.

    Of more than `CANDIDATES` that fit, those of what was imported last are weighed first. Only sentences of current
    transcripts whose words may stand in lists are in it.
    """

    keeps_up: bool
    """Whether it follows changes by itself; if not, the worker tells it of them by `update`, a minute later at most."""

    def find(self, query: Query, most: int = 20, skip: int = 0) -> Found:
        """The best `most` sentences after the first `skip`; `NOTHING` for a query that does not narrow.

        Equal scores stand in the order of import, the latest first. Raises TooSlowError.
        """
        ...

    def update(self, transcripts: Iterable[int]) -> None:
        """Make what is found of these transcripts what PostgreSQL's rows say now: nothing, where they have none."""
        ...

    def rebuild(self, report: Report = tell_nobody) -> None:
        """Make everything anew from PostgreSQL's sentences, while searches go on."""
        ...
