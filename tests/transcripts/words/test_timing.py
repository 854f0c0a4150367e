from __future__ import annotations

from transcripts.cues import Cue
from transcripts.words.timing import spread, with_ends, word_times


def _cue(start_s: float | None, text: str, end_s: float | None = None) -> Cue:
    return Cue(start_s, end_s, None, text)


def test_spreads_time_by_the_length_of_what_was_said() -> None:
    assert spread(10.0, 20.0, ["one", "three", "six words"]) == [(10.0, 12.0), (12.0, 15.0), (15.0, 20.0)]


def test_spreads_to_the_millisecond() -> None:
    assert spread(0.0, 1.0, ["a", "b", "c"]) == [(0.0, 0.333), (0.333, 0.667), (0.667, 1.0)]


def test_times_the_words_of_a_text() -> None:
    assert word_times("a bcd", 0.0, 3.0) == [(0.0, 1.0), (1.0, 3.0)]


def test_a_cue_without_an_end_ends_where_the_next_begins() -> None:
    first, second = with_ends([_cue(1.0, "Hi."), _cue(3.0, "Ho.", end_s=4.0)])

    assert (first.end_s, first.estimated) == (3.0, True)
    assert (second.end_s, second.estimated) == (4.0, False)


def test_the_last_cue_ends_at_the_speed_of_the_others() -> None:
    assert with_ends([_cue(0.0, "a" * 19), _cue(2.0, "b" * 4)])[1].end_s == 2.5


def test_a_lone_cue_ends_at_the_speed_that_people_talk() -> None:
    assert with_ends([_cue(0.0, "a" * 14)])[0].end_s == 1.0


def test_a_cue_before_a_clock_that_goes_back_ends_at_the_speed_of_the_others() -> None:
    ended = with_ends([_cue(0.0, "a" * 9), _cue(1.0, "b" * 4), _cue(0.5, "c")])

    assert [cue.end_s for cue in ended] == [1.0, 1.5, 0.7]


def test_a_cue_without_a_start_gets_no_end() -> None:
    assert with_ends([_cue(None, "Hi."), _cue(2.0, "Ho.")])[0].end_s is None


def test_no_cues_have_no_ends() -> None:
    assert with_ends([]) == []
