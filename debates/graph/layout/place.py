"""Where a claim stands in a drawing. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A claim's column and row on a grid."""

    claim: int
    column: int
    row: int
