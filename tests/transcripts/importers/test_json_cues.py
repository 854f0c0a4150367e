from __future__ import annotations

import pytest

from transcripts.cues import Cue, Parsed, Word
from transcripts.importers import parse
from transcripts.importers.decoding import Source
from transcripts.importers.json_cues import (
    MILLISECONDS,
    CueSheet,
    Voiced,
    plain_text,
    seconds,
    tidy,
    word_time,
)
from transcripts.importers.json_text import load
from transcripts.importers.word_times import TimedText


def _parsed(*cues: Voiced, markup: bool = False) -> Parsed:
    sheet = CueSheet("test", load(Source("[]")), markup=markup)
    for line, cue in enumerate(cues, 1):
        sheet.add(line, cue)
    return sheet.parsed()


def _codes(parsed: Parsed) -> list[tuple[int | None, str]]:
    return [(warning.line, warning.code) for warning in parsed.warnings]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0.0),
        (1.23456, 1.235),
        ("2.64", 2.64),
        ("12", 12.0),
        (" 1.400s ", 1.4),
        (".5", 0.5),
        ("00:00:03,500", 3.5),
        ("01:02:03.25", 3723.25),
        ("2:05", 125.0),
        ("100:00:00", 360_000.0),
        (-0.5, -0.5),
        ({"seconds": "3", "nanos": 500_000_000}, 3.5),
        ({"seconds": 3}, 3.0),
    ],
)
def test_reads_a_time_in_every_spelling(value: object, expected: float) -> None:
    assert seconds(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "",
        "soon",
        "1:2:3:4",
        "1e5",
        "٣",
        float("nan"),
        float("inf"),
        1e308,
        10**400,
        "9" * 400,
        [1],
        {},
        {"seconds": "x"},
        4_000_000,
    ],
)
def test_what_is_no_time_in_a_recording_is_none(value: object) -> None:
    assert seconds(value) is None


def test_bare_numbers_count_in_the_unit_and_clock_times_do_not() -> None:
    assert [seconds(value, MILLISECONDS) for value in (1400, "1400", "1.4s", "0:01")] == [1.4, 1.4, 1.4, 1.0]


def test_the_time_of_a_word_is_never_before_the_recording() -> None:
    assert [word_time(value) for value in (-0.2, -5, 1.5, True)] == [0.0, None, 1.5, None]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        ("\ud83d", "\ufffd"),
        ("a\0", "a\ufffd"),
        (None, None),
        ([], None),
    ],
)
def test_texts_and_numbers_are_text_and_nothing_else_is(value: object, expected: str | None) -> None:
    assert plain_text(value) == expected


def test_keeps_paragraphs_and_trims_lines() -> None:
    assert tidy(" one \r\n two\n\n\n\nthree\u200b \n") == "one\ntwo\n\nthree"


def test_counts_what_it_finds_and_what_it_keeps() -> None:
    parsed = _parsed(
        Voiced("Yes.", 0, 1, "Ann"),
        Voiced(" \u200b", 1, 2, "Ann"),
        Voiced(None),
        Voiced({"a": 1}),
        Voiced(42, 3, 4, 0),
    )

    assert parsed.cues == (Cue(0.0, 1.0, "Ann", "Yes.", line=1), Cue(3.0, 4.0, "0", "42", line=5))
    assert (parsed.found, parsed.kept) == (5, 2)
    assert _codes(parsed) == [(2, "empty-cue"), (3, "empty-cue"), (4, "bad-text")]


def test_a_cue_of_several_voices_counts_once() -> None:
    sheet = CueSheet("test", load(Source("[]")))
    sheet.add(1, Voiced("No.", 0, 1, "Ann"), Voiced("Yes.", 1, 2, "Bob"), Voiced("", 2, 3, "Cid"))
    parsed = sheet.parsed()

    assert [cue.speaker for cue in parsed.cues] == ["Ann", "Bob"]
    assert (parsed.found, parsed.kept, parsed.warnings) == (1, 1, ())


def test_says_what_is_wrong_with_a_time_and_keeps_the_words() -> None:
    parsed = _parsed(
        Voiced("a", True, 1),
        Voiced("b", -0.25, 1),
        Voiced("c", -2, 1e308),
        Voiced("d", 2, 1),
        Voiced("e", 1.5, 1.5),
    )

    assert [(cue.start_s, cue.end_s) for cue in parsed.cues] == [
        (None, 1.0),
        (0.0, 1.0),
        (None, None),
        (2.0, 1.0),
        (1.5, 1.5),
    ]
    assert _codes(parsed) == [
        (1, "bad-time"),
        (2, "negative-time"),
        (3, "bad-time"),
        (3, "bad-time"),
        (4, "ends-before-start"),
        (5, "clock-goes-back"),
        (None, "zero-length"),
    ]


def test_counts_overlaps_and_derives_ends_that_are_not_given() -> None:
    parsed = _parsed(Voiced("One two three.", 0, 4), Voiced("Four.", 3), Voiced("Five.", 5))

    assert [(cue.start_s, cue.end_s, cue.estimated) for cue in parsed.cues][:2] == [
        (0.0, 4.0, False),
        (3.0, 5.0, True),
    ]
    assert [warning.message for warning in parsed.warnings] == [
        "Cues that begin before the one before them ends: 1. They were kept as they are."
    ]


def test_labels_are_as_given_and_what_is_none_is_said() -> None:
    parsed = _parsed(
        Voiced("a", speaker=0),
        Voiced("b", speaker=" A  B "),
        Voiced("c", speaker=""),
        Voiced("d", speaker=False),
        Voiced("e", speaker="x" * 300),
    )

    assert [cue.speaker for cue in parsed.cues] == ["0", "A B", None, None, "x" * 200]
    assert _codes(parsed) == [(4, "bad-label"), (5, "long-name")]


def test_takes_markup_off_only_where_it_is_asked_to() -> None:
    said = Voiced("<i>x</i> &lt; 3 <br/>&amp; AT&T <b class='y'>z</b> &nosuch;")

    assert _parsed(said, markup=True).cues[0].text == "x < 3\n& AT&T z &nosuch;"
    assert _parsed(said).cues[0].text == said.text


def test_words_are_those_of_the_text_with_their_times() -> None:
    parsed = _parsed(
        Voiced(
            "No, no.", 0, 2, words=[TimedText(" No,", 0.1, 0.5), TimedText("no", 0.6, 0.9), TimedText(".")]
        )
    )

    assert parsed.cues[0].words == (Word("No,", 0.1, 0.5), Word("no.", 0.6, 0.9))


def test_words_that_are_not_those_of_the_text_are_left_out_and_said() -> None:
    parsed = _parsed(Voiced("One two.", 0, 2, words=[TimedText("Three", 0.1, 0.5)]))

    assert parsed.cues[0].words == ()
    assert _codes(parsed) == [(None, "words-differ")]


def test_a_file_without_words_says_so() -> None:
    assert _codes(_parsed()) == [(None, "no-cues")]


def test_a_text_has_no_space_of_any_kind_around_it() -> None:
    parsed = parse(b'[{"text": "\\u200b\\u2028 Hi. \\u3000\\ufeff\\u2029", "start": 1}]')

    assert [cue.text for cue in parsed.cues] == ["Hi."]
