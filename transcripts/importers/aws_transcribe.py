"""AWS Transcribe's JSON: `results.items`, words and punctuation, and segments that say who spoke when; times are strings.

https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html. Punctuation has no times: it belongs to the word before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    said_by,
    word_time,
)
from transcripts.importers.json_text import Document, Node
from transcripts.importers.word_times import TimedText

NAME = "aws-transcribe"
TITLE = "AWS Transcribe JSON"
SHAPE = "“results” with “items” that have “alternatives”"


@dataclass(frozen=True, slots=True)
class _Item:
    """A word with the punctuation after it, its own label, and the segment that it belongs to."""

    line: int
    word: TimedText
    label: object
    segment: int | None


def recognise(value: object) -> float:
    """0.95 for items with alternatives; 0.9 for transcripts of a job."""
    results = as_dict(as_dict(value).get("results"))
    if "alternatives" in first_object(results.get("items")):
        return 0.95
    return 0.9 if "transcript" in first_object(results.get("transcripts")) else 0.0


def read(document: Document) -> Parsed:
    """One cue a segment of speech; without segments, one for each run of words in a voice."""
    sheet = CueSheet(NAME, document)
    results = document.root.get("results")
    segments = results.get("speaker_labels").get("segments")
    if results.get("audio_segments").value:
        _add_audio_segments(sheet, results)
    elif results.get("items").value:
        channels = _channel_by_item(results.get("channel_labels").get("channels").value)
        items = _items(sheet, results.get("items"), _segment_by_start(segments.value), channels)
        _add_segments(sheet, list(segments.elements()), items)
    else:
        for node in results.get("transcripts").elements():
            sheet.add(node.line, Voiced(as_dict(node.value).get("transcript")))
    return sheet.parsed()


def _add_audio_segments(sheet: CueSheet, results: Node) -> None:
    items = {
        str(item.get("id", at)): item
        for at, item in enumerate(map(as_dict, as_list(results.get("items").value)))
    }
    for node in results.get("audio_segments").elements():
        segment = as_dict(node.value)
        own = [items[str(at)] for at in as_list(segment.get("items")) if str(at) in items]
        words = _glued(own)
        speaker = segment.get("speaker_label") or segment.get("channel_label")
        sheet.add(
            node.line,
            Voiced(
                segment.get("transcript"), segment.get("start_time"), segment.get("end_time"), speaker, words
            ),
        )


def _segment_by_start(segments: object) -> dict[str, int]:
    """The number of the segment that has a word that starts then."""
    return {
        str(as_dict(item).get("start_time")): number
        for number, segment in reversed(list(enumerate(as_list(segments))))
        for item in as_list(as_dict(segment).get("items"))
    }


def _channel_by_item(channels: object) -> dict[tuple[str, str, str | None], object]:
    """The label of the channel that has a word with these times, where the words themselves do not name it."""
    return {
        _key(item): channel.get("channel_label")
        for channel in map(as_dict, as_list(channels))
        for item in map(as_dict, as_list(channel.get("items")))
    }


def _key(item: dict[str, Any]) -> tuple[str, str, str | None]:
    return str(item.get("start_time")), str(item.get("end_time")), _content(item)


def _items(
    sheet: CueSheet,
    listed: Node,
    segments: dict[str, int],
    channels: dict[tuple[str, str, str | None], object],
) -> list[_Item]:
    """The words in order, each with the punctuation that follows it."""
    items: list[_Item] = []
    for node in listed.elements():
        item = as_dict(node.value)
        content = _content(item)
        if not content:
            sheet.warn(node.line, "bad-word", "This entry is no word and no punctuation; left out.")
        elif item.get("type") == "punctuation" and items:
            items[-1] = _with(items[-1], content)
        else:
            label = item.get("speaker_label") or item.get("channel_label") or channels.get(_key(item))
            segment = segments.get(str(item.get("start_time")))
            items.append(_Item(node.line, _word(item, content), label, segment))
    return items


def _with(item: _Item, content: str) -> _Item:
    word = TimedText(item.word.text + content, item.word.start_s, item.word.end_s)
    return replace(item, word=word)


def _add_segments(sheet: CueSheet, segments: Sequence[Node], items: Sequence[_Item]) -> None:
    """Add the words by segment, the empty segments in their places, and words of none by their own label."""
    reached = 0
    for (number, label), group in groupby(
        items, key=lambda item: (item.segment, item.segment is None and item.label)
    ):
        run = list(group)
        words = [item.word for item in run]
        if number is None:
            sheet.add(run[0].line, said_by(label, words))
            continue
        for segment in segments[reached:number]:
            sheet.add(segment.line)
        reached = max(reached, number + 1)
        _add_segment(sheet, segments[number], words)
    for segment in segments[reached:]:
        sheet.add(segment.line)


def _add_segment(sheet: CueSheet, node: Node, words: Sequence[TimedText]) -> None:
    segment = as_dict(node.value)
    text = said_by(None, words).text
    sheet.add(
        node.line,
        Voiced(text, segment.get("start_time"), segment.get("end_time"), segment.get("speaker_label"), words),
    )


def _glued(items: Sequence[dict[str, Any]]) -> list[TimedText]:
    """Words, each with the punctuation that follows it."""
    words: list[TimedText] = []
    for item in items:
        content = _content(item) or ""
        if item.get("type") == "punctuation" and words:
            words[-1] = words[-1]._replace(text=words[-1].text + content)
        else:
            words.append(_word(item, content))
    return words


def _content(item: dict[str, Any]) -> str | None:
    return plain_text(first_object(item.get("alternatives")).get("content"))


def _word(item: dict[str, Any], content: str) -> TimedText:
    return TimedText(content, word_time(item.get("start_time")), word_time(item.get("end_time")))
