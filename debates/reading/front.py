"""What the front page shows."""

from __future__ import annotations

from dataclasses import dataclass

from debates.models import Debate
from debates.reading.browse import (
    Disputed,
    listed_debates,
    listed_speakers,
    most_contested,
    newest_episodes,
    waiting_for_an_answer,
)
from debates.reading.debates import Column, DebateReading, Exchange, columns_of
from transcripts.models import Episode, Reader, Speaker

SHOWN = 12

READ_WHOLE = 80
"""Claims of the newest debate up to which it is read for a clash to show; a larger one is shown by its sides."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The newest debate, with the first clash of it that was answered."""

    debate: Debate
    columns: tuple[Column, ...]
    exchange: Exchange | None


@dataclass(frozen=True, slots=True)
class Front:
    """Newest first, people by their claims; `lead` is absent where there is no debate yet."""

    lead: Lead | None
    debates: list[Debate]
    contested: list[Disputed]
    waiting: list[Disputed]
    episodes: list[Episode]
    speakers: list[Speaker]


def read_front(reader: Reader = None) -> Front:
    """Return what the front page shows, a dozen of each. Makes at most 24 queries."""
    debates = list(listed_debates().with_sections()[:SHOWN])
    return Front(
        lead=_lead(debates[0], reader) if debates else None,
        debates=debates[1:],
        contested=most_contested(),
        waiting=waiting_for_an_answer(),
        episodes=list(newest_episodes()[:SHOWN]),
        speakers=list(listed_speakers()[:SHOWN]),
    )


def _lead(debate: Debate, reader: Reader) -> Lead:
    if getattr(debate, "claim_count", 0) > READ_WHOLE:
        return Lead(debate, columns_of(debate), None)
    reading = DebateReading(debate, reader)
    clashes = (exchange for part in reading.parts() for exchange in part.exchanges if exchange.answers)
    return Lead(debate, reading.columns, next(clashes, None))
