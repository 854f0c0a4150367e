"""Names before turns, in their odder forms; whole files are in the samples."""

from __future__ import annotations

import pytest

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers import parse
from transcripts.importers.labelled_text import read


def _said(parsed: Parsed) -> list[tuple[float | None, str | None, str]]:
    return [(cue.start_s, cue.speaker, cue.text) for cue in parsed.cues]


def _warned(parsed: Parsed) -> list[tuple[int | None, str]]:
    return [(warning.line, warning.code) for warning in parsed.warnings]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee 00:00:05 We met.\nBob 00:00:09 Yes.\n",
        "Ann Lee 0:05 We met.\nBob 0:09 Yes.\nAnn Lee 0:12 \n",
        "Ann Lee (00:00:05): We met.\nBob (00:00:09): Yes.\n",
        "Ann Lee: (00:05) We met.\nBob: (00:09) Yes.\n",
        "Ann Lee: 00:00:05 We met.\nBob: 00:00:09 Yes.\n",
    ],
)
def test_reads_a_name_a_time_and_words_on_one_line(text: str) -> None:
    assert _said(parse(text.encode()))[:2] == [(5.0, "Ann Lee", "We met."), (9.0, "Bob", "Yes.")]


def test_reads_words_after_a_time_in_a_file_whose_other_times_stand_alone() -> None:
    parsed = parse(
        b"Ann Lee 00:00:05\nWe met.\n\nBob Ray 00:00:09 Yes.\n\nAnn Lee 00:00:12\nAt 10:30 we left.\n"
    )

    assert _said(parsed) == [
        (5.0, "Ann Lee", "We met."),
        (9.0, "Bob Ray", "Yes."),
        (12.0, "Ann Lee", "At 10:30 we left."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "At 10:30 we met.\nAt 11:30 we left.\n",
        "Talk 9:30 in the hall.\nLunch 12:30 outside.\nTalk 14:30 in the hall.\nTea 16:00.\nPlay 18:00 outside.\n",
    ],
)
def test_takes_no_time_of_day_for_a_turn(text: str) -> None:
    with pytest.raises(TranscriptError, match="No turn, time or heading"):
        parse(text.encode())


def test_one_name_with_a_time_does_not_outweigh_many_without() -> None:
    parsed = parse(b"Ann: So.\nBob: No.\nAnn: (01:20) Yes.\nBob: Ha.\nAnn: Hm.\n")

    assert _said(parsed) == [
        (None, "Ann", "So."),
        (None, "Bob", "No."),
        (80.0, "Ann", "Yes."),
        (None, "Bob", "Ha."),
        (None, "Ann", "Hm."),
    ]


def test_a_name_of_the_file_in_another_form_begins_a_turn_of_its_own() -> None:
    parsed = parse(b"Ann Lee 00:00:05\nWe met.\nBob Ray: Yes I agree.\n\nBob Ray 00:00:09\nNo.\n")

    assert _said(parsed) == [
        (5.0, "Ann Lee", "We met."),
        (None, "Bob Ray", "Yes I agree."),
        (9.0, "Bob Ray", "No."),
    ]
    assert _warned(parsed) == [(3, "label-inside")]
    assert (parsed.found, parsed.kept) == (2, 2)


def test_a_part_of_a_name_in_another_form_is_named_in_a_warning() -> None:
    parsed = parse(b"Ann Lee 00:00:05\nWe met.\nBob: Yes.\n\nBob Ray 00:00:09\nNo.\n")

    assert _said(parsed)[0] == (5.0, "Ann Lee", "We met.\nBob: Yes.")
    assert _warned(parsed) == [(3, "label-inside")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann: Hello there.\nBob: Hi.\nAnn: We tried.\nProblem: it does not scale.\nBob: Yes.\n",
        "Ann: A delta.\nBob: Deltas?\nAnn: We tried the delta.\nDelta: it does not scale.\nBob: Yes.\n",
        "Ann: Hello.\n\nBob: Hi.\n\nAnn: We tried.\nRust: it does not scale.\n\nBob: Yes.\n",
    ],
)
def test_a_word_before_a_colon_amid_a_turn_is_no_voice(text: str) -> None:
    parsed = parse(text.encode())

    assert {cue.speaker for cue in parsed.cues} == {"Ann", "Bob"}
    assert [code for _, code in _warned(parsed)] == ["label-inside"]


def test_a_voice_that_speaks_once_keeps_its_words() -> None:
    assert [speaker for _, speaker, _ in _said(parse(b"Ann: So.\n\nBob: No.\n\nCy: Yes.\n\nAnn: Ha.\n"))] == [
        "Ann",
        "Bob",
        "Cy",
        "Ann",
    ]


def test_reads_one_turn_when_it_is_told_the_format() -> None:
    assert _said(read(b"Ann Lee: We met.\nAnd left.\n")) == [(None, "Ann Lee", "We met.\nAnd left.")]
    assert _said(read(b"Ann Lee 01:20 We met.\n")) == [(80.0, "Ann Lee", "We met.")]


def test_negative_times_are_named_and_their_words_kept() -> None:
    parsed = parse(b"Ann -00:05\nHello.\nBob 00:04\nHi.\n")

    assert _said(parsed) == [(None, "Ann", "Hello."), (4.0, "Bob", "Hi.")]
    assert _warned(parsed) == [(1, "negative-time")]


def test_times_in_round_brackets_cut_a_turn_where_the_clock_allows_it() -> None:
    parsed = parse(b"Ann (00:13:00): Yes. (00:13:05) See John (03:16).\nBob (00:14:00): No.\n")

    assert _said(parsed) == [
        (780.0, "Ann", "Yes."),
        (785.0, "Ann", "See John (03:16)."),
        (840.0, "Bob", "No."),
    ]


def test_marks_of_direction_are_taken_off_a_name() -> None:
    parsed = parse("\u202eAnn Lee\u202c: Hello.\nBob: Hi.\nAnn Lee: So.\n".encode())

    assert [cue.speaker for cue in parsed.cues] == ["Ann Lee", "Bob", "Ann Lee"]
    assert _warned(parsed) == [(1, "odd-name")]


def test_reads_names_with_emoji() -> None:
    parsed = parse("Ann 🐝: Hi.\n🦊 Bob: Ho.\nAnn 🐝: So.\n".encode())

    assert [cue.speaker for cue in parsed.cues] == ["Ann 🐝", "🦊 Bob", "Ann 🐝"]


@pytest.mark.parametrize(
    "text",
    ["ann: hi\nbob: ho\nann: so\nbob: no\n", "ann 0:01\nhi\nbob 0:02\nho\nann 0:03\nso\nbob 0:04\nno\n"],
)
def test_reads_names_without_capitals_that_come_back(text: str) -> None:
    assert [cue.speaker for cue in parse(text.encode()).cues] == ["ann", "bob", "ann", "bob"]


@pytest.mark.parametrize("pair", [("he said", "she said"), ("pros", "cons"), ("title", "date")])
def test_takes_what_prose_says_for_no_name(pair: tuple[str, str]) -> None:
    with pytest.raises(TranscriptError):
        parse(f"{pair[0]}: no\n{pair[1]}: yes\n".encode() * 2)


@pytest.mark.parametrize("form", ["labelled-text", "timestamped-text", "caption-paste", "speaker-page", None])
def test_more_lines_than_a_transcript_has_are_refused_before_they_are_read(form: str | None) -> None:
    with pytest.raises(TranscriptError, match="more than 450,000 lines") as refused:
        parse(b"Ann: Yes.\nBob: No.\n" * 225_001, form)
    assert (refused.value.code, refused.value.line) == ("too-many-lines", 450_001)
