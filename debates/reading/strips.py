"""Who speaks when, and when their claims are voiced, as lines of a drawing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 2000
"""Units across a strip: a 3-hour talk gets one for each 5 seconds."""

ROW_HEIGHT = 14
MOST_ROWS = 8
PAUSE = 1.5
"""Units between two stretches of talk that are drawn as one."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One person's part of a strip, all in seconds: stretches they speak in, moments at which a claim of theirs is voiced."""

    name: str
    hue: int
    spoken: Sequence[tuple[float, float]]
    claims: Sequence[float]


@dataclass(frozen=True, slots=True)
class StripRow:
    """A lane drawn: `spoken` and `claims` are SVG paths, `count` the number of claims."""

    name: str
    hue: int
    spoken: str
    claims: str
    count: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows from the top, `height` units in all; `length_s` seconds go across `WIDTH` units."""

    rows: tuple[StripRow, ...]
    length_s: float

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return len(self.rows) * ROW_HEIGHT

    @property
    def claim_count(self) -> int:
        return sum(row.count for row in self.rows)


def draw_strip(lanes: Sequence[Lane], length_s: float) -> Strip | None:
    """Return the strip of at most `MOST_ROWS` lanes, or nothing where there is no time to draw along."""
    if length_s <= 0 or not lanes:
        return None
    scale = WIDTH / length_s
    rows = tuple(
        StripRow(
            lane.name,
            lane.hue,
            _bands(lane.spoken, scale, number * ROW_HEIGHT + ROW_HEIGHT // 2),
            "".join(
                f"M{round(second * scale)} {number * ROW_HEIGHT + 2}v{ROW_HEIGHT - 4}"
                for second in sorted(lane.claims)
            ),
            len(lane.claims),
        )
        for number, lane in enumerate(lanes[:MOST_ROWS])
    )
    return Strip(rows, length_s)


def _bands(stretches: Iterable[tuple[float, float]], scale: float, y: int) -> str:
    """One path for all stretches; those that nearly touch are one."""
    merged: list[list[float]] = []
    for start, end in sorted(stretches):
        if merged and start * scale - merged[-1][1] <= PAUSE:
            merged[-1][1] = max(merged[-1][1], end * scale)
        else:
            merged.append([start * scale, end * scale])
    return "".join(f"M{round(start)} {y}h{max(1, round(end - start))}" for start, end in merged)
