"""Tables of speaker, time and text, one row a turn: comma, tab, semicolon or bar between the columns.

A header names the columns; without one, the columns are told apart by what they hold. Times are clock times, seconds, or
whatever the header says (minutes, milliseconds).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import MAX_CUES, Account
from transcripts.importers.cue_text import Stretch
from transcripts.importers.decoding import decode
from transcripts.importers.labels import is_label
from transcripts.importers.spoken import Spoken, parsed

NAME = "speaker-time-text-csv"
TITLE = "table of speaker, time and text (CSV, TSV)"

MAX_CELLS = 5_000_000
"""The most cells taken from one table, which bounds the memory that they take."""

_DELIMITERS = ",\t;|"
_COLUMNS = {
    "speaker": (
        "speaker",
        "speaker name",
        "name",
        "who",
        "voice",
        "person",
        "speaker label",
        "speaker id",
        "participant",
    ),
    "start": (
        *(
            "start",
            "start time",
            "starttime",
            "begin",
            "from",
            "time",
            "timestamp",
            "timecode",
            "time code",
            "in",
        ),
        *(
            "minute",
            "minutes",
            "second",
            "seconds",
            "offset",
            "start seconds",
            "start s",
            "start ms",
            "time s",
        ),
    ),
    "end": (
        "end",
        "end time",
        "endtime",
        "stop",
        "to",
        "until",
        "out",
        "end seconds",
        "end s",
        "end ms",
        "finish",
    ),
    "duration": ("duration", "dur", "length", "duration s", "duration seconds", "duration ms"),
    "text": (
        *(
            "text",
            "speech",
            "transcript",
            "transcription",
            "utterance",
            "words",
            "content",
            "sentence",
            "body",
        ),
        *("caption", "subtitle", "line", "dialogue", "what"),
    ),
}
_CLOCK = re.compile(
    r"[\[(]?(?:([0-9]{1,6}):)?([0-9]{1,6}):([0-9]{1,2})(?:[.,]([0-9]{1,9})|[:;]([0-9]{1,9}))?[\])]?"
)
_NUMBER = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,15}))?(?:\s?s(?:ec)?)?")
_LOOKED_AT = 60  # rows
_LONG_S = 100.0
_LONGEST_HEAD = 2_000


@dataclass(frozen=True, slots=True)
class _Row:
    """A row and the 1-based line where it begins."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column of how many holds what (None where none does), what a plain number of a time counts in, and how many
    rows are the head."""

    delimiter: str
    width: int
    text: int
    speaker: int | None
    start: int | None
    end: int | None
    duration: int | None
    unit_s: float
    head: int


def sniff(text: str) -> float:
    """0.92 for a table with a header that names its columns, 0.65 for one whose columns tell themselves apart."""
    if text.lstrip()[:1] in "{<":
        return 0.0
    layout = _layout(text)
    if layout is None:
        return 0.0
    return 0.92 if layout.head else 0.65


def read(data: bytes) -> Parsed:
    """One cue a row.

    Raises TranscriptError: `no-columns` where no column of words is recognised, `bad-quotes` where a quotation mark inside a cell
    makes it unclear where the cell ends, `too-many-columns`.
    """
    source = decode(data)
    layout = _layout(source.text)
    if layout is None:
        raise TranscriptError(
            "no-columns",
            "No table of speakers, times and words was recognised. Put “speaker,time,text” in its first line.",
            line=1,
        )
    account = Account(source.warnings)
    rows = [row for row in _rows(source.text, layout.delimiter) if any(map(str.strip, row.cells))][
        layout.head :
    ]
    unit_s = _unit_s(rows, layout, account)
    spoken = [_spoken(row, layout, unit_s, account) for row in rows]
    return parsed(NAME, spoken, account, prefixes=layout.speaker is None)


def _rows(text: str, delimiter: str) -> list[_Row]:
    """The rows of a table. Raises TranscriptError: `bad-quotes`, `too-many-columns`."""
    if text.count(delimiter) > MAX_CELLS:
        raise TranscriptError(
            "too-many-columns",
            f"The table holds more than {MAX_CELLS:,} cells. Check that it is a transcript, and split it into one file an episode.",
            line=1,
        )
    lines = text.split("\n")
    by_line = len({line.count(delimiter) for line in lines if line.strip()}) == 1
    if by_line and delimiter == "\t":
        return _rows_by_line(lines, delimiter)
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    rows: list[_Row] = []
    number = 1
    try:
        for cells in reader:
            if len(rows) > MAX_CUES:
                break  # one row more than is taken, which is refused when it is counted
            rows.append(_Row(number, cells))
            number = reader.line_num + 1
    except csv.Error as error:
        if by_line:
            return _rows_by_line(lines, delimiter)
        raise TranscriptError(
            "bad-quotes",
            f"This row cannot be read ({error}). A cell with a quotation mark stands in quotation marks, and each "
            "one inside it is written twice.",
            number,
        ) from error
    return rows


def _rows_by_line(lines: Sequence[str], delimiter: str) -> list[_Row]:
    return [
        _Row(number, _line_cells(line, delimiter)) for number, line in enumerate(lines, 1) if line.strip()
    ]


def _line_cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line in a table whose every line has as many: quotation marks that do not pair are words."""
    if '"' in line:
        with suppress(csv.Error):
            return next(csv.reader([line], delimiter=delimiter, strict=True))
    return line.split(delimiter)


def _layout(text: str) -> _Layout | None:
    """How the table is laid out, judged by its first rows."""
    head = list(islice((line for line in text.split("\n") if line.strip()), _LOOKED_AT))
    for delimiter in _DELIMITERS:
        if any(delimiter in line for line in head[:2]) and (layout := _named(head, delimiter)):
            return layout
    found = [layout for delimiter in _DELIMITERS if (layout := _unnamed(head, delimiter))]
    return found[0] if found else None


def _named(head: Sequence[str], delimiter: str) -> _Layout | None:
    """The layout that the first row names: words, and a speaker or a time."""
    names = [_name(cell) for cell in _cells(head[0], delimiter)]
    places = {
        column: next((names.index(name) for name in known if name in names), None)
        for column, known in _COLUMNS.items()
    }
    text, speaker, start = places["text"], places["speaker"], places["start"]
    if text is None or (speaker is None and start is None):
        return None
    unit_s = 1.0 if start is None else _unit_of(names[start])
    return _Layout(delimiter, len(names), text, speaker, start, places["end"], places["duration"], unit_s, 1)


def _name(cell: str) -> str:
    """A header's cell as it is looked up: `Start_Time (ms)` is "start time ms"."""
    return " ".join(re.sub(r"[^a-z]+", " ", cell.lower()).split())


def _unit_of(name: str) -> float:
    words = name.split()
    if "ms" in words:
        return 0.001
    return 60.0 if words[0].startswith("minute") else 1.0


def _cells(line: str, delimiter: str) -> list[str]:
    return (
        next(csv.reader([line.lstrip("\ufeff")], delimiter=delimiter), [])
        if len(line) < _LONGEST_HEAD
        else []
    )


def _unnamed(head: Sequence[str], delimiter: str) -> _Layout | None:
    """The layout of rows with one column of clock times, one of longer texts, and perhaps one of names."""
    if not all(delimiter in line for line in head[:2]):
        return None
    rows = [row.cells for row in _whole_rows("\n".join(head), delimiter)]
    widths = Counter(map(len, rows))
    width, count = widths.most_common(1)[0] if rows else (0, 0)
    if len(rows) < 2 or not 2 <= width <= 4 or count < 0.9 * len(rows):
        return None
    columns = [[row[place].strip() for row in rows if len(row) == width] for place in range(width)]
    times = [place for place, cells in enumerate(columns) if all(_CLOCK.fullmatch(cell) for cell in cells)]
    others = [place for place in range(width) if place not in times]
    if not 1 <= len(times) <= 2 or not 1 <= len(others) <= 2:
        return None
    text = max(others, key=lambda place: sum(map(len, columns[place])))
    speaker = next((place for place in others if place != text), None)
    if speaker is not None and not all(is_label(cell, 6) for cell in columns[speaker] if cell):
        return None
    return _Layout(
        delimiter, width, text, speaker, times[0], times[1] if len(times) > 1 else None, None, 1.0, 0
    )


def _whole_rows(text: str, delimiter: str) -> list[_Row]:
    """The rows up to one that cannot be read."""
    try:
        return _rows(text, delimiter)
    except TranscriptError as refusal:
        kept = text.split("\n")[: (refusal.line or 1) - 1]
        return _rows("\n".join(kept), delimiter) if kept else []


def _unit_s(rows: Sequence[_Row], layout: _Layout, account: Account) -> float:
    """What a plain number counts in: as the header says, but milliseconds where seconds would make cues of minutes."""
    ends = layout.end if layout.end is not None else layout.duration
    if layout.unit_s != 1.0 or layout.start is None or ends is None:
        return layout.unit_s
    lengths: list[float] = []
    for row in rows[:_LOOKED_AT]:
        start, end = _cell(row, layout.start), _cell(row, ends)
        if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
            return 1.0
        lengths.append(float(end[:12]) - (float(start[:12]) if layout.end is not None else 0.0))
    if not lengths or sorted(lengths)[len(lengths) // 2] < _LONG_S:
        return 1.0
    account.warn(
        None,
        "milliseconds",
        "Times are whole numbers too large to be seconds, and were read as milliseconds.",
    )
    return 0.001


def _cell(row: _Row, place: int | None) -> str:
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


def _spoken(row: _Row, layout: _Layout, unit_s: float, account: Account) -> Spoken:
    account.find(row.line)
    text = _text(row, layout, account)
    start_s = _time(row, layout.start, unit_s, account)
    end_s = _time(row, layout.end, unit_s, account)
    if end_s is None and start_s is not None:
        length_s = _time(row, layout.duration, unit_s, account)
        end_s = None if length_s is None else round(start_s + length_s, 3)
    speaker = " ".join(_cell(row, layout.speaker).rstrip(":").split()) or None
    lines = "\n".join(line for raw in text.splitlines() if (line := raw.strip()))
    return Spoken(row.line, start_s, end_s, (Stretch(speaker, lines),) if lines else ())


def _text(row: _Row, layout: _Layout, account: Account) -> str:
    """The words of a row; a comma in words without quotation marks has cut them in pieces."""
    if len(row.cells) <= layout.width or not any(map(str.strip, row.cells[layout.width :])):
        return _cell(row, layout.text)
    if layout.text == layout.width - 1:
        account.warn(
            row.line,
            "more-columns",
            "This row has too many columns; those at its end were joined to its words.",
        )
        return layout.delimiter.join(row.cells[layout.text :]).strip()
    account.warn(row.line, "more-columns", "This row has too many columns; those at its end were left out.")
    return _cell(row, layout.text)


def _time(row: _Row, place: int | None, unit_s: float, account: Account) -> float | None:
    text = _cell(row, place)
    if not text:
        return None
    if match := _CLOCK.fullmatch(text):
        hours, minutes, whole, fraction, frames = match.groups()
        if frames:
            account.warn(
                row.line,
                "frames",
                f"“{text[:40]}” counts frames, and the file does not say how many make a second; the full second was taken.",
            )
        return round(int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{fraction or 0}"), 3)
    if match := _NUMBER.fullmatch(text):
        return round((int(match[1]) + float(f"0.{match[2] or 0}")) * unit_s, 3)
    account.warn(
        row.line, "bad-time", f"“{text[:40]}” is no time in a recording; the cue was kept without it."
    )
    return None
