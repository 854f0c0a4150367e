"""AssemblyAI's JSON: `utterances`, or `words` where there are none, in milliseconds, with speakers such as "A"; also the
`sentences` and the `paragraphs` that it gives of a transcript.

https://www.assemblyai.com/docs/api-reference/transcripts/get.
"""

from __future__ import annotations

from itertools import groupby

from transcripts.cues import Parsed
from transcripts.importers.json_cues import (
    MILLISECONDS,
    CueSheet,
    Voiced,
    as_dict,
    first_object,
    listed_words,
)
from transcripts.importers.json_text import Document, Node

NAME = "assemblyai"
TITLE = "AssemblyAI JSON"
SHAPE = "“words” and “utterances” beside “audio_url” or “status”"

_MARKS = {"audio_url", "acoustic_model", "language_model", "audio_duration", "speech_model", "speech_models"}


_DIVISIONS = ("sentences", "paragraphs")
_ABOUT = {"id", "confidence", "audio_duration"}


def recognise(value: object) -> float:
    """0.95 for words, sentences or paragraphs beside what the service says of the recording."""
    document = as_dict(value)
    if any({"text", "start", "end", "words"} <= first_object(document.get(key)).keys() for key in _DIVISIONS):
        return 0.95 if document.keys() >= _ABOUT else 0.0
    if not {"words", "utterances"} & document.keys():
        return 0.0
    return 0.95 if len(_MARKS & document.keys()) > 1 else 0.0


def read(document: Document) -> Parsed:
    """One cue an utterance, a sentence or a paragraph; without these, one for each run of words in a voice."""
    sheet = CueSheet(NAME, document)
    words = document.root.get("words")
    divided = next(
        (node for key in ("utterances", *_DIVISIONS) if (node := document.root.get(key)).value), None
    )
    if divided:
        for node in divided.elements():
            _add_utterance(sheet, node)
    elif words.value:
        for _, run in groupby(words.elements(), key=lambda node: str(as_dict(node.value).get("speaker"))):
            _add_run(sheet, list(run))
    elif document.root.get("text").value:
        sheet.add(document.root.get("text").line, Voiced(document.root.get("text").value))
    return sheet.parsed()


def _add_utterance(sheet: CueSheet, node: Node) -> None:
    utterance = as_dict(node.value)
    words = listed_words(utterance.get("words"), "text", unit=MILLISECONDS)
    speaker = utterance.get("speaker", utterance.get("channel"))
    sheet.add(
        node.line,
        Voiced(
            utterance.get("text"),
            utterance.get("start"),
            utterance.get("end"),
            speaker,
            words,
            unit=MILLISECONDS,
        ),
    )


def _add_run(sheet: CueSheet, run: list[Node]) -> None:
    words = listed_words([node.value for node in run], "text", unit=MILLISECONDS)
    sheet.add_run(run[0].line, as_dict(run[0].value).get("speaker"), len(run), words)
