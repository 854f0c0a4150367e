"""One claim with what it bears on and what answers it, two steps deep, on a grid of at most twenty boxes. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from debates.graph.argument_graph import Kind
from debates.graph.layout.place import Place

MOST_TARGETS = 3
MOST_ANSWERS = 8
"""Each answer is followed by the first reply to it: with the focus, 20 boxes at most."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation seen from one end: its number and kind, and the claim at the other end."""

    relation: int
    kind: Kind
    claim: int


@dataclass(frozen=True, slots=True)
class Box(Place):
    """A claim on the grid. Column 0 is the focus, -1 what it bears on, 1 its answers, 2 the answers to those.

    `hidden` counts the claims that answer it and are not drawn.
    """

    hidden: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a claim to the claim that it bears on; for an undercut, to the claim whose step it denies."""

    source: int
    target: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Boxes in reading order, and the arrows between them."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @property
    def rows(self) -> int:
        return 1 + max(box.row for box in self.boxes)

    @property
    def first_column(self) -> int:
        return min(box.column for box in self.boxes)

    @property
    def last_column(self) -> int:
        return max(box.column for box in self.boxes)


def neighbourhood(
    focus: int, bears_on: Sequence[Link], answers: Mapping[int, Sequence[Link]]
) -> Neighbourhood:
    """Return the drawing around `focus`. `answers` holds, for each claim that may be drawn, what bears on it.

    Everything hangs from the top, in the order in which relations were made, and each answer has room for its first
    reply from the start: a claim that is added takes a free place, and no other box moves. A claim that turns up
    twice is drawn once, with an arrow for each time.
    """
    grid = _Grid({focus: (0, 0)})
    for number, link in enumerate(_each_claim(bears_on)[:MOST_TARGETS]):
        grid.put(link.claim, -1, number)
    for number, link in enumerate(_each_claim(answers.get(focus, ()))[:MOST_ANSWERS]):
        grid.put(link.claim, 1, number)
    for claim, (column, row) in list(grid.places.items()):
        if column == 1:
            for link in _each_claim(answers.get(claim, ()))[:1]:
                grid.put(link.claim, 2, row)
    return Neighbourhood(
        tuple(
            Box(claim, column, row, _hidden(claim, answers, grid.places))
            for claim, (column, row) in grid.places.items()
        ),
        _arrows(answers, grid.places),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Who stands where, as (column, row)."""

    places: dict[int, tuple[int, int]]

    def put(self, claim: int, column: int, row: int) -> None:
        """Give a claim its place, unless it has one."""
        self.places.setdefault(claim, (column, row))


def _each_claim(links: Sequence[Link]) -> list[Link]:
    """The first link to each claim, in the order in which relations were made."""
    ordered = sorted(links, key=lambda link: (link.relation, link.claim))
    return list({link.claim: link for link in reversed(ordered)}.values())[::-1]


def _hidden(claim: int, answers: Mapping[int, Sequence[Link]], places: Mapping[int, tuple[int, int]]) -> int:
    return len({link.claim for link in answers.get(claim, ())} - places.keys() - {claim})


def _arrows(
    answers: Mapping[int, Sequence[Link]], places: Mapping[int, tuple[int, int]]
) -> tuple[Arrow, ...]:
    drawn = {
        Arrow(link.claim, target, link.kind): None
        for target in places
        for link in sorted(answers.get(target, ()), key=lambda link: (link.relation, link.claim))
        if link.claim in places and link.claim != target
    }
    return tuple(drawn)
