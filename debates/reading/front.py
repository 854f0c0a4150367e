"""What the front page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from debates.models import Debate
from debates.reading.debates import Column, DebateReading, Exchange, Tally
from transcripts.models import Episode, Reader, Speaker
from transcripts.models.visibility import in_listed_episode

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Lead:
    """The newest debate, with the first clash of it that was answered."""

    debate: Debate
    columns: tuple[Column, ...]
    tally: Tally
    exchange: Exchange | None


@dataclass(frozen=True, slots=True)
class Front:
    """Newest first throughout, people by name; `lead` is absent where there is no debate yet."""

    lead: Lead | None
    debates: list[Debate]
    episodes: list[Episode]
    speakers: list[Speaker]


def read_front(reader: Reader = None) -> Front:
    """Return what the front page shows, a dozen of each, nothing that may not stand in lists. Makes eighteen queries, fewer on an empty site."""
    debates = list(Debate.objects.newest_first().with_sides().with_sections().with_claim_counts()[:SHOWN])
    return Front(
        lead=_lead(debates[0], reader) if debates else None,
        debates=debates[1:],
        episodes=list(Episode.objects.listed().newest_first().with_shows()[:SHOWN]),
        speakers=list(
            Speaker.objects.filter(in_listed_episode("held_quotes__utterance__transcript__episode__"))
            .annotate(held_claims=Count("held_quotes__claim", distinct=True))
            .filter(held_claims__gt=0)
            .order_by("-held_claims", "name", "pk")[:SHOWN]
        ),
    )


def _lead(debate: Debate, reader: Reader) -> Lead:
    reading = DebateReading(debate, reader)
    clashes = [exchange for part in reading.parts() for exchange in part.exchanges if exchange.answers]
    return Lead(debate, reading.columns, reading.tally, next(iter(clashes), None))
