from __future__ import annotations

import pytest

from transcripts.cues import TranscriptError
from transcripts.importers.decoding import MAX_BYTES, MAX_LINES, decode


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_reads_an_encoding_by_its_byte_order_mark(encoding: str) -> None:
    assert decode("Déjà “vu”\r\n".encode(encoding)).text == "Déjà “vu”\n"


def test_reads_big_endian_utf_16_by_its_byte_order_mark() -> None:
    assert decode(b"\xfe\xff" + "Ann: Hi.".encode("utf-16-be")).text == "Ann: Hi."


def test_makes_every_line_end_a_line_feed() -> None:
    assert decode(b"a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_replaces_a_malformed_byte_and_names_its_line() -> None:
    source = decode("Ann: Hé.\r\nBob: ".encode() + b"\xff\xfe no.\n")

    assert source.text == "Ann: Hé.\nBob: \ufffd\ufffd no.\n"
    assert [(warning.line, warning.code) for warning in source.warnings] == [(2, "malformed-bytes")]
    assert "Save the file as UTF-8" in source.warnings[0].message


def _refusal(data: bytes) -> tuple[str, int | None]:
    with pytest.raises(TranscriptError) as refused:
        decode(data)
    return refused.value.code, refused.value.line


@pytest.mark.parametrize("data", [b"", b"\n\n  \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_refuses_a_file_without_a_word(data: bytes) -> None:
    assert _refusal(data) == ("empty-file", 1)


@pytest.mark.parametrize(
    "data",
    [
        b"ID3\x04\x00\x00audio",
        b"\x89PNG\r\n\x1a\nrest",
        b"PK\x03\x04word/document.xml",
        b"%PDF-1.7 text text",
        b"\x00\x00\x00\x20ftypM4A rest of the recording",
        bytes(range(256)) * 20,
    ],
)
def test_refuses_a_binary_file(data: bytes) -> None:
    assert _refusal(data) == ("binary-file", 1)


def test_keeps_a_stray_null_as_a_replacement_character() -> None:
    assert decode(b"WEBVTT\n\nte\0xt " + b"words " * 10).text.startswith("WEBVTT\n\nte\ufffdxt words")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["Ann: What is a bee?\n", "Аня: Что такое пчела?\n", "太郎: 蜂とは何ですか。\n"]
)
def test_refuses_wide_text_without_its_mark(text: str, encoding: str) -> None:
    assert _refusal(text.encode(encoding)) == ("wrong-encoding", 1)


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251"])
def test_refuses_another_alphabet_and_names_its_first_line(encoding: str) -> None:
    assert _refusal("Talk\n\nАня: Что такое пчела?\n".encode(encoding)) == ("wrong-encoding", 3)


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "iso2022_jp", "gbk"])
def test_refuses_the_encodings_of_east_asia(encoding: str) -> None:
    assert _refusal("Talk\n太郎: 蜂とは何ですか。\n".encode(encoding)) == ("wrong-encoding", 2)


def test_refuses_text_that_has_lost_many_characters() -> None:
    lines = ["Ann: A bee is an insect, as we all know by now.\n"] * 6 + ["Bob: It costs 3 \x80 a jar.\n"] * 4

    assert _refusal("".join(lines).encode("latin-1")) == ("wrong-encoding", 7)


def test_a_few_stray_bytes_in_a_long_text_are_replaced() -> None:
    lines = ["Ann: A bee is an insect, as we all know by now.\n"] * 60 + ["Bob: It costs 3 \x80 a jar.\n"] * 6

    assert decode("".join(lines).encode("latin-1")).warnings[0].code == "malformed-bytes"


def test_a_lone_malformed_byte_is_not_an_empty_file() -> None:
    assert _refusal(b"\xff") == ("wrong-encoding", 1)


def test_refuses_text_that_is_windows_1252_throughout_and_names_its_first_line() -> None:
    data = "Ann: Good evening.\nBob: Don’t you déjà know?\n".encode("cp1252")

    assert _refusal(data) == ("wrong-encoding", 2)


def test_one_stray_byte_is_not_taken_for_another_encoding() -> None:
    assert decode(b"84\xb0F for downtown").warnings[0].code == "malformed-bytes"


def test_refuses_a_hundred_megabytes_of_one_line() -> None:
    with pytest.raises(TranscriptError, match="100 MB in one line; at most 20 MB") as refused:
        decode(b"a" * 100_000_000)

    assert (refused.value.code, refused.value.line) == ("too-large", 1)
    assert "fits as WebVTT, or as JSON without line breaks" in refused.value.message


def test_takes_a_file_of_just_the_limit() -> None:
    assert len(decode(b"a" * MAX_BYTES).text) == 20_000_000


def test_refuses_more_lines_than_any_transcript_has() -> None:
    assert _refusal(b"a\n" * (MAX_LINES + 1)) == ("too-many-lines", 2_000_001)


def test_a_null_in_a_short_webvtt_file_is_no_utf_16() -> None:
    assert decode(b"WEBVTT\n\n00:00.000-->00:01.000\n\0").text.endswith("\n\ufffd")
