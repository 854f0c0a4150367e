"""whisper.cpp's JSON (`-oj`, `-ojf`): `transcription` with `timestamps`, `offsets` in milliseconds, and perhaps `tokens`.

https://github.com/ggml-org/whisper.cpp/blob/master/examples/cli/cli.cpp. Its tokens are bytes, and may be cut within a letter.
"""

from __future__ import annotations

import re

from transcripts.cues import Parsed
from transcripts.importers.json_cues import (
    MILLISECONDS,
    CueSheet,
    Voiced,
    as_dict,
    as_list,
    first_object,
    plain_text,
    word_time,
)
from transcripts.importers.json_text import Document
from transcripts.importers.word_times import TimedText

NAME = "whisper-cpp"
TITLE = "whisper.cpp JSON"
SHAPE = "“transcription” with “text” and “offsets” or “timestamps”"

_UNKNOWN = "?"
"""What it writes for a voice that it cannot tell from the channels."""

_SPECIAL = re.compile(r"\s*(?:\[_[A-Z]+_(?:\d+\])?\]?|<\|[^|]*\|>)\s*")


def recognise(value: object) -> float:
    """0.95 for a transcription with offsets or timestamps; 0.6 for an empty one beside a model."""
    transcription = as_dict(value).get("transcription")
    if transcription == [] and {"model", "params", "result"} & as_dict(value).keys():
        return 0.6
    entry = first_object(transcription)
    return 0.95 if "text" in entry and {"offsets", "timestamps"} & entry.keys() else 0.0


def read(document: Document) -> Parsed:
    """One cue an entry."""
    sheet = CueSheet(NAME, document)
    for node in document.root.get("transcription").elements():
        entry = as_dict(node.value)
        start, end = (_time(entry, key) for key in ("from", "to"))
        words = _words(entry.get("tokens"))
        speaker = entry.get("speaker")
        speaker = None if speaker == _UNKNOWN else speaker
        sheet.add(node.line, Voiced(entry.get("text"), start, end, speaker, words, unit=MILLISECONDS))
    return sheet.parsed()


def _time(entry: dict[str, object], key: str) -> object:
    offset = as_dict(entry.get("offsets")).get(key)
    return as_dict(entry.get("timestamps")).get(key) if offset is None else offset


def _words(tokens: object) -> list[TimedText]:
    return [
        TimedText(text, *(word_time(_time(token, key), MILLISECONDS) for key in ("from", "to")))
        for token in as_list(tokens)
        if isinstance(token, dict)
        and (text := plain_text(token.get("text")))
        and not _SPECIAL.fullmatch(text)
    ]
