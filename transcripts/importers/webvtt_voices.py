"""The voices of WebVTT's cues where no tag says them: names before a colon, dashes, and “>>”, which American captions have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.cues import Word
from transcripts.importers.account import Account
from transcripts.importers.cue_text import Stretch, tidy
from transcripts.importers.labels import only_on_change, split_label, trusted_labels
from transcripts.importers.spoken import ARROWS

_DASH = re.compile(r"[-\u2010\u2011–—][ \t]*(?=[^\s\d-])")


@dataclass(frozen=True, slots=True)
class Timed:
    """A block that is a cue: its range in seconds and its raw text."""

    line: int
    start_s: float
    end_s: float
    raw: str


@dataclass(frozen=True, slots=True)
class VoicedCue:
    """A cue with its words by voice."""

    cue: Timed
    stretches: tuple[Stretch, ...]


def _dialogue(each: VoicedCue, account: Account) -> VoicedCue:
    """A cue whose lines begin with dashes is spoken by several voices: one stretch each, unless a tag names one for all."""
    cut: list[Stretch] = []
    for stretch in each.stretches:
        if "\n" not in stretch.text:
            cut.append(stretch)
            continue
        lines = stretch.text.split("\n")
        dashes = sum(_DASH.match(line) is not None for line in lines)
        if dashes < 2:
            cut.append(stretch)
        elif stretch.voice:
            cut.append(stretch)
            account.warn(
                each.cue.line,
                "two-voices",
                f"Dashes say that {dashes} voices speak here, but the tag gives all words to {stretch.voice}. "
                "Give each voice a tag of its own.",
            )
        else:
            cut.extend(_by_dash(stretch))
    return each if len(cut) == len(each.stretches) else replace(each, stretches=tuple(cut))


def _by_dash(stretch: Stretch) -> Iterator[Stretch]:
    """A stretch, cut at the dashes, which are taken off; word times are too, as they count the dashes for words."""
    lines: list[str] = []
    another = False
    for line in stretch.text.split("\n"):
        dash = _DASH.match(line)
        if dash and lines:
            yield Stretch(None, "\n".join(lines), another=another)
            lines = []
        another = another or dash is not None
        lines.append(line[dash.end() :] if dash else line)
    yield Stretch(None, "\n".join(lines), another=another)


def named(spoken: list[VoicedCue], account: Account) -> list[VoicedCue]:
    """`spoken` with names found in `Name:` prefixes, and carried on where they stand only on change."""
    tagged = any(stretch.voice for each in spoken for stretch in each.stretches)
    arrows = not tagged and any(">>" in stretch.text for each in spoken for stretch in each.stretches)
    if arrows:
        spoken = [replace(each, stretches=tuple(_by_arrows(each.stretches))) for each in spoken]
    if not tagged:
        trusted = trusted_labels(
            line for each in spoken for stretch in each.stretches for line in stretch.text.split("\n")
        )
        if not trusted:
            return spoken
    spoken = [_dialogue(each, account) for each in spoken]
    if not tagged:
        spoken = list(
            _handed_on([replace(each, stretches=tuple(_prefixed(each, trusted))) for each in spoken])
        )
    # A tag is never left out by a file that uses tags, unless it leaves out many.
    voices = [stretch.voice for each in spoken for stretch in each.stretches]
    if only_on_change(voices, gaps=0.5 if tagged else 0.0) or (arrows and _names_behind_arrows_alone(spoken)):
        return _carried(spoken, account)
    return spoken


def _by_arrows(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches, cut where “>>” says that another voice begins; the marks are taken off."""
    for stretch in stretches:
        words = iter(stretch.words)
        for index, piece in enumerate(ARROWS.split(stretch.text)):
            if text := tidy(piece):
                yield Stretch(stretch.voice, text, _taken(words, text), stretch.another or index > 0)


def _taken(words: Iterator[Word], text: str) -> tuple[Word, ...]:
    """The next of `words` that `text` is made of, or none: a mark before a word is gone from it."""
    found = []
    for token in text.split():
        word = next((word for word in words if word.text.endswith(token)), None)
        if word is None:
            return ()
        found.append(word._replace(text=token))
    return tuple(found)


def _names_behind_arrows_alone(spoken: Sequence[VoicedCue]) -> bool:
    """Whether every name stands behind “>>”, which says by itself that the voice changes there and nowhere else."""
    named_ones = [stretch for each in spoken for stretch in each.stretches if stretch.voice]
    return bool(named_ones) and all(stretch.another for stretch in named_ones)


def _prefixed(each: VoicedCue, trusted: frozenset[str]) -> Iterator[Stretch]:
    """The stretches of a cue, cut at the lines that begin with a trusted name."""
    for stretch in each.stretches:
        voice, lines, words = None, list[str](), list(stretch.words)
        another = stretch.another
        for line in stretch.text.split("\n"):
            split = split_label(line)
            if split is None or split[0] not in trusted:
                lines.append(line)
                continue
            if lines:
                taken = len(" ".join(lines).split())
                yield Stretch(voice, "\n".join(lines), tuple(words[:taken]), another)
                words = words[taken:]
            voice, rest = split
            lines = [rest] if rest else []
            words = words[len(line.split()) - len(rest.split()) :]
        if lines or voice:
            yield Stretch(voice, "\n".join(lines), tuple(words), another)


def _handed_on(spoken: Sequence[VoicedCue]) -> Iterator[VoicedCue]:
    """The cues; a name that stands alone in its cue belongs to the words that follow it."""
    waiting: str | None = None
    for each in spoken:
        kept: list[Stretch] = []
        for stretch in each.stretches:
            if stretch.text:
                kept.append(replace(stretch, voice=stretch.voice or waiting))
                waiting = None
            else:
                waiting = stretch.voice
        yield replace(each, stretches=tuple(kept))


def _carried(spoken: list[VoicedCue], account: Account) -> list[VoicedCue]:
    last: str | None = None
    given = 0
    carried: list[VoicedCue] = []
    for each in spoken:
        filled: list[Stretch] = []
        for stretch in each.stretches:
            given += stretch.voice is None and last is not None and not stretch.another
            last = stretch.voice if stretch.another else stretch.voice or last
            filled.append(replace(stretch, voice=last))
        carried.append(replace(each, stretches=tuple(filled)))
    account.warn(
        None,
        "labels-carried",
        f"Names stand only where the voice changes: {given:,} cues without one were given the last name.",
    )
    return carried


def report_unnamed(spoken: Sequence[VoicedCue], account: Account) -> None:
    unnamed = sum(stretch.another and stretch.voice is None for each in spoken for stretch in each.stretches)
    if unnamed:
        account.warn(
            None,
            "unnamed-voice",
            f"In {unnamed:,} place{'s' if unnamed > 1 else ''} a dash or “>>” says that another voice begins, but not "
            "whose; the mark was taken off and the words have no speaker.",
        )
