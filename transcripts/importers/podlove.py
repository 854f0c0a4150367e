"""Podlove's transcripts as JSON: `start_ms`, `end_ms`, `voice` and `text`, one by one or in groups of one voice.

As Podlove Publisher writes them and the Podlove Web Player reads them: https://docs.podlove.org/podlove-web-player.
`speaker` is the number of a contributor, which says less than the name that `voice` gives.
"""

from __future__ import annotations

from typing import Any

from transcripts.cues import Parsed
from transcripts.importers.json_cues import MILLISECONDS, CueSheet, Voiced, as_dict, as_list, first_object
from transcripts.importers.json_text import Document, Node

NAME = "podlove"
TITLE = "Podlove JSON"
SHAPE = "a list of objects with “start_ms”, “end_ms” and “text”, or of groups of these under “items”"


def recognise(value: object) -> float:
    """0.95 for entries with milliseconds beside their times."""
    entry = first_object(as_list(value) or as_dict(value).get("transcripts"))
    entry = first_object(entry.get("items")) or entry
    return 0.95 if "text" in entry and "start_ms" in entry and "end_ms" in entry else 0.0


def read(document: Document) -> Parsed:
    """One cue an entry."""
    sheet = CueSheet(NAME, document, markup=True)
    listed = document.root if isinstance(document.root.value, list) else document.root.get("transcripts")
    for node in listed.elements():
        if "items" not in as_dict(node.value):
            _add(sheet, node, {})
        for item in node.get("items").elements():
            _add(sheet, item, node.value)
    return sheet.parsed()


def _add(sheet: CueSheet, node: Node, group: dict[str, Any]) -> None:
    entry = as_dict(node.value)
    labels = (entry.get("voice"), group.get("voice"), entry.get("speaker"), group.get("speaker"))
    speaker = next((label for label in labels if label not in (None, "")), None)
    start, end = entry.get("start_ms"), entry.get("end_ms")
    sheet.add(node.line, Voiced(entry.get("text"), start, end, speaker, unit=MILLISECONDS))
