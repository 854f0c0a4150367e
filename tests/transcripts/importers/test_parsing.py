"""What holds for every format: how it is chosen, what is refused, and that nothing breaks the reader."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from transcripts.cues import TranscriptError
from transcripts.importers import IMPORTERS, parse, read_limited

SAMPLES = sorted(path for path in (Path(__file__).parent / "samples").glob("*/*") if path.suffix != ".json")


def _refusal(data: bytes, format: str | None = None) -> TranscriptError:
    with pytest.raises(TranscriptError) as refused:
        parse(data, format)
    return refused.value


@pytest.mark.parametrize(
    "text",
    [
        "It was a dark night. Nobody spoke.\n\nNot a word: none at all.\n",
        '{"segments": [{"startTime": 0.5, "endTime": 2.0}]}',
        "<html><body><h1>Not a word</h1></body></html>",
        'var talk = [{"speaker": "Ann", "minute": "01:20", "text": "Hi."}];\n',
        "name,price\nhoney,3\nwax,4\n",
        "WEBVTTnot\n\n00:00.000 --> 00:01.000\nHi.\n",
        "\nWEBVTT\n\n00:00.000 --> 00:01.000\nHi.\n",
    ],
)
def test_refuses_what_is_in_none_of_its_formats_and_names_them(text: str) -> None:
    refusal = _refusal(text.encode())

    assert refusal.code == "unknown-format"
    assert refusal.line is not None
    assert " These are read: webvtt, srt, " in refusal.message


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Ann Lee: We met in a bar.\nAnd went home.\n", "--format labelled-text"),
        ("[01:20] We met in a bar.\n", "--format timestamped-text"),
        ("[-01:20] Hello.\n", "The time on this line is negative"),
        ("[99:99:99] Hello.\n[99:99:98] Hello.\n", "“[99:99:99]” is no time"),
        ("<script>alert(1)</script>: Hello.\n", "No turn, time or heading"),
    ],
)
def test_says_what_a_text_lacks_to_be_told_for_a_transcript(text: str, remedy: str) -> None:
    refusal = _refusal(text.encode())

    assert (refusal.code, refusal.line) == ("unknown-format", 1)
    assert remedy in refusal.message
    assert "XML" not in refusal.message.partition("These are read")[0]


def test_refuses_a_format_that_it_does_not_know() -> None:
    assert _refusal(b"Ann: Hi.\n\nBob: Hi.\n", "betamax").code == "unknown-format"


@pytest.mark.parametrize(
    ("format", "code"),
    [
        ("webvtt", "no-signature"),
        ("labelled-text", "no-turns"),
        ("timestamped-text", "no-times"),
        ("speaker-page", "no-speaker-page"),
        ("srt", "no-times"),
        ("sbv", "no-times"),
        ("caption-paste", "no-times"),
        ("podcast20-html", "no-paragraphs"),
        ("speaker-time-text-csv", "no-columns"),
        ("rttm", "no-labels"),
        ("ttml", "bad-xml"),
    ],
)
def test_an_overruling_format_refuses_what_it_cannot_read(format: str, code: str) -> None:
    refusal = _refusal(b"Nothing but plain words.\n", format)

    assert (refusal.code, refusal.line) == (code, 1)


def test_an_overruling_format_reads_what_another_would_have_taken() -> None:
    parsed = parse(b"[00:01] Ann: Hi.\n[00:02] Bob: Ho.\n", "timestamped-text")

    assert [(cue.start_s, cue.speaker, cue.text) for cue in parsed.cues] == [
        (1.0, "Ann", "Hi."),
        (2.0, "Bob", "Ho."),
    ]


def test_says_that_a_file_holds_no_cue() -> None:
    parsed = parse(b"WEBVTT\n")

    assert [warning.code for warning in parsed.warnings] == ["no-cues"]
    assert (parsed.found, parsed.kept) == (0, 0)


def test_lists_the_first_warnings_of_a_kind_and_counts_the_others() -> None:
    empty = "".join(f"00:{n:02}.000 --> 00:{n + 1:02}.000\n\n" for n in range(40))

    warnings = parse(f"WEBVTT\n\n{empty}01:00.000 --> 01:01.000\nHi.\n".encode()).warnings

    assert len(warnings) == 26
    assert warnings[-1].message == "The same 15 more times, last on line 81."


def test_ends_that_a_file_does_not_give_are_derived_and_marked() -> None:
    parsed = parse(b"Ann 00:00\nHi there.\n\nBob 00:02\nHo.\n")

    assert [(cue.start_s, cue.end_s, cue.estimated) for cue in parsed.cues] == [
        (0.0, 2.0, True),
        (2.0, 2.8, True),
    ]


def test_reads_no_more_of_a_file_than_is_needed_to_refuse_it(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(60_000_000)

    assert len(read_limited(huge)) == 20_000_001


@pytest.mark.parametrize(
    "piece", ["<", "<v ", "<v A>x", "&", "**a", "[a](", "a: ", "[00:01]", "\n", "-->\n", "“He "]
)
@pytest.mark.parametrize(
    "head", ["WEBVTT\n\n00:00.000 --> 00:01.000\n", "Ann 00:01\n", "**Ann:** ", "Ann: Hi.\nBob: "]
)
def test_takes_time_in_proportion_to_the_size_of_a_file(head: str, piece: str) -> None:
    data = f"{head}{piece * (100_000 // len(piece))}".encode()

    began = time.process_time()
    for name in (None, *IMPORTERS):
        with suppress(TranscriptError):
            parse(data, name)
    assert time.process_time() - began < 5


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example("٣:٣٣ x\n²:00 y\n".encode())
@settings(max_examples=150, deadline=None)
def test_raises_nothing_but_its_own_error_on_any_bytes(data: bytes) -> None:
    for name in (None, *IMPORTERS):
        with suppress(TranscriptError):
            parse(data, name)


PIECES = st.sampled_from(
    [
        b"<",
        b">",
        b"-->",
        b"\n\n",
        b"\n",
        b":",
        b"**",
        b"[00:01]",
        b"(",
        b"<v Bob>",
        b"</v>",
        b"&amp;",
        b"---",
        b"# ",
        b"\xff",
        b"\x00",
        b"<00:00:01.000>",
        b"WEBVTT",
        b"00:00:01.000",
        b"\xe2\x80\xa8",
        b"9" * 5000,
        b" ",
    ]
)


@given(
    sample=st.sampled_from(SAMPLES),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), max_size=8),
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_accounts_for_every_cue_of_a_damaged_file(
    sample: Path, edits: list[tuple[float, int, bytes]]
) -> None:
    data = bytearray(sample.read_bytes())
    for place, length, piece in edits:
        at = int(place * len(data))
        data[at : at + length] = piece
    try:
        parsed = parse(bytes(data))
    except TranscriptError:
        return
    assert parsed.kept <= parsed.found
    assert parsed.kept == parsed.found or parsed.warnings
    for cue in parsed.cues:
        assert cue.text == cue.text.strip() != ""
        assert not cue.words or [word.text for word in cue.words] == cue.text.split()
