"""Deepgram's JSON: `results` with `utterances`, else with the paragraphs or the words of `channels`; seconds, speakers 0, 1, 2.

https://developers.deepgram.com/reference/speech-to-text/listen-pre-recorded.
"""

from __future__ import annotations

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
    plain_text,
    word_time,
)
from transcripts.importers.json_text import Document, Node
from transcripts.importers.word_times import TimedText

NAME = "deepgram"
TITLE = "Deepgram JSON"
SHAPE = "“results” with “channels” or “utterances”"


def recognise(value: object) -> float:
    """0.95 for channels with alternatives; 0.9 for utterances with a transcript."""
    results = as_dict(as_dict(value).get("results"))
    if "alternatives" in first_object(results.get("channels")):
        return 0.95
    return 0.9 if "transcript" in first_object(results.get("utterances")) else 0.0


def read(document: Document) -> Parsed:
    """One cue an utterance; without utterances one a paragraph, or one for each run of words in a voice.

    Where a recording has several channels and no speakers, each channel is a voice.
    """
    sheet = CueSheet(NAME, document)
    results = document.root.get("results")
    channels = list(results.get("channels").elements())
    utterances = results.get("utterances")
    if utterances.value:
        for node in utterances.elements():
            _add_utterance(sheet, node, len(channels) > 1)
        return sheet.parsed()
    for number, channel in enumerate(channels):
        voice = f"channel {number}" if len(channels) > 1 else None
        alternative = next(channel.get("alternatives").elements(), channel.get("alternatives"))
        _add_alternative(sheet, alternative, voice)
    return sheet.parsed()


def _add_utterance(sheet: CueSheet, node: Node, several_channels: bool) -> None:
    utterance = as_dict(node.value)
    channel = utterance.get("channel")
    voice = f"channel {channel}" if several_channels and channel is not None else None
    speaker = utterance.get("speaker", voice)
    words = _words(utterance.get("words"))
    sheet.add(
        node.line,
        Voiced(utterance.get("transcript"), utterance.get("start"), utterance.get("end"), speaker, words),
    )


def _add_alternative(sheet: CueSheet, node: Node, voice: str | None) -> None:
    alternative = as_dict(node.value)
    paragraphs = node.get("paragraphs").get("paragraphs")
    words = as_list(alternative.get("words"))
    if paragraphs.value:
        taken = 0
        for paragraph in paragraphs.elements():
            count = paragraph.value.get("num_words") if isinstance(paragraph.value, dict) else 0
            count = count if isinstance(count, int) else 0
            _add_paragraph(sheet, paragraph, words[taken : taken + max(count, 0)], voice)
            taken += max(count, 0)
    elif any("speaker" in as_dict(word) for word in words):
        for _, group in groupby(
            node.get("words").elements(), key=lambda word: str(as_dict(word.value).get("speaker"))
        ):
            run = list(group)
            speaker = as_dict(run[0].value).get("speaker", voice)
            sheet.add_run(run[0].line, speaker, len(run), _words([word.value for word in run]))
    else:
        listed = _words(words)
        times = (listed[0].start_s, listed[-1].end_s) if listed else (None, None)
        sheet.add(node.line, Voiced(alternative.get("transcript"), *times, voice, listed))


def _add_paragraph(sheet: CueSheet, node: Node, words: Sequence[object], voice: str | None) -> None:
    paragraph = as_dict(node.value)
    said = [
        plain_text(as_dict(sentence).get("text")) or "" for sentence in as_list(paragraph.get("sentences"))
    ]
    if not all(said):
        sheet.warn(
            node.line, "bad-word", f"{said.count('')} of {len(said)} sentences here have no words; left out."
        )
    speaker = paragraph.get("speaker", voice)
    sheet.add(
        node.line,
        Voiced(" ".join(said), paragraph.get("start"), paragraph.get("end"), speaker, _words(words)),
    )


def _words(value: object) -> list[TimedText]:
    return [
        TimedText(said, word_time(word.get("start")), word_time(word.get("end")))
        for word in as_list(value)
        if isinstance(word, dict) and (said := _said(word))
    ]


def _said(word: dict[str, Any]) -> str | None:
    return plain_text(word.get("punctuated_word")) or plain_text(word.get("word"))
