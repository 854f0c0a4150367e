from __future__ import annotations

import pytest

from transcripts.importers import parse
from transcripts.importers.sbv import read, sniff


@pytest.mark.parametrize(
    ("time", "seconds"),
    [("0:00:00.599", 0.599), ("00:01.5", 1.5), ("1:00:00.05", 3600.05), ("120:00:00.000", 432000.0)],
)
def test_reads_a_time(time: str, seconds: float) -> None:
    assert read(f"{time},999:00:00.000\nHi.\n".encode()).cues[0].start_s == seconds


def test_a_comma_between_numbers_may_stand_among_words() -> None:
    parsed = read(b"0:00:01.000,0:00:02.000\nfrom 1,2 to 3:10,3:20\n")

    assert [cue.text for cue in parsed.cues] == ["from 1,2 to 3:10,3:20"]
    assert parsed.warnings == ()


def test_a_bad_time_range_keeps_its_words_without_times() -> None:
    parsed = read(b"0:00:01.000,0:00:02.000\nHi.\n\n0:00:03.f00,0:00:04.000\nHo.\n")

    assert [(cue.start_s, cue.end_s, cue.text) for cue in parsed.cues] == [
        (1.0, 2.0, "Hi."),
        (None, None, "Ho."),
    ]
    assert [(w.line, w.code) for w in parsed.warnings] == [(4, "bad-times")]


def test_words_after_a_blank_line_stay_in_their_cue() -> None:
    parsed = read(b"0:00:01.000,0:00:02.000\nHi.\n\nHo.\n")

    assert [cue.text for cue in parsed.cues] == ["Hi.\nHo."]
    assert [(w.line, w.code) for w in parsed.warnings] == [(1, "blank-line")]


@pytest.mark.parametrize("text", ["1:20,2:30\nHi.\n", "Hi.\n0:00:01.000,0:00:02.000\nHo.\n", ""])
def test_takes_a_file_only_if_it_begins_with_a_time_range(text: str) -> None:
    assert sniff(text) == 0.0


def test_is_chosen_by_its_first_line() -> None:
    assert parse(b"\n0:00:01.000,0:00:02.000\nAnn: Hi.\nBob: Ho.\n").format == "sbv"
