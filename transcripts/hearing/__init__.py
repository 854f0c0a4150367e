"""From recordings to words with names, a stage at a time, and voices heard anew."""

from transcripts.hearing.engines import HERE, Engines
from transcripts.hearing.stages import (
    HearingError,
    begin,
    begin_for,
    cancel,
    carry_on,
    give_up,
)

__all__ = [
    "HERE",
    "Engines",
    "HearingError",
    "begin",
    "begin_for",
    "cancel",
    "carry_on",
    "give_up",
]
