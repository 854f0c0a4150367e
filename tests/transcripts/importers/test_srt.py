"""SRT as it is found; whole files are in the samples."""

from __future__ import annotations

import pytest

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers import parse
from transcripts.importers.srt import read, sniff


def _read(text: str) -> Parsed:
    return read(text.encode())


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(cue.speaker, cue.text) for cue in _read(text).cues]


def _codes(text: str) -> list[str]:
    return [warning.code for warning in _read(text).warnings]


def _cues(*texts: str) -> str:
    return "\n\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{text}" for n, text in enumerate(texts, 1)
    )


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("00:00:01,500", 1.5),
        ("00:00:01.500", 1.5),
        ("00:01,000", 1.0),
        ("01:00,000", 60.0),
        ("1:00:00", 3600.0),
        ("00:00:01,5", 1.5),
        ("00:00:01,05", 1.05),
        ("00:00:01,123456", 1.123),
        ("100:00:00,000", 360000.0),
        ("00: 00: 01, 500", 1.5),
        ("1.5", 1.5),
    ],
)
def test_reads_a_time(time: str, seconds: float) -> None:
    cue = _read(f"1\n{time} --> 999:00:00,000\nHi.").cues[0]

    assert (cue.start_s, cue.end_s) == (seconds, 3596400.0)


@pytest.mark.parametrize("arrow", ["-->", " --> ", "\t-->  ", " -> ", " ---> ", " –> ", " —> "])
def test_reads_an_arrow(arrow: str) -> None:
    assert _read(f"1\n00:00:01,000{arrow}00:00:02,000\nHi.").cues[0].end_s == 2.0


@pytest.mark.parametrize(
    "line",
    ["5 --> 6", "from 5 --> to 6", "1.5 -> 2.5", "a --> b", "-->"],
)
def test_an_arrow_may_stand_among_words(line: str) -> None:
    assert _said(f"1\n00:00:01,000 --> 00:00:02,000\nSee\n{line}") == [(None, f"See\n{line}")]


def test_a_bad_time_range_keeps_its_words_without_times() -> None:
    parsed = _read("1\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n00:00:0x,000 --> 00:00:04,000\nHo.\n")

    assert [(cue.start_s, cue.text) for cue in parsed.cues] == [(1.0, "Hi."), (None, "Ho.")]
    assert [(w.line, w.code) for w in parsed.warnings] == [(6, "bad-times")]
    assert (parsed.found, parsed.kept) == (2, 2)


def test_a_number_that_is_said_is_no_number_of_a_cue() -> None:
    assert _said(_cues("42", "The year was\n\n1984\nor so.", "3")) == [
        (None, "42"),
        (None, "The year was\n1984\nor so."),
        (None, "3"),
    ]


def test_a_number_that_is_said_in_a_file_without_numbers_is_kept() -> None:
    text = "00:00:01,000 --> 00:00:02,000\n41\n00:00:02,000 --> 00:00:03,000\n42\n\n00:00:03,000 --> 00:00:04,000\n43"

    assert _said(text) == [(None, "41"), (None, "42"), (None, "43")]


def test_a_blank_line_may_stand_between_number_and_time() -> None:
    text = "1\n\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n\n00:00:02,000 --> 00:00:03,000\nHo.\n"

    assert _said(text) == [(None, "Hi."), (None, "Ho.")]


def test_cues_may_follow_each_other_without_a_blank_line() -> None:
    assert _said(_cues("Hi.", "Ho.").replace("\n\n", "\n")) == [(None, "Hi."), (None, "Ho.")]


def test_a_name_in_every_cue_is_the_speaker() -> None:
    assert _said(_cues("Ann: Hi.", "Bob: Ho.", "Ann: Hm.")) == [
        ("Ann", "Hi."),
        ("Bob", "Ho."),
        ("Ann", "Hm."),
    ]


def test_names_are_carried_on_where_they_stand_only_on_change() -> None:
    text = _cues("Before.", "Ann: Hi.", "And so on.", "Bob: Ho.", "Well.", "Ann: Hm.")

    assert [speaker for speaker, _ in _said(text)] == [None, "Ann", "Ann", "Bob", "Bob", "Ann"]
    assert [(w.code, w.message) for w in _read(text).warnings] == [
        (
            "labels-carried",
            "Names stand only where the voice changes: 2 cues without one were given the last name.",
        )
    ]


def test_names_are_not_carried_past_a_mark_of_another_voice() -> None:
    text = _cues("Ann: Hi.", ">> Who is it?", "Me again.", "Bob: Ho.", "Well.", "Ann: Hm.")

    assert [speaker for speaker, _ in _said(text)] == ["Ann", None, None, "Bob", "Bob", "Ann"]
    assert _codes(text) == ["labels-carried", "unnamed-voice"]


def test_colons_in_words_make_no_names() -> None:
    assert _said(_cues("He said: no.", "Note: this is prose.", "And so: yes.", "It is: so.")) == [
        (None, "He said: no."),
        (None, "Note: this is prose."),
        (None, "And so: yes."),
        (None, "It is: so."),
    ]


@pytest.mark.parametrize("label", ["SPEAKER_00", "speaker_1", "spk_2", "Speaker 3"])
def test_a_machine_s_label_is_one_even_once(label: str) -> None:
    assert _said(_cues(f"[{label}]: Hi.", "And so on: yes.")) == [(label, "Hi."), (None, "And so on: yes.")]


def test_a_name_alone_in_its_cue_belongs_to_the_next() -> None:
    parsed = _read(_cues("Ann:", "Hi.", "Bob:", "Ho.", "Ann: Hm."))

    assert [(cue.speaker, cue.text) for cue in parsed.cues] == [
        ("Ann", "Hi."),
        ("Bob", "Ho."),
        ("Ann", "Hm."),
    ]
    assert (parsed.found, parsed.kept) == (5, 3)
    assert [w.code for w in parsed.warnings] == ["empty-cue", "empty-cue"]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("- Hi.\n- Ho.", ["Hi.", "Ho."]),
        ("-Hi.\n-Ho.", ["Hi.", "Ho."]),
        ("– ¿Sí?\n– Sí.", ["¿Sí?", "Sí."]),
        ("— Hi,\nyou.\n— Ho.", ["Hi,\nyou.", "Ho."]),
        ("Hi.\n- Ho.", ["Hi.", "Ho."]),
        ("- so it goes", ["so it goes"]),
        ("It was\n- or so they say - late.", ["It was\n- or so they say - late."]),
        ("-5 is cold", ["-5 is cold"]),
        ("- 5 is less", ["- 5 is less"]),
        ("—and then", ["—and then"]),
        (">> Hi.\n>> Ho.", ["Hi.", "Ho."]),
        ("Hi. >> Ho.", ["Hi.", "Ho."]),
        ("&gt;&gt;&gt; Hi.", ["Hi."]),
        ("x >>= 2 and a>>b", ["x >>= 2 and a>>b"]),
    ],
)
def test_a_mark_of_another_voice_makes_another_cue(text: str, texts: list[str]) -> None:
    parsed = _read(_cues(text))

    assert [cue.text for cue in parsed.cues] == texts
    assert (parsed.found, parsed.kept) == (1, 1)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<i>Hi</i>", "Hi"),
        ('<font color="red" size=2>Hi</font>', "Hi"),
        ("{\\an8}Hi", "Hi"),
        ("{\\an8\\pos(1,2)}{\\i1}Hi{\\i0}", "Hi"),
        ("{y:i}Hi", "Hi"),
        ("{i}Hi{/i}", "Hi"),
        ("{Hi}", "{Hi}"),
        ("Hi<br>ho", "Hi\nho"),
        ("Hi\\Nho", "Hi\nho"),
        ("Tom &amp; Jerry&nbsp;too", "Tom & Jerry\xa0too"),
        ("AT&T", "AT&T"),
        ("1 < 2", "1 < 2"),
        ("\u200bHi\u200e", "Hi"),
    ],
)
def test_takes_markup_off(text: str, plain: str) -> None:
    parsed = _read(_cues(text))

    assert [cue.text for cue in parsed.cues] == [plain]
    assert parsed.warnings == ()


def test_warns_of_a_tag_that_may_be_words() -> None:
    parsed = _read(_cues("He <laughs> said."))

    assert [(w.line, w.code) for w in parsed.warnings] == [(2, "odd-tag")]


def test_inline_times_become_words() -> None:
    cue = _read("1\n00:00:01,000 --> 00:00:03,000\n<c>good</c><00:00:02.000><c> evening</c>").cues[0]

    assert [(word.text, word.start_s, word.end_s) for word in cue.words] == [
        ("good", 1.0, 2.0),
        ("evening", 2.0, 3.0),
    ]


def test_inline_times_stay_with_their_words_when_a_name_is_taken_off() -> None:
    parsed = _read(
        "1\n00:00:01,000 --> 00:00:04,000\n- Ann:<00:00:02.000> good\n<00:00:03.000>- Bob: bye\n\n"
        "2\n00:00:05,000 --> 00:00:06,000\nAnn: Hm.\n"
    )

    assert [(cue.speaker, [(w.text, w.start_s) for w in cue.words]) for cue in parsed.cues] == [
        ("Ann", [("good", 2.0)]),
        ("Bob", [("bye", 3.636)]),
        ("Ann", []),
    ]


def test_cues_stay_in_the_order_of_the_file() -> None:
    parsed = _read("1\n00:00:05,000 --> 00:00:06,000\nLater.\n\n2\n00:00:01,000 --> 00:00:02,000\nSooner.\n")

    assert [cue.start_s for cue in parsed.cues] == [5.0, 1.0]
    assert [(w.line, w.code) for w in parsed.warnings] == [(6, "clock-goes-back")]


def test_a_chant_is_no_rolling_caption() -> None:
    assert _said(_cues("La la.", "La la.", "La la.", "La la.")) == [(None, "La la.")] * 4


def test_lines_that_roll_are_kept_once() -> None:
    parsed = _read(_cues("one\ntwo", "two\nthree", "three", "three\nfour"))

    assert [cue.text for cue in parsed.cues] == ["one\ntwo", "three", "four"]
    assert [w.message for w in parsed.warnings] == [
        "3 cues show lines of the cue before them again; each line was kept once, and 1 of these cues, "
        "which hold nothing else, were left out."
    ]
    assert (parsed.found, parsed.kept) == (4, 3)


_SENTENCES = (
    "It is so stinking nice to like, show up and record this show.",
    "And Travis has already put together an outline, and Kevin has got suggestions.",
    "That is an absolute joy for at least two thirds of the team.",
)


def test_refuses_a_file_whose_words_have_lost_their_spaces() -> None:
    stripped = _cues(*_SENTENCES).replace(" ", "")

    with pytest.raises(TranscriptError, match="spaces between the words are lost") as refused:
        _read(stripped)

    assert (refused.value.code, refused.value.line) == ("no-spaces", 2)


@pytest.mark.parametrize(
    "texts",
    [
        _SENTENCES,
        ["蜜蜂会跳舞，这是它们告诉同伴哪里有花的方法，大家都知道这一点。"] * 6,
        ["ผึ้งเต้นรำเพื่อบอกเพื่อนว่าดอกไม้อยู่ที่ไหนซึ่งทุกคนก็รู้ดีอยู่แล้ว"] * 6,
        ["Bees"] * 60,
        ["https://example.org/a/very/long/address/of/a/page"],
        ["Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz gilt."] * 6,
    ],
)
def test_takes_a_file_whose_words_are_long_or_have_no_spaces_by_nature(texts: list[str]) -> None:
    assert _read(_cues(*texts)).kept == len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:00.000 --> 00:01.000\nHi.\n",
        "\n webvtt \n\n00:00.000 --> 00:01.000\nHi.\n",
        '{"text": "00:00:01,000 --> 00:00:02,000"}',
        "<html><!-- x --><p>00:00:01,000 --> 00:00:02,000</p>",
        "Ann: a --> b\nBob: Ho.\n",
    ],
)
def test_does_not_take_another_format_for_its_own(text: str) -> None:
    assert sniff(text) == 0.0


def test_a_time_range_decides_even_where_words_stand_before_it() -> None:
    assert parse(("Made by hand\n" * 50 + _cues("Ann: Hi.", "Bob: Ho.")).encode()).format == "srt"


def test_a_line_has_no_space_of_any_kind_around_it() -> None:
    parsed = read("1\n00:00:01,000 --> 00:00:02,000\n\u200b\u2028Hi.\u3000\ufeff\u2029\n".encode())

    assert [cue.text for cue in parsed.cues] == ["Hi."]
