"""What was mined of an episode, as its page tells it. Four queries, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from debates.models import Mining, Suggestion
from transcripts.models import Episode, Transcript, Utterance

SHOWN = 10
"""Minings that are told, the newest."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words about which there is no answer: where they begin and end, and the address of their beginning."""

    first: Utterance
    last: Utterance
    address: str


@dataclass(frozen=True, slots=True)
class MiningReading:
    mining: Mining
    gaps: tuple[Gap, ...]

    @property
    def percent(self) -> int:
        return round(100 * self.mining.reached / self.mining.questions) if self.mining.questions else 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many suggestions one model made of a transcript, and what became of them."""

    model: str
    waiting: int
    kept: int
    rejected: int


def read_minings(episode: Episode) -> list[MiningReading]:
    """The newest minings of an episode, newest first."""
    found = Mining.objects.filter(transcript__episode=episode).select_related("transcript", "by")
    minings = list(found.newest_first()[:SHOWN])
    lines = _lines(minings)
    return [MiningReading(mining, tuple(_gaps(mining, episode, lines))) for mining in minings]


def _lines(minings: Iterable[Mining]) -> dict[tuple[int, int], Utterance]:
    wanted = Q(pk__in=[])
    for mining in minings:
        positions = [position for gap in mining.missing for position in gap]
        wanted |= Q(transcript=mining.transcript_id, position__in=positions)
    return {(line.transcript_id, line.position): line for line in Utterance.objects.filter(wanted)}


def _gaps(mining: Mining, episode: Episode, lines: dict[tuple[int, int], Utterance]) -> Iterable[Gap]:
    transcript = mining.transcript
    page = episode.get_absolute_url()
    if not transcript.is_current:
        page = f"{page}versions/{transcript.version}/"
    for begin, end in mining.missing:
        first, last = (lines.get((transcript.pk, place)) for place in (begin, end))
        if first and last:
            yield Gap(first, last, f"{page}#u{begin}")


def read_tallies(transcript: Transcript) -> list[Tally]:
    """By whom suggestions of a transcript were made, by name. One query."""
    counted = (
        Suggestion.objects.filter(transcript=transcript)
        .values("model")
        .annotate(
            waiting=Count("pk", Q(status__in=["waiting", "later"])),
            kept=Count("pk", Q(status__in=["accepted", "changed"])),
            rejected=Count("pk", Q(status="rejected")),
        )
        .order_by("model")
    )
    return [Tally(row["model"], row["waiting"], row["kept"], row["rejected"]) for row in counted]
