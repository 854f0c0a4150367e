"""whisper-timestamped's JSON: Whisper's segments whose `words` have a `text` and a `confidence`.

https://github.com/linto-ai/whisper-timestamped. Disfluencies are marked among the words as `[*]`, which nobody said.
"""

from __future__ import annotations

from transcripts.cues import Parsed
from transcripts.importers.json_cues import CueSheet, Voiced, as_dict, first_object, listed_words
from transcripts.importers.json_text import Document

NAME = "whisper-timestamped"
TITLE = "whisper-timestamped JSON"
SHAPE = "“segments” whose “words” have a “text” and a “confidence”"

_DISFLUENCY = "[*]"


def recognise(value: object) -> float:
    """0.95 for words with a text and a confidence."""
    segment = first_object(as_dict(value).get("segments"))
    word = first_object(segment.get("words"))
    return 0.95 if "text" in segment and {"text", "start", "confidence"} <= word.keys() else 0.0


def read(document: Document) -> Parsed:
    """One cue a segment, with its words."""
    sheet = CueSheet(NAME, document)
    for node in document.root.get("segments").elements():
        segment = as_dict(node.value)
        said = [
            word for word in listed_words(segment.get("words"), "text") if word.text.strip() != _DISFLUENCY
        ]
        speaker = segment.get("speaker")
        sheet.add(
            node.line, Voiced(segment.get("text"), segment.get("start"), segment.get("end"), speaker, said)
        )
    return sheet.parsed()
