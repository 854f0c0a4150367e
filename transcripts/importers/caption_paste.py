"""Captions pasted from a video page, where the page's markup has left its marks.

A pasted line is a time with its words: `0:05so we begin`, glued, or a time with the length that a screen reader is told,
`1:20`, `1 minute, 20 seconds`, on lines of their own or glued to the words. A time on a line of its own with nothing but
words below is read as text with times.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.cue_text import Stretch
from transcripts.importers.decoding import decode
from transcripts.importers.spoken import Spoken, parsed
from transcripts.importers.text_lines import Line, clock_s, every_line_of, lines_of, report_preamble

NAME = "caption-paste"
TITLE = "captions pasted from a video page"

_CLOCK = re.compile(r"((?:[0-9]{1,2}:)?[0-9]{1,2}:[0-5][0-9])(?![0-9]?:[0-9]|[.,][0-9])")


def _unit(name: str) -> str:
    """A pattern for “1 hour”, “2 hours”; the words may follow without a space, so the “s” of one counts as theirs."""
    return rf"([0-9]{{1,3}}) {name}(?:(?<=[0-9]1 {name})s|(?<!1 {name})s)?"


_LENGTH = re.compile(
    rf"(?=[0-9])(?:{_unit('hour')}(?:, ?)?)?(?:{_unit('minute')}(?:, ?)?)?(?:{_unit('second')})?"
)
_NOT_TEXT = re.compile(r"\s*(?:\{|\[\s*[\{\]\"]|<)")
_FEWEST = 3
_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that begins with a time, and the words on it. `pasted` says that it shows the marks of a video page."""

    number: int
    start_s: float
    rest: str
    pasted: bool


def sniff(text: str) -> float:
    """0.75 where the times of most stretches show the marks of a video page."""
    if _NOT_TEXT.match(text) or "-->" in text[:10_000]:
        return 0.0
    lines = [line for line in lines_of(text) if line.text]
    marks = [mark for mark in _marks(lines).values() if mark.pasted]
    in_order = sum(a.start_s <= b.start_s for a, b in itertools.pairwise(marks))
    enough = (
        len(marks) >= _FEWEST and len(marks) >= _SHARE * len(lines) and in_order >= 0.9 * (len(marks) - 1)
    )
    return 0.75 if enough else 0.0


def read(data: bytes) -> Parsed:
    """One cue for each time. Raises TranscriptError: `no-times`."""
    source = decode(data)
    lines = [line for line in every_line_of(source.text) if line.text]
    marks = _marks(lines)
    if not marks:
        raise TranscriptError(
            "no-times",
            "No line begins with a time such as “1:20”. Copy the captions with their times.",
            line=lines[0].number if lines else 1,
        )
    account = Account(source.warnings)
    return parsed(NAME, list(_spoken(lines, marks, account)), account)


def _marks(lines: Sequence[Line]) -> dict[int, _Mark]:
    """The lines with a time, by the place in `lines`. A length on the line after its time belongs to the time."""
    marks: dict[int, _Mark] = {}
    for place, line in enumerate(lines):
        match = _CLOCK.match(line.text)
        if match is None:
            continue
        rest = line.text[match.end() :]
        start_s = clock_s(match[1])
        length = _length(rest.lstrip())
        following = _length(lines[place + 1].text) if not rest and place + 1 < len(lines) else None
        if length and length[0] == start_s:
            marks[place] = _Mark(line.number, start_s, length[1], pasted=True)
        elif following and following == (start_s, ""):
            marks[place] = _Mark(line.number, start_s, "", pasted=True)
        elif not rest or rest[0].isspace() or rest[0].isalnum() or rest[0] in "[(♪\"'“‘":
            marks[place] = _Mark(
                line.number, start_s, rest.strip(), pasted=bool(rest) and not rest[0].isspace()
            )
    return marks


def _length(text: str) -> tuple[float, str] | None:
    """The seconds that a spoken length at the head of `text` says, and what follows it.

    >>> _length("1 minute, 20 secondsso we"), _length("12 monkeys")
    ((80.0, 'so we'), None)
    """
    match = _LENGTH.match(text)
    if match is None or not match[0]:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return float(hours * 3600 + minutes * 60 + seconds), text[match.end() :].strip()


def _spoken(lines: Sequence[Line], marks: dict[int, _Mark], account: Account) -> Iterator[Spoken]:
    places = sorted(marks)
    report_preamble(lines[: places[0]], account)
    for place, until in zip(places, [*places[1:], len(lines)], strict=True):
        mark = marks[place]
        account.find(mark.number)
        words = [line.text for line in lines[place + 1 : until]]
        if mark.pasted and not mark.rest and words and _length(words[0]) == (mark.start_s, ""):
            del words[0]
        text = "\n".join(line for line in (mark.rest, *words) if line)
        yield Spoken(mark.number, mark.start_s, None, (Stretch(None, text),) if text else ())
