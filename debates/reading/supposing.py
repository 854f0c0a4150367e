"""What would be left elsewhere if some claims fell, or were granted. Nothing is stored."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from debates.graph import StandingTable, hear, what_if
from debates.models import Debate
from debates.reading.cards import ClaimCard
from debates.reading.drawn import cards_of
from debates.reading.turning import Flipped, word_of
from debates.standings.loading import map_of
from transcripts.models import Reader

MOST_CHOSEN = 50
"""Claims that one question may set aside or grant."""


@dataclass(frozen=True, slots=True)
class Option:
    """A claim that may be set aside or granted, and whether it is."""

    card: ClaimCard
    is_aside: bool
    is_granted: bool


class SupposingReading:
    """One debate under a supposition. Loads the debate's map without its words, and makes up to fifteen queries."""

    def __init__(
        self,
        debate: Debate,
        set_aside: Collection[str] = (),
        granted: Collection[str] = (),
        reader: Reader = None,
    ) -> None:
        """`debate` must come with its sides (`with_sides`); claims are given by their keys."""
        self.debate = debate
        found = map_of(debate)
        self._cards = cards_of(debate, found.graph.claims, reader)
        by_key = {card.claim.key: card.claim.pk for card in self._cards.values()}
        self.trouble = _trouble(set_aside, granted, by_key)
        self._aside = [] if self.trouble else [by_key[key] for key in set_aside]
        self._granted = [] if self.trouble else [by_key[key] for key in granted]
        self.flips: list[Flipped] = []
        if self.is_asked:
            self._suppose(StandingTable(hear(found.graph, found.voicings)))
        self._placed = list(debate.placements.in_order().values_list("claim", flat=True))

    @property
    def is_asked(self) -> bool:
        """Whether anything is supposed at all."""
        return bool(self._aside or self._granted)

    def _suppose(self, table: StandingTable) -> None:
        try:
            found = what_if(table, self._aside, self._granted)
        except ValueError:
            self.trouble = (
                "One of the claims you set aside restates one that you grant: take one of the two back."
            )
            return
        self.flips = [
            Flipped(self._cards[flip.claim], word_of(flip.before.value), word_of(flip.after.value))
            for flip in found
            if flip.claim in self._cards
        ]

    @property
    def aside(self) -> list[ClaimCard]:
        """The claims that are set aside."""
        return [self._cards[claim] for claim in self._aside]

    @property
    def granted(self) -> list[ClaimCard]:
        """The claims that are granted."""
        return [self._cards[claim] for claim in self._granted]

    @property
    def options(self) -> list[Option]:
        """The debate's claims, and those from elsewhere that were chosen."""
        elsewhere = [claim for claim in (*self._aside, *self._granted) if claim not in self._placed]
        return [
            Option(self._cards[claim], claim in self._aside, claim in self._granted)
            for claim in (*self._placed, *elsewhere)
            if claim in self._cards
        ]


def _trouble(set_aside: Collection[str], granted: Collection[str], known: Collection[str]) -> str:
    """What is wrong with a question, in words; empty where nothing is."""
    if len(set_aside) + len(granted) > MOST_CHOSEN:
        return f"At most {MOST_CHOSEN} claims can be set aside or granted at once: choose fewer."
    unknown = [key for key in (*set_aside, *granted) if key not in known]
    if unknown:
        return f"This debate has no claim “{unknown[0][:40]}”: choose among those below."
    if set(set_aside) & set(granted):
        return "A claim is set aside and granted at once: take one of the two back."
    return ""
