"""Google Cloud Speech-to-Text's JSON: `results` of alternatives with `words`, times as "1.400s", speakers as tags.

https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize, and version 2. With speaker tags, the last result
holds all words a second time, and it alone has the tags.
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
    times_of,
    word_time,
)
from transcripts.importers.json_text import Document, Node
from transcripts.importers.word_times import TimedText

NAME = "google-stt"
TITLE = "Google Speech-to-Text JSON"
SHAPE = "“results” with “alternatives” that have a “transcript”"

_STARTS = ("startTime", "startOffset", "start_time", "start_offset")
_ENDS = ("endTime", "endOffset", "end_time", "end_offset")
_RESULT_ENDS = ("resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")
_TAGS = ("speakerLabel", "speakerTag", "speaker_label", "speaker_tag")


def recognise(value: object) -> float:
    """0.93 for results with alternatives that have a transcript or words."""
    results = as_list(_results(Node(value, 1, "", 0)).value)
    kinds = [first_object(as_dict(result).get("alternatives")).keys() for result in results[:100]]
    return 0.93 if any({"transcript", "words"} & keys and "timestamps" not in keys for keys in kinds) else 0.0


def read(document: Document) -> Parsed:
    """One cue a result; with speaker tags, one for each run of words in a voice."""
    sheet = CueSheet(NAME, document)
    results = list(_results(document.root).elements())
    tagged = [_is_tagged(result) for result in results]
    if len(results) > 1 and tagged[-1] and not any(tagged[:-1]) and _repeats(results):
        sheet.warn(
            results[-1].line,
            "said-twice",
            f"The last result holds the words of the {len(results) - 1:,} before it again, with speakers; each word "
            "was taken once.",
        )
        results = results[-1:]
    before_s = 0.0
    for result in results:
        before_s = _add_result(sheet, result, before_s)
    return sheet.parsed()


def _results(root: Node) -> Node:
    """The list of results: of the document, of the answer of a long job in it, or of the one file of a batch."""
    results = (root if root.get("results").value else root.get("response")).get("results")
    files = list(as_dict(results.value))
    if len(files) != 1:
        return results
    file = results.get(files[0])
    inline = next((key for key in ("inlineResult", "inline_result") if key in as_dict(file.value)), None)
    return (file.get(inline) if inline else file).get("transcript").get("results")


def _alternative(result: Node) -> Node:
    return next(result.get("alternatives").elements(), result.get("alternatives"))


def _is_tagged(result: Node) -> bool:
    words = as_list(as_dict(_alternative(result).value).get("words"))
    return any(_first(as_dict(word), _TAGS) not in (None, 0, "", "0") for word in words)


def _repeats(results: Sequence[Node]) -> bool:
    """Whether the last result has as many words as the others have together, give or take a tenth."""
    counts = [len(_said(as_dict(_alternative(result).value))) for result in results]
    return 0.9 * sum(counts[:-1]) <= counts[-1] <= 1.1 * sum(counts[:-1])


def _said(alternative: dict[str, Any]) -> list[Any]:
    words = as_list(alternative.get("words"))
    return words or (plain_text(alternative.get("transcript")) or "").split()


def _add_result(sheet: CueSheet, result: Node, before_s: float) -> float:
    """Add one result, and return when it ends. Without times of words, it begins where the one before ended."""
    node = _alternative(result)
    words = node.get("words")
    until = _first(as_dict(result.value), _RESULT_ENDS)
    after_s = word_time(until)
    if _is_tagged(result):
        for _, group in groupby(words.elements(), key=lambda word: str(_first(as_dict(word.value), _TAGS))):
            run = list(group)
            speaker = _first(as_dict(run[0].value), _TAGS)
            sheet.add_run(run[0].line, speaker, len(run), _listed([word.value for word in run]))
    else:
        listed = _listed(as_list(words.value))
        start, end = times_of(listed) if listed else (None, None)
        channel = as_dict(result.value).get("channelTag")
        text = as_dict(node.value).get("transcript")
        begin = start if start is not None or until is None else before_s
        voice = None if channel in (None, 0) else f"channel {channel}"
        sheet.add(result.line, Voiced(text, begin, end if end is not None else until, voice, listed))
    return before_s if after_s is None else max(after_s, before_s)


def _listed(words: Sequence[object]) -> list[TimedText]:
    return [
        TimedText(said, _start(word), word_time(_first(word, _ENDS)))
        for word in words
        if isinstance(word, dict) and (said := plain_text(word.get("word")))
    ]


def _start(word: dict[str, Any]) -> float | None:
    """When a word begins. A time of zero is not written by version 2."""
    start = _first(word, _STARTS)
    return 0.0 if start is None and _first(word, _ENDS) is not None else word_time(start)


def _first(values: dict[str, Any], keys: Sequence[str]) -> Any:
    return next((values[key] for key in keys if values.get(key) is not None), None)
