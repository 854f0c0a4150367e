"""podwhisperer's JSON: Whisper's `segments` with a `speakerLabel`, and `speakers` that says who the labels are.

https://github.com/fourTheorem/podwhisperer. A label is another person in the next file.
"""

from __future__ import annotations

from transcripts.cues import Parsed
from transcripts.importers.json_cues import CueSheet, Voiced, as_dict, first_object, listed_words, plain_text
from transcripts.importers.json_text import Document

NAME = "podwhisperer"
TITLE = "podwhisperer JSON"
SHAPE = "“segments” with “speakerLabel” and “text”"


def recognise(value: object) -> float:
    """0.95 for segments with a speaker's label."""
    segment = first_object(as_dict(value).get("segments"))
    return 0.95 if "speakerLabel" in segment and "text" in segment else 0.0


def read(document: Document) -> Parsed:
    """One cue a segment, in the voice of the name that the file gives its label."""
    sheet = CueSheet(NAME, document)
    names = as_dict(document.root.get("speakers").value)
    for node in document.root.get("segments").elements():
        segment = as_dict(node.value)
        label = segment.get("speakerLabel")
        speaker = names.get(plain_text(label) or "") or label
        words = listed_words(segment.get("words"), "word")
        sheet.add(
            node.line, Voiced(segment.get("text"), segment.get("start"), segment.get("end"), speaker, words)
        )
    return sheet.parsed()
