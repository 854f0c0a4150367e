"""One annotated dialogue: its turns, the units in them, and what bears on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SPLITS = ("train", "dev", "test")
KINDS = ("claim", "question", "setup", "frame", "aside")
STANCES = ("asserts", "reports", "grants", "denies", "asks")
_HEADERS = ("title", "split", "topic", "register", "people", "series")
_NEEDED = ("title", "split", "topic", "register")


class FormatError(ValueError):
    """A dialogue that does not keep to the format; the message names the line."""


class Label(StrEnum):
    """How the unit that carries a mark bears on the one that the mark names."""

    SUPPORT = "support"
    ATTACK = "attack"
    REPHRASE = "rephrase"
    ANSWER = "answer"
    UNDERCUT = "undercut"


_MARKS = {
    "+": Label.SUPPORT,
    "-": Label.ATTACK,
    "=": Label.REPHRASE,
    "?": Label.ANSWER,
    "~": Label.UNDERCUT,
}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one voice said without a break, without marks; `line` is where it starts in the file."""

    speaker: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Unit:
    """`turns[turn].text[start:end]`, and what it is. `holder` is the voice's own name unless it reports."""

    id: int
    turn: int
    start: int
    end: int
    text: str
    kind: str
    holder: str
    stance: str
    line: int


@dataclass(frozen=True, slots=True)
class Relation:
    """Unit `source` bears on unit `target`, which may be another dialogue's.

    An undercut's target is the relation from `target` to `onto`.
    """

    source: int
    target: int
    label: Label
    line: int
    dialogue: str = ""
    onto: int | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A whole file. `people` maps each name to its other spellings."""

    id: str
    title: str
    split: str
    topic: str
    register: str
    series: str
    people: dict[str, tuple[str, ...]]
    turns: tuple[Turn, ...]
    units: tuple[Unit, ...]
    relations: tuple[Relation, ...]


_UNIT = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_TURN = re.compile(r"([^\s:\[\]|][^:\[\]|]{0,60}):\s+(.*)")
_RELATION = re.compile(r"([-+=?])(?:([a-z0-9-]+):)?(\d+)|(~)(\d+)-(\d+)")


def parse(name: str, source: str) -> Dialogue:
    """The dialogue that a file holds. Raises `FormatError` naming the first line that breaks the format."""
    blocks = list(_blocks(source))
    if not blocks:
        raise FormatError("line 1: the file is empty")
    headers = _headers(blocks[0][1], blocks[0][0])
    turns: list[Turn] = []
    units: list[Unit] = []
    relations: list[Relation] = []
    for line, lines in blocks[1:]:
        match = _TURN.fullmatch(" ".join(lines))
        if not match:
            raise FormatError(f"line {line}: a turn begins with its speaker: 'Ann Roe: words'")
        speaker, marked = match.groups()
        text, found, related = _marked(marked, len(turns), speaker, line)
        turns.append(Turn(speaker, text, line))
        units.extend(found)
        relations.extend(related)
    return Dialogue(
        name,
        headers["title"],
        headers["split"],
        headers["topic"],
        headers["register"],
        headers.get("series", ""),
        _people(headers.get("people", "")),
        tuple(turns),
        tuple(units),
        tuple(relations),
    )


def _blocks(source: str) -> Iterator[tuple[int, list[str]]]:
    """Stretches of lines without an empty one among them, with the number of their first line."""
    begin = 1
    lines: list[str] = []
    for number, line in enumerate([*source.splitlines(), ""], start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            begin = begin if lines else number
            lines.append(line.strip())
        elif lines:
            yield begin, lines
            lines = []


def _headers(lines: list[str], begin: int) -> dict[str, str]:
    headers: dict[str, str] = {}
    for number, line in enumerate(lines, start=begin):
        name, colon, value = line.partition(":")
        if not colon or name not in _HEADERS or name in headers:
            raise FormatError(f"line {number}: not a header, or given twice; there are {', '.join(_HEADERS)}")
        headers[name] = value.strip()
    missing = [name for name in _NEEDED if not headers.get(name)]
    if missing:
        raise FormatError(f"line {begin}: the headers lack {', '.join(missing)}")
    if headers["split"] not in SPLITS:
        raise FormatError(f"line {begin}: split is one of {', '.join(SPLITS)}")
    return headers


def _people(value: str) -> dict[str, tuple[str, ...]]:
    """ "Ann Roe = Annie, Mrs Roe; Tom Hale" → names with their other spellings."""
    people = {}
    for entry in filter(None, map(str.strip, value.split(";"))):
        name, _, aliases = entry.partition("=")
        people[name.strip()] = tuple(filter(None, map(str.strip, aliases.split(","))))
    return people


def _marked(marked: str, turn: int, speaker: str, line: int) -> tuple[str, list[Unit], list[Relation]]:
    """A turn's words without its marks, its units at their places in those words, and their relations."""
    text, units, relations, seen = "", [], [], 0
    for match in _UNIT.finditer(marked):
        text += _outside(marked[seen : match.start()], line)
        words = " ".join(match[2].split())
        if not words:
            raise FormatError(f"line {line}: unit [{match[1].strip()}|] has no words")
        start, text = len(text), text + words
        unit, related = _head(match[1], line)
        kind, stance, holder = unit[1:]
        units.append(Unit(unit[0], turn, start, len(text), words, kind, holder or speaker, stance, line))
        relations.extend(related)
        seen = match.end()
    return text + _outside(marked[seen:], line), units, relations


def _outside(words: str, line: int) -> str:
    if re.search(r"[\[\]|]", words):
        raise FormatError(
            f"line {line}: a bracket without its partner, or a unit inside a unit: {words[:60]!r}"
        )
    return re.sub(r"\s+", " ", words)


def _head(head: str, line: int) -> tuple[tuple[int, str, str, str], list[Relation]]:
    """ "7 question +3 -2 @critics" → (id, kind, stance, holder) and relations."""
    marks, at, holder = head.partition("@")
    number, *rest = marks.split() or [""]
    if not number.isdecimal():
        raise FormatError(f"line {line}: a unit begins with its number: [{head.strip()}|")
    if at and not holder.strip():
        raise FormatError(f"line {line}: unit {number} has an @ without a holder")
    kind, stance, relations = "claim", "", []
    for mark in rest:
        if mark in KINDS:
            kind = mark
        elif mark in STANCES:
            stance = mark
        elif match := _RELATION.fullmatch(mark):
            relations.append(_relation(int(number), match, line))
        else:
            raise FormatError(f"line {line}: unit {number} has {mark!r}, which is no mark")
    stance = stance or ("reports" if at else "asks" if kind == "question" else "asserts")
    return (int(number), kind, stance, " ".join(holder.split())), relations


def _relation(source: int, match: re.Match[str], line: int) -> Relation:
    mark, dialogue, target, undercut, premise, onto = match.groups()
    if undercut:
        return Relation(source, int(premise), Label.UNDERCUT, line, onto=int(onto))
    return Relation(source, int(target), _MARKS[mark], line, dialogue=dialogue or "")
