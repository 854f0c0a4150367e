"""What the importers of plain and Markdown text share: lines, clock times, headings, and turns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transcripts.cues import Cue, TranscriptError
from transcripts.importers.account import MAX_CUES, Account
from transcripts.words.timing import with_ends

TIME = r"(?:\d{1,9}:)?\d{1,2}:[0-5]\d(?:[.,]\d{1,3})?"
"""A clock time as people write it: 1:20, 00:12:34, 00:10:00.00."""

MAX_TEXT_LINES = 3 * MAX_CUES
"""The most lines of plain text: a name, the words and a blank line for each cue that a file may hold."""

_SIGN = re.compile(rf"(?:(?<=[\s(\[])|^)[-\u2212](?={TIME})")

_FURNITURE = re.compile(
    r"\[\^[^\]]+\]:.*|(?:Transcribed|Transcript(?:ion)?) by\b.{0,80}|\[?Music\]?", re.IGNORECASE
)
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_HASH = re.compile(r"#{1,6}\s+(?P<title>\S.*)")
_CHAPTER = re.compile(rf"\[?{TIME}\]?\s*[–—-]\s+(?P<title>\S.*)")
_MARK = re.compile(
    rf"\\?\[(?P<square>{TIME})\\?\](?:\(https?:[^()\s]{{1,500}}\))?|\((?P<round>\d\d?:\d\d:\d\d|\d\d:\d\d)\)"
)
_LONGEST_TURN_S = 3600.0
_ITALIC = re.compile(r"\*[^*\s][^*]*\*|_[^_\s][^_]*_")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\1(?![\w*])")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\((?:https?:)?[^()\s]{1,500}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, trimmed, with its 1-based number. An empty one ends a paragraph."""

    number: int
    text: str


@dataclass(slots=True)
class Turn:
    """A label and the lines that follow it, while they are read.

    `same_cue` marks a further voice in the cue of the file that the turn before it came from.
    """

    number: int
    speaker: str | None
    start_s: float | None
    lines: list[Line] = field(default_factory=list)
    same_cue: bool = False


def clock_s(text: str) -> float:
    """Seconds of a clock time.

    >>> [clock_s(t) for t in ("1:20", "00:12:34", "00:10:00.50", "90:00")]
    [80.0, 754.0, 600.5, 5400.0]
    """
    total = 0.0
    for part in text.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def unsigned(text: str) -> tuple[str, bool]:
    """A line without the sign of a negative time near its head, and whether it had one.

    >>> unsigned("[-01:20] hello"), unsigned("Ann - 01:20")
    (('[01:20] hello', True), ('Ann - 01:20', False))
    """
    match = _SIGN.search(text, 0, 150)
    return (text[: match.start()] + text[match.end() :], True) if match else (text, False)


def report_negative(line: Line, account: Account) -> None:
    """The warning for a turn whose time is negative, and so is not taken."""
    account.warn(
        line.number,
        "negative-time",
        f"“{line.text[:60]}” begins with a negative time; its words are kept without a time. Correct it.",
    )


def lines_of(text: str) -> list[Line]:
    """The lines of a text, its YAML front matter included."""
    return [Line(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]


def every_line_of(text: str) -> list[Line]:
    """The lines of a whole file. Raises TranscriptError, `too-many-lines`, before anything dear is done with them."""
    if text.count("\n") > MAX_TEXT_LINES:
        raise TranscriptError(
            "too-many-lines",
            f"The text has more than {MAX_TEXT_LINES:,} lines. Check that it is a transcript, and split it into one file "
            "an episode.",
            MAX_TEXT_LINES + 1,
        )
    return lines_of(text)


def front_matter(lines: Sequence[Line]) -> int:
    """How many lines at the head are YAML front matter."""
    if not lines or lines[0].text != "---":
        return 0
    for index, line in enumerate(lines[1:200], 1):
        if line.text in ("---", "..."):
            return index + 1
    return 0


def is_markdown(lines: Sequence[Line]) -> bool:
    """Whether a text uses Markdown: front matter, a heading with `#`, or a line that begins in bold."""
    return front_matter(lines) > 0 or any(
        _HASH.fullmatch(line.text) or line.text.startswith("**") for line in lines
    )


def without_front_matter(lines: Sequence[Line], account: Account) -> Sequence[Line]:
    """`lines` after the front matter, which gets a warning."""
    if length := front_matter(lines):
        account.warn(1, "front-matter", f"Lines 1 to {length} describe the file and were left out.")
    return lines[length:]


def heading(text: str) -> str | None:
    """The title of a heading (`# …` or `00:13:04 – …`), or None."""
    match = _HASH.fullmatch(text) or _CHAPTER.fullmatch(text)
    return match["title"] if match else None


def is_aside(line: Line, account: Account, titles: frozenset[str] = frozenset()) -> bool:
    """Whether a line is a rule, a heading, or a note (in italics, or a known footer); the last two get a warning."""
    if _RULE.fullmatch(line.text):
        return True
    if heading(line.text) or line.text in titles:
        account.warn(line.number, "heading", f"“{line.text[:60]}” is a heading and was left out.")
        return True
    if _FURNITURE.fullmatch(line.text) or (len(line.text) > 3 and _ITALIC.fullmatch(line.text)):
        account.warn(line.number, "aside", f"“{line.text[:60]}” is not speech and was left out.")
        return True
    return False


def plain(text: str) -> str:
    r"""Markdown to plain text: emphasis, links and escapes.

    >>> plain("**So** we *have* [a paper](https://example.org/p) \\[laughs\\]")
    'So we have a paper [laughs]'
    """
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", _LINK.sub(r"\1", text))


def report_preamble(lines: Sequence[Line], account: Account) -> None:
    """One warning for the words before the first turn."""
    if lines:
        more = f" and {len(lines) - 1} more lines" if len(lines) > 1 else ""
        account.warn(
            lines[0].number,
            "before-first-turn",
            f"“{lines[0].text[:60]}”{more} stand before the first turn and were left out. "
            "Put a name or a time before words that were spoken.",
        )


def cues_of(turns: Sequence[Turn], account: Account, *, markdown: bool) -> tuple[list[Cue], int]:
    """The cues of `turns`, and from how many cues of the file they came.

    There is one cue a turn, and one more for every `[00:10:00]` inside it, and for every `(00:10:00)` that
    lies between the turn's start and the next one's. A turn without words gets a
    warning, and so do a clock that goes back and markup that is kept as text. Where a turn has no end, the
    start of the next is taken, and the cue is marked as estimated.
    """
    cues: list[Cue] = []
    own: set[int] = set()
    last_s = 0.0
    for part in _all_parts(turns):
        if not part.same_cue:
            account.find(part.number)
        text = _text(part.lines, markdown=markdown)
        if text:
            last_s = _checked_clock(part, last_s, account)
            _report_markup(part, account)
            cues.append(Cue(part.start_s, None, part.speaker, text, line=part.number))
            own.add(account.found)
        elif not part.same_cue:
            name = f" of {part.speaker}" if part.speaker else ""
            account.warn(
                part.number, "empty-turn", f"This turn{name} has no words of its own and was left out."
            )
    return with_ends(cues), len(own)


def _all_parts(turns: Sequence[Turn]) -> Iterator[Turn]:
    """The turns, cut where times stand inside them."""
    ends: list[float | None] = []
    following: float | None = None
    for turn in reversed(turns):
        ends.append(following)
        following = following if turn.start_s is None else turn.start_s
    for turn, end_s in zip(turns, reversed(ends), strict=True):
        yield from _parts(turn, end_s)


def _parts(turn: Turn, end_s: float | None) -> Iterator[Turn]:
    """A turn, cut where a time stands inside it."""
    part = Turn(turn.number, turn.speaker, turn.start_s, same_cue=turn.same_cue)
    for line in turn.lines:
        position = 0
        for mark in _MARK.finditer(line.text) if ":" in line.text else ():
            start_s = clock_s(mark["square"] or mark["round"])
            if mark["round"] and not _is_mark(mark["round"], part.start_s, end_s):
                continue
            _add(part, line.number, line.text[position : mark.start()])
            position = mark.end()
            if part.lines or part.start_s is not None:
                yield part
                part = Turn(line.number, turn.speaker, start_s)
            else:
                part.start_s = start_s
        _add(part, line.number, line.text[position:])
    yield part


def _is_mark(time: str, start_s: float | None, end_s: float | None) -> bool:
    """Whether `(00:13:05)` is the time of the words after it, and not one that they are about."""
    if start_s is None:
        return time.count(":") == 2
    return start_s <= clock_s(time) <= (start_s + _LONGEST_TURN_S if end_s is None else end_s)


def _add(part: Turn, number: int, text: str) -> None:
    if text.strip() or part.lines:
        part.lines.append(Line(number, text.strip()))


def _text(lines: Sequence[Line], *, markdown: bool) -> str:
    """Lines to paragraphs, with one blank line between them."""
    joined = "\n".join(plain(line.text) if markdown else line.text for line in lines).strip()
    return re.sub(r"\n{3,}", "\n\n", joined) if any(map(str.isalnum, joined)) else ""


def _checked_clock(part: Turn, last_s: float, account: Account) -> float:
    if part.start_s is None:
        return last_s
    if part.start_s < last_s:
        account.warn(
            part.number,
            "clock-goes-back",
            f"The clock goes back here, from {last_s:g} s to {part.start_s:g} s: perhaps a new part begins. "
            "Times are kept as they are written.",
        )
    return part.start_s


def _report_markup(part: Turn, account: Account) -> None:
    for number, text in (
        (part.number, part.speaker or ""),
        *((line.number, line.text) for line in part.lines),
    ):
        if match := _TAG.search(text):
            account.warn(
                number,
                "markup",
                f"“{match[0][:60]}” looks like HTML and was kept as plain text. "
                "Take it out of the file if nobody said it.",
            )
