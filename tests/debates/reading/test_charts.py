from __future__ import annotations

import datetime

from debates.reading.charts import month_bars
from debates.reading.speakers import Month


def _months(*sentences: int) -> list[Month]:
    return [
        Month(datetime.date(2020 + number // 12, number % 12 + 1, 1), 1, count)
        for number, count in enumerate(sentences)
    ]


def test_the_month_with_most_sentences_is_as_high_as_the_chart() -> None:
    chart = month_bars(_months(10, 5))
    assert [bar.height for bar in chart.bars] == [96, 48]


def test_bars_stand_on_the_base_line() -> None:
    chart = month_bars(_months(10, 5, 1))
    assert {bar.y + bar.height for bar in chart.bars} == {chart.base}


def test_a_month_with_few_sentences_can_still_be_seen() -> None:
    assert [bar.height for bar in month_bars(_months(10_000, 1)).bars] == [96, 2]


def test_a_month_without_any_has_no_bar_but_its_place() -> None:
    chart = month_bars(_months(3, 0, 3))
    assert [bar.height for bar in chart.bars] == [96, 0, 96]
    assert [bar.x for bar in chart.bars] == [12, 52, 92]


def test_labels_stay_at_most_twelve_and_evenly_spaced() -> None:
    bars = month_bars(_months(*[1] * 30)).bars
    assert [number for number, bar in enumerate(bars) if bar.labelled] == [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]


def test_a_chart_of_one_month_keeps_its_width() -> None:
    assert month_bars(_months(1)).width == 240


def test_every_bar_lies_inside_the_drawing() -> None:
    chart = month_bars(_months(*range(1, 40)))
    assert all(bar.x >= 0 and bar.x + 28 <= chart.width for bar in chart.bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= chart.height for bar in chart.bars)


def test_nothing_makes_an_empty_chart() -> None:
    assert month_bars([]).bars == ()
