"""A speaker as their page shows them: where they were heard, what they hold, and who else says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Count

from debates.models import ClaimStanding, Left, MapChange, Quote, RelationKind
from debates.reading.hues import hues_everywhere
from debates.reading.positions import Position, positions_of
from transcripts.models import Reader, Speaker
from transcripts.profiles.deciding import told_profile

Row = TypeVar("Row")


class SpeakerPart(StrEnum):
    """What of a speaker's page has a page of its own with all of it."""

    APPEARANCES = "appearances"
    POSITIONS = "positions"
    OVER_TIME = "over-time"
    OTHERS = "others"
    UNANSWERED = "unanswered"
    UNCHALLENGED = "unchallenged"


SHOWN = 6
"""Of each kind on a speaker's page; all of them are on a page of their own."""

SPARED = 2
"""As many more are shown, too: nobody wants to go to another page for them."""


@dataclass(frozen=True, slots=True)
class FirstOf(Generic[Row]):
    """A list of which a page shows the first `limit` at once, or all where that is hardly more.

    >>> some = FirstOf([1, 2, 3, 4], 1)
    >>> some.shown, some.rest, some.count
    ([1], [2, 3, 4], 4)
    >>> FirstOf([1, 2, 3], 1).shown
    [1, 2, 3]
    """

    rows: Sequence[Row]
    limit: int = SHOWN

    @property
    def shown(self) -> Sequence[Row]:
        return self.rows[: self._cut]

    @property
    def rest(self) -> Sequence[Row]:
        return self.rows[self._cut :]

    @property
    def _cut(self) -> int:
        return self.limit if self.count > self.limit + SPARED else self.count

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """Claims of one person to which an answer is missing: theirs to a challenge that holds, or anybody's to the claim."""

    unanswered: Sequence[Quote]
    unchallenged: Sequence[Quote]
    is_renewing: bool


class SpeakerReading:
    """One speaker, loaded whole. Makes three queries, and more where its properties say so."""

    def __init__(self, speaker: Speaker, reader: Reader = None) -> None:
        """`speaker` comes with aliases. Only what stands in lists counts: nothing of episodes that are private, unlisted or taken
        down, but for editors.
        """
        self.speaker = speaker
        self._reader = reader
        held = Quote.objects.held_by(speaker).listed_for(reader).with_places().in_order()
        self._held = list(held.select_related("claim", "comparison"))
        self.hue = hues_everywhere([speaker]).of(speaker)
        self.profile = told_profile(speaker, reader)

    @property
    def positions(self) -> list[Quote]:
        """What they said they hold themselves, one quote a claim."""
        own = {quote.claim_id: quote for quote in reversed(self._held) if not quote.is_reported}
        return sorted(own.values(), key=lambda quote: quote.said_at)

    @property
    def stated_by_others(self) -> list[Quote]:
        """What others say they hold, in the order in which it was said."""
        return [quote for quote in self._held if quote.is_reported]

    @property
    def compared(self) -> list[tuple[str, int]]:
        """How what others say compares with their own words, by editors' word, with the number of reports of each kind; most first."""
        kinds = Counter(
            quote.comparison.get_fidelity_display() if hasattr(quote, "comparison") else "not compared yet"
            for quote in self.stated_by_others
        )
        return kinds.most_common()

    @cached_property
    def left_open(self) -> LeftOpen:
        """What they hold, or are said to hold, that stands without an answer. Makes two queries."""
        first = {quote.claim_id: quote for quote in reversed(self._held)}
        rows = ClaimStanding.objects.filter(
            claim__in=first, word__in=(Left.NEVER_CHALLENGED, Left.UNANSWERED)
        )
        words = dict(rows.values_list("claim", "word"))
        quotes = sorted(
            (quote for claim, quote in first.items() if claim in words), key=lambda quote: quote.said_at
        )
        return LeftOpen(
            tuple(quote for quote in quotes if words[quote.claim_id] == Left.UNANSWERED),
            tuple(quote for quote in quotes if words[quote.claim_id] == Left.NEVER_CHALLENGED),
            MapChange.objects.touching(first).exists(),
        )

    def rows(self, part: SpeakerPart) -> Sequence[Quote] | Sequence[Position]:
        """All of a part but appearances."""
        match part:
            case SpeakerPart.POSITIONS:
                return self.positions
            case SpeakerPart.OTHERS:
                return self.stated_by_others
            case SpeakerPart.UNANSWERED:
                return self.left_open.unanswered
            case SpeakerPart.UNCHALLENGED:
                return self.left_open.unchallenged
        return positions_of(self.speaker, self._reader)

    @cached_property
    def opponents(self) -> list[tuple[Speaker, int]]:
        """People who rebut what they hold, with the number of claims rebutted, most first. Makes two queries."""
        mine = {quote.claim_id for quote in self._held}
        rows = (
            Quote.objects.listed_for(self._reader)
            .filter(
                claim__premises__relation__kind=RelationKind.ATTACK,
                claim__premises__relation__target_claim__in=mine,
            )
            .exclude(holder=None)
            .exclude(holder=self.speaker)
            .values("holder")
            .annotate(count=Count("claim__premises__relation__target_claim", distinct=True))
            .order_by("-count", "holder")
        )
        counts = {row["holder"]: row["count"] for row in rows}
        people = Speaker.objects.in_bulk(counts)
        return [(people[pk], count) for pk, count in counts.items()]
