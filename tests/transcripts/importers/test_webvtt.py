"""The rules of the W3C file format, one by one; whole files are in the samples."""

from __future__ import annotations

import pytest

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.webvtt import read


def _read(text: str) -> Parsed:
    return read(text.encode())


def _texts(text: str) -> list[str]:
    return [cue.text for cue in _read(text).cues]


def _codes(text: str) -> list[str]:
    return [warning.code for warning in _read(text).warnings]


@pytest.mark.parametrize(
    "head", ["WEBVTT\n", "WEBVTT\t\n", "WEBVTT x-->\n", "\ufeffWEBVTT \n", "WEBVTT\nKind: x\nmore\n"]
)
def test_takes_a_header_with_text(head: str) -> None:
    assert _texts(f"{head}\n00:00.000 --> 00:01.000\nHi.") == ["Hi."]


def test_words_in_the_header_are_left_out_aloud() -> None:
    parsed = _read("WEBVTT\nKind: captions\nThese words were said\n\n00:00.000 --> 00:01.000\nHi.")

    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "text-outside-cue")]


@pytest.mark.parametrize(
    "head", ["WEBVTT-", "WebVTT", " WEBVTT", "\nWEBVTT", "WEBVT", "\ufeff\ufeffWEBVTT", "//WEBVTT"]
)
def test_refuses_another_signature(head: str) -> None:
    with pytest.raises(TranscriptError, match="begins with the line “WEBVTT”") as refused:
        _read(f"{head}\n\n00:00.000 --> 00:01.000\nHi.")

    assert (refused.value.code, refused.value.line) == ("no-signature", 1)


def test_a_cue_may_follow_the_signature_without_a_blank_line() -> None:
    assert _texts("WEBVTT\n00:00.000 --> 00:01.000\nHi.") == ["Hi."]


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("00:01.500", 1.5),
        ("59:59.999", 3599.999),
        ("0:00:01.500", 1.5),
        ("000:00:01.500", 1.5),
        ("123:00:01.500", 442801.5),
        ("00000000000123:00:01.500", 442801.5),
    ],
)
def test_reads_a_time(time: str, seconds: float) -> None:
    assert _read(f"WEBVTT\n\n{time} --> 999:00:00.000\nHi.").cues[0].start_s == seconds


@pytest.mark.parametrize(
    "time",
    [
        "0:01.500",
        "1.500",
        "60:00.000",
        "000:00.000",
        "00:60.000",
        "00:60:00.000",
        "00:00:60.000",
        "00:1.500",
        "00:01.50",
        "00:01.5000",
        "00:01,500",
        "00:01",
        "00::01.500",
        "-00:01.500",
        "٠٠:٠١.٥٠٠",
        "\x0b00:01.500",
    ],
)
def test_leaves_out_a_cue_whose_time_the_standard_does_not_read(time: str) -> None:
    parsed = _read(f"WEBVTT\n\n{time} --> 00:09.000\nLost.\n\n00:08.000 --> 00:09.000\nKept.")

    assert [cue.text for cue in parsed.cues] == ["Kept."]
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "bad-times")]
    assert (parsed.found, parsed.kept) == (2, 1)


@pytest.mark.parametrize(
    "timing",
    [
        "00:00.000-->00:01.000",
        "\t00:00.000\f --> \t00:01.000 \t",
        "00:00.000 --> 00:01.000align:start",
        "00:00.000 --> 00:01.000 x:y -->",
    ],
)
def test_reads_a_time_range_however_it_is_spaced(timing: str) -> None:
    assert _texts(f"WEBVTT\n\n{timing}\nHi.") == ["Hi."]


def test_a_line_with_an_arrow_begins_a_new_cue() -> None:
    text = "WEBVTT\n\n00:00.000 --> 00:01.000\none\n00:01.000 --> 00:02.000\ntwo\nthis --> that\nlost"

    assert _texts(text) == ["one", "two"]
    assert _codes(text) == ["text-outside-cue"]


def test_a_line_that_is_lost_for_its_arrow_is_named() -> None:
    parsed = _read("WEBVTT\n\n00:00.000 --> 00:01.000\nfrom here\nthis --> that")

    assert [cue.text for cue in parsed.cues] == ["from here"]
    assert [(w.line, w.code) for w in parsed.warnings] == [(5, "text-outside-cue")]


def test_words_that_the_standard_takes_for_a_time_are_named() -> None:
    parsed = _read("WEBVTT\n\n00:00.000 --> 00:01.000\n1<2 and 3>2")

    assert [cue.text for cue in parsed.cues] == ["12"]
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "odd-tag")]


def test_an_arrow_alone_costs_no_cue() -> None:
    assert _texts("WEBVTT\n\n-->\n00:00.000 --> 00:01.000\nHi.\n\n--> \n") == ["Hi."]


@pytest.mark.parametrize(
    "aside", ["NOTE", "NOTE a word\nor two", "STYLE\n::cue {}", "REGION\nid:x", "NOTE a --> b"]
)
def test_notes_styles_and_regions_are_no_words(aside: str) -> None:
    parsed = _read(f"WEBVTT\n\n{aside}\n\n00:00.000 --> 00:01.000\nHi.")

    assert [cue.text for cue in parsed.cues] == ["Hi."]
    assert (parsed.found, parsed.warnings) == (1, ())


def test_a_cue_named_note_is_a_cue() -> None:
    assert _texts("WEBVTT\n\nNOTE\n00:00.000 --> 00:01.000\nHi.") == ["Hi."]


def test_words_after_a_blank_line_in_a_cue_are_left_out_aloud() -> None:
    parsed = _read("WEBVTT\n\n00:00.000 --> 00:01.000\nHi.\n\nThere.\n")

    assert [cue.text for cue in parsed.cues] == ["Hi."]
    assert [(w.line, w.code) for w in parsed.warnings] == [(6, "text-outside-cue")]


def test_a_cue_that_ends_before_it_starts_is_kept_and_named() -> None:
    parsed = _read("WEBVTT\n\n00:05.000 --> 00:04.000\nHi.")

    assert [(cue.start_s, cue.end_s) for cue in parsed.cues] == [(5.0, 4.0)]
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "ends-before-start")]
    assert "Correct its times" in parsed.warnings[0].message


def test_a_cue_may_last_no_time() -> None:
    assert _codes("WEBVTT\n\n00:05.000 --> 00:05.000\nHi.") == []


def test_reads_times_without_leading_zeros_where_the_whole_file_has_them() -> None:
    parsed = _read(
        "WEBVTT\n\ne1d0-4/0\n0:0:0.0 --> 0:0:4.30\n<v Ann>Hi.</v>\n\n0:0:4.30 --> 0:1:5.0\n<v Bob>Ho.</v>\n"
    )

    assert [(cue.start_s, cue.end_s, cue.speaker) for cue in parsed.cues] == [
        (0.0, 4.3, "Ann"),
        (4.3, 65.0, "Bob"),
    ]
    assert [warning.code for warning in parsed.warnings] == ["loose-times"]


def test_reads_bare_seconds_beyond_a_minute_where_the_whole_file_has_them() -> None:
    parsed = _read("WEBVTT\n\n0.000 --> 75.5\nHi.\n\n75.5 --> 4000.25\nHo.\n")

    assert [(cue.start_s, cue.end_s) for cue in parsed.cues] == [(0.0, 75.5), (75.5, 4000.25)]
    assert [warning.code for warning in parsed.warnings] == ["loose-times"]


def test_sixty_minutes_or_seconds_are_no_dialect() -> None:
    timings = (
        "00:00:60.000 --> 00:01:01.000",
        "00:60:00.000 --> 01:00:01.000",
        "00:00:00.000 --> 00:00:60.000",
    )
    lost = "\n\n".join(f"{timing}\nLost." for timing in timings)

    parsed = _read(f"WEBVTT\n\n{lost}\n\n00:00.000 --> 60:00:01.000\nKept.")

    assert [(cue.text, cue.end_s) for cue in parsed.cues] == [("Kept.", 216001.0)]
    assert [(w.line, w.code) for w in parsed.warnings] == [
        (3, "bad-times"),
        (6, "bad-times"),
        (9, "bad-times"),
    ]


@pytest.mark.parametrize(
    ("raw", "voices"),
    [
        ("<v Ann>Hi.", [("Ann", "Hi.")]),
        ("<v.loud.x Ann Lee>Hi.</v>", [("Ann Lee", "Hi.")]),
        ("<v\tAnn\n Lee >Hi.</v>", [("Ann Lee", "Hi.")]),
        ("<v>Hi.</v>", [(None, "Hi.")]),
        ("<v Ann>Hi.</v>\n<v Bob>Ho.</v>", [("Ann", "Hi."), ("Bob", "Ho.")]),
        ("<v Ann>Hi. <v Bob>Ho.", [("Ann", "Hi."), ("Bob", "Ho.")]),
        ("<v Ann>Hi. <v Bob>Ho.</v> Hum.", [("Ann", "Hi."), ("Bob", "Ho."), ("Ann", "Hum.")]),
        ("- <v Ann>Hi.</v>\n- <v Bob>Ho.</v>", [("Ann", "Hi."), ("Bob", "Ho.")]),
        ("well-<v Ann>Hi.", [(None, "well-"), ("Ann", "Hi.")]),
        ("<v Ann>Hi</v>.", [("Ann", "Hi.")]),
        ("<v <script>>Hi.", [("<script", ">Hi.")]),
        ("<V Ann>Hi.", [(None, "Hi.")]),
    ],
)
def test_gives_one_cue_a_voice(raw: str, voices: list[tuple[str | None, str]]) -> None:
    parsed = _read(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{raw}")

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == voices
    assert (parsed.found, parsed.kept) == (1, 1)


def _cued(*said: str) -> str:
    cues = "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{text}" for n, text in enumerate(said))
    return f"WEBVTT\n\n{cues}"


def test_a_name_alone_in_its_cue_belongs_to_the_next() -> None:
    parsed = _read(_cued("Ann Lee:", "What is a bee?", "Bob Day:", "An insect.", "Ann Lee: I see."))

    assert [(cue.start_s, cue.speaker, cue.text) for cue in parsed.cues] == [
        (1.0, "Ann Lee", "What is a bee?"),
        (3.0, "Bob Day", "An insect."),
        (4.0, "Ann Lee", "I see."),
    ]
    assert [w.code for w in parsed.warnings] == ["empty-cue", "empty-cue"]


def test_arrows_begin_another_voice_in_a_file_without_tags() -> None:
    parsed = _read(_cued("&gt;&gt; One,", "and more. >> Two.", ">>", "5 > 3"))

    assert [(cue.start_s, cue.speaker, cue.text) for cue in parsed.cues] == [
        (0.0, None, "One,"),
        (1.0, None, "and more."),
        (1.0, None, "Two."),
        (3.0, None, "5 > 3"),
    ]
    assert [(w.line, w.code) for w in parsed.warnings] == [(None, "unnamed-voice"), (9, "empty-cue")]


def test_names_behind_arrows_are_carried_on_and_an_unnamed_voice_ends_that() -> None:
    parsed = _read(_cued(">> ANN: One,", "and more.", ">> BOB: Two.", ">> Who?", "Hm."))

    assert [cue.speaker for cue in parsed.cues] == ["ANN", "ANN", "BOB", None, None]
    assert [warning.code for warning in parsed.warnings] == ["labels-carried", "unnamed-voice"]


def test_words_keep_their_times_where_arrows_are_taken_off() -> None:
    cue = _read("WEBVTT\n\n00:00.000 --> 00:01.000\n&gt;&gt; hi<00:00.600> there").cues[0]

    assert [(word.text, word.end_s) for word in cue.words] == [("hi", 0.6), ("there", 1.0)]


def test_arrows_under_a_tag_are_words() -> None:
    assert _texts(_cued("<v Ann>a >> b")) == ["a >> b"]


def test_carries_a_voice_on_where_tags_stand_only_on_change() -> None:
    said = ["<v Ann>a", "b", "<v Bob>c", "d", "<v Ann>e", "f"]
    cues = "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{text}" for n, text in enumerate(said))

    parsed = _read(f"WEBVTT\n\n{cues}")

    assert [cue.speaker for cue in parsed.cues] == ["Ann", "Ann", "Bob", "Bob", "Ann", "Ann"]
    assert [warning.code for warning in parsed.warnings] == ["labels-carried"]


def test_a_cue_without_a_voice_has_none_where_tags_repeat() -> None:
    said = ["<v Ann>a", "<v Ann>b", "<v Bob>c", "d", "<v Ann>e", "f"]
    cues = "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{text}" for n, text in enumerate(said))

    assert [cue.speaker for cue in _read(f"WEBVTT\n\n{cues}").cues] == [
        "Ann",
        "Ann",
        "Bob",
        None,
        "Ann",
        None,
    ]


def test_dashes_in_a_cue_without_a_name_are_voices_that_are_not_named() -> None:
    said = ["<v Ann>a", "b", "<v Bob>c", "- Yes.\n- No.", "d", "<v Ann>e", "f"]
    cues = "\n\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{text}" for n, text in enumerate(said))

    parsed = _read(f"WEBVTT\n\n{cues}")

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == [
        ("Ann", "a"),
        ("Ann", "b"),
        ("Bob", "c"),
        (None, "Yes."),
        (None, "No."),
        (None, "d"),
        ("Ann", "e"),
        ("Ann", "f"),
    ]
    assert [warning.code for warning in parsed.warnings] == ["labels-carried", "unnamed-voice"]


def test_dashes_under_one_tag_are_named() -> None:
    parsed = _read("WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>- Yes.\n- No.")

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == [("Ann", "- Yes.\n- No.")]
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "two-voices")]


def test_a_tag_inside_the_name_of_a_voice_is_odd() -> None:
    parsed = _read("WEBVTT\n\n00:00.000 --> 00:01.000\n<v <script>alert(1)</script>>Hi.")

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == [("<script", "alert(1)>Hi.")]
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "odd-tag")]


def test_refuses_a_file_all_of_whose_times_are_bad_and_names_the_first() -> None:
    with pytest.raises(TranscriptError, match=r"“-00:05\.000 --> 00:01\.000” has a negative time") as refused:
        _read("WEBVTT\n\n-00:05.000 --> 00:01.000\nHi.\n\nx:01.000 --> 00:02.000\nHo.")

    assert (refused.value.code, refused.value.line) == ("bad-times", 3)


def test_a_time_beyond_a_thousand_hours_is_kept_and_named() -> None:
    parsed = _read("WEBVTT\n\n99999:00:00.000 --> 99999:00:01.000\nHi.")

    assert parsed.cues[0].start_s == 359996400.0
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "odd-time")]


def test_cuts_the_name_of_a_voice_that_is_too_long_to_be_one() -> None:
    parsed = _read(f"WEBVTT\n\n00:00.000 --> 00:01.000\n<v {'A' * 10_000}>Hi.")

    assert parsed.cues[0].speaker == "A" * 200
    assert [(w.line, w.code) for w in parsed.warnings] == [(3, "long-name")]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a <00:00:00.400>b c", [("a", 0.0, 0.4), ("b", 0.4, 0.7), ("c", 0.7, 1.0)]),
        ("al<00:00.500>pha beta", [("alpha", 0.0, 0.722), ("beta", 0.722, 1.0)]),
        ("a <00:00.400>be<i>e</i> <b>c</b>", [("a", 0.0, 0.4), ("bee", 0.4, 0.8), ("c", 0.8, 1.0)]),
        ("a <00:00.900>b <00:00.100>c", [("a", 0.0, 0.9), ("b", 0.9, 0.95), ("c", 0.95, 1.0)]),
        ("a <00:09.000>b", []),
        ("a <0:00.500>b", []),
        ("a b", []),
    ],
)
def test_inline_times_inside_a_cue_become_times_of_words(
    raw: str, words: list[tuple[str, float, float]]
) -> None:
    cue = _read(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{raw}").cues[0]

    assert [(word.text, word.start_s, word.end_s) for word in cue.words] == words


@pytest.mark.parametrize(
    ("value", "start_s", "code"),
    [
        ("LOCAL:00:00:00.000,MPEGTS:900000", 11.0, "timestamp-map"),
        ("MPEGTS:900000,LOCAL:00:00:00.500", 10.5, "timestamp-map"),
        ("MPEGTS:0,LOCAL:00:00:05.000", 0.0, "timestamp-map"),
        ("MPEGTS:x,LOCAL:00:00:00.000", 1.0, "bad-timestamp-map"),
    ],
)
def test_shifts_times_by_a_timestamp_map(value: str, start_s: float, code: str) -> None:
    parsed = _read(f"WEBVTT\nX-TIMESTAMP-MAP={value}\n\n00:01.000 --> 00:02.000\nHi.")

    assert parsed.cues[0].start_s == start_s
    assert [(w.line, w.code) for w in parsed.warnings] == [(2, code)]


def test_a_line_sung_twice_is_no_rolling_caption() -> None:
    assert _texts(
        "WEBVTT\n\n00:00.000 --> 00:01.000\nla\n\n00:01.000 --> 00:02.000\nla\n\n00:02.000 --> 00:03.000\nla"
    ) == [
        "la",
        "la",
        "la",
    ]


def test_a_null_becomes_a_replacement_character() -> None:
    assert _texts("WEBVTT\n\n00:00.000 --> 00:01.000\nte\0xt and some more words") == [
        "te\ufffdxt and some more words"
    ]
