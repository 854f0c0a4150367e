from __future__ import annotations

import json
from pathlib import Path

import pytest

from transcripts.feeds import FeedChapter, FeedError, parse_chapters


def _file(*rows: object) -> bytes:
    return json.dumps({"version": "1.2.0", "chapters": rows}).encode()


def test_chapters_come_in_the_order_of_time() -> None:
    data = _file({"startTime": 90, "title": "Goals"}, {"startTime": 0, "title": "Hello"})
    assert parse_chapters(data) == (FeedChapter(0.0, "Hello"), FeedChapter(90.0, "Goals"))


def test_a_real_file_gives_its_chapters(test_data: Path) -> None:
    data = (test_data / "transcripts" / "chapters" / "p20_exampleComplex.json").read_bytes()
    assert parse_chapters(data)[:3] == (
        FeedChapter(0.0, "Intro"),
        FeedChapter(168.0, "Hearing Aids"),
        FeedChapter(260.0, "Progress Report"),
    )


@pytest.mark.parametrize(
    "row",
    [
        {"startTime": 5},
        {"startTime": 5, "title": " \u0000 "},
        {"startTime": 5, "title": "Advertising", "toc": False},
        {"startTime": "5", "title": "A string for a time"},
        {"startTime": True, "title": "No number"},
        {"startTime": -1, "title": "Before the start"},
        {"startTime": 1e300, "title": "After the end of days"},
        {"title": "No time"},
        "no object",
        None,
    ],
)
def test_what_is_no_chapter_is_left_out(row: object) -> None:
    assert parse_chapters(_file({"startTime": 1, "title": "Kept"}, row)) == (FeedChapter(1.0, "Kept"),)


def test_infinity_is_no_time() -> None:
    assert parse_chapters(b'{"chapters": [{"startTime": Infinity, "title": "Never"}]}') == ()
    assert parse_chapters(b'{"chapters": [{"startTime": NaN, "title": "Never"}]}') == ()
    assert parse_chapters(b'{"chapters": [{"startTime": 1%s, "title": "Never"}]}' % (b"0" * 400)) == ()


def test_the_first_of_two_at_one_second_counts() -> None:
    data = _file({"startTime": 1, "title": "First"}, {"startTime": 1.0, "title": "Second"})
    assert parse_chapters(data) == (FeedChapter(1.0, "First"),)


def test_at_most_a_thousand_are_kept() -> None:
    rows = [{"startTime": number, "title": str(number)} for number in range(1200)]
    assert len(parse_chapters(_file(*rows))) == 1000


def test_a_long_title_is_cut() -> None:
    assert len(parse_chapters(_file({"startTime": 1, "title": "x" * 900}))[0].title) == 300


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html>", "not_chapters"),
        (b"\xff\xfe\x00", "not_chapters"),
        (b"[1, 2]", "not_chapters"),
        (b'{"chapters": {}}', "not_chapters"),
        (b"[" * 100_000, "not_chapters"),
        (b" " * 2_000_001, "too_large"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FeedError) as refusal:
        parse_chapters(data)
    assert refusal.value.code == code
