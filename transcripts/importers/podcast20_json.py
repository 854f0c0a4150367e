"""Podcasting 2.0 JSON: `segments` with `startTime`, `endTime`, `body` and `speaker`, in seconds.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md. Files in use also
hold one word a segment, segments of no length, blank bodies, no ends, or the list without the object around it.
"""

from __future__ import annotations

from transcripts.cues import Parsed
from transcripts.importers.json_cues import CueSheet, Voiced, as_dict, as_list, first_object
from transcripts.importers.json_text import Document

NAME = "podcast20-json"
TITLE = "Podcasting 2.0 JSON"
SHAPE = "“segments”, each with a “body” and a “startTime”"


def recognise(value: object) -> float:
    """0.95 for segments with a body; 0.6 for none at all beside a version."""
    if isinstance(value, dict) and value.get("segments") == []:
        return 0.6 if "version" in value else 0.0
    segment = first_object(as_dict(value).get("segments") or as_list(value))
    return 0.95 if "body" in segment and {"startTime", "endTime", "speaker"} & segment.keys() else 0.0


def read(document: Document) -> Parsed:
    """One cue a segment."""
    sheet = CueSheet(NAME, document, markup=True)
    listed = document.root if isinstance(document.root.value, list) else document.root.get("segments")
    for node in listed.elements():
        segment = as_dict(node.value)
        speaker = segment.get("speaker")
        sheet.add(
            node.line, Voiced(segment.get("body"), segment.get("startTime"), segment.get("endTime"), speaker)
        )
    return sheet.parsed()
