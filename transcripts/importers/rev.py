"""Rev's JSON: `monologues` of `elements`, where only those of type "text" have a `ts` and an `end_ts`.

https://docs.rev.ai/api/asynchronous/transcripts. Rev.com's own files name the speakers and write `timestamp` as a clock time.
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
    plain_text,
    times_of,
    word_time,
)
from transcripts.importers.json_text import Document
from transcripts.importers.word_times import TimedText

NAME = "rev"
TITLE = "Rev JSON"
SHAPE = "“monologues” with “elements”"


def recognise(value: object) -> float:
    """0.95 for monologues with elements; 0.6 for none at all."""
    if isinstance(value, dict) and value.get("monologues") == []:
        return 0.6
    return 0.95 if "elements" in first_object(as_dict(value).get("monologues")) else 0.0


def read(document: Document) -> Parsed:
    """One cue a monologue, with the name that the file gives its speaker, else the number."""
    sheet = CueSheet(NAME, document)
    names = {
        plain_text(speaker.get("id")): speaker.get("name")
        for speaker in map(as_dict, as_list(document.root.get("speakers").value))
    }
    for node in document.root.get("monologues").elements():
        monologue = as_dict(node.value)
        everything = as_list(monologue.get("elements"))
        elements = [each for each in map(as_dict, everything) if plain_text(each.get("value")) is not None]
        if len(elements) < len(everything):
            sheet.warn(
                node.line,
                "bad-word",
                f"{len(everything) - len(elements):,} of {len(everything):,} entries here are no words; left out.",
            )
        text = "".join(plain_text(element.get("value")) or "" for element in elements)
        listed = [_listed(element) for element in elements]
        start, end = times_of(listed)
        label = monologue.get("speaker")
        sheet.add(
            node.line,
            Voiced(
                text,
                monologue.get("start_time") if start is None else start,
                monologue.get("end_time") if end is None else end,
                names.get(plain_text(label)) or _name(monologue) or label,
                listed,
            ),
        )
    return sheet.parsed()


def _name(monologue: dict[str, Any]) -> object:
    return as_dict(monologue.get("speaker_info")).get("display_name") or monologue.get("speaker_name")


def _listed(element: dict[str, Any]) -> TimedText:
    start = element.get("ts", element.get("timestamp"))
    end = element.get("end_ts", element.get("end_timestamp"))
    return TimedText(plain_text(element.get("value")) or "", word_time(start), word_time(end))
