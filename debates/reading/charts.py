"""Numbers to positions: charts drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debates.reading.speakers import Month

BAR_WIDTH = 28
BAR_GAP = 12
CHART_HEIGHT = 96


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the chart's own units from its top left corner."""

    month: Month
    x: int
    y: int
    height: int
    middle: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on a base line at `base`; `width` and `height` are those of the whole drawing."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    base: int


def month_bars(months: Sequence[Month]) -> Chart:
    """Return a bar a month, as high as its sentences; a month with any is at least 2 units high.

    At most twelve bars are labelled, evenly spaced.
    """
    most = max((month.sentences for month in months), default=0)
    every = -(-len(months) // 12)
    bars = []
    for index, month in enumerate(months):
        height = max(2, round(month.sentences / most * CHART_HEIGHT)) if month.sentences else 0
        x = BAR_GAP + index * (BAR_WIDTH + BAR_GAP)
        bars.append(
            Bar(month, x, 20 + CHART_HEIGHT - height, height, x + BAR_WIDTH // 2, labelled=index % every == 0)
        )
    width = max(240, BAR_GAP + len(months) * (BAR_WIDTH + BAR_GAP))
    return Chart(tuple(bars), width, CHART_HEIGHT + 58, 20 + CHART_HEIGHT)
