from __future__ import annotations

from debates.reading.strips import Lane, draw_strip


def test_a_strip_has_a_row_for_each_person() -> None:
    strip = draw_strip([Lane("Ann", 1, [(0, 30), (60, 90)], [10, 70]), Lane("Bob", 2, [], [20])], 100)
    assert strip
    assert (strip.width, strip.height, strip.claim_count) == (2000, 28, 3)
    assert strip.rows[0].spoken == "M0 7h600M1200 7h600"
    assert strip.rows[0].claims == "M200 2v10M1400 2v10"
    assert (strip.rows[1].spoken, strip.rows[1].claims) == ("", "M400 16v10")


def test_stretches_that_nearly_touch_are_one() -> None:
    strip = draw_strip([Lane("Ann", 1, [(10, 20), (0, 9.95)], [])], 100)
    assert strip
    assert strip.rows[0].spoken == "M0 7h400"


def test_a_short_word_in_a_long_talk_is_still_seen() -> None:
    strip = draw_strip([Lane("Ann", 1, [(0, 0.5)], [])], 36_000)
    assert strip
    assert strip.rows[0].spoken == "M0 7h1"


def test_of_many_people_eight_are_drawn() -> None:
    strip = draw_strip([Lane(str(number), 0, [], []) for number in range(20)], 10)
    assert strip
    assert len(strip.rows) == 8


def test_without_times_nothing_is_drawn() -> None:
    assert draw_strip([Lane("Ann", 1, [], [])], 0) is None
    assert draw_strip([], 10) is None
