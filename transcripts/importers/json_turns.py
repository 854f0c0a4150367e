"""JSON in no known tool's shape: the list in it that has the most words, with times or voices, under any usual names.

A list of `{start, end, text}`, of `{timestamp, speaker, text}` as language models write it, of lines of a debate with
their speakers, and lists of these within such entries, as a question with its answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median
from typing import Any

from transcripts.cues import Parsed
from transcripts.importers.json_cues import (
    MILLISECONDS,
    CueSheet,
    Voiced,
    as_dict,
    as_list,
    listed_words,
)
from transcripts.importers.json_text import Document, Node

NAME = "json-turns"
TITLE = "other JSON with turns or cues"
SHAPE = "a list of objects with a text and a time or a speaker"

_TEXTS = ("text", "body", "transcript", "sentence", "content", "utterance", "line", "caption")
_STARTS = (
    "start",
    "start_time",
    "startTime",
    "start_s",
    "start_seconds",
    "begin",
    "from_s",
    "timestamp",
    "time",
    "minute",
    "offset",
    "start_ms",
    "startMs",
    "timestamps",
)
_ENDS = ("end", "end_time", "endTime", "end_s", "end_seconds", "end_ms", "endMs")
_DURATIONS = ("duration", "dur")
_SPEAKERS = (
    "speaker",
    "speaker_name",
    "speakerName",
    "speaker_label",
    "speakerLabel",
    "name",
    "voice",
    "from",
    "speaker_id",
    "speakerId",
)
_HAVE_WORDS = frozenset(_TEXTS)
_BESIDE_WORDS = frozenset((*_STARTS, *_SPEAKERS))
_PARTS = frozenset(("words", "sentences", "tokens"))
"""Lists within an entry that hold its own words again."""
_DEEPEST = 4
_MOST_KEYS = 1000  # lists that are looked at on each level
_SLOWEST = 0.05
"""Characters a second below which nobody speaks: such times are milliseconds."""


def recognise(value: object) -> float:
    """0.5 where a list of entries with words, and with a time or a voice, was found."""
    return 0.5 if _path(value) is not None else 0.0


def read(document: Document) -> Parsed:
    """One cue an entry, in the order of the file."""
    sheet = CueSheet(NAME, document, markup=True)
    node = document.root
    for key in _path(node.value) or ():
        node = node.get(key)
    unit = _unit(sheet, as_list(node.value))
    advertisements = sum(_add(sheet, entry, unit) for entry in _nested(node, 0))
    if advertisements:
        sheet.warn(
            None,
            "advertisement",
            f"The file marks {advertisements:,} cue{'s' if advertisements > 1 else ''} as advertisement; kept.",
        )
    return sheet.parsed()


def _path(value: object) -> tuple[str, ...] | None:
    """The keys that lead to the list with the most words, or None where there is no such list."""
    best: tuple[str, ...] | None = None
    most = 0
    level: list[tuple[tuple[str, ...], object]] = [((), value)]
    for _ in range(_DEEPEST):
        for path, each in level:
            if (length := _length(as_list(each))) > most:
                best, most = path, length
        inside = (
            ((*path, key), inner)
            for path, each in level
            for key, inner in as_dict(each).items()
            if isinstance(inner, dict | list)
        )
        level = list(islice(inside, _MOST_KEYS))
    return best


def _length(entries: Sequence[object]) -> int:
    """Characters of the words in a list of entries; 0 unless most of them have words and something beside them."""
    spoken = [entry for entry in entries if isinstance(entry, dict) and _is_spoken(entry)]
    if 2 * len(spoken) <= len(entries):
        return 0
    texts = _used(_TEXTS, spoken)
    return sum(len(text) for entry in spoken if isinstance(text := _first(entry, texts), str))


def _is_spoken(entry: dict[str, Any]) -> bool:
    return not _HAVE_WORDS.isdisjoint(entry) and not _BESIDE_WORDS.isdisjoint(entry)


def _used(keys: Sequence[str], entries: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Those of `keys` that any entry has: looking for all of them in each takes longer."""
    return tuple(key for key in keys if any(key in entry for entry in entries))


def _first(entry: dict[str, Any], keys: Sequence[str]) -> Any:
    for key in keys:
        if (value := entry.get(key)) is not None:
            return value
    return None


def _unit(sheet: CueSheet, entries: Sequence[object]) -> float:
    """What times without a word on their unit count in: seconds, unless nobody speaks so slowly."""
    spoken = [entry for entry in entries if isinstance(entry, dict)]
    times = [_times(entry) for entry in spoken]
    starts, ends = [start for start, _ in times], [end for _, end in times]
    if any(isinstance(time, float) for time in (*starts, *ends)):
        return 1.0
    following = [*starts[1:], None] if starts else []
    rates = [
        len(text) / (until - start)
        for entry, start, end, after in zip(spoken, starts, ends, following, strict=True)
        if isinstance(text := _first(entry, _TEXTS), str)
        if type(start) is int and type(until := after if end is None else end) is int and start < until
    ]
    if not rates or median(rates) >= _SLOWEST:
        return 1.0
    sheet.warn(
        None,
        "milliseconds",
        "As seconds, the times would mean that nobody says a word for minutes; they were read as milliseconds.",
    )
    return MILLISECONDS


def _nested(node: Node, depth: int) -> Iterator[Node]:
    """The entries of a list, each before those of the lists within it."""
    for entry in node.elements():
        yield entry
        if depth < _DEEPEST and isinstance(entry.value, dict):
            for key, inner in entry.value.items():
                if isinstance(inner, list) and key not in _PARTS and _goes_on(entry.value, inner):
                    yield from _nested(entry.get(key), depth + 1)


def _goes_on(entry: dict[str, Any], inner: Sequence[object]) -> bool:
    """Whether a list within an entry has further words, rather than those of the entry in pieces."""
    spoken = [each for each in inner if isinstance(each, dict) and _is_spoken(each)]
    texts = [text for each in spoken if isinstance(text := _first(each, _TEXTS), str)]
    own = _first(entry, _TEXTS)
    pieces = "".join("".join(texts).split())
    return bool(pieces) and not (isinstance(own, str) and pieces in "".join(own.split()))


def _add(sheet: CueSheet, node: Node, unit: float) -> bool:
    """Add one entry; whether it is marked as advertisement."""
    entry = as_dict(node.value)
    listed = entry.get("words")
    words = (
        listed_words(listed, "word", unit=unit) or listed_words(listed, "text", unit=unit) if listed else []
    )
    start, end = _times(entry)
    sheet.add(node.line, Voiced(_first(entry, _TEXTS), start, end, _first(entry, _SPEAKERS), words, unit))
    return entry.get("ad") is True


def _times(entry: dict[str, Any]) -> tuple[Any, Any]:
    """When an entry begins and ends: by itself, by its length, or as a pair of times."""
    start, end = _first(entry, _STARTS), _first(entry, _ENDS)
    if isinstance(start, list) and len(start) == 2 and end is None:
        return start[0], start[1]
    length = _first(entry, _DURATIONS)
    if end is None and type(start) in (int, float) and type(length) in (int, float):
        return start, start + length
    return start, end
