from __future__ import annotations

import json

from transcripts.importers import parse
from transcripts.speech.values import Segment, SpokenWord, Turn
from transcripts.speech.writing import as_whisper

WORDS = tuple(
    SpokenWord(f" {word}", n, n + 1.0, 0.9)
    for n, word in enumerate(["So", "it", "is.", "No", "it", "is", "not."])
)
SEGMENT = Segment(0.0, 7.0, " So it is. No it is not.", WORDS, -0.2, 1.1, 0.01, 0.0, (50364, 407))
TURNS = [Turn(0, 3, "SPEAKER_00"), Turn(3, 7, "SPEAKER_01")]


def test_a_segment_is_divided_where_the_voice_changes() -> None:
    heard = as_whisper([SEGMENT], "en", TURNS)
    assert heard["language"] == "en"
    assert heard["text"] == "So it is. No it is not."
    assert [
        (row["id"], row["start"], row["end"], row["speaker"], row["text"]) for row in heard["segments"]
    ] == [
        (0, 0.0, 3.0, "SPEAKER_00", " So it is."),
        (1, 3.0, 7.0, "SPEAKER_01", " No it is not."),
    ]
    assert heard["segments"][0]["words"][0] == {
        "word": " So",
        "start": 0,
        "end": 1.0,
        "probability": 0.9,
        "speaker": "SPEAKER_00",
    }


def test_names_take_the_place_of_labels() -> None:
    heard = as_whisper([SEGMENT], "en", TURNS, {"SPEAKER_00": "Ann"})
    assert [row["speaker"] for row in heard["segments"]] == ["Ann", "SPEAKER_01"]


def test_the_importers_of_whispers_files_read_it() -> None:
    parsed = parse(json.dumps(as_whisper([SEGMENT], "en", TURNS)).encode())
    assert parsed.warnings == ()
    assert [(cue.speaker, cue.text, cue.start_s, len(cue.words)) for cue in parsed.cues] == [
        ("SPEAKER_00", "So it is.", 0.0, 3),
        ("SPEAKER_01", "No it is not.", 3.0, 4),
    ]


def test_words_without_turns_have_no_speaker() -> None:
    assert as_whisper([SEGMENT], "en", [])["segments"][0]["speaker"] is None
