from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

VTT = """WEBVTT

00:00.500 --> 00:02.000
<v Ann>No.</v> <v Bob>Yes &amp; no.</v>

00:02.000 --> 00:03.000

"""


@pytest.fixture
def vtt(tmp_path: Path) -> Path:
    file = tmp_path / "talk.mp3"  # the name decides nothing
    file.write_text(VTT)
    return file


def _json(*arguments: object) -> dict[str, Any]:
    out = io.StringIO()
    call_command("parse_transcript", *map(str, arguments), "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def _refusal(*arguments: object) -> tuple[int, dict[str, Any]]:
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("parse_transcript", *map(str, arguments), "--json", stdout=out)
    return refused.value.returncode, json.loads(out.getvalue())


def test_prints_what_was_found_as_one_json_object(vtt: Path) -> None:
    assert _json(vtt) == {
        "format": "webvtt",
        "found": 2,
        "kept": 1,
        "warnings": [
            {
                "line": 6,
                "code": "empty-cue",
                "message": "This cue has a time but no words, and was left out.",
            }
        ],
        "cues": [
            {"start_s": 0.5, "end_s": 2.0, "speaker": "Ann", "text": "No."},
            {"start_s": 0.5, "end_s": 2.0, "speaker": "Bob", "text": "Yes & no."},
        ],
    }


def test_prints_null_for_what_the_file_does_not_give(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("Ann 00:01\nHi.\n\nBob 00:02\nHo.\n")

    assert _json(file)["cues"] == [
        {"start_s": 1.0, "end_s": None, "speaker": "Ann", "text": "Hi."},
        {"start_s": 2.0, "end_s": None, "speaker": "Bob", "text": "Ho."},
    ]


def test_reads_a_file_as_the_format_that_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("[00:01] Ann: Hi.\n[00:02] Bob: Ho.\n")

    assert _json(file)["format"] == "labelled-text"
    assert _json(file, "--format", "timestamped-text")["format"] == "timestamped-text"


def test_exits_with_2_and_names_the_line_of_a_file_that_it_refuses(tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")

    assert _refusal(file) == (
        2,
        {
            "format": None,
            "error": {
                "line": 1,
                "code": "binary-file",
                "message": "This is a PNG picture, not a transcript. "
                "Choose the text or subtitle file that goes with the recording.",
            },
        },
    )


@pytest.mark.parametrize(("content", "code"), [(b"", "empty-file"), (b"Plain words.\n", "unknown-format")])
def test_exits_with_2_for_a_file_without_a_transcript(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "talk.txt"
    file.write_bytes(content)

    returncode, answer = _refusal(file)

    assert (returncode, answer["error"]["code"]) == (2, code)


def test_exits_with_2_for_a_file_that_is_not_there(tmp_path: Path) -> None:
    returncode, answer = _refusal(tmp_path / "nothing.vtt")

    assert (returncode, answer["error"]["code"]) == (2, "unreadable-file")


def test_exits_with_2_for_a_format_that_does_not_exist(vtt: Path) -> None:
    returncode, answer = _refusal(vtt, "--format", "betamax")

    assert (returncode, answer["error"]["code"]) == (2, "unknown-format")


def test_prints_the_cues_for_people(vtt: Path) -> None:
    out = io.StringIO()

    call_command("parse_transcript", str(vtt), stdout=out)

    assert out.getvalue().splitlines() == [
        "webvtt: 1 of 2 cues kept",
        "warning, line 6: This cue has a time but no words, and was left out.",
        "     0.500  Ann: No.",
        "     0.500  Bob: Yes & no.",
    ]


def test_labels_of_another_file_are_laid_over_the_cues(tmp_path: Path) -> None:
    words, labels = tmp_path / "words.vtt", tmp_path / "labels.rttm"
    words.write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nHi.\n\n00:02.000 --> 00:03.000\nHo.\n")
    labels.write_text("SPEAKER talk 1 0.0 2.1 <NA> <NA> A <NA> <NA>\n")
    out = io.StringIO()

    call_command("parse_transcript", str(words), "--labels", str(labels), "--json", stdout=out)

    said = json.loads(out.getvalue())
    assert [cue["speaker"] for cue in said["cues"]] == ["A", "A"]
    assert [warning["code"] for warning in said["warnings"]] == []
