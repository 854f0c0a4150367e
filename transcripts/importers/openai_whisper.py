"""openai-whisper's JSON, and what others write in its shape: `segments` with `seek`, `tokens`, `avg_logprob`, and `words`.

https://github.com/openai/whisper/blob/main/whisper/transcribe.py. It names no voices.
"""

from __future__ import annotations

from transcripts.cues import Parsed
from transcripts.importers.json_cues import (
    CueSheet,
    Voiced,
    as_dict,
    as_list,
    first_object,
    listed_words,
    times_of,
)
from transcripts.importers.json_text import Document

NAME = "openai-whisper"
TITLE = "Whisper JSON"
SHAPE = "“segments” with “start”, “end”, “text” and figures such as “avg_logprob”"

_FIGURES = {"seek", "tokens", "avg_logprob", "no_speech_prob", "compression_ratio", "temperature"}


def recognise(value: object) -> float:
    """0.9 for segments with the model's figures; 0.6 for words with a probability."""
    segments = as_dict(value).get("segments")
    if segments == [] and "language" in as_dict(value) and "text" in as_dict(value):
        return 0.6
    if not segments and _is_words_alone(value):
        return 0.6
    segment = first_object(segments)
    if "text" not in segment or "start" not in segment:
        return 0.0
    if _FIGURES & segment.keys():
        return 0.9
    return 0.6 if "probability" in first_object(segment.get("words")) else 0.2


def _is_words_alone(value: object) -> bool:
    """Whether a file is what the service gives when it is asked for times of words and not of segments."""
    word = first_object(as_dict(value).get("words"))
    return isinstance(as_dict(value).get("text"), str) and {"word", "start", "end"} <= word.keys()


def read(document: Document) -> Parsed:
    """One cue a segment, with its words where the file has their times; without segments, one for all words."""
    sheet = CueSheet(NAME, document)
    words_alone = document.root.get("words")
    if not document.root.get("segments").value and as_list(words_alone.value):
        words = listed_words(words_alone.value, "word")
        sheet.add(words_alone.line, Voiced(document.root.get("text").value, *times_of(words), None, words))
    for node in document.root.get("segments").elements():
        segment = as_dict(node.value)
        words = listed_words(segment.get("words"), "word")
        speaker = segment.get("speaker")
        sheet.add(
            node.line, Voiced(segment.get("text"), segment.get("start"), segment.get("end"), speaker, words)
        )
    return sheet.parsed()
