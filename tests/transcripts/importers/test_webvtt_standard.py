"""Files made of all that the standard knows, and of what it drops, against its algorithms as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.transcripts.importers.webvtt_standard import StandardCue, standard_cues, standard_pieces
from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.importers.webvtt import read

TIMES = (
    "00:00.000",
    "00:01.000",
    "1:00:02.500",
    "100:00:00.000",
    "000:00:01.000",
    "60:00:01.000",
    "00:60:00.000",
    "00:00:60.000",
    "60:00.000",
    "000:00.000",
    "0:01.000",
    "00:01.0000",
    "00:1:01.000",
    "00:01:1.000",
    "00:01,000",
    "00:01",
    "-00:01.000",
    "00::01.000",
    "x",
)
TEXTS = (
    *(
        "<v Ann>",
        "</v>",
        "<v Bob>",
        "<v.loud.x Ann Lee>",
        "<v>",
        "<v\tA\nB>",
        "<v A&amp;B>",
        "<v. Ann>",
        "<v .x>",
    ),
    *("<v/Ann>", "<V Ann>", "<v Ann", "<i>", "</i>", "<i/>", "<i.>", "<b>", "</b >", "</ b>", "<u>", "</u>"),
    *(
        "<c>",
        "<c.a.b>",
        "<c.a b>",
        "</c>",
        "<ruby>",
        "<rt>",
        "<rt.x>",
        "</rt>",
        "</ruby>",
        "<lang en>",
        "</lang>",
    ),
    *(
        "<00:00:00.500>",
        "<00:00.500>",
        "<0:00.500>",
        "<1>",
        "<.x>",
        "<>",
        "</>",
        "<foo>",
        "<foo",
        "<",
        "</foo>",
    ),
    *(
        "&amp;",
        "&lt;",
        "&gt;",
        "&nbsp;",
        "&amp",
        "&ampx",
        "&#65;",
        "&#x41;",
        "&#x41",
        "&;",
        "&",
        "&notit;",
        "&x;",
    ),
    *(
        "a&b",
        "&lt",
        "&#0;",
        "&#128;",
        "word",
        "Yes",
        "5 > 3",
        "été",
        " ",
        "\t",
        "\n",
        "NOTE x",
        "STYLE",
    ),
)
timings = st.builds(
    "{}{}{}{}{}{}{}".format,
    st.sampled_from(("", " ", "\t\f")),
    st.sampled_from(TIMES),
    st.sampled_from(("", " ", "\t")),
    st.sampled_from(("-->", "-->", "-->", "->", "--->", "-- >")),
    st.sampled_from(("", " ", "\t")),
    st.sampled_from(TIMES),
    st.sampled_from(("", " ", "align:start", " line:0 position:5%", " -->", "0", " x")),
)
payloads = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=8).map("".join)
blocks = st.one_of(
    st.builds(
        "{}{}\n{}".format, st.sampled_from(("", "", "id\n", "1\n", "NOTE\n", "STYLE\n")), timings, payloads
    ),
    st.builds("NOTE {}".format, payloads),
    st.builds("{}\n{}".format, st.sampled_from(("STYLE", "STYLE ", "STYLEx", "REGION")), payloads),
    st.builds("{}\n{}\n{}".format, timings, timings, payloads),
    payloads,
)
heads = st.sampled_from(
    (
        "WEBVTT",
        "WEBVTT",
        "WEBVTT x",
        "WEBVTT\t",
        "WEBVTT -->",
        "WEBVTTx",
        "webvtt",
        "\ufeffWEBVTT",
        "WEBVTT\nKind: x",
    )
)
files = st.builds(
    lambda head, gap, rest, newline: (head + gap + "".join(rest)).replace("\n", newline),
    heads,
    st.sampled_from(("\n", "\n\n", "\n\n\n")),
    st.lists(
        st.builds(str.__add__, blocks, st.sampled_from(("\n\n", "\n\n", "\n", "\n\n\n", ""))), max_size=6
    ),
    st.sampled_from(("\n", "\n", "\r\n", "\r")),
)


@given(files)
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(
    "WEBVTT\n\n00:00:00.000 --> 00:00:60.000\na\n\n00:00:00.000 --> 00:60:00.000\nb\n\n00:00.000 --> 60:00:01.000\nc"
)
@example("WEBVTT\n\n00:00.000 --> 00:01.000\n<ruby>a<rt><b>c</ruby>d</rt>e</b>f</ruby>g")
@example("WEBVTT\nid\n00:00.000 --> 00:01.000\na\n00:01.000 --> 00:02.000\nb\nc --> d\ne")
def test_a_file_has_the_cues_that_the_standard_gives(text: str) -> None:
    expected = standard_cues(text.removeprefix("\ufeff"))
    parsed = _read(text)

    if parsed is None or any(warning.code == "loose-times" for warning in parsed.warnings):
        return
    assert expected is not None
    assert parsed.found - _dropped(parsed) == len(expected)
    by_line = {line: list(cues) for line, cues in groupby(parsed.cues, key=lambda cue: cue.line)}
    for cue in expected:
        _compare(cue, by_line.pop(cue.line, []))
    assert by_line == {}


def _read(text: str) -> Parsed | None:
    """The file, read; None where it is refused as the standard refuses it, or has no cue by the standard."""
    try:
        return read(text.encode())
    except TranscriptError as refusal:
        cues = standard_cues(text.removeprefix("\ufeff"))
        if (refusal.code, cues) not in (("no-signature", None), ("bad-times", [])):
            raise
        return None


def _dropped(parsed: Parsed) -> int:
    return sum(warning.code == "bad-times" for warning in parsed.warnings)


def _compare(cue: StandardCue, read_cues: list[Cue]) -> None:
    if re.search(r"<[ \t\n\f]", cue.raw):
        return  # a departure: such a “<” is text
    pieces = standard_pieces(cue.raw)
    if ">>" in "".join(text for _, text in pieces):
        return  # and such a mark is a voice
    assert _letters(each.text for each in read_cues) == _letters(text for _, text in pieces)
    assert {(each.start_s, each.end_s) for each in read_cues} <= {(cue.start_s, cue.end_s)}
    if any(each.speaker for each in read_cues) or any(voice for voice, _ in pieces):
        spoken = [voice for voice, text in pieces if any(map(str.isalnum, text))]
        if spoken and len(read_cues) > 1:
            assert [each.speaker for each in read_cues] == [voice for voice, _ in groupby(spoken)]


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


@pytest.mark.parametrize(
    ("raw", "pieces"),
    [
        ("<ruby>a<rt>b</ruby>c", [(None, "a"), (None, "b"), (None, "c")]),
        ("<v Ann>a<v Bob>b</v>c", [("Ann", "a"), ("Bob", "b"), ("Ann", "c")]),
        ("<v.x Ann\n Lee>a</b></v>b", [("Ann Lee", "a"), (None, "b")]),
        ("a<00:01.000>b</", [(None, "a"), (None, "b")]),
    ],
)
def test_the_standard_reads_tags(raw: str, pieces: list[tuple[str | None, str]]) -> None:
    assert standard_pieces(raw) == pieces
