"""Cues whose voices may be named in their words, made into cues with speakers. For every format of captions and tables.

A voice is named by `Name:` at the head of a line, by the rule of `labels`; `- ` at the head of a line and `>>` mark that
another voice begins, named or not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcripts.cues import Cue, Parsed, Word
from transcripts.importers.account import Account
from transcripts.importers.cue_text import Stretch
from transcripts.importers.labels import only_on_change, split_label, trusted_labels
from transcripts.words.timing import with_ends

_DASH = re.compile(r"(?P<dash>[-\u2010\u2011–—])(?P<space>\s*)(?=\S)")
_ANY_DASH = re.compile(r"^[-\u2010\u2011–—]", re.MULTILINE)
ARROWS = re.compile(r"(?:^|(?<=\s))>{2,3}(?:\s+|$|(?=[^\W_]))")
_CODE = re.compile(
    r"(?:spk|speaker)[ _]?[0-9]{1,4}", re.IGNORECASE
)  # of a machine: no other words look like it
_OPENING = "\"'“‘«¿¡([♪…"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A cue of a file with its words by voice: on which line, and when, where the file says so."""

    line: int
    start_s: float | None
    end_s: float | None
    stretches: tuple[Stretch, ...]


@dataclass(slots=True)
class _Part:
    """What one voice says in a cue. `another` says that it is not the voice before, whoever it is."""

    voice: str | None
    text: str
    words: tuple[Word, ...] = ()
    another: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of a cue, or a part of one: the name at its head, whether another voice begins with it, and its words."""

    voice: str | None
    text: str
    another: bool


def parsed(name: str, spoken: Sequence[Spoken], account: Account, *, prefixes: bool = True) -> Parsed:
    """The outcome for cues that `account` has counted as found.

    One cue a voice comes out. A cue without words gets a warning, and so do times that go back, overlap or last no time;
    they stay as the file has them. An end that the file does not give is derived and marked as estimated. Without
    `prefixes`, names are taken from the stretches alone.
    """
    parts = _voiced(spoken, account) if prefixes else [[_part(s) for s in each.stretches] for each in spoken]
    cues: list[Cue] = []
    kept: list[Spoken] = []
    for each, said in zip(spoken, parts, strict=True):
        full = [part for part in said if part.text]
        cues += [
            Cue(each.start_s, each.end_s, part.voice, part.text, part.words, line=each.line) for part in full
        ]
        if full:
            kept.append(each)
        else:
            account.warn(each.line, "empty-cue", "This cue has no words, and was left out.")
    _report_times(kept, account)
    if not cues:
        account.warn(None, "no-cues", "The file holds no cue with words. Check that it is the right file.")
    return account.parsed(name, with_ends(cues), len(kept))


def _part(stretch: Stretch) -> _Part:
    return _Part(stretch.voice, stretch.text, stretch.words, stretch.another)


def _voiced(spoken: Sequence[Spoken], account: Account) -> list[list[_Part]]:
    """The parts of each cue, with the names that its prefixes give, carried on where they stand only on change."""
    tagged = any(stretch.voice for each in spoken for stretch in each.stretches)
    if tagged:
        parts = [[_part(stretch) for stretch in each.stretches] for each in spoken]
    else:
        parts = _prefixed(spoken)
    everything = [part for said in parts for part in said]
    _hand_on(everything)
    # A tag is never left out by a file that uses tags, unless it leaves out many.
    voices = [part.voice for part in everything if part.text or part.voice]
    if only_on_change(voices, gaps=0.5 if tagged else 0.0) or (
        not tagged and _arrows_alone(spoken, everything)
    ):
        _carry(everything, account)
    _report_unnamed(everything, account)
    return parts


def _arrows_alone(spoken: Sequence[Spoken], parts: Sequence[_Part]) -> bool:
    """Whether every name stands behind “>>”, which says by itself that the voice changes there and nowhere else."""
    named = [part for part in parts if part.voice]
    return (
        0 < len(named) < len(parts)
        and all(part.another for part in named)
        and not any(_ANY_DASH.search(stretch.text) for each in spoken for stretch in each.stretches)
    )


def _prefixed(spoken: Sequence[Spoken]) -> list[list[_Part]]:
    pieces = [[list(_pieces(stretch.text)) for stretch in each.stretches] for each in spoken]
    texts = [piece.text for cue in pieces for stretch in cue for piece in stretch]
    codes = {
        split[0]
        for text in texts
        if ":" in text and (split := split_label(text)) and _CODE.fullmatch(split[0])
    }
    trusted = trusted_labels(texts) | codes
    return [
        [
            part
            for stretch, cut in zip(each.stretches, cue, strict=True)
            for part in _parts(cut, trusted, stretch.words)
        ]
        for each, cue in zip(spoken, pieces, strict=True)
    ]


def _pieces(text: str) -> Iterator[_Piece]:
    """A stretch's lines, without the marks of another voice, and cut where `>>` stands."""
    if ">>" not in text and not _ANY_DASH.search(text):
        yield from (_Piece(None, line, another=False) for line in text.split("\n"))
        return
    lines = text.split("\n")
    dashes = [_DASH.match(line) for line in lines]
    several = sum(match is not None for match in dashes) > 1
    for index, (line, dash) in enumerate(zip(lines, dashes, strict=True)):
        if dash and _begins_speech(dash, line[dash.end() :], several=several, first=index == 0):
            yield from _cut(line[dash.end() :], another=True)
        else:
            yield from _cut(line, another=False)


def _begins_speech(dash: re.Match[str], rest: str, *, several: bool, first: bool) -> bool:
    """Whether a dash at the head of a line marks a voice, and is no mark of an interruption or of a number."""
    if several:
        return True
    capital = rest[0].isupper() or rest[0] in _OPENING
    if dash["space"]:
        return capital or (first and not rest[0].isdigit())
    return capital and dash["dash"] != "—"


def _cut(line: str, *, another: bool) -> Iterator[_Piece]:
    head, *rest = ARROWS.split(line)
    if head.strip() or another or not rest:
        yield _Piece(None, head.strip(), another)
    for piece in rest:
        yield _Piece(None, piece.strip(), another=True)


def _parts(pieces: Sequence[_Piece], trusted: frozenset[str], words: tuple[Word, ...]) -> list[_Part]:
    """The pieces of a stretch, joined where one voice goes on."""
    if len(pieces) == 1 and not words:
        piece = _labelled(pieces[0], trusted)
        return [_Part(piece.voice, piece.text.strip("\n"), another=piece.another)]
    parts: list[_Part] = []
    for piece in (_labelled(piece, trusted) for piece in pieces):
        if piece.voice or piece.another or not parts:
            parts.append(_Part(piece.voice, piece.text, another=piece.another))
        else:
            parts[-1].text += f"\n{piece.text}"
    for part in parts:
        part.text = part.text.strip("\n")
    if not words:
        return parts
    if len(parts) == 1 and parts[0].text.split() == [word.text for word in words]:
        parts[0].words = words
    else:
        _share(parts, words)
    return parts


def _labelled(piece: _Piece, trusted: frozenset[str]) -> _Piece:
    split = split_label(piece.text) if trusted and ":" in piece.text else None
    if split is None or split[0] not in trusted:
        return piece
    return _Piece(split[0], split[1].strip(), piece.another)


def _share(parts: Sequence[_Part], words: Sequence[Word]) -> None:
    """Give each part those of `words` that it kept: marks and names at the head of a line are gone from it."""
    timed = iter(words)
    for part in parts:
        taken: list[Word] = []
        for token in part.text.split():
            word = next((word for word in timed if word.text.endswith(token)), None)
            if word is None:
                return
            taken.append(word._replace(text=token))
        part.words = tuple(taken)


def _hand_on(parts: Sequence[_Part]) -> None:
    """A name that stands alone in its cue belongs to the words that follow it."""
    waiting: str | None = None
    for part in parts:
        if not part.text:
            waiting = part.voice or waiting
        elif waiting:
            if part.voice is None:
                part.voice = waiting
            waiting = None


def _carry(parts: Sequence[_Part], account: Account) -> None:
    last: str | None = None
    given = 0
    for part in parts:
        if part.voice or part.another:
            last = part.voice
        elif part.text:
            given += last is not None
            part.voice = last
    if given:
        account.warn(
            None,
            "labels-carried",
            f"Names stand only where the voice changes: {given:,} cue{'s' if given > 1 else ''} without one "
            f"{'were' if given > 1 else 'was'} given the last name.",
        )


def _report_unnamed(parts: Sequence[_Part], account: Account) -> None:
    if unnamed := sum(part.another and part.voice is None and bool(part.text) for part in parts):
        account.warn(
            None,
            "unnamed-voice",
            f"In {unnamed:,} place{'s' if unnamed > 1 else ''} a dash or “>>” says that another voice begins, but not "
            "whose; the mark was taken off and the words have no speaker.",
        )


def _report_times(spoken: Sequence[Spoken], account: Account) -> None:
    """Say what is odd about the times of cues, by themselves and after those of the cue before."""
    odd: Counter[str] = Counter()
    last_start_s = last_end_s = 0.0
    for each in spoken:
        if each.start_s is None:
            continue
        end_s = each.start_s if each.end_s is None else each.end_s
        if end_s < each.start_s:
            account.warn(
                each.line,
                "ends-before-start",
                f"This cue ends ({end_s:g} s) before it starts ({each.start_s:g} s). Correct its times.",
            )
        odd["zero-length"] += each.end_s == each.start_s
        odd["overlaps"] += last_start_s <= each.start_s < last_end_s
        if each.start_s < last_start_s:
            account.warn(
                each.line,
                "clock-goes-back",
                f"The clock goes back here, from {last_start_s:g} s to {each.start_s:g} s. Cues stay in the order of the "
                "file, with the times that it gives.",
            )
        last_start_s, last_end_s = each.start_s, max(each.start_s, end_s)
    for code, message in _ABOUT_ALL.items():
        if count := odd[code]:
            account.warn(None, code, message.format("1 cue" if count == 1 else f"{count:,} cues"))


_ABOUT_ALL = {
    "zero-length": "{} of no length at all; kept.",
    "overlaps": "{} begin before the end of the one before; kept as they are.",
}
