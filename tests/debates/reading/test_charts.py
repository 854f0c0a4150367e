from __future__ import annotations

import datetime

from debates.reading.appearances import Month
from debates.reading.charts import month_bars


def _months(*guested: int) -> list[Month]:
    return [
        Month(datetime.date(2020 + number // 12, number % 12 + 1, 1), 0, count, 0, count * 100)
        for number, count in enumerate(guested)
    ]


def _heights(*guested: int) -> list[float]:
    return [sum(piece.height for piece in bar.pieces) for bar in month_bars(_months(*guested)).bars]


def test_the_month_with_most_episodes_is_as_high_as_the_chart() -> None:
    assert _heights(4, 2) == [96, 48]


def test_bars_stand_on_the_base_line() -> None:
    chart = month_bars(_months(10, 5, 1))
    assert {bar.pieces[0].y + bar.pieces[0].height for bar in chart.bars} == {chart.base}


def test_a_month_without_any_has_no_bar_but_its_place() -> None:
    assert _heights(3, 0, 3) == [96, 0, 96]
    assert [bar.x for bar in month_bars(_months(3, 0, 3)).bars] == [12, 52, 92]


def test_episodes_of_each_part_stand_on_those_of_the_part_before() -> None:
    (bar,) = month_bars([Month(None, hosted=1, guested=2, untold=1, sentences=9)]).bars
    assert [(piece.part, piece.y, piece.height) for piece in bar.pieces] == [
        ("host", 92, 24),
        ("guest", 44, 48),
        ("untold", 20, 24),
    ]


def test_labels_stay_at_most_six_and_evenly_spaced() -> None:
    bars = month_bars(_months(*[1] * 30)).bars
    assert [number for number, bar in enumerate(bars) if bar.labelled] == [0, 5, 10, 15, 20, 25]


def test_a_chart_of_one_month_keeps_its_width() -> None:
    assert month_bars(_months(1)).width == 240


def test_a_hundred_and_fifty_months_fit_a_phone() -> None:
    chart = month_bars(_months(*range(1, 151)))
    assert chart.width <= 352
    assert all(bar.x >= 12 and bar.x + bar.width <= chart.width for bar in chart.bars)
    assert all(
        piece.y >= 0 and piece.y + piece.height <= chart.height for bar in chart.bars for piece in bar.pieces
    )


def test_nothing_makes_an_empty_chart() -> None:
    assert month_bars([]).bars == ()
