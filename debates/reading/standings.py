"""Where the claims of a page are left, as last worked out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from debates.models import ClaimStanding, Left, MapChange
from debates.reading.telling import Teller, ToldStanding, anchor_of
from transcripts.models import Reader

NO_ANSWER = "no-answer"


@dataclass(frozen=True, slots=True)
class Choice:
    """A way in which a point may be left, as a reader chooses it: in an address, and on the page."""

    anchor: str
    label: str


CHOICES = (*(Choice(anchor_of(left), left.label) for left in Left), Choice(NO_ANSWER, "No answer here"))


class Standings:
    """The standings of some claims; their numbers, and the links on which they rest, where asked for. Makes five queries."""

    def __init__(self, claims: Collection[int], reader: Reader = None, *, whole: bool = False) -> None:
        self._claims = claims
        rows = ClaimStanding.objects.filter(claim__in=claims)
        self._teller = Teller(rows if whole else rows.defer("rests_on", "numbers"), reader)
        self._told: dict[int, ToldStanding | None] = {}

    def told(self, claim: int) -> ToldStanding | None:
        """Where this claim is left, or None where that is not worked out yet."""
        if claim not in self._told:
            self._told[claim] = self._teller.told(claim)
        return self._told[claim]

    @cached_property
    def is_renewing(self) -> bool:
        """Whether something changed that these claims may hang on, and is not taken in yet."""
        return MapChange.objects.touching(self._claims).exists()
