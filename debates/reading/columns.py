"""The sides of a debate as heads of columns."""

from __future__ import annotations

from dataclasses import dataclass

from debates.models import Debate, Side
from debates.reading.hues import hues_by_side


@dataclass(frozen=True, slots=True)
class Column:
    """A side as the head of a column."""

    side: Side
    hue: int
    names: tuple[str, ...]


def columns_of(debate: Debate) -> tuple[Column, ...]:
    """The sides of a debate that comes with them, in order, each with its colour and its people."""
    sides = [(side, list(side.holders.all())) for side in debate.sides.all()]
    hues = hues_by_side(holder for _, holders in sides for holder in holders)
    return tuple(
        Column(
            side,
            hues.of(holders[0].speaker, holders[0].words) if holders else 0,
            tuple(str(holder) for holder in holders),
        )
        for side, holders in sides
    )
