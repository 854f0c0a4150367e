"""What a JSON file says of each cue, made into cues: times in every spelling, labels, texts, words with times."""

from __future__ import annotations

import html
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from transcripts.cues import Cue, Parsed, Word
from transcripts.importers.account import Account
from transcripts.importers.entities import INVISIBLE
from transcripts.importers.json_text import Document
from transcripts.importers.word_times import TimedText, match_words
from transcripts.words.timing import with_ends

MILLISECONDS = 0.001
"""The unit of times that are counted in thousandths of a second."""

_LONGEST_S = 3_600_000.0  # a thousand hours
_JUST_BEFORE_S = 1.0
_NUMBER = re.compile(r"\s*([+-]?[0-9]{1,15}(?:\.[0-9]{0,15})?|[+-]?\.[0-9]{1,15})\s*(?:s|secs?)?\s*")
_CLOCK = re.compile(r"\s*(?:([0-9]{1,6}):)?([0-9]{1,6}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?\s*")
_UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
_TAG = re.compile(r"</?(?:i|b|u|em|strong|font|span|p)(?:\s[^<>]{0,200})?>|<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}[0-9]{0,2});", re.IGNORECASE)


def seconds(value: object, unit: float = 1.0) -> float | None:
    """Seconds of a time in any of the ways that files write it; None where it is none.

    Numbers, and strings of them, count in `unit` seconds; a clock time and a string that ends in "s" do not.

    >>> [seconds(v) for v in (1.5, "2.64", "1.400s", "00:01:02,500", "2:05", {"seconds": "3", "nanos": 500000000})]
    [1.5, 2.64, 1.4, 62.5, 125.0, 3.5]
    >>> [seconds(v) for v in (True, "soon", 1e308, None)], seconds(1400, MILLISECONDS)
    ([None, None, None, None], 1.4)
    """
    if type(value) is float and unit == 1.0 and 0.0 <= value <= _LONGEST_S:  # as nearly all are
        return int(value * 1000 + 0.5) / 1000  # rounded to the millisecond, in a fifth of the time of round()
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _bounded(value, unit)
    if isinstance(value, str):
        return _spelled(value, unit)
    if isinstance(value, dict) and ("seconds" in value or "nanos" in value):
        whole, rest = seconds(value.get("seconds", 0)), seconds(value.get("nanos", 0), 1e-9)
        return None if whole is None or rest is None else _bounded(whole + rest, 1.0)
    return None


def _spelled(value: str, unit: float) -> float | None:
    if match := _CLOCK.fullmatch(value):
        hours, minutes, whole, fraction = match.groups()
        clock = int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{fraction or 0}")
        return _bounded(clock, 1.0)
    if match := _NUMBER.fullmatch(value):
        return _bounded(float(match[1]), 1.0 if "s" in value else unit)
    return None


def _bounded(value: float, unit: float) -> float | None:
    try:
        at_s = float(value) * unit
    except OverflowError:
        return None
    return round(at_s, 3) if math.isfinite(at_s) and abs(at_s) <= _LONGEST_S else None


def as_dict(value: object) -> dict[str, Any]:
    """`value`, or an empty object where it is none."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """`value`, or an empty list where it is none."""
    return value if isinstance(value, list) else []


def first_object(value: object) -> dict[str, Any]:
    """The first object among the first hundred elements of a list, or an empty one."""
    return next((each for each in as_list(value)[:100] if isinstance(each, dict)), {})


def listed_words(
    value: object, text: str, start: str = "start", end: str = "end", unit: float = 1.0
) -> list[TimedText]:
    """The words of a list of objects that hold them under these keys."""
    return [
        TimedText(said, word_time(word.get(start), unit), word_time(word.get(end), unit))
        for word in as_list(value)
        if isinstance(word, dict) and (said := plain_text(word.get(text)))
    ]


def word_time(value: object, unit: float = 1.0) -> float | None:
    """Seconds of a word's time; None where it is none, or lies before the recording."""
    if type(value) is float and unit == 1.0 and 0.0 <= value <= _LONGEST_S:  # as nearly all are
        return int(value * 1000 + 0.5) / 1000  # rounded to the millisecond, in a fifth of the time of round()
    at_s = seconds(value, unit)
    return max(0.0, at_s) if at_s is not None and at_s > -_JUST_BEFORE_S else None


def plain_text(value: object) -> str | None:
    """A string without what cannot be stored, a number as its digits, or None for anything else.

    >>> plain_text("a\\0b"), plain_text(2014), plain_text(True)
    ('a\\ufffdb', '2014', None)
    """
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else _UNPRINTABLE.sub("\ufffd", value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return (
        str(int(value))
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15
        else str(value)
    )


def _shown(value: object) -> str:
    """A value as a message shows it."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    return _UNPRINTABLE.sub("\ufffd", str(value)[:60])


def tidy(text: str) -> str:
    """`text` with its lines trimmed, and one blank line at most between two of them."""
    if "\n" not in text and "\r" not in text:
        return text.strip(INVISIBLE)
    lines = "\n".join(line.strip(INVISIBLE) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip(INVISIBLE)


@dataclass(frozen=True, slots=True)
class Voiced:
    """What one voice says in a cue of the file, as the file has it.

    `words` are those that the text is made of; `unit` is what a time that is a bare number counts in, in seconds.
    """

    text: object
    start: object = None
    end: object = None
    speaker: object = None
    words: Sequence[TimedText] = ()
    unit: float = 1.0


class CueSheet:
    """Takes the cues of a JSON file one by one and keeps the account of them.

    With `markup`, tags such as `<i>` and entities are taken off the text.
    """

    def __init__(self, name: str, document: Document, *, markup: bool = False) -> None:
        self._name = name
        self._account = Account(document.warnings)
        self._markup = markup
        self._cues: list[Cue] = []
        self._kept = 0
        self._odd: Counter[str] = Counter()
        self._last_start_s = self._last_end_s = 0.0

    def add(self, line: int, *voices: Voiced) -> None:
        """Take one cue of the file, of one voice or of several."""
        self._account.find(line)
        taken = [cue for voiced in voices if (cue := self._cue(line, voiced))]
        if taken:
            self._cues += taken
            self._kept += 1
        elif not any(voiced.text is not None and plain_text(voiced.text) is None for voiced in voices):
            self.warn(line, "empty-cue", "This cue has no words where they belong, and was left out.")

    def add_run(self, line: int, speaker: object, entries: int, words: Sequence[TimedText]) -> None:
        """Take a run of words in one voice, read from so many entries, as one cue."""
        if len(words) < entries:
            self.warn(
                line,
                "bad-word",
                f"{entries - len(words):,} of {entries:,} entries here are no words; left out.",
            )
        self.add(line, said_by(speaker, words))

    def warn(self, line: int | None, code: str, message: str) -> None:
        self._account.warn(line, code, message)

    def parsed(self) -> Parsed:
        """The outcome. Where a cue has a start and no end, the end is derived and marked as estimated."""
        for code, message in _ABOUT_ALL.items():
            if self._odd[code]:
                self.warn(None, code, message.format(count=f"{self._odd[code]:,}"))
        if not self._cues:
            self.warn(None, "no-cues", "The file holds no cue with words. Check that it is the right file.")
        return self._account.parsed(self._name, with_ends(self._cues), self._kept)

    def _cue(self, line: int, voiced: Voiced) -> Cue | None:
        text = self._plain(line, voiced.text)
        if not text:
            return None
        start_s = self._time(line, voiced.start, voiced.unit)
        end_s = self._time(line, voiced.end, voiced.unit)
        self._compare(line, start_s, end_s)
        words = self._words(text, voiced.words, start_s, end_s)
        return Cue(start_s, end_s, self._label(line, voiced.speaker), text, words, line=line)

    def _plain(self, line: int, value: object) -> str:
        if value is None:
            return ""
        text = plain_text(value)
        if text is None:
            self.warn(line, "bad-text", f"“{_shown(value)}” is no text, so this cue was left out.")
            return ""
        if text != value and isinstance(value, str):
            self._odd["unprintable"] += 1
        return tidy(self._without_markup(text) if self._markup else text)

    def _without_markup(self, text: str) -> str:
        if "<" not in text and "&" not in text:
            return text
        bare = _TAG.sub(lambda tag: "\n" if tag[0].lower().startswith("<br") else "", text)
        bare = _ENTITY.sub(lambda entity: html.unescape(entity[0]), bare)
        self._odd["markup-removed"] += bare != text
        return bare

    def _time(self, line: int, value: object, unit: float) -> float | None:
        if value is None:
            return None
        at_s = seconds(value, unit)
        if at_s is None or at_s <= -_JUST_BEFORE_S:
            self.warn(
                line,
                "bad-time",
                f"“{_shown(value)}” is no time in a recording; the cue was kept without it.",
            )
            return None
        if at_s < 0:
            self.warn(
                line, "negative-time", f"The time {at_s:g} s lies before the recording; 0 was taken for it."
            )
        return max(0.0, at_s)

    def _compare(self, line: int, start_s: float | None, end_s: float | None) -> None:
        """Say what is odd about a cue's times, by themselves and after those of the cue before."""
        if start_s is None:
            return
        if end_s is not None and end_s < start_s:
            self.warn(
                line,
                "ends-before-start",
                f"This cue ends at {end_s:g} s, before it starts at {start_s:g} s. Its times are kept as they are "
                "written.",
            )
        elif end_s == start_s:
            self._odd["zero-length"] += 1
        if start_s < self._last_start_s:
            self.warn(
                line,
                "clock-goes-back",
                f"The clock goes back here, from {self._last_start_s:g} s to {start_s:g} s: perhaps a new part begins. "
                "Times are kept as they are written.",
            )
        elif start_s < self._last_end_s:
            self._odd["overlaps"] += 1
        self._last_start_s, self._last_end_s = start_s, max(start_s, end_s or 0.0)

    def _label(self, line: int, value: object) -> str | None:
        if value is None:
            return None
        text = plain_text(value)
        if text is None:
            self.warn(
                line, "bad-label", f"“{_shown(value)}” is no name of a voice; the cue was kept without one."
            )
            return None
        return " ".join(text.split()).strip(INVISIBLE) or None

    def _words(
        self, text: str, listed: Sequence[TimedText], start_s: float | None, end_s: float | None
    ) -> tuple[Word, ...]:
        if not listed:
            return ()
        matched = match_words(text, listed, start_s, end_s)
        if matched is None:
            self._odd["words-differ"] += 1
            return ()
        self._odd["words-without-times"] += matched.without
        return matched.words


_ABOUT_ALL = {
    "zero-length": "Cues that end where they begin: {count}. They were kept.",
    "overlaps": "Cues that begin before the one before them ends: {count}. They were kept as they are.",
    "markup-removed": "Cues with tags or entities in their text: {count}. These were taken off.",
    "unprintable": "Cues with a character that cannot be stored: {count}. It became “\ufffd”.",
    "words-differ": "Cues whose words with times are not those of their text: {count}. The text was taken, without "
    "times of words.",
    "words-without-times": "Words that the file gives no times for: {count}. They lie between their neighbours.",
}


def times_of(words: Iterable[TimedText]) -> tuple[float | None, float | None]:
    """From the first start to the last end that is known.

    >>> times_of([TimedText("a"), TimedText("b", 1.0, 2.0), TimedText("c")])
    (1.0, 2.0)
    """
    words = list(words)
    start = next((word.start_s for word in words if word.start_s is not None), None)
    return start, next((word.end_s for word in reversed(words) if word.end_s is not None), None)


def said_by(speaker: object, words: Sequence[TimedText]) -> Voiced:
    """A cue that is nothing but its words."""
    return Voiced(" ".join(word.text.strip() for word in words), *times_of(words), speaker, words)
