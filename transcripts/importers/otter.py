"""Otter's JSON: `speech_segments` with `transcript`, `start_ts`, `end_ts` in seconds and `speaker_name`.

What Otter's pages themselves load has `transcripts` with a `start_offset` in samples, 16,000 a second, and an `alignment` of words
whose seconds count from there. Otter's text, "Name  0:02" before each turn, is read as text with speaker names.
"""

from __future__ import annotations

from typing import Any

from transcripts.cues import Parsed
from transcripts.importers.json_cues import (
    CueSheet,
    Voiced,
    as_dict,
    as_list,
    first_object,
    listed_words,
    plain_text,
    seconds,
)
from transcripts.importers.json_text import Document, Node
from transcripts.importers.word_times import TimedText

NAME = "otter"
TITLE = "Otter JSON"
SHAPE = "“speech_segments” with a “transcript”"

_SAMPLE_S = 1 / 16_000


def recognise(value: object) -> float:
    """0.95 for segments of speech with a transcript; 0.6 for none at all."""
    document = as_dict(value)
    if document.get("speech_segments") == []:
        return 0.6
    if {"transcript", "start_offset"} <= first_object(_speech(document).get("transcripts")).keys():
        return 0.95
    return 0.95 if "transcript" in first_object(document.get("speech_segments")) else 0.0


def read(document: Document) -> Parsed:
    """One cue a segment."""
    sheet = CueSheet(NAME, document)
    for node in document.root.get("speech_segments").elements():
        segment = as_dict(node.value)
        name = segment.get("speaker_name")
        speaker = segment.get("speaker_id") if name in (None, "") else name
        sheet.add(
            node.line,
            Voiced(segment.get("transcript"), segment.get("start_ts"), segment.get("end_ts"), speaker),
        )
    speech = document.root.get("speech") if "speech" in as_dict(document.root.value) else document.root
    names = {
        plain_text(speaker.get("id")): speaker.get("speaker_name")
        for speaker in map(as_dict, as_list(speech.get("speakers").value))
    }
    for node in speech.get("transcripts").elements():
        _add(sheet, node, names)
    return sheet.parsed()


def _speech(document: dict[str, Any]) -> dict[str, Any]:
    return as_dict(document.get("speech")) or document


def _add(sheet: CueSheet, node: Node, names: dict[str | None, object]) -> None:
    segment = as_dict(node.value)
    start, end = segment.get("start_offset"), segment.get("end_offset")
    by_id = segment.get("speaker_id")
    speaker = names.get(plain_text(by_id)) or segment.get("speaker_model_label") or by_id
    words = _words(segment.get("alignment"), seconds(start, _SAMPLE_S) or 0.0)
    sheet.add(node.line, Voiced(segment.get("transcript"), start, end, speaker, words, _SAMPLE_S))


def _words(alignment: object, from_s: float) -> list[TimedText]:
    return [
        TimedText(word.text, _after(from_s, word.start_s), _after(from_s, word.end_s))
        for word in listed_words(alignment, "word")
    ]


def _after(from_s: float, at_s: float | None) -> float | None:
    return None if at_s is None else round(from_s + at_s, 3)
