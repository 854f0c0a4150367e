"""Real files, which the project does not ship: none loses a cue without saying so."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers import parse


@pytest.fixture
def transcripts(test_data: Path) -> Path:
    return test_data / "transcripts"


def _read(path: Path) -> Parsed:
    return parse(path.read_bytes())


@pytest.mark.parametrize(
    ("file", "format", "found", "kept"),
    [
        ("vtt/awsbites_1.vtt", "webvtt", 77, 75),
        ("vtt/awsbites_10.vtt", "webvtt", 96, 96),
        ("vtt/awsbites_152.vtt", "webvtt", 1310, 1310),
        ("vtt/hb_Managed_services_vs_DIY.vtt", "webvtt", 576, 576),
        ("vtt/p20_example.vtt", "webvtt", 7, 7),
        ("vtt/talkpython_001_nicola_iarocci_talk_python_to_me.vtt", "webvtt", 468, 468),
        ("vtt/talkpython_555-marimo-pair.vtt", "webvtt", 1235, 1235),
        ("vtt/ts_LaLaLand.vtt", "webvtt", 493, 493),
        ("vtt/ts_kde_express-16_kde_en_telegram.vtt", "webvtt", 22, 22),
        ("vtt/ts_podnews_weekly_review_2024-01-19.vtt", "webvtt", 189, 189),
        ("vtt/us_debate_2020-09-29_youtube_auto.vtt", "webvtt", 2714, 2714),
        ("edge/webvtt-py/netflix_chicas_del_cable.vtt", "webvtt", 865, 865),
        ("edge/webvtt-py/invalid_timeframe.vtt", "webvtt", 7, 6),
        ("edge/webvtt-py/missing_caption_text.vtt", "webvtt", 5, 4),
        ("edge/webvtt-py/youtube_dl.vtt", "webvtt", 4, 3),
        ("text/bitcoin_mpcbros_vs_teamscript_debate.md", "labelled-text", 209, 209),
        ("text/changelog_practicalai_last.md", "labelled-text", 51, 49),
        ("text/lenny_alex_komoroske.md", "labelled-text", 199, 199),
        ("text/sync_dwarkesh_sutton.md", "labelled-text", 131, 130),
        ("text/sync_karpathy_dwarkesh.md", "labelled-text", 55, 55),
        ("text/sync_sholto_trenton.md", "labelled-text", 95, 95),
        ("text/us_debate_2020-09-29.said", "labelled-text", 852, 852),
        ("text/us_debate_2020_1_marg.txt", "labelled-text", 788, 788),
        ("text/sync_sutton_youtube_raw.txt", "timestamped-text", 468, 468),
        ("text/talkpython_555-marimo-pair.txt", "timestamped-text", 987, 987),
    ],
)
def test_counts_the_cues_of_a_real_file(
    transcripts: Path, file: str, format: str, found: int, kept: int
) -> None:
    parsed = _read(transcripts / file)

    assert (parsed.format, parsed.found, parsed.kept) == (format, found, kept)


def test_every_real_file_is_read_in_whole_or_refused_with_a_reason(transcripts: Path) -> None:
    files = [path for path in sorted(transcripts.rglob("*")) if path.is_file()]
    outcomes = {path: _read_or_code(path) for path in files}
    read = {path: parsed for path, parsed in outcomes.items() if isinstance(parsed, Parsed)}

    assert len(read) == 41
    assert {code for code in outcomes.values() if isinstance(code, str)} == {"unknown-format", "empty-file"}
    for path, parsed in read.items():
        explained = [w for w in parsed.warnings if w.code in {"empty-cue", "empty-turn", "bad-times"}]
        assert parsed.found - parsed.kept == len(explained), path


def _read_or_code(path: Path) -> Parsed | str:
    try:
        return _read(path)
    except TranscriptError as refusal:
        return refusal.code


def test_voices_of_a_real_file_are_those_of_its_tags(transcripts: Path) -> None:
    voices = Counter(cue.speaker for cue in _read(transcripts / "vtt/talkpython_555-marimo-pair.vtt").cues)

    assert voices == {"Trevor Manz": 766, "Michael Kennedy": 468, None: 1}


def test_text_made_from_a_real_file_has_the_voices_of_that_file(transcripts: Path) -> None:
    voices = Counter(cue.speaker for cue in _read(transcripts / "text/talkpython_555-marimo-pair.txt").cues)

    assert voices == {"Trevor Manz": 766, "Michael Kennedy": 468, None: 1}


def test_turns_of_a_real_interview_go_back_and_forth(transcripts: Path) -> None:
    parsed = _read(transcripts / "text/sync_dwarkesh_sutton.md")

    assert Counter(cue.speaker for cue in parsed.cues) == {"Dwarkesh Patel": 66, "Richard Sutton": 64}
    assert [(w.line, w.code) for w in parsed.warnings if w.code == "empty-turn"] == [(633, "empty-turn")]
    assert [w.line for w in parsed.warnings if w.code == "heading"] == [2, 145, 250, 355, 420, 445, 526]


def test_inline_times_of_a_real_file_become_words(transcripts: Path) -> None:
    first = _read(transcripts / "vtt/us_debate_2020-09-29_youtube_auto.vtt").cues[0]

    assert first.text == "good evening from the health education"
    assert [(word.text, word.start_s, word.end_s) for word in first.words[:2]] == [
        ("good", 0.0, 4.16),
        ("evening", 4.16, 4.64),
    ]
