"""What the front page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef

from debates.models import Debate, Premise, Quote, RelationKind, Tag
from debates.reading.browse import (
    Disputed,
    listed_debates,
    listed_speakers,
    most_disputed,
    newest_episodes,
)
from debates.reading.columns import Column, columns_of
from debates.reading.debates import DebateReading
from debates.reading.exchanges import Exchange
from transcripts.models import Episode, Reader, Speaker
from transcripts.models.visibility import in_listed_episode

SHOWN = 12

NEAR = 40
"""Claims around a clash that are read with it at most."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The newest debate, with the first claim of it that was answered."""

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
    topics: list[Tag]


def read_front(reader: Reader = None) -> Front:
    """Return what the front page shows, a dozen of each. Makes at most 29 queries."""
    debates = list(listed_debates().with_sections()[:SHOWN])
    contested, waiting = most_disputed()
    return Front(
        lead=_lead(debates[0], reader) if debates else None,
        debates=debates[1:],
        contested=contested,
        waiting=waiting,
        episodes=list(newest_episodes()[:SHOWN]),
        speakers=list(listed_speakers()[:SHOWN]),
        topics=list(Tag.objects.in_use().most_used()[:SHOWN]),
    )


def _lead(debate: Debate, reader: Reader) -> Lead:
    claim = _answered(debate)
    if claim is None:
        return Lead(debate, columns_of(debate), None)
    reading = DebateReading(debate, reader, among=_around(debate, claim))
    clashes = (exchange for part in reading.parts([claim]) for exchange in part.exchanges)
    return Lead(debate, reading.columns, next(clashes, None))


def _answered(debate: Debate) -> int | None:
    """The first claim of the first section that another claim of the debate rebuts. Makes a query.

    None in a debate that quotes an episode which stands in no list: chains of reasons name places all over it.
    """
    quotes = Quote.objects.filter(claim__placements__debate=debate)
    unlisted = quotes.exclude(in_listed_episode("utterance__transcript__episode__"))
    rebuts = Premise.objects.filter(
        relation__kind=RelationKind.ATTACK,
        relation__target_claim=OuterRef("claim"),
        claim__placements__debate=debate,
    )
    said = F("claim__quotes__utterance__transcript__episode__published_on").asc(nulls_last=True)
    places = ("claim__quotes__utterance__transcript", "claim__quotes__utterance__position")
    section = (F("section__position").asc(nulls_last=True), F("section").asc(nulls_last=True))
    ordered = debate.placements.filter(Exists(rebuts), ~Exists(unlisted)).order_by(
        *section, said, *places, "pk"
    )
    return ordered.values_list("claim", flat=True).first()


def _around(debate: Debate, claim: int) -> set[int]:
    """A claim of a debate, what bears on it, and what bears on that: `NEAR` of each at most. Makes two queries."""
    found = near = {claim}
    for _ in range(2):
        bearing = Premise.objects.filter(relation__target_claim__in=near, claim__placements__debate=debate)
        near = set(bearing.order_by("pk").values_list("claim", flat=True)[:NEAR])
        found = found | near
    return found
