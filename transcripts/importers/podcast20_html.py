"""Podcasting 2.0 HTML: `<cite>` for a name, `<time>` for a time, `<p>` for what is said.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md. Published files leave
out names or times, put both inside the paragraph, or wrap it all in a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.cue_text import Stretch
from transcripts.importers.decoding import decode
from transcripts.importers.html_pieces import Piece, pieces
from transcripts.importers.labels import is_label
from transcripts.importers.spoken import Spoken, parsed
from transcripts.importers.text_lines import TIME, clock_s

NAME = "podcast20-html"
TITLE = "Podcasting 2.0 HTML"

MAX_TAGS = 1_000_000
"""The most tags taken from one page, which bounds the memory that they take."""

_TAGS = {name: re.compile(rf"<{name}[\s>]", re.IGNORECASE) for name in ("p", "cite", "time")}
_NOT_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[^<>]*-->\s*)?<(?:[a-z]+:)?(?:tt|rss|feed)[\s>]", re.IGNORECASE
)
_CLOCK = re.compile(rf"[\[(]?({TIME})[\])]?")
_TIMED = re.compile(
    rf"(?:(?P<label>[^\s\[(].{{0,60}}?)\s+)??[\[(]?(?P<time>{TIME})[\])]?(?:\s+(?P<rest>\S.*))?", re.DOTALL
)
_ROLE = re.compile(r"\s*\([^()]{1,40}\)\Z")
_ASIDES = frozenset(("nav", "header", "footer", "aside", "form", "button", "head"))
_BLOCKS = frozenset(
    ("body", "div", "section", "article", "main", "li", "ul", "ol", "table", "tr", "td", "blockquote")
)
_LOOKED_AT = 200_000
_BREAK = "\v"


@dataclass(slots=True)
class _Turn:
    """A name, a time, or both, and the paragraphs that follow, while they are read."""

    line: int
    speaker: str | None = None
    start_s: float | None = None
    paragraphs: list[str] = field(default_factory=list)
    headless: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """One thing that a page says, and its words.

    `kind` is cite, time, p, resume (a time within a paragraph) or other (no part of the transcript).
    """

    line: int
    kind: str
    text: str


def sniff(text: str) -> float:
    """0.95 for paragraphs with names or times in tags, 0.7 for paragraphs that are times."""
    head = text[:_LOOKED_AT]
    if not head.lstrip().startswith("<") or not _TAGS["p"].search(head) or _NOT_HTML.match(head):
        return 0.0
    if _TAGS["cite"].search(head) or _TAGS["time"].search(head):
        return 0.95
    return 0.7 if _times_in_paragraphs(list(_marks(head))) else 0.0


def read(data: bytes) -> Parsed:
    """One cue for each name or time and the paragraphs that follow it.

    Raises TranscriptError: `no-paragraphs`, `too-many-tags`.
    """
    source = decode(data)
    if source.text.count("<") > MAX_TAGS:
        raise TranscriptError(
            "too-many-tags",
            f"The page holds more than {MAX_TAGS:,} tags. Check that it is a transcript, and split it into one page an episode.",
            line=1,
        )
    account = Account(source.warnings)
    marks = list(_marks(source.text))
    if not any(mark.kind == "p" and mark.text for mark in marks):
        raise TranscriptError(
            "no-paragraphs",
            "The page has no paragraph <p> with words. Put each turn in one, after its <cite> and <time>.",
            line=1,
        )
    if _times_in_paragraphs(marks):
        marks = [part for mark in marks for part in _taken_apart(mark)]
    turns = _turns(marks, account)
    _report_turns(turns, marks, account)
    _report_others(marks, account)
    for turn in turns:
        account.find(turn.line)
    return parsed(NAME, [_spoken(turn) for turn in turns], account)


def _marks(text: str) -> Iterator[_Mark]:
    reader = _Reader()
    for piece in pieces(text):
        yield from reader.take(piece)
    yield from reader.flush()


class _Reader:
    """Reads tags and texts into marks: whether a paragraph is open, or a part of the page that is no transcript."""

    def __init__(self) -> None:
        self._inside = False
        self._aside = ""
        self._kept: list[str] = []
        self._blank = True
        self._line = 1
        self._held: Piece | None = None  # an open <cite> or <time>
        self._held_text: list[str] = []

    def take(self, piece: Piece) -> Iterator[_Mark]:
        if not piece.name:
            self._add(piece.line, piece.text)
        elif piece.name in ("cite", "time"):
            yield from self._release()
            self._held = None if piece.close else piece
        elif piece.name == "br":
            self._add(piece.line, _BREAK)
        elif piece.name == "p" or piece.name in _BLOCKS or piece.name in _ASIDES:
            yield from self.flush(closed=piece.name == "p" and piece.close)
            self._enter(piece)

    def flush(self, *, closed: bool = False) -> Iterator[_Mark]:
        """The words read so far; where there are none, nothing but a paragraph that was `closed`."""
        yield from self._release()
        text = _tidy("".join(self._kept))
        self._kept, self._blank = [], True
        if text or (closed and self._inside):
            yield _Mark(self._line, self._kind("p" if self._inside else "other"), text)

    def _enter(self, piece: Piece) -> None:
        self._inside = piece.name == "p" and not piece.close
        self._line = piece.line
        if piece.name in _ASIDES and not (self._aside and not piece.close):
            self._aside = "" if piece.close and piece.name == self._aside else self._aside or piece.name

    def _kind(self, kind: str) -> str:
        return "other" if self._aside else kind

    def _add(self, line: int, text: str) -> None:
        if self._held:
            self._held_text.append(text)
            return
        if not self._inside and self._blank:
            self._line = line
        self._blank = self._blank and not text.strip()
        self._kept.append(text)

    def _release(self) -> Iterator[_Mark]:
        """The `<cite>` or `<time>` that was open: a name or a time, or words of the paragraph that it stands in."""
        held, text = self._held, _tidy("".join(self._held_text))
        self._held, self._held_text = None, []
        if held is None or not (text or held.text):
            return
        before = not self._blank
        if (
            self._inside
            and before
            and not (_CLOCK.fullmatch(text) if held.name == "time" else text.endswith(":"))
        ):
            self._add(held.line, text)
            return
        yield from self.flush()
        kind = "resume" if held.name == "time" and self._inside and before else held.name
        shown = held.text if held.name == "time" and held.text and not _CLOCK.fullmatch(text) else text
        yield _Mark(held.line, self._kind(kind), shown)


def _tidy(text: str) -> str:
    """`text` with single spaces, and a line break for each `<br>`."""
    return "\n".join(line for raw in text.split(_BREAK) if (line := " ".join(raw.split())))


def _times_in_paragraphs(marks: Sequence[_Mark]) -> bool:
    """Whether paragraphs say the times, and no tag does."""
    if any(mark.kind in ("time", "resume") for mark in marks):
        return False
    paragraphs = [mark for mark in marks if mark.kind == "p" and mark.text]
    times = sum(part.kind == "time" for mark in paragraphs for part in _taken_apart(mark))
    return times > 1 and times * 12 >= len(paragraphs)


def _taken_apart(mark: _Mark) -> list[_Mark]:
    """A paragraph as the name, the time and the words that are in it: `Name 1:20` alone, `1:20` alone, or `1:20 words`."""
    match = _TIMED.fullmatch(mark.text) if mark.kind == "p" and ":" in mark.text[:100] else None
    if match is None:
        return [mark]
    label = (match["label"] or "").rstrip(": ")
    if label and (match["rest"] or not is_label(label)):
        return [mark]
    parts = (("cite", label), ("time", match["time"]), ("p", match["rest"]))
    return [_Mark(mark.line, kind, text) for kind, text in parts if text]


def _turns(marks: Sequence[_Mark], account: Account) -> list[_Turn]:
    has_heads = any(mark.kind in ("cite", "time") for mark in marks)
    turns: list[_Turn] = []
    for mark in marks:
        if mark.kind == "cite":
            turn = _open(turns, mark, lambda turn: turn.speaker is None)
            turn.speaker = _ROLE.sub("", mark.text.rstrip(": ")) or None
        elif mark.kind == "time":
            _open(turns, mark, lambda turn: turn.start_s is None).start_s = _time(mark, account)
        elif mark.kind == "resume":
            turns.append(_Turn(mark.line, turns[-1].speaker if turns else None, _time(mark, account)))
        elif mark.kind == "p" and mark.text:
            if not turns or not has_heads:
                turns.append(_Turn(mark.line, headless=has_heads))
            turns[-1].paragraphs.append(mark.text)
    return turns


def _open(turns: list[_Turn], mark: _Mark, lacks: Callable[[_Turn], bool]) -> _Turn:
    """The turn that a name or a time belongs to: the last, if it has no words yet and lacks it, or a new one."""
    if not turns or turns[-1].paragraphs or not lacks(turns[-1]):
        turns.append(_Turn(mark.line))
    return turns[-1]


def _time(mark: _Mark, account: Account) -> float | None:
    match = _CLOCK.fullmatch(mark.text)
    if match is None:
        account.warn(
            mark.line,
            "bad-time",
            f"“{mark.text[:40]}” is no time in a recording; the cue was kept without it.",
        )
    return clock_s(match[1]) if match else None


def _report_turns(turns: Sequence[_Turn], marks: Sequence[_Mark], account: Account) -> None:
    if turns and turns[0].headless:
        account.warn(
            turns[0].line,
            "no-head",
            f"“{turns[0].paragraphs[0][:60]}” stands before the first name or time, and was kept without either.",
        )
    empty = [mark.line for mark in marks if mark.kind == "p" and not mark.text]
    if empty:
        several = f"{len(empty):,} paragraphs are" if len(empty) > 1 else "One paragraph is"
        account.warn(empty[0], "empty-paragraph", f"{several} empty; nothing was lost with them.")


def _report_others(marks: Sequence[_Mark], account: Account) -> None:
    others = [mark for mark in marks if mark.kind == "other" and any(map(str.isalnum, mark.text))]
    if others:
        more = f" and {len(others) - 1:,} more texts" if len(others) > 1 else ""
        account.warn(
            others[0].line,
            "text-outside-paragraph",
            f"“{others[0].text[:60]}”{more} stand in no paragraph <p> and were left out.",
        )


def _spoken(turn: _Turn) -> Spoken:
    text = "\n\n".join(turn.paragraphs)
    return Spoken(turn.line, turn.start_s, None, (Stretch(turn.speaker, text),) if text else ())
