from __future__ import annotations

import pytest

from debates.picturing.lettering import Letters, covers, runs_from_right


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("“Łukasz Ęść” – naïve…", True),
        ("Что такое мир?", True),
        ("Ελλάδα", True),
        ("Nguyễn Thị Minh Khai", True),
        ("דניאל כהנמן (2025)!", True),
        ("النماذج اللغوية، منذ 2025.", True),
        ("Daniel (דניאל)", True),
        ("自然言語", False),
        ("ha 😀", False),
        ("", True),
    ],
)
def test_knows_what_it_can_draw(text: str, drawn: bool) -> None:
    assert covers(text) is drawn


def test_a_text_runs_as_its_first_letter_does() -> None:
    assert runs_from_right("2025: דניאל Daniel")
    assert not runs_from_right("2025: Daniel דניאל")


def test_lines_are_no_wider_than_asked() -> None:
    letters = Letters(40)
    lines, whole = letters.lines("Language models have very robust world models", 300, 5)
    assert lines == ["Language", "models have", "very robust", "world models"]
    assert whole
    assert max(map(letters.width, lines)) <= 300


def test_what_has_no_room_becomes_an_ellipsis() -> None:
    lines, whole = Letters(40).lines("Language models have very robust world models", 300, 2)
    assert lines == ["Language", "models have…"]
    assert not whole


def test_a_word_that_is_too_wide_is_cut() -> None:
    lines, _ = Letters(40).lines("x" * 400, 300, 2)
    assert lines[0].endswith("…")
    assert Letters(40).width(lines[0]) <= 300
