"""What was heard, as files that other programs read: Whisper's JSON with speakers, and RTTM."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from transcripts.speech.turning import labels_of
from transcripts.speech.values import Segment, Turn

_NOT_A_FIELD = re.compile(r"\s+")


def as_whisper(
    segments: Sequence[Segment], language: str, turns: Sequence[Turn], names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """openai-whisper's JSON, with `speaker` beside each word and, as most of its words have it, each segment.

    A segment in which the voice changes is divided there, so that each has one speaker. `names` are those of labels.
    """
    labels = iter(labels_of([word for segment in segments for word in segment.words], turns))
    rows: list[dict[str, Any]] = []
    for segment in segments:
        spoken = [next(labels) for _ in segment.words]
        rows += _rows(segment, [(names or {}).get(label, label) for label in spoken], len(rows))
    return {"text": "".join(row["text"] for row in rows).strip(), "segments": rows, "language": language}


def _rows(segment: Segment, speakers: Sequence[str], first: int) -> list[dict[str, Any]]:
    if not segment.words:
        return [_row(segment, first, segment.start_s, segment.end_s, segment.text, [])]
    cuts = [
        0,
        *(place for place in range(1, len(speakers)) if speakers[place] != speakers[place - 1]),
        len(speakers),
    ]
    rows = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        words = [
            {
                "word": word.text,
                "start": word.start_s,
                "end": word.end_s,
                "probability": round(word.probability, 4),
                "speaker": speaker or None,
            }
            for word, speaker in zip(segment.words[start:end], speakers[start:end], strict=True)
        ]
        text = "".join(word.text for word in segment.words[start:end])
        rows.append(_row(segment, first + number, words[0]["start"], words[-1]["end"], text, words))
    return rows


def _row(
    segment: Segment, number: int, start_s: Any, end_s: Any, text: str, words: list[dict[str, Any]]
) -> dict[str, Any]:
    said = Counter(word["speaker"] for word in words)
    return {
        "id": number,
        "seek": round(segment.start_s * 100),
        "start": start_s,
        "end": end_s,
        "text": text,
        "tokens": list(segment.tokens),
        "temperature": segment.temperature,
        "avg_logprob": round(segment.avg_logprob, 4),
        "compression_ratio": round(segment.compression_ratio, 4),
        "no_speech_prob": round(segment.no_speech_prob, 6),
        "words": words,
        "speaker": said.most_common(1)[0][0] if said else None,
    }


def as_rttm(recording: str, turns: Iterable[Turn]) -> str:
    """One line a turn; white space in names becomes a low line, as fields are told apart by it.

    >>> print(as_rttm("a talk", [Turn(0.5, 2.0, "SPEAKER_00")]), end="")
    SPEAKER a_talk 1 0.500 1.500 <NA> <NA> SPEAKER_00 <NA> <NA>
    """
    name = _NOT_A_FIELD.sub("_", recording) or "recording"
    return "".join(
        f"SPEAKER {name} 1 {turn.start_s:.3f} {turn.end_s - turn.start_s:.3f} <NA> <NA> "
        f"{_NOT_A_FIELD.sub('_', turn.label)} <NA> <NA>\n"
        for turn in turns
    )
