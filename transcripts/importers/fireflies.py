"""Fireflies' JSON: `sentences` with `text` or `raw_text`, `start_time`, `end_time` in seconds and `speaker_name`.

https://docs.fireflies.ai/schema/sentence. They stand at the top or inside `transcript`, `meeting` or `data`. The file that its
pages offer is a list of objects with `sentence`, `startTime` and `endTime`.
"""

from __future__ import annotations

from transcripts.cues import Parsed
from transcripts.importers.json_cues import CueSheet, Voiced, as_dict, first_object
from transcripts.importers.json_text import Document, Node

NAME = "fireflies"
TITLE = "Fireflies JSON"
SHAPE = "“sentences” with “text” and “speaker_name”"

_AROUND = ("meeting", "transcript", "data")


def recognise(value: object) -> float:
    """0.95 for sentences with a speaker or a time, however they are wrapped."""
    listed = first_object(value)
    if {"sentence", "startTime", "speaker_name"} <= listed.keys():
        return 0.95
    wrapped = as_dict(value)
    for _ in range(3):
        sentence = first_object(wrapped.get("sentences"))
        if {"text", "raw_text"} & sentence.keys() and {"speaker_name", "speaker_id"} & sentence.keys():
            return 0.95
        wrapped = as_dict(next((wrapped[key] for key in _AROUND if key in wrapped), None))
    return 0.0


def read(document: Document) -> Parsed:
    """One cue a sentence, as a person corrected it, else as it was recognised."""
    sheet = CueSheet(NAME, document)
    for node in _sentences(document.root).elements():
        sentence = as_dict(node.value)
        text, name = sentence.get("text", sentence.get("sentence")), sentence.get("speaker_name")
        sheet.add(
            node.line,
            Voiced(
                sentence.get("raw_text") if text is None else text,
                sentence.get("start_time", sentence.get("startTime")),
                sentence.get("end_time", sentence.get("endTime")),
                sentence.get("speaker_id") if name in (None, "") else name,
            ),
        )
    return sheet.parsed()


def _sentences(node: Node) -> Node:
    if isinstance(node.value, list):
        return node
    for _ in range(2):
        if "sentences" in as_dict(node.value):
            break
        node = next((node.get(key) for key in _AROUND if key in as_dict(node.value)), node)
    return node.get("sentences")
