"""WebVTT, by the W3C file format's parsing rules (https://www.w3.org/TR/webvtt1/#file-parsing).

What the rules drop is dropped, with a warning that names its line. Beyond them: names written as
`Name:` (Zoom, Descript), YouTube's rolling captions, `X-TIMESTAMP-MAP`, and whole files whose times are
written as bare seconds or without leading zeros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.cue_text import (
    TIME,
    Payload,
    parse_payload,
    refuse_too_many_tags,
    seconds,
    stretches,
)
from transcripts.importers.decoding import decode
from transcripts.importers.entities import unescape
from transcripts.importers.webvtt_voices import Timed, VoicedCue, named, report_unnamed

NAME = "webvtt"
TITLE = "WebVTT"

_SIGNATURE = re.compile(r"WEBVTT(?:[ \t\n]|\Z)")
_TIMING = re.compile(rf"[ \t\f]*{TIME}[ \t\f]*-->[ \t\f]*{TIME}(?![0-9])")
_LOOSE_TIME = r"(?:(?:([0-9]{1,9}):)?([0-5]?[0-9]):(?=[0-5]?[0-9]\.))?([0-9]{1,9})\.([0-9]{1,3})"
_LOOSE_TIMING = re.compile(rf"[ \t\f]*{_LOOSE_TIME}[ \t\f]*-->[ \t\f]*{_LOOSE_TIME}(?![0-9.:])")
_LIKE_A_TIMING = re.compile(r"[0-9][ \t\f]*-->|-->[ \t\f]*[0-9]")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|\Z)")
_MARKS = re.compile(r"[:={}<>#;]")
_MAP = re.compile(r"X-TIMESTAMP-MAP=(.*)")
_INLINE_TIME = re.compile(r"<[0-9]+:[0-9]")
_ANY_TAG = re.compile(r"<[^>]*>")
_NEGATIVE = re.compile(rf"(?:^|[\s>])-{_LOOSE_TIME}")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines up to a blank one. `line` is where its time range stands, or where it begins if it has none."""

    line: int
    timing: str | None
    before: str
    payload: tuple[str, ...]


def sniff(text: str) -> float:
    """1 for a text that begins with the signature, else 0."""
    return 1.0 if _SIGNATURE.match(text) else 0.0


def read(data: bytes) -> Parsed:
    """The cues of a WebVTT file. Raises TranscriptError without its signature."""
    source = decode(data)
    refuse_too_many_tags(source.text)
    if not _SIGNATURE.match(source.text):
        raise TranscriptError(
            "no-signature",
            "A WebVTT file begins with the line “WEBVTT”. Put it and a blank line at the top of the file.",
            line=1,
        )
    account = Account(source.warnings)
    lines = source.text.split("\n")
    body, shift_s = _header(lines, account)
    timed = _timed(list(_blocks(lines, body)), account)
    spoken = [_spoken(cue, account) for cue in _without_repeats(timed, account)]
    voiced = named(spoken, account)
    report_unnamed(voiced, account)
    kept = 0
    cues: list[Cue] = []
    for each in voiced:
        if not each.stretches:
            account.warn(each.cue.line, "empty-cue", "This cue has a time but no words, and was left out.")
            continue
        kept += 1
        cues.extend(_cues(each, account))
    if not cues:
        account.warn(None, "no-cues", "The file holds no cue with words. Check that it is the right file.")
    return account.parsed(NAME, [_shifted(cue, shift_s) for cue in cues], kept)


def _header(lines: Sequence[str], account: Account) -> tuple[int, float]:
    """Where the body begins, and by how many seconds its times are shifted."""
    shift_s = 0.0
    for index in range(1, len(lines)):
        line = lines[index]
        if "-->" in line or not line:
            return index, shift_s
        if match := _MAP.match(line):
            shift_s = _mapped(match[1], index + 1, account)
        elif _is_prose(line):
            _warn_outside(index + 1, line, account)
    return len(lines), shift_s


def _is_prose(line: str) -> bool:
    """Whether a line of the header looks like words that somebody said, rather than like something about the file."""
    return not _MARKS.search(line) and sum(word.isalpha() for word in line.split()) > 1


def _mapped(value: str, line: int, account: Account) -> float:
    """The shift that `X-TIMESTAMP-MAP` asks for: MPEG ticks (90,000 a second) less the local time."""
    local = re.search(rf"LOCAL:{TIME}(?:,|\s*\Z)", value)
    ticks = re.search(r"MPEGTS:([0-9]{1,15})(?:,|\s*\Z)", value)
    if not local or not ticks:
        account.warn(
            line, "bad-timestamp-map", "X-TIMESTAMP-MAP cannot be read, so times stay as they are written."
        )
        return 0.0
    shift_s = round(int(ticks[1]) / 90_000 - seconds(*local.groups()), 3)
    if shift_s:
        account.warn(line, "timestamp-map", f"X-TIMESTAMP-MAP: every time was shifted by {shift_s:g} s.")
    return shift_s


def _blocks(lines: Sequence[str], index: int) -> Iterator[_Block]:
    """The blocks of the body, as the standard collects them."""
    while index < len(lines):
        if not lines[index]:
            index += 1
            continue
        block, index = _block(lines, index)
        yield block


def _block(lines: Sequence[str], first: int) -> tuple[_Block, int]:
    timing, line, before = None, first, ""
    payload: list[str] = []
    index = first
    while index < len(lines) and lines[index]:
        if "-->" in lines[index]:
            if index - first > 1 or timing is not None:
                break  # the next block begins here, without a blank line
            timing, line = lines[index], index
            before = payload.pop() if payload else ""
        else:
            payload.append(lines[index])
        index += 1
    return _Block(line + 1, timing, before, tuple(payload)), index


def _timed(blocks: Sequence[_Block], account: Account) -> list[Timed]:
    pattern = _dialect([block.timing for block in blocks if block.timing], account)
    cues: list[Timed] = []
    for block in blocks:
        match = pattern.match(block.timing) if block.timing else None
        if match is None:
            _report_lost(block, account)
            continue
        account.find(block.line)
        start_s, end_s = seconds(*match.groups()[:4]), seconds(*match.groups()[4:])
        if end_s < start_s:
            account.warn(
                block.line,
                "ends-before-start",
                f"This cue ends ({end_s:g} s) before it starts ({start_s:g} s). Correct its times.",
            )
        cues.append(Timed(block.line, start_s, end_s, "\n".join(block.payload)))
    if not cues and account.found:
        raise _all_bad(blocks, account.found)
    return cues


def _all_bad(blocks: Sequence[_Block], found: int) -> TranscriptError:
    line, timing = next(
        (block.line, block.timing) for block in blocks if block.timing and _LIKE_A_TIMING.search(block.timing)
    )
    count = "Its only cue has" if found == 1 else f"All {found:,} cues of the file have"
    return TranscriptError(
        "bad-times", f"{count} no time range that can be read, this line the first: {_trouble(timing)}", line
    )


def _trouble(timing: str) -> str:
    """What is wrong with a time range, and how to write it."""
    wrong = "has a negative time" if _NEGATIVE.search(timing) else "is no time range"
    return f"“{timing.strip()[:60]}” {wrong}. Write it as 00:01:02.500 --> 00:01:04.000."


def _dialect(timings: Sequence[str], account: Account) -> re.Pattern[str]:
    """The standard's way to write times, or a looser one that the whole file keeps to."""
    wrong = [timing for timing in timings if not _TIMING.match(timing)]
    if len(wrong) < 2 or not all(_LOOSE_TIMING.match(timing) for timing in timings):
        return _TIMING
    bare = any(re.match(r"[ \t\f]*[0-9]+\.", timing) for timing in wrong)
    with_hours = all(re.match(r"[ \t\f]*[0-9]+:[0-9]+:", timing) for timing in wrong)
    if not bare and not (with_hours and len(wrong) > len(timings) / 2):
        return _TIMING
    account.warn(
        None,
        "loose-times",
        f"{len(wrong):,} of {len(timings):,} time ranges are not written as WebVTT wants them "
        f"(“{wrong[0].strip()[:40]}”); they were read all the same.",
    )
    return _LOOSE_TIMING


def _report_lost(block: _Block, account: Account) -> None:
    """Say what a block that is no cue held, unless it is a comment, a style or a region."""
    held = (block.before, block.timing or "", *block.payload)
    texts = [line for line in held if any(map(str.isalpha, line))]
    if _ASIDE.match(block.before or next(iter(block.payload), "") or block.timing or ""):
        return
    if block.timing is not None and _LIKE_A_TIMING.search(block.timing):
        account.find(block.line)
        account.warn(
            block.line,
            "bad-times",
            f"This cue and its words were left out: {_trouble(block.timing)}",
        )
    elif texts:
        _warn_outside(block.line, texts[0], account)


def _warn_outside(line: int, text: str, account: Account) -> None:
    account.warn(
        line,
        "text-outside-cue",
        f"“{text.strip()[:60]}” stands in no cue and was left out. A cue ends at its first blank "
        "line: remove that line, or give the text a time.",
    )


def _without_repeats(cues: Sequence[Timed], account: Account) -> list[Timed]:
    """`cues` without the lines that YouTube's rolling captions show a second time."""
    if not any(_INLINE_TIME.search(cue.raw) for cue in cues):
        return list(cues)
    rolled = list(_rolled(cues))
    repeats = sum(cue.raw != before.raw for cue, before in zip(rolled, cues, strict=True))
    if repeats < 2 or repeats < 0.2 * len(cues):
        return list(cues)
    account.warn(
        None,
        "rolling-captions",
        f"{repeats:,} cues show the line of the cue before them again; each line was kept once.",
    )
    return rolled


def _rolled(cues: Sequence[Timed]) -> Iterator[Timed]:
    last = ""
    until_s = 0.0
    for cue in cues:
        lines = cue.raw.split("\n")
        plain = [unescape(_ANY_TAG.sub("", line)).strip() for line in lines]
        shown = [line for line in plain if line]
        if last and cue.start_s <= until_s + 0.5 and shown[:1] == [last]:
            del lines[plain.index(last)]
            yield replace(cue, raw="\n".join(lines))
        else:
            yield cue
        if shown:
            last = shown[-1]
        until_s = cue.end_s


def _spoken(cue: Timed, account: Account) -> VoicedCue:
    payload: Payload = parse_payload(cue.raw)
    for tag in payload.odd:
        account.warn(
            cue.line,
            "odd-tag",
            f"“{tag[:60]}” is no proper tag of WebVTT and was left out. Write “&lt;” for a “<” that is meant.",
        )
    return VoicedCue(cue, tuple(stretches(payload, cue.start_s, cue.end_s)))


def _cues(each: VoicedCue, account: Account) -> Iterator[Cue]:
    for stretch in each.stretches:
        yield Cue(
            each.cue.start_s, each.cue.end_s, stretch.voice, stretch.text, stretch.words, line=each.cue.line
        )


def _shifted(cue: Cue, by_s: float) -> Cue:
    """`cue` moved by `by_s` seconds, but never before the recording's start."""
    if not by_s or cue.start_s is None or cue.end_s is None:
        return cue
    words = tuple(
        word._replace(start_s=_moved(word.start_s, by_s), end_s=_moved(word.end_s, by_s))
        for word in cue.words
    )
    return replace(cue, start_s=_moved(cue.start_s, by_s), end_s=_moved(cue.end_s, by_s), words=words)


def _moved(at_s: float, by_s: float) -> float:
    return max(0.0, round(at_s + by_s, 3))
