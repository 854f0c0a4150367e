"""How a turn begins in a text: a label before or after a time, a label in bold, a label in front of a colon.

`Name 00:12:34`, alone or before words, `Name (00:12:34):`, `Name: (01:20)`, `[01:20] Name: …`, `**Name:** …`, `Name: …`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.importers.labels import (
    LONGEST,
    clean_label,
    is_label,
    is_lower_label,
    split_label,
    split_lower_label,
)
from transcripts.importers.text_lines import TIME, clock_s, unsigned

_LABEL = rf"(?P<label>[^\s:(\[][^:(\[]{{0,{LONGEST}}}?)"
_TIMED = (
    re.compile(rf"{_LABEL}\s*[,:–—-]?\s+(?P<time>{TIME})\s*:?(?P<rest>)"),
    re.compile(rf"{_LABEL}\s*:?\s*(?:\((?P<time>{TIME})\)|\\?\[(?P<other>{TIME})\\?\])\s*:?\s*(?P<rest>.*)"),
    re.compile(
        rf"(?:\((?P<time>{TIME})\)|\\?\[(?P<other>{TIME})\\?\])\s*[-–—]?\s*{_LABEL}:(?:\s+(?P<rest>.*)|$)"
    ),
    re.compile(rf"(?P<time>{TIME})\s+[-–—]?\s*{_LABEL}:(?:\s+(?P<rest>.*)|$)"),
)
_INLINE = re.compile(rf"{_LABEL}\s*[,:–—-]?\s+(?P<time>{TIME})\s*[:–—-]?\s+(?P<rest>\S.*)")
_BOLD = re.compile(r"\*\*(?P<head>[^*]{1,100}?)\s*(?::\s*\*\*|\*\*\s*:)\s*(?P<rest>.*)")
_ONLY_TIME = re.compile(rf"[(\[]?({TIME})[)\]]?")
_WORDS_WITH_TIME = 6
_BEFORE_A_TIME = re.compile(  # words that stand before a time in a sentence
    r"(?:about|after|again|and|around|at|before|between|but|by|from|in|is|it|just|on|past|since|so|that|the|then|to|today|"
    r"tomorrow|tonight|until|was|when|yesterday)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a turn: in which form, whose, when, and the words on the same line.

    `negative` says that its time is: then it has no start.
    """

    form: str
    label: str
    start_s: float | None
    rest: str
    negative: bool = False


def timed_head(text: str) -> Head | None:
    """A head with a time, whatever its label is: a name, HTML, or one or two words without a capital."""
    if (head := _signed(text)) is None:
        return None
    bare, negative = head
    for pattern in _TIMED:
        if match := pattern.fullmatch(bare):
            label = clean_label(match["label"]).removesuffix(":").strip()
            if is_label(label, _WORDS_WITH_TIME) or _is_marked_up(label) or is_lower_label(label):
                groups = match.groupdict()
                start_s = None if negative else clock_s(groups["time"] or groups["other"])
                return Head("timed", label, start_s, match["rest"] or "", negative)
    return None


def inline_head(text: str) -> Head | None:
    """`Name 00:12:34 words`: a head if the file uses the name so, since “Lunch 12:30 sharp” looks alike."""
    if (head := _signed(text)) is None:
        return None
    bare, negative = head
    match = _INLINE.fullmatch(bare)
    if match is None:
        return None
    label = clean_label(match["label"]).removesuffix(":").strip()
    if _BEFORE_A_TIME.fullmatch(label) or not (is_label(label) or is_lower_label(label)):
        return None
    return Head("timed", label, None if negative else clock_s(match["time"]), match["rest"], negative)


def _signed(text: str) -> tuple[str, bool] | None:
    """The line without bold and without the sign of a negative time, and whether it had one; None without a time."""
    start = text[: LONGEST + 60]
    if ":" not in start or not any(map(str.isdigit, start)):
        return None
    return unsigned(text.replace("**", "", 2) if text.startswith("**") else text)


def inline_labels(texts: Sequence[str], timed: frozenset[str]) -> frozenset[str]:
    """The labels that may stand as `Name 00:12:34 words` in a file whose heads with times alone have the labels `timed`.

    They are those of `timed`, and any before a time with hours where there are such heads. In a file where every second
    line of `texts` is `Name 00:12:34 words`, they are all labels, if most come back or their times have hours.
    """
    heads = [(head, bool(_HOURS.search(text))) for text in texts if (head := inline_head(text))]
    counts = Counter(head.label for head, _ in heads)
    kept_to = len(heads) * 2 >= len(texts) and len(heads) >= 2
    back = sum(count for count in counts.values() if count > 1)
    again = back * 2 > len(heads) or bool(timed & counts.keys())
    if kept_to and (again or all(hours for _, hours in heads)):
        return timed | frozenset(counts)
    return timed | frozenset(head.label for head, hours in heads if hours) if timed else timed


_HOURS = re.compile(r"\d:\d\d:\d\d")


def _is_marked_up(label: str) -> bool:
    """Whether a label before a time is HTML: kept as it stands, since the time says that it is a label."""
    return label.startswith("<") and label.endswith(">")


def bold_head(text: str) -> Head | None:
    """`**Name:** words`, or a time instead of the words."""
    match = _BOLD.fullmatch(text)
    label = clean_label(match["head"]) if match else ""
    if match is None or not is_label(label):
        return None
    time = _ONLY_TIME.fullmatch(match["rest"])
    start_s, rest = (clock_s(time[1]), "") if time else (None, match["rest"])
    return Head("bold", label, start_s, rest)


def colon_head(text: str) -> Head | None:
    """`Name: words`, where the name may be one or two words without a capital."""
    split = split_label(text) or split_lower_label(text)
    return Head("colon", split[0], None, split[1]) if split else None
