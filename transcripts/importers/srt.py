"""SubRip (SRT), as it is found: no standard says what it is.

A number, a time range with `-->`, lines of text, a blank line. Any of the numbers, blank lines, hours and fractions may be
missing, and a blank line may stand inside a cue: a cue goes on until the next time range.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.captions import Caption, clock_seconds, read_captions, report_preamble
from transcripts.importers.cue_text import refuse_too_many_tags
from transcripts.importers.decoding import decode

NAME = "srt"
TITLE = "SubRip (SRT)"

_TIME = r"(-?)(?:(?:([0-9]{1,9}) ?: ?)?([0-9]{1,9}) ?: ?)?([0-9]{1,9})(?: ?[,.] ?([0-9]{1,9}))?"
_RANGE = re.compile(
    rf"[ \t\ufeff]*(?:\[[ \t]*)?{_TIME}[ \t]*(-{{1,3}}|[–—])>[ \t]*{_TIME}(?:[ \t]*\](?=[ \t]|\Z)|(?![^ \t]))(.*)"
)
_USUAL_RANGE = re.compile(r"(\d\d):(\d\d):(\d\d)[,.](\d\d\d) --> (\d\d):(\d\d):(\d\d)[,.](\d\d\d)", re.ASCII)
_LIKE_A_RANGE = re.compile(r"[0-9][:.,][^\n]{0,40}-->|-->[ \t]*[0-9]{1,9}[:.,]")
_SETTING = re.compile(r"[A-Za-z][A-Za-z0-9]{0,20}:\S+")
_NUMBER = re.compile(r"\ufeff?[ \t]*([0-9]{1,9})[ \t]*")
_OTHER = re.compile(r"\{\s*\"|\[\s*[\{\"]|<(?!i\b|b\b|u\b|font\b)[!?A-Za-z]|.{0,20}\bweb?vt", re.IGNORECASE)
_LOOKED_AT = 40  # lines


@dataclass(frozen=True, slots=True)
class _Range:
    """What a line with `-->` says: its seconds, if they can be read, the words that follow them, and what is wrong."""

    times: tuple[float, float] | None
    rest: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a cue begins: its number, if it has one, the first of its lines, that of its times, that of its words.

    Lines count from 0.
    """

    number: int | None
    first: int
    line: int
    range: _Range


def sniff(text: str) -> float:
    """0.9 where a time range stands among the first lines, 0.6 where two stand further down."""
    if ">" not in text or _OTHER.match(text[:10_000].lstrip()):
        return 0.0
    lines = enumerate(text.split("\n"))
    ranges = list(islice((index for index, line in lines if ">" in line and _read_range(line)), 2))
    if not ranges:
        return 0.0
    return 0.9 if ranges[0] < _LOOKED_AT else 0.6 * (len(ranges) > 1)


def read(data: bytes) -> Parsed:
    """The cues of an SRT file, in the order of the file.

    Raises TranscriptError: `no-times` where it has no time range, `no-spaces` where the spaces between its words are lost.
    """
    source = decode(data)
    refuse_too_many_tags(source.text)
    lines = source.text.split("\n")
    account = Account(source.warnings)
    heads = _heads(lines)
    if not any(head.range.times for head in heads):
        raise TranscriptError(
            "no-times",
            "No time range was recognised. An SRT file has lines such as “00:01:02,500 --> 00:01:04,000”.",
            line=next((number for number, line in enumerate(lines, 1) if line.strip()), 1),
        )
    report_preamble(lines[: heads[0].first], account)
    ends = [*(head.first for head in heads[1:]), len(lines)]
    captions = [
        _caption(head, lines[head.line + 1 : end], account) for head, end in zip(heads, ends, strict=True)
    ]
    del lines, heads, ends  # a large file would fill the memory twice over
    return read_captions(NAME, captions, account)


def _heads(lines: Sequence[str]) -> list[_Head]:
    ranges = [
        (index, found)
        for index, line in enumerate(lines)
        if ">" in line and (found := _range(line)) is not None
    ]
    firsts = [_first_line(lines, index) for index, _ in ranges]
    numbered = sum(first < index for first, (index, _) in zip(firsts, ranges, strict=True)) * 2 >= len(ranges)
    heads: list[_Head] = []
    for (index, found), first_line in zip(ranges, firsts, strict=True):
        first = first_line if numbered else index
        number = _number(lines, first) if first < index else None
        head = _Head(number, first, index, found)
        if numbered:
            heads += _without_times(lines, heads[-1:], first)
        heads.append(head)
    return heads + (_without_times(lines, heads[-1:], len(lines)) if numbered else [])


def _range(line: str) -> _Range | None:
    """What a line says about times, or None where it is no more than words."""
    found = _read_range(line)
    if found is None and _LIKE_A_RANGE.search(line):
        return _Range(None, trouble="bad-times")
    return found


def _read_range(line: str) -> _Range | None:
    if usual := _USUAL_RANGE.fullmatch(line):
        parts = usual.groups()
        return _Range((clock_seconds(*parts[:4]), clock_seconds(*parts[4:])))
    match = _RANGE.match(line)
    if match is None:
        return None
    start, arrow, end = match.groups()[:5], match[6], match.groups()[6:11]
    if not all(time[2] or (time[4] and arrow == "--") for time in (start, end)):
        return None  # "5 --> 6" may be said of anything
    start_s, end_s = ((0.0 if sign else clock_seconds(*time)) for sign, *time in (start, end))
    return _Range((start_s, end_s), _words(match[12]), "negative-time" if start[0] or end[0] else "")


def _words(rest: str) -> str:
    """What follows a time range, without settings such as `X1:40` or `align:start`."""
    return " ".join(token for token in rest.split() if not _SETTING.fullmatch(token))


def _number(lines: Sequence[str], index: int) -> int | None:
    """The number that is all there is on a line."""
    match = _NUMBER.fullmatch(lines[index]) if 0 <= index < len(lines) else None
    return int(match[1]) if match else None


def _first_line(lines: Sequence[str], index: int) -> int:
    """The line of the number that belongs to the time range at `index`, or `index` where there is none."""
    if _number(lines, index - 1) is not None:
        return index - 1
    apart = index > 1 and not lines[index - 1].strip() and _number(lines, index - 2) is not None
    return index - 2 if apart and (index == 2 or not lines[index - 3].strip()) else index


def _without_times(lines: Sequence[str], before: Sequence[_Head], end: int) -> list[_Head]:
    """Cues after the one `before`, up to the line `end`, that have the next number after a blank line, and no time range."""
    heads: list[_Head] = []
    if not before or before[0].number is None:
        return heads
    number, start = before[0].number, before[0].line + 2
    for index in range(start, end):
        if not lines[index - 1].strip() and _number(lines, index) == number + 1:
            number += 1
            heads.append(_Head(number, index, index, _Range(None, trouble="no-times")))
    return heads


def _caption(head: _Head, words: Sequence[str], account: Account) -> Caption:
    account.find(head.line + 1)
    if head.range.trouble:
        account.warn(head.line + 1, head.range.trouble, _TROUBLES[head.range.trouble])
    start_s, end_s = head.range.times or (None, None)
    rest = (head.range.rest,) if head.range.rest else ()
    return Caption(head.line + 1, start_s, end_s, (*rest, *words))


_TROUBLES = {
    "no-times": "This cue has a number but no time range; its words have no times.",
    "bad-times": "This time range cannot be read, so the words of the cue have no times. "
    "Write it as 00:01:02,500 --> 00:01:04,000.",
    "negative-time": "This cue begins before the recording; 0 was taken for the time.",
}
