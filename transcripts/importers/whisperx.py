"""WhisperX's JSON: `segments` with `words` that have a `score` and, after diarization, a `speaker`.

https://github.com/m-bain/whisperX. Words that could not be aligned, such as numbers, have no times. The list may stand without the
object around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
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
    said_by,
)
from transcripts.importers.json_text import Document

NAME = "whisperx"
TITLE = "WhisperX JSON"
SHAPE = "“segments” whose “words” have a “score” or a “speaker”"


def recognise(value: object) -> float:
    """0.93 for words with a score or a speaker, or beside `word_segments`; 0.3 for words without."""
    segment = first_object(as_list(value) or as_dict(value).get("segments"))
    if "text" not in segment or "start" not in segment:
        return 0.0
    words = as_list(segment.get("words"))
    if "word_segments" in as_dict(value) or any(
        {"score", "speaker"} & as_dict(word).keys() for word in words
    ):
        return 0.93
    return 0.3 if "word" in first_object(words) else 0.0


def read(document: Document) -> Parsed:
    """One cue a segment; one for each voice, where a segment names none and its words several."""
    sheet = CueSheet(NAME, document)
    listed = document.root if isinstance(document.root.value, list) else document.root.get("segments")
    for node in listed.elements():
        sheet.add(node.line, *_voices(as_dict(node.value)))
    return sheet.parsed()


def _voices(segment: dict[str, Any]) -> list[Voiced]:
    words = [word for word in as_list(segment.get("words")) if isinstance(word, dict)]
    speaker = segment.get("speaker")
    if speaker is None:
        voices = Counter(name for word in words if (name := plain_text(word.get("speaker"))))
        if len(voices) > 1 and _make_up(segment.get("text"), words):
            return _by_voice(words)
        speaker = voices.most_common(1)[0][0] if voices else None
    listed = listed_words(words, "word")
    return [Voiced(segment.get("text"), segment.get("start"), segment.get("end"), speaker, listed)]


def _make_up(text: object, words: Sequence[dict[str, Any]]) -> bool:
    """Whether the words are all of the text, so that it can be cut between them."""
    said = "".join(word.text for word in listed_words(words, "word"))
    return isinstance(text, str) and "".join(said.split()) == "".join(text.split())


def _by_voice(words: Sequence[dict[str, Any]]) -> list[Voiced]:
    """Runs of words in one voice. A word without a speaker is said by that of the word before it."""
    voices: list[object] = []
    for word in words:
        voices.append(word.get("speaker") or (voices[-1] if voices else None))
    runs = groupby(zip(voices, words, strict=True), key=lambda pair: str(pair[0]))
    return [
        said_by(pairs[0][0], listed_words([word for _, word in pairs], "word"))
        for pairs in (list(run) for _, run in runs)
    ]
