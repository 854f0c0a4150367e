"""A whole debate on one sheet: trees of claims in blocks, blocks on a grid. Pure, and linear in claims and relations."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from debates.graph.argument_graph import ArgumentGraph, Kind
from debates.graph.outline import answers_to

ROOTS_TOGETHER = 12
"""Trees in one block of a long section: blocks fill as claims come, and the next begins beside them."""

GAP_COLUMNS = 1
GAP_ROWS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A claim's column and row on the sheet, and the index of the place that it answers (-1: none)."""

    claim: int
    column: int
    row: int
    answers: int
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class BlockTitle:
    """Where a section begins; one that fills several blocks is named on each."""

    section: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All places, block after block and within each from the top, and the extent in columns and rows."""

    places: tuple[Place, ...]
    titles: tuple[BlockTitle, ...]
    columns: int
    rows: int


def sheet(graph: ArgumentGraph, sections: Sequence[Iterable[int]]) -> Sheet:
    """Return the sheet of `sections`, each an iterable of claims; every claim stands once, in its first section.

    The first answer shares the row of what it answers, so that a tree has a row for each leaf. A claim that is added
    moves those below it in its block by one row, and blocks below by one row at most.
    """
    seen: set[int] = set()
    blocks = [
        (number, _tree_rows(graph, roots, seen))
        for number, claims in enumerate(sections)
        for roots in _bunches(graph, set(claims) - seen, seen)
    ]
    return _on_a_grid(blocks)


def _bunches(graph: ArgumentGraph, wanted: set[int], seen: set[int]) -> Iterable[list[int]]:
    """The claims that a section's trees grow from, a block's worth at a time; those on circles alone come last."""
    roots = [claim for claim in sorted(wanted) if not _answers_one_of(graph, claim, wanted)]
    for start in range(0, len(roots), ROOTS_TOGETHER):
        yield roots[start : start + ROOTS_TOGETHER]
    left = [claim for claim in sorted(wanted) if claim not in seen]
    if left:
        yield left


def _answers_one_of(graph: ArgumentGraph, claim: int, wanted: set[int]) -> bool:
    return any(
        relation.target_relation is not None or relation.target_claim in wanted
        for relation in graph.starting_from(claim)
    )


_Row = tuple[int, int, int, int, Kind | None]
"""Claim, column, row within the block, index of what it answers within the block, how it does."""


def _tree_rows(graph: ArgumentGraph, roots: Sequence[int], seen: set[int]) -> list[_Row]:
    """Walk the trees of a block from the top, depth first, without recursion: chains may be thousands long."""
    rows: list[_Row] = []
    next_row = 0
    for root in roots:
        pending: list[tuple[int, int, int, Kind | None, bool]] = [(root, 0, -1, None, False)]
        while pending:
            claim, column, parent, kind, is_first = pending.pop()
            if claim in seen:
                continue
            seen.add(claim)
            row = rows[parent][2] if is_first else next_row
            next_row = max(next_row, row + 1)
            here = len(rows)
            rows.append((claim, column, row, parent, kind))
            answers = [
                (premise, how.kind) for premise, how in answers_to(graph, claim) if premise not in seen
            ]
            pending += [
                (premise, column + 1, here, how, number == 0)
                for number, (premise, how) in reversed(list(enumerate(answers)))
            ]
    return rows


def _on_a_grid(blocks: Sequence[tuple[int, list[_Row]]]) -> Sheet:
    """Blocks from left to right, then down; their number across changes only when their number doubles twice."""
    filled = [(section, rows) for section, rows in blocks if rows]
    across = 2 ** math.ceil(math.log2(max(1.0, math.sqrt(len(filled)))))
    widths = [
        max((row[1] for _, rows in filled[number::across] for row in rows), default=0) + 1 + GAP_COLUMNS
        for number in range(across)
    ]
    places: list[Place] = []
    titles: list[BlockTitle] = []
    top = 0
    for start in range(0, len(filled), across):
        line = filled[start : start + across]
        for number, (section, rows) in enumerate(line):
            left, first = sum(widths[:number]), len(places)
            titles.append(BlockTitle(section, left, top))
            places += [
                Place(claim, left + column, top + row, -1 if parent < 0 else first + parent, kind)
                for claim, column, row, parent, kind in rows
            ]
        top += max(row[2] for _, rows in line for row in rows) + 1 + GAP_ROWS
    columns = max((place.column for place in places), default=0) + 1
    return Sheet(tuple(places), tuple(titles), columns, max((place.row for place in places), default=0) + 1)
