"""Tables; whole files are in the samples."""

from __future__ import annotations

import pytest

from transcripts.cues import TranscriptError
from transcripts.importers import parse
from transcripts.importers.speaker_time_text_csv import read, sniff


def _rows(text: str) -> list[tuple[float | None, float | None, str | None, str]]:
    return [
        (cue.start_s, None if cue.estimated else cue.end_s, cue.speaker, cue.text)
        for cue in read(text.encode()).cues
    ]


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("speaker,time,text", "Ann,01:20,Hi.", (80.0, None, "Ann", "Hi.")),
        ("Speaker,Minute,Text", "Ann,1.5,Hi.", (90.0, None, "Ann", "Hi.")),
        ("Name;Start (s);End (s);Transcript", "Ann;1,5;2,25;Hi.", (1.5, 2.25, "Ann", "Hi.")),
        ("start_ms\tend_ms\tspeaker\ttext", "1500\t2250\tAnn\tHi.", (1.5, 2.25, "Ann", "Hi.")),
        ("who|what", "Ann|Hi.", (None, None, "Ann", "Hi.")),
        ("text,start,duration", "Hi.,1.5,0.75", (1.5, 2.25, None, "Hi.")),
        ("id,start,end,speaker,text,score", "7,1.5s,2.25s,Ann,Hi.,0.9", (1.5, 2.25, "Ann", "Hi.")),
        ("\ufeffspeaker,time,text", "Ann:,[1:00:00.5],Hi.", (3600.5, None, "Ann", "Hi.")),
        (
            '"speaker","time","text"',
            '"Ann","01:20","Hi, ""you"", there."',
            (80.0, None, "Ann", 'Hi, "you", there.'),
        ),
    ],
)
def test_finds_the_columns_that_a_header_names(
    header: str, row: str, said: tuple[float | None, float | None, str | None, str]
) -> None:
    assert _rows(f"{header}\n{row}\n") == [said]


@pytest.mark.parametrize(
    "text",
    [
        "Ann,01:20,Hi there.\nBob,01:25,Ho there.\n",
        "01:20,Ann,Hi there.\n01:25,Bob,Ho there.\n",
        "Ann\t01:20\tHi there.\nBob\t01:25\tHo there.\n",
    ],
)
def test_tells_columns_without_a_header_apart(text: str) -> None:
    assert _rows(text) == [(80.0, None, "Ann", "Hi there."), (85.0, None, "Bob", "Ho there.")]


@pytest.mark.parametrize(
    "text",
    [
        "name,price\nhoney,3\nwax,4\n",
        "Ann, Bob and I\nwent out, and so\n",
        "Bees, a talk\n01:20, it begins\n",
        "Ann: Hi, you.\nBob: Ho, you.\n",
        "[01:20] Hi, you.\n[01:25] Ho, you.\n",
        '{"speaker": 1, "text": 2}\n',
    ],
)
def test_does_not_take_another_text_for_a_table(text: str) -> None:
    assert sniff(text) == 0.0


def test_whole_seconds_stay_seconds() -> None:
    assert _rows("start,end,text\n0,4,Hi.\n4,9,Ho.\n") == [(0.0, 4.0, None, "Hi."), (4.0, 9.0, None, "Ho.")]


def test_whole_numbers_too_large_for_seconds_are_milliseconds() -> None:
    parsed = read(b"start,end,text\n0,4000,Hi.\n4000,9000,Ho.\n")

    assert [(cue.start_s, cue.end_s) for cue in parsed.cues] == [(0.0, 4.0), (4.0, 9.0)]
    assert [w.code for w in parsed.warnings] == ["milliseconds"]


def test_names_in_the_words_count_where_no_column_has_them() -> None:
    assert _rows("time,text\n0:01,Ann: Hi.\n0:02,Bob: Ho.\n") == [
        (1.0, None, "Ann", "Hi."),
        (2.0, None, "Bob", "Ho."),
    ]


def test_a_colon_in_the_words_makes_no_name_where_a_column_has_them() -> None:
    assert _rows("speaker,text\nAnn,So: yes.\nAnn,So: no.\n") == [
        (None, None, "Ann", "So: yes."),
        (None, None, "Ann", "So: no."),
    ]


def test_accounts_for_every_row() -> None:
    parsed = read(b"speaker,time,text\nAnn,0:01,Hi.\nBob,soon,Ho.\n\nAnn,0:03,\n,,\nBob,0:04,Well, well.\n")

    assert [(cue.start_s, cue.text) for cue in parsed.cues] == [
        (1.0, "Hi."),
        (None, "Ho."),
        (4.0, "Well, well."),
    ]
    assert (parsed.found, parsed.kept) == (4, 3)
    assert [(w.line, w.code) for w in parsed.warnings] == [
        (3, "bad-time"),
        (7, "more-columns"),
        (5, "empty-cue"),
    ]


def test_refuses_a_table_whose_quotation_marks_do_not_pair() -> None:
    with pytest.raises(TranscriptError) as refused:
        read(b'speaker,time,text\nAnn,0:01,"He said "no", twice."\nBob,0:02,Ho.\n')

    assert (refused.value.code, refused.value.line) == ("bad-quotes", 2)


def test_a_quotation_mark_in_a_table_with_tabs_is_a_word_where_it_has_no_partner() -> None:
    assert [text for *_, text in _rows('speaker\ttext\nAnn\t"So\nBob\tthen."\nAnn\t"Hm."\n')] == [
        '"So',
        'then."',
        "Hm.",
    ]


def test_refuses_a_table_of_too_many_cells() -> None:
    with pytest.raises(TranscriptError) as refused:
        read(b"speaker,time,text\nAnn,0:01,Hi." + b"," * 5_000_001)

    assert (refused.value.code, refused.value.line) == ("too-many-columns", 1)


def test_is_chosen_before_text_with_times() -> None:
    assert parse(b"speaker,time,text\nAnn,0:01,Hi.\n").format == "speaker-time-text-csv"
