"""The words of a WebVTT cue: tags, entities, voices and inline times, by the W3C cue text parsing rules.

https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules. One departure: a `<` before a space is text, as in
"x < 3", where the standard drops everything up to the next `>` (a time written so is still dropped).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from transcripts.cues import TranscriptError, Word
from transcripts.importers.entities import unescape
from transcripts.words.timing import spread

TIME = r"(?:0*([0-9]{1,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
"""A time as the standard has it: hours of any length (here up to nine digits after the zeros), or none."""

MAX_TAGS = 600_000
"""The most tags taken from one file of captions: a day of speech with a time for every word has fewer."""

_TAG = re.compile(r"<(?![ \t\n\f](?!\s*[0-9]+:[0-9:.]+\s*>))([^>]*)(?:>|\Z)")
_START = re.compile(r"(?P<name>[^\s.]*)(?P<classes>(?:\.[^\s.]*)*)(?:\s(?P<note>.*))?", re.DOTALL)
_ONE_VOICE = re.compile(r"<v[ \t]([^<>&]*)>([^<&]+)(?:</v>)?\Z")
_DASH_BEFORE_VOICE = re.compile(r"(?:\A|(?<=\n))[ \t]*[-\u2010\u2011–—][ \t]*\Z")
_TIME_TAG = re.compile(TIME)
_LIKE_A_TIME = re.compile(r"[0-9]+[:.][0-9:.,]*")
_ATTRIBUTE = r"""[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+)"""
_ATTRIBUTES = re.compile(rf"\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*/?")
_KNOWN = frozenset({"c", "i", "b", "u", "ruby", "rt", "v", "lang"})


class Piece(NamedTuple):
    """Text between two tags: in which voice, and when it begins where an inline time says so."""

    voice: str | None
    text: str
    start_s: float | None


@dataclass(frozen=True, slots=True)
class Payload:
    """A cue's words by voice. `odd` holds tags that are none of WebVTT's, or that hold words."""

    pieces: tuple[Piece, ...]
    odd: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one voice says in a cue: plain text, lines kept, and word times where the cue gives them.

    `another` says that it is not the voice before, whoever it is.
    """

    voice: str | None
    text: str
    words: tuple[Word, ...] = ()
    another: bool = False


def refuse_too_many_tags(text: str) -> None:
    """Refuse captions that are mostly tags, which would fill the memory. Raises TranscriptError."""
    if text.count("<") > MAX_TAGS:
        raise TranscriptError(
            "too-many-tags",
            f"The file holds more than {MAX_TAGS:,} tags. Check that it is a transcript, and split it into one file an episode.",
            line=1,
        )


def seconds(hours: str | None, minutes: str | None, whole: str, fraction: str) -> float:
    """Seconds from the parts of a time, to the millisecond.

    >>> seconds("100", "00", "01", "500")
    360001.5
    """
    total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(whole)
    if len(fraction) == 3:
        return (total * 1000 + int(fraction)) / 1000
    return round(total + float(f"0.{fraction}"), 3)


def parse_payload(text: str) -> Payload:
    """The pieces of a cue's text.

    >>> payload = parse_payload("<v.loud Ann>No &amp; <i>never</i>!</v> <v Bob>Yes.")
    >>> [(piece.voice, piece.text) for piece in payload.pieces]
    [('Ann', 'No & '), ('Ann', 'never'), ('Ann', '!'), (None, ' '), ('Bob', 'Yes.')]
    """
    if "<" not in text:
        return Payload((Piece(None, unescape(text), None),), ())
    if whole := _ONE_VOICE.match(text):
        return Payload((Piece(" ".join(whole[1].split()) or None, whole[2], None),), ())
    reader = _Reader()
    position = 0
    for match in _TAG.finditer(text):
        reader.text(text[position : match.start()])
        reader.tag(match[1], closed=match[0].endswith(">"))
        position = match.end()
    reader.text(text[position:])
    return Payload(tuple(reader.pieces), tuple(reader.odd))


class _Reader:
    """The tree construction of the standard, reduced to what matters here: which voice is open."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.odd: list[str] = []
        self._open: list[tuple[str, str | None]] = []
        self._voice: str | None = None
        self._start_s: float | None = None

    def text(self, raw: str) -> None:
        if raw:
            self.pieces.append(Piece(self._voice, unescape(raw), self._start_s))
            self._start_s = None

    def tag(self, content: str, *, closed: bool) -> None:
        if not closed:
            self.odd.append(f"<{content}")
        if content[:1].isascii() and content[:1].isdigit():
            if match := _TIME_TAG.fullmatch(content):
                self._start_s = seconds(*match.groups())
            elif closed and not _LIKE_A_TIME.fullmatch(content):
                self.odd.append(f"<{content}>")
        elif content.startswith("/"):
            self._close(content[1:])
        else:
            self._start(content)

    def _start(self, content: str) -> None:
        name, note, is_odd = _start_tag(content) if len(content) < _LONG_TAG else _read_start_tag(content)
        if is_odd:
            self.odd.append(f"<{content}>")
        if name not in _KNOWN or (name == "rt" and self._top() != "ruby"):
            return
        self._open.append((name, self._voice))
        if name == "v":
            self._drop_dash()
            self._voice = " ".join(unescape(note).split()) or None

    def _drop_dash(self) -> None:
        """Take off a dash that stands before a voice's tag at the head of a line: it says what the tag says."""
        if self.pieces:
            last = self.pieces[-1]
            self.pieces[-1] = last._replace(text=_DASH_BEFORE_VOICE.sub("", last.text))

    def _top(self) -> str:
        return self._open[-1][0] if self._open else ""

    def _close(self, name: str) -> None:
        if name == "ruby" and self._top() == "rt":
            self._open.pop()
        if name in _KNOWN and self._top() == name:
            _, self._voice = self._open.pop()


def _read_start_tag(content: str) -> tuple[str, str, bool]:
    """The name of a tag that opens something, its annotation, and whether it is odd."""
    match = _START.match(content)
    name, note = (match["name"], match["note"] or "") if match else ("", "")
    if name == "v":
        return name, note, "<" in note
    plain = name == "lang" or not note.strip() or _ATTRIBUTES.fullmatch(note) is not None
    return name, note, name not in _KNOWN or not plain


_LONG_TAG = 200
_start_tag = lru_cache(maxsize=1024)(
    _read_start_tag
)  # a file opens the same few voices and styles throughout


def stretches(payload: Payload, start_s: float, end_s: float) -> list[Stretch]:
    """What each voice says, one after the other, with the times of its words if the cue has inline times.

    >>> payload = parse_payload("good<00:00:04.160> evening")
    >>> stretches(payload, 0.0, 5.0)[0].words
    (Word(text='good', start_s=0.0, end_s=4.16), Word(text='evening', start_s=4.16, end_s=5.0))
    """
    if len(payload.pieces) == 1 and payload.pieces[0].start_s is None:
        text = tidy(payload.pieces[0].text)
        return [Stretch(payload.pieces[0].voice, text)] if text else []
    timed = _timed(payload.pieces, start_s, end_s)
    return [
        Stretch(voice, text, words)
        for voice, pieces in _by_voice(payload.pieces)
        if (text := tidy("".join(payload.pieces[index].text for index in pieces)))
        for words in [
            _words([(payload.pieces[index].text, *timed[index]) for index in pieces]) if timed else ()
        ]
    ]


def tidy(text: str) -> str:
    """`text` with its lines trimmed and its empty lines left out."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for raw in text.split("\n") if (line := raw.strip()))


def _by_voice(pieces: tuple[Piece, ...]) -> Iterator[tuple[str | None, list[int]]]:
    """Runs of pieces in one voice. What has no letter or digit stays with the voice before it."""
    run: list[int] = []
    voice: str | None = None
    spoken = False
    for index, piece in enumerate(pieces):
        has_word = any(map(str.isalnum, piece.text))
        if spoken and has_word and piece.voice != voice:
            yield voice, run
            run, spoken = [], False
        if not spoken:
            voice = piece.voice
        spoken = spoken or has_word
        run.append(index)
    if run:
        yield voice, run


def _timed(pieces: tuple[Piece, ...], start_s: float, end_s: float) -> list[tuple[float, float]]:
    """(start, end) of each piece, or nothing where the cue has no inline time in order and within it.

    A piece ends where the next with a later start begins.
    """
    starts: list[float] = []
    now = start_s
    for piece in pieces:
        if piece.start_s is not None and now <= piece.start_s <= end_s:
            now = piece.start_s
        starts.append(now)
    if now == start_s:
        return []
    ends: list[float] = []
    following = until = end_s
    for start in reversed(starts):
        if start < following:
            until, following = following, start
        ends.append(until)
    return list(zip(starts, reversed(ends), strict=True))


def _words(pieces: list[tuple[str, float, float]]) -> tuple[Word, ...]:
    words: list[Word] = []
    glued = False
    for (start_s, end_s), group in groupby(pieces, key=lambda piece: piece[1:]):
        text = "".join(piece[0] for piece in group)
        tokens = text.split()
        times = [(start_s, end_s)] if len(tokens) == 1 else spread(start_s, end_s, tokens) if tokens else []
        for index, (token, (begin, end)) in enumerate(zip(tokens, times, strict=True)):
            if index == 0 and glued and not text[0].isspace():
                before = words.pop()
                words.append(Word(before.text + token, before.start_s, end))
            else:
                words.append(Word(token, begin, end))
        if text:
            glued = bool(words) and not text[-1].isspace()
    return tuple(words)
