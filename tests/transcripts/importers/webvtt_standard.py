"""The W3C standard's algorithms for WebVTT, step by step and without a thought of speed, to hold the reader against.

https://www.w3.org/TR/webvtt1/#file-parsing and #cue-text-parsing-rules. Regions, styles and settings are left out: no word depends on them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPACE = " \t\n\f\r"
_DIGITS = "0123456789"
_SPANS = frozenset(("c", "i", "b", "u", "ruby", "lang"))


@dataclass(frozen=True)
class StandardCue:
    """A cue: the line of its times, counted from 1, its seconds and its raw text."""

    line: int
    start_s: float
    end_s: float
    raw: str


@dataclass(frozen=True)
class _Token:
    kind: str
    value: str
    annotation: str = ""


def standard_cues(text: str) -> list[StandardCue] | None:
    """The cues of a file, or None where it has no signature."""
    text = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith("WEBVTT") or text[6:7] not in ("", " ", "\t", "\n"):
        return None
    lines = text.split("\n")
    index = _block(lines, 1, in_header=True)[0] if len(lines) > 1 and lines[1] else 2
    cues: list[StandardCue] = []
    while index < len(lines):
        if not lines[index]:
            index += 1
            continue
        index, cue = _block(lines, index, in_header=False)
        cues += [cue] if cue else []
    return cues


def standard_pieces(raw: str) -> list[tuple[str | None, str]]:
    """(voice, text) of each text node of a cue, its voice that of the innermost voice object around it."""
    open_spans: list[tuple[str, str | None]] = [("", None)]
    pieces: list[tuple[str | None, str]] = []
    for token in _tokens(raw):
        current, voice = open_spans[-1]
        if token.kind == "text":
            pieces.append((voice, token.value))
        elif token.kind == "start":
            if token.value in _SPANS or (token.value == "rt" and current == "ruby"):
                open_spans.append((token.value, voice))
            elif token.value == "v":
                open_spans.append(("v", token.annotation or None))
        elif token.kind == "end" and current:
            if token.value == current:
                open_spans.pop()
            elif token.value == "ruby" and current == "rt":
                del open_spans[-2:]
    return pieces


def _block(lines: list[str], index: int, *, in_header: bool) -> tuple[int, StandardCue | None]:
    count, seen_arrow = 0, False
    times: tuple[float, float] | None = None
    line = index
    buffer: list[str] = []
    while index < len(lines) and lines[index]:
        count += 1
        if "-->" not in lines[index]:
            buffer.append(lines[index])
        elif not in_header and (count == 1 or (count == 2 and not seen_arrow)):
            seen_arrow = True
            times, line = _times(lines[index]), index
            buffer = [] if times else buffer
        else:
            break
        index += 1
    cue = StandardCue(line + 1, *times, "\n".join(buffer)) if times else None
    return index, cue


def _times(line: str) -> tuple[float, float] | None:
    place = _skip(line, 0)
    start = _timestamp(line, place)
    if start is None:
        return None
    place = _skip(line, start[1])
    if line[place : place + 3] != "-->":
        return None
    end = _timestamp(line, _skip(line, place + 3))
    return None if end is None else (start[0], end[0])


def _skip(line: str, place: int) -> int:
    while place < len(line) and line[place] in _SPACE:
        place += 1
    return place


def _timestamp(line: str, place: int) -> tuple[float, int] | None:
    """Seconds of the time at `place`, and where it ends."""
    first, place = _digits(line, place)
    if not first or line[place : place + 1] != ":":
        return None
    second, place = _digits(line, place + 1)
    if len(second) != 2:
        return None
    third = ""
    if len(first) != 2 or int(first) > 59 or line[place : place + 1] == ":":
        if line[place : place + 1] != ":":
            return None
        third, place = _digits(line, place + 1)
        if len(third) != 2:
            return None
    if line[place : place + 1] != ".":
        return None
    fraction, place = _digits(line, place + 1)
    hours, minutes, whole = (first, second, third) if third else ("0", first, second)
    if len(fraction) != 3 or int(minutes) > 59 or int(whole) > 59:
        return None
    return round(int(hours) * 3600 + int(minutes) * 60 + int(whole) + int(fraction) / 1000, 3), place


def _digits(line: str, place: int) -> tuple[str, int]:
    end = place
    while end < len(line) and line[end] in _DIGITS:
        end += 1
    return line[place:end], end


def _tokens(raw: str) -> Iterator[_Token]:
    place = 0
    while place < len(raw):
        mark = ">" if raw[place] == "<" else "<"
        end = raw.find(mark, place)
        end = len(raw) if end < 0 else end
        if mark == ">":
            yield _tag(raw[place + 1 : end])
            place = end + 1
        else:
            yield _Token("text", html.unescape(raw[place:end]))
            place = end


def _tag(content: str) -> _Token:
    if content[:1] == "/":
        return _Token("end", content[1:])
    if content[:1] and content[0] in _DIGITS:
        return _Token("time", content)
    parts = re.split(r"[\t\n\f ]", content, maxsplit=1)
    annotation = html.unescape(parts[1]) if len(parts) > 1 else ""
    name = parts[0].split(".", 1)[0]
    return _Token("start", name, " ".join(re.split(rf"[{_SPACE}]+", annotation.strip(_SPACE))))
