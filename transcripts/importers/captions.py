"""Captions of SRT and SBV: their times, their markup, and the lines that rolling captions show twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.cue_text import Stretch, parse_payload, seconds, stretches
from transcripts.importers.entities import INVISIBLE, unescape
from transcripts.importers.spoken import Spoken, parsed

_BREAK = re.compile(r"<[bB][rR]\s{0,3}/?>|\\N")
_STYLE = re.compile(r"\{\\[^{}]*\}|\{/?[ibusIBUS]\}|\{[yYcCfFsSpPoO]:[^{}\n]*\}")
_TAG_NAME = re.compile(r"</?\s*([A-Za-z]+)")
_PLAIN_TAGS = frozenset(("b", "c", "center", "em", "font", "i", "p", "s", "span", "strike", "strong", "u"))
_ANY_TAG = re.compile(r"<[^<>]*>")
_LONGEST_ROLL = 4  # lines on the screen at once
_GAP_S = 0.5

_FEWEST_LETTERS = 120
_LONGEST_WORDS = 14.0
_LAST_SPACED = "\u0dff"  # Thai, Khmer, Chinese and Japanese, which have no spaces between words, come later


@dataclass(frozen=True, slots=True)
class Caption:
    """A cue as the file has it: the line of its time range, its seconds where it has any, its raw lines."""

    line: int
    start_s: float | None
    end_s: float | None
    raw: tuple[str, ...]


def read_captions(name: str, captions: list[Caption], account: Account) -> Parsed:
    """The outcome for captions that `account` has counted as found. Empties the list, so that a large file fits in memory.

    Raises TranscriptError: `no-spaces`.
    """
    _refuse_without_spaces(captions)
    for each in captions:
        if _has_gap(each.raw):
            account.warn(
                each.line,
                "blank-line",
                "A blank line stands inside this cue; what follows it was kept as its words. "
                "If it is a cue of its own, give it a time.",
            )
    for place, each in enumerate(captions):
        captions[place] = Caption(each.line, each.start_s, each.end_s, tuple(_lines(each.raw)))
    spoken = [_spoken(each, account) for each in _without_repeats(captions, account)]
    captions.clear()
    return parsed(name, spoken, account)


def clock_seconds(hours: str | None, minutes: str | None, whole: str, fraction: str | None) -> float:
    """Seconds of a time; the fraction is a decimal fraction, whatever its length.

    >>> clock_seconds("1", "00", "00", "5"), clock_seconds(None, "2", "01", "05"), clock_seconds(None, None, "7", None)
    (3600.5, 121.05, 7.0)
    """
    return seconds(hours, minutes or "0", whole, fraction or "0")


def report_preamble(lines: Sequence[str], account: Account) -> None:
    """One warning for the words before the first time range, which begin the file."""
    words = [(number, line.strip()) for number, line in enumerate(lines, 1) if any(map(str.isalpha, line))]
    if words:
        more = f" and {len(words) - 1} more lines" if len(words) > 1 else ""
        account.warn(
            words[0][0],
            "text-outside-cue",
            f"“{words[0][1][:60]}”{more} stand before the first time range and were left out.",
        )


def _has_gap(raw: Sequence[str]) -> bool:
    words = "\n".join(line.strip() for line in raw).strip("\n")
    return "\n\n" in words


def _lines(raw: Sequence[str]) -> Iterator[str]:
    """The lines of a caption without line-break tags, styles in braces, and blank lines."""
    for line in raw:
        text = _STYLE.sub("", line) if "{" in line else line
        for part in _BREAK.split(text) if "<" in text or "\\N" in text else (text,):
            if part := part.strip().replace("\\h", " ").strip(INVISIBLE):
                yield part


def _spoken(caption: Caption, account: Account) -> Spoken:
    text = "\n".join(caption.raw)
    if "<" not in text and "&" not in text:
        return Spoken(caption.line, caption.start_s, caption.end_s, (Stretch(None, text),) if text else ())
    payload = parse_payload(text)
    for tag in payload.odd:
        name = _TAG_NAME.match(tag)
        if name is None or name[1].lower() not in _PLAIN_TAGS:
            account.warn(
                caption.line,
                "odd-tag",
                f"“{tag[:60]}” was taken for a tag and left out. Write “&lt;” for a “<” that is meant.",
            )
    start_s, end_s = caption.start_s or 0.0, caption.end_s or 0.0
    return Spoken(caption.line, caption.start_s, caption.end_s, tuple(stretches(payload, start_s, end_s)))


def _without_repeats(captions: Sequence[Caption], account: Account) -> list[Caption]:
    """`captions` without the lines that roll up the screen and are shown a second time.

    They roll if a fifth of the captions begin with the last lines of the one before, and a third of those go on.
    """
    rolled = list(_rolled(captions))
    repeats = [
        (after, bool(after.raw))
        for after, before in zip(rolled, captions, strict=True)
        if after is not before
    ]
    going_on = sum(more for _, more in repeats)
    if len(repeats) < 2 or len(repeats) < 0.2 * len(captions) or going_on * 3 < len(repeats):
        return list(captions)
    alone = len(repeats) - going_on
    account.warn(
        None,
        "rolling-captions",
        f"{len(repeats):,} cues show lines of the cue before them again; each line was kept once"
        + (f", and {alone:,} of these cues, which hold nothing else, were left out." if alone else "."),
    )
    return [after for after, before in zip(rolled, captions, strict=True) if after.raw or not before.raw]


def _rolled(captions: Sequence[Caption]) -> Iterator[Caption]:
    """Each caption, itself where it repeats nothing."""
    shown: list[str] = []
    until_s = 0.0
    for each in captions:
        lines = [_plain(line) for line in each.raw]
        again = _again(shown, lines) if each.start_s is not None and each.start_s <= until_s + _GAP_S else 0
        yield replace(each, raw=each.raw[again:]) if again else each
        if lines:
            shown = lines
        until_s = until_s if each.end_s is None else each.end_s


def _again(shown: Sequence[str], lines: Sequence[str]) -> int:
    """How many of the first `lines` are the last of those `shown`."""
    longest = min(len(shown), len(lines), _LONGEST_ROLL)
    return next((count for count in range(longest, 0, -1) if shown[-count:] == lines[:count]), 0)


def _plain(line: str) -> str:
    if "<" not in line and "&" not in line:
        return line
    return unescape(_ANY_TAG.sub("", line)).strip()


def _refuse_without_spaces(captions: Sequence[Caption]) -> None:
    """Refuse a file that has lost the spaces between its words: nobody can read or search it."""
    words = letters = 0
    for each in captions:
        for line in each.raw:
            parts = line.split()
            words += len(parts)
            letters += sum(map(len, parts))
    if letters < _FEWEST_LETTERS or letters < _LONGEST_WORDS * words:
        return
    lines = sum(1 for each in captions for line in each.raw if line.strip())
    spaced = sum(
        letter.isalpha() and letter <= _LAST_SPACED
        for each in captions
        for line in each.raw
        for letter in line
    )
    if words > 1.1 * lines or spaced < 0.8 * letters:
        return
    first = next(line.strip() for each in captions for line in each.raw if line.strip())
    raise TranscriptError(
        "no-spaces",
        f"The spaces between the words are lost (“{first[:40]}”), so its words cannot be told apart. Export the "
        "file again from where it came from.",
        next(each.line for each in captions if any(line.strip() for line in each.raw)),
    )
