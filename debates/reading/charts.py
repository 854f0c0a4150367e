"""Numbers to positions: charts drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debates.reading.appearances import Month, Part

WIDEST = 320
"""Units for all bars together: drawn unit by pixel, they fit a phone."""

MARGIN = 12
STEP = 40
GAP_SHARE = 0.3
CHART_HEIGHT = 96
TOP = 20
LABELS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """The episodes of one part in a bar, which stand on those of the part before."""

    part: Part
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the chart's own units from its top left corner."""

    month: Month
    x: float
    width: float
    pieces: tuple[Piece, ...]
    middle: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on a base line at `base`; `width` and `height` are those of the whole drawing."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    base: int


def month_bars(months: Sequence[Month]) -> Chart:
    """Return a bar a month, as high as its episodes, in pieces by the part that somebody had in them.

    At most six bars are labelled, evenly spaced.
    """
    most = max((month.episodes for month in months), default=0)
    every = -(-len(months) // LABELS)
    step = min(STEP, WIDEST / max(1, len(months)))
    bars = tuple(
        Bar(
            month,
            x=round(MARGIN + index * step, 1),
            width=round(step * (1 - GAP_SHARE), 1),
            pieces=_pieces(month, CHART_HEIGHT / most) if most else (),
            middle=round(MARGIN + (index + (1 - GAP_SHARE) / 2) * step, 1),
            labelled=index % every == 0,
        )
        for index, month in enumerate(months)
    )
    width = max(240, round(2 * MARGIN + len(months) * step))
    return Chart(bars, width, CHART_HEIGHT + TOP + 38, TOP + CHART_HEIGHT)


def _pieces(month: Month, unit: float) -> tuple[Piece, ...]:
    counts = ((Part.HOST, month.hosted), (Part.GUEST, month.guested), (Part.UNTOLD, month.untold))
    pieces: list[Piece] = []
    below = 0
    for part, count in counts:
        if count:
            below += count
            pieces.append(Piece(part, round(TOP + CHART_HEIGHT - below * unit, 1), round(count * unit, 1)))
    return tuple(pieces)
