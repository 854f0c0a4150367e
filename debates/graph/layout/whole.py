"""A whole debate on one sheet: trees of claims in rooms of one size. Pure, and about linear in claims and relations.

A map grows, and whoever reads it remembers where things stood. So claims take their places in the order in which they came,
each a free one by what it answers, and keep them: a claim that is added moves no other. A room that is full is
followed by another for the same section, at the edge of the sheet.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from debates.graph.argument_graph import ArgumentGraph, Kind
from debates.graph.layout.place import Place
from debates.graph.outline import answers_to

ROOM_COLUMNS = 5
ROOM_ROWS = 8
LANE_COLUMNS = 3
"""Trees grow from the first column of a room, and when that is full from one further right."""

ROOT_ROWS = 2
"""Rows from tree to tree: below each one stays free for what may answer it later."""

ROOTS_IN_A_ROOM = ROOM_ROWS // ROOT_ROWS * math.ceil(ROOM_COLUMNS / LANE_COLUMNS)

GAP_COLUMNS = 1
GAP_ROWS = 3


@dataclass(frozen=True, slots=True)
class SheetPlace(Place):
    """A claim's place on the sheet, and the index of the place that it answers (-1: none)."""

    answers: int
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class BlockTitle:
    """Where a section begins; one that fills several rooms is named on each."""

    section: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All places in the order in which they were taken, titles from the top, and the extent in columns and rows."""

    places: tuple[SheetPlace, ...]
    titles: tuple[BlockTitle, ...]
    columns: int
    rows: int


def sheet(graph: ArgumentGraph, sections: Sequence[Iterable[int]]) -> Sheet:
    """Return the sheet of `sections`, each an iterable of claims; every claim stands once, in the section of the tree it is in.

    The first answer takes the row of what it answers, if that is free.
    """
    section_of = {claim: number for number, claims in reversed(list(enumerate(sections))) for claim in claims}
    answered = _answered(graph, section_of)
    rooms = _Rooms()
    for claim in _as_they_came(section_of, answered):
        above = answered.get(claim)
        if above is not None:
            section_of[claim] = section_of[above[0]]
        rooms.take(section_of[claim], claim, above)
    return rooms.sheet()


_Above = tuple[int, Kind]
"""A claim that is answered, and how."""


def _answered(graph: ArgumentGraph, drawn: Mapping[int, int]) -> dict[int, _Above]:
    """For each of these claims that answers others, the one it answered first; circles are cut at their earliest claim."""
    first: dict[int, tuple[int, int, Kind]] = {}
    for claim in drawn:
        for premise, relation in answers_to(graph, claim):
            offered = (relation.id, claim, relation.kind)
            if premise in drawn and premise != claim:
                first[premise] = min(first.get(premise, offered), offered)
    above = {claim: (target, kind) for claim, (_, target, kind) in first.items()}
    _cut_circles(above)
    return above


def _cut_circles(above: dict[int, _Above]) -> None:
    checked: set[int] = set()
    for start in sorted(above):
        path: dict[int, None] = {}
        claim = start
        while claim in above and claim not in checked and claim not in path:
            path[claim] = None
            claim = above[claim][0]
        if claim in path:
            del above[min(list(path)[list(path).index(claim) :])]
        checked.update(path)


def _as_they_came(claims: Iterable[int], answered: Mapping[int, _Above]) -> Iterator[int]:
    """The claims by number, each after what it answers."""
    answers: dict[int, list[int]] = defaultdict(list)
    free: list[int] = []
    for claim in sorted(claims):
        if claim in answered:
            answers[answered[claim][0]].append(claim)
        else:
            free.append(claim)
    while free:
        claim = heappop(free)
        yield claim
        for answer in answers[claim]:
            heappush(free, answer)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A place within a room, the tree it is in, and the index of what it answers."""

    claim: int
    tree: int
    room: int
    column: int
    row: int
    answers: int
    kind: Kind | None


@dataclass(slots=True)
class _Room:
    """A part of the sheet with claims of one section. `cells` says whose tree has a box where."""

    section: int
    cells: dict[tuple[int, int], int] = field(default_factory=dict)
    roots: int = 0

    def root(self) -> tuple[int, int] | None:
        """The next place for a tree to grow from, lane by lane and from the top; None where there is none left."""
        while self.roots < ROOTS_IN_A_ROOM:
            lane, number = divmod(self.roots, ROOM_ROWS // ROOT_ROWS)
            self.roots += 1
            if (place := (lane * LANE_COLUMNS, number * ROOT_ROWS)) not in self.cells:
                return place
        return None

    def answer(self, target: _Taken) -> tuple[int, int] | None:
        """A free place right of what is answered, at its height or below; best in a row of the same tree.

        None past the last column: the chain goes on where a tree may grow, as a sentence goes on in the next line.
        """
        column = target.column + 1
        if column == ROOM_COLUMNS:
            return None
        rows = [row for row in range(target.row, ROOM_ROWS) if (column, row) not in self.cells]
        own = [row for row in rows if self._is_own(target.tree, column, row)]
        return (column, (own or rows)[0]) if rows else None

    def _is_own(self, tree: int, column: int, row: int) -> bool:
        """Whether no other tree has a box left of this place in its lane."""
        start = column // LANE_COLUMNS * LANE_COLUMNS
        return all(self.cells.get((each, row), tree) == tree for each in range(start, column))


class _Rooms:
    """All rooms in the order in which they were opened, and the places taken in them."""

    def __init__(self) -> None:
        self.opened: list[_Room] = []
        self.taken: list[_Taken] = []
        self._indexes: dict[int, int] = {}
        self._last: dict[int, int] = {}

    def take(self, section: int, claim: int, above: _Above | None) -> None:
        """Give a claim its place, which it keeps."""
        index = -1 if above is None else self._indexes[above[0]]
        target = None if above is None else self.taken[index]
        tree = claim if target is None else target.tree
        room, place = self._beside(target) or self._free_root(section)
        self.opened[room].cells[place] = tree
        self._indexes[claim] = len(self.taken)
        kind = None if above is None else above[1]
        self.taken.append(_Taken(claim, tree, room, *place, index, kind))

    def _beside(self, target: _Taken | None) -> tuple[int, tuple[int, int]] | None:
        """A place in the room of what is answered, beside it or where a tree may grow."""
        if target is None:
            return None
        room = self.opened[target.room]
        place = room.answer(target) or room.root()
        return place and (target.room, place)

    def _free_root(self, section: int) -> tuple[int, tuple[int, int]]:
        """A place to grow from in the section's last room, or in one that is opened for it."""
        last = self._last.get(section)
        place = None if last is None else self.opened[last].root()
        if last is not None and place is not None:
            return last, place
        self._last[section] = len(self.opened)
        self.opened.append(_Room(section, roots=1))
        return self._last[section], (0, 0)

    def corner(self, room: int) -> tuple[int, int]:
        """The column and row at which a room begins: rooms fill a square that grows right and down."""
        shell = math.isqrt(room)
        along = room - shell * shell
        across, down = (shell, along) if along <= shell else (along - shell - 1, shell)
        return across * (ROOM_COLUMNS + GAP_COLUMNS), down * (ROOM_ROWS + GAP_ROWS)

    def sheet(self) -> Sheet:
        corners = [self.corner(number) for number in range(len(self.opened))]
        places = tuple(
            SheetPlace(
                each.claim,
                corners[each.room][0] + each.column,
                corners[each.room][1] + each.row,
                each.answers,
                each.kind,
            )
            for each in self.taken
        )
        rooms = zip(self.opened, corners, strict=True)
        titles = [BlockTitle(room.section, *corner) for room, corner in rooms]
        titles.sort(key=lambda title: (title.row, title.column))
        columns = max((place.column for place in places), default=-1) + 1
        return Sheet(places, tuple(titles), columns, max((place.row for place in places), default=-1) + 1)
