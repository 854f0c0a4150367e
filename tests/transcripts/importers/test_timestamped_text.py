"""Times before words, in their odder forms; whole files are in the samples."""

from __future__ import annotations

import pytest

from transcripts.importers import parse
from transcripts.importers.timestamped_text import read


def test_reads_one_stretch_when_it_is_told_the_format() -> None:
    assert [(cue.start_s, cue.text) for cue in read(b"[01:20] We met.\n").cues] == [(80.0, "We met.")]


def test_a_negative_time_is_named_and_its_words_kept() -> None:
    parsed = parse(b"[-01:20] Hello.\n[00:05] There.\n[00:10] So.\n")

    assert [(cue.start_s, cue.text) for cue in parsed.cues] == [
        (None, "Hello."),
        (5.0, "There."),
        (10.0, "So."),
    ]
    assert [(warning.line, warning.code) for warning in parsed.warnings] == [(1, "negative-time")]


def test_a_time_beyond_a_thousand_hours_is_kept_and_named() -> None:
    parsed = parse(b"[00:05] There.\n[99999999:00:00] Hello.\n")

    assert [cue.start_s for cue in parsed.cues] == [5.0, 359999996400.0]
    assert (2, "odd-time") in [(warning.line, warning.code) for warning in parsed.warnings]


def test_a_voice_tag_without_a_name_is_nobody() -> None:
    parsed = read(b"[00:01] <v  >Hi there.\n[00:05] <v Ann>Ho.\n")

    assert [cue.speaker for cue in parsed.cues] == [None, "Ann"]


@pytest.mark.parametrize(
    "head", ["{name}\n{time}\n", "{time}\n{name}\n", "[{time}] {name}\n", "{time} - {name}\n"]
)
def test_a_name_on_a_line_beside_each_time_is_the_voice(head: str) -> None:
    said = [
        ("Ann Lee", "00:01", "What is it?"),
        ("BOB", "00:05", "An insect.\nA small one."),
        ("Ann Lee", "00:09", "Ah."),
    ]
    text = "\n".join(f"{head.format(name=name, time=time)}{words}\n" for name, time, words in said)

    parsed = parse(text.encode())

    assert [(cue.start_s, cue.speaker, cue.text) for cue in parsed.cues] == [
        (1.0, "Ann Lee", "What is it?"),
        (5.0, "BOB", "An insect.\nA small one."),
        (9.0, "Ann Lee", "Ah."),
    ]
    assert parsed.warnings == ()


def test_lines_that_begin_alike_are_no_names() -> None:
    parsed = parse(b"0:01\nOkay\nso we begin\n0:05\nRight\nwe do\n0:09\nOkay\nand end\n")

    assert [cue.speaker for cue in parsed.cues] == [None, None, None]
    assert parsed.cues[0].text == "Okay\nso we begin"
