"""Captions, pages and tables, damaged at random: what comes out is accounted for, in time linear in the size, and nothing crashes."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers import (
    caption_paste,
    parse,
    podcast20_html,
    rttm,
    sbv,
    speaker_time_text_csv,
    srt,
    ttml,
)

IMPORTERS = (srt, sbv, ttml, rttm, podcast20_html, speaker_time_text_csv, caption_paste)
FOLDERS = ("srt", "html", "rttm", "text", "edge/webvtt-py")
TAKEN = 20_000  # bytes of each file

PIECES = st.sampled_from(
    [
        *(
            b"<",
            b">",
            b"-->",
            b"\n",
            b"\n\n",
            b"\n \n",
            b":",
            b",",
            b'"',
            b"\t",
            b"&",
            b"&#0;",
            b"&#xd800;",
            b"\\N",
        ),
        *(
            b"- ",
            b">> ",
            b"{\\an8}",
            b"<i>",
            b"</i>",
            b"<v Bob>",
            b"<00:00:01.000>",
            b"<p>",
            b"</p>",
            b"<cite>",
            b"<br>",
        ),
        *(
            b"</cite>",
            b"<time>",
            b"0:01",
            b"<!--",
            b"<script>",
            b"<tt>",
            b"<p begin='1s'>",
            b"</tt>",
            b"<![CDATA[",
        ),
        *(
            b"Ann: ",
            b"[SPEAKER_00]: ",
            b"1\n",
            b"00:00:01,000 --> 00:00:02,000\n",
            b"-00:00:01,5 --> 9999999:99:99\n",
        ),
        *(
            b"0:00:01.000,0:00:02.000\n",
            b"1 minute, 1 second",
            b"SPEAKER a 1 1 1 x x b x x\n",
            b"NaN",
            b"1e999",
        ),
        *(
            b"\xff",
            b"\x00",
            b"\xe2\x80\xa8",
            b"\x0b",
            b"\x0c",
            b"\x1c",
            "²٣".encode(),
            b"&#" + b"9" * 5000,
            b"9" * 5000,
            b" " * 50,
        ),
    ]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 200), PIECES), min_size=1, max_size=10)


@pytest.fixture(scope="module")
def real_files() -> list[bytes]:
    folder = os.environ.get("COUNTERPOINT_TEST_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("COUNTERPOINT_TEST_DATA names no folder of real files")
    paths = [path for name in FOLDERS for path in sorted((Path(folder) / "transcripts" / name).iterdir())]
    return [path.read_bytes()[:TAKEN] for path in paths]


def _damaged(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    damaged = bytearray(data)
    for place, length, piece in edits:
        at = int(place * len(damaged))
        damaged[at : at + length] = piece
    return bytes(damaged)


def _check(parsed: Parsed) -> None:
    assert parsed.kept <= parsed.found
    assert parsed.kept == parsed.found or parsed.warnings
    assert parsed.cues or parsed.warnings
    for cue in parsed.cues:
        assert cue.text == cue.text.strip() != ""
        assert not cue.words or [word.text for word in cue.words] == cue.text.split()
        assert cue.start_s is None or 0 <= cue.start_s < 1e14
        assert cue.speaker is None or cue.speaker == cue.speaker.strip() != ""
        assert "\x00" not in cue.text


@given(choice=st.integers(0, 10_000), edits=EDITS)
@settings(
    max_examples=200,
    deadline=2_000,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_accounts_for_every_cue_of_a_damaged_real_file(
    real_files: list[bytes], choice: int, edits: list[tuple[float, int, bytes]]
) -> None:
    data = _damaged(real_files[choice % len(real_files)], edits)

    with suppress(TranscriptError):
        _check(parse(data))
    for importer in IMPORTERS:
        with suppress(TranscriptError):
            _check(importer.read(data))


@given(pieces=st.lists(PIECES, max_size=30))
@settings(max_examples=150, deadline=2_000)
def test_accounts_for_every_cue_of_a_heap_of_pieces(pieces: list[bytes]) -> None:
    for importer in IMPORTERS:
        with suppress(TranscriptError):
            _check(importer.read(b"".join(pieces)))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            " ",
            "<",
            "</",
            "<!",
            "<!--",
            "<a ",
            "<a b='",
            "<p>",
            "<br>",
            "<cite>",
            "<time>",
            "<script>",
            "&lt;",
            "&",
        ),
        *("{", "{\\", "- ", "-a\n", ">> ", "Ann: ", "\n", "\n1\n", "1\n", "--", "9", "1 : ", "\\N"),
        *(
            "00:00:00,000 --> ",
            "00:00:00,000 --> 00:00:01,000\n",
            "0:00,",
            "0:01a\n",
            "1 minute, ",
            '"',
            'a,"',
            "a\tb",
        ),
        *("SPEAKER a 1 1 1 x x b x x\n", "<tt><body><div>", "<?xml ?>"),
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "",
        "1\n00:00:00,000 --> 00:00:01,000\n",
        "0:00:00.000,0:00:01.000\n",
        "<cite>A:</cite><time>0:01</time><p>",
        "speaker,time,text\nAnn,0:01,",
        "<tt><body><p begin='1s'>",
        "0:01a\n0:02b\n0:03c\n",
        "SPEAKER a 1 1 1 x x b x x\n",
    ],
)
def test_takes_time_in_proportion_to_the_size_of_a_file(head: str, piece: str) -> None:
    data = f"{head}{piece * (60_000 // len(piece))}".encode()

    began = time.process_time()
    for importer in IMPORTERS:
        with suppress(TranscriptError):
            importer.read(data)
        importer.sniff(data.decode())
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "head",
    [
        "WEBVTT\n\n00:00.000 --> 00:01.000\n",
        "1\n00:00:00,000 --> 00:00:01,000\n",
        "0:00:00.000,0:00:01.000\n",
    ],
)
def test_refuses_captions_that_are_mostly_tags(head: str) -> None:
    with pytest.raises(TranscriptError, match="more than 600,000 tags") as refused:
        parse(f"{head}{'<i>' * 600_001}".encode())

    assert refused.value.code == "too-many-tags"
