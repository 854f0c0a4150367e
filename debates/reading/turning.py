"""What a debate turns on, and how it hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from debates.models import Debate, DebateDigest, Left, MapChange, Relation
from debates.reading.cards import ClaimCard
from debates.reading.drawn import Line, cards_of, ends_of, line_of
from debates.reading.telling import anchor_of
from transcripts.models import Reader

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WordNow:
    """A word of standing as pages write it; `anchor` is where it is explained."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Flipped:
    """A claim that would be left elsewhere."""

    card: ClaimCard
    before: WordNow
    after: WordNow


@dataclass(frozen=True, slots=True)
class CruxShown:
    """Claims whose fall would change where a main claim stands; `query` asks the page that tries it."""

    cards: tuple[ClaimCard, ...]
    changes: tuple[Flipped, ...]
    query: str


@dataclass(frozen=True, slots=True)
class MainClaim:
    """A main claim with the smallest sets on which it turns; `hidden` counts those that the reader may not see."""

    card: ClaimCard
    word: WordNow
    cruxes: tuple[CruxShown, ...]
    hidden: int
    bound: str


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that belong together; `more` counts those that are not listed."""

    size: int
    cards: tuple[ClaimCard, ...]
    more: int


@dataclass(frozen=True, slots=True)
class KnotShown:
    """Claims that lie on circles together, with one shortest circle."""

    size: int
    circle: tuple[Line, ...]
    only_supports: bool


@dataclass(frozen=True, slots=True)
class Bridge:
    """A relation without which a dispute falls apart, with the claims of the smaller part."""

    line: Line
    smaller_part: int


def word_of(word: str) -> WordNow:
    """A stored word as pages write it."""
    return WordNow(Left(word).label, anchor_of(word))


class TurningReading:
    """What is stored of one debate. Makes nine queries."""

    def __init__(self, debate: Debate, reader: Reader = None) -> None:
        """`debate` must come with its sides (`with_sides`)."""
        self.debate = debate
        self.digest = DebateDigest.objects.filter(debate=debate).first()
        self._cruxes: list[Json] = self.digest.cruxes if self.digest else []
        self.shape: Json = self.digest.shape if self.digest else {}
        numbers = {link["relation"] for link in self.shape.get("links", [])}
        numbers.update(number for knot in self.shape.get("knots", []) for number in knot["circle"])
        self._relations = Relation.objects.with_ends(reader).in_bulk(numbers)
        claims = {*_named(self._cruxes), *_drawn(self.shape), *ends_of(self._relations.values())}
        self._cards = cards_of(debate, claims, reader)

    @cached_property
    def is_renewing(self) -> bool:
        """Whether something changed that the debate may hang on, and is not taken in yet."""
        placed = self.debate.placements.values_list("claim", flat=True)
        return (
            MapChange.objects.touching(placed).exists()
            or MapChange.objects.filter(debate=self.debate.pk).exists()
        )

    @property
    def main_claims(self) -> list[MainClaim]:
        """The main claims, each with what it turns on."""
        return [
            MainClaim(
                self._cards[each["claim"]],
                word_of(each["word"]),
                cruxes,
                len(each["sets"]) - len(cruxes),
                each["bound"],
            )
            for each in self._cruxes
            if each["claim"] in self._cards
            for cruxes in [tuple(self._shown(each["sets"]))]
        ]

    def _shown(self, sets: list[Json]) -> Iterator[CruxShown]:
        for crux in sets:
            if self._cards.keys() >= set(crux["claims"]):
                cards = tuple(self._cards[claim] for claim in crux["claims"])
                yield CruxShown(cards, tuple(self._flips(crux["changes"])), aside([*cards]))

    def _flips(self, changes: list[Json]) -> Iterator[Flipped]:
        for flip in changes:
            if flip["claim"] in self._cards:
                yield Flipped(self._cards[flip["claim"]], word_of(flip["before"]), word_of(flip["after"]))

    @property
    def disputes(self) -> list[Group]:
        """Parts that hang together, the largest first."""
        return [self._group(dispute["size"], dispute["claims"]) for dispute in self.shape.get("disputes", [])]

    @property
    def knots(self) -> list[KnotShown]:
        """Claims that lie on circles."""
        return [
            KnotShown(knot["size"], tuple(self._lines(knot["circle"])), knot["only_supports"])
            for knot in self.shape.get("knots", [])
        ]

    @property
    def bridges(self) -> list[Bridge]:
        """Relations that hold parts together."""
        return [
            Bridge(line, link["smaller_part"])
            for link in self.shape.get("links", [])
            for line in self._lines([link["relation"]])
        ]

    @property
    def contested(self) -> list[tuple[ClaimCard, int]]:
        """Claims with the number of answers to them, most first."""
        return self._counted("contested")

    @property
    def leant_on(self) -> list[tuple[ClaimCard, int]]:
        """Claims with the number of others that have them among their reasons, most first."""
        return self._counted("leant_on")

    def _counted(self, name: str) -> list[tuple[ClaimCard, int]]:
        pairs = self.shape.get(name, [])
        return [(self._cards[claim], count) for claim, count in pairs if claim in self._cards]

    def _group(self, size: int, claims: list[int]) -> Group:
        cards = tuple(self._cards[claim] for claim in claims[:LISTED] if claim in self._cards)
        return Group(size, cards, size - len(cards))

    def _lines(self, numbers: Iterable[int]) -> Iterator[Line]:
        for number in numbers:
            line = line_of(self._relations[number], self._cards) if number in self._relations else None
            if line is not None:
                yield line


LISTED = 5
"""Claims of a dispute that are named."""


def aside(cards: Iterable[ClaimCard]) -> str:
    """The query that sets these claims aside."""
    return urlencode([("aside", card.claim.key) for card in cards])


def _named(cruxes: list[Json]) -> Iterator[int]:
    for each in cruxes:
        yield each["claim"]
        for crux in each["sets"]:
            yield from crux["claims"]
            yield from (flip["claim"] for flip in crux["changes"])


def _drawn(shape: Json) -> Iterator[int]:
    for dispute in shape.get("disputes", []):
        yield from dispute["claims"][:LISTED]
    for name in ("contested", "leant_on"):
        yield from (claim for claim, _ in shape.get(name, []))
