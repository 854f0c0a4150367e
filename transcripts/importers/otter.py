"""Otter's JSON: `speech_segments` with `transcript`, `start_ts`, `end_ts` in seconds and `speaker_name`.

Otter's text, "Name  0:02" before each turn, is read as text with speaker names.
"""

from __future__ import annotations

from transcripts.cues import Parsed
from transcripts.importers.json_cues import CueSheet, Voiced, as_dict, first_object
from transcripts.importers.json_text import Document

NAME = "otter"
TITLE = "Otter JSON"
SHAPE = "“speech_segments” with a “transcript”"


def recognise(value: object) -> float:
    """0.95 for segments of speech with a transcript; 0.6 for none at all."""
    if isinstance(value, dict) and value.get("speech_segments") == []:
        return 0.6
    return 0.95 if "transcript" in first_object(as_dict(value).get("speech_segments")) else 0.0


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
    return sheet.parsed()
