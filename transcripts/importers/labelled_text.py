"""Text with the name of the voice before each turn, in the forms that transcripts are published in.

`Name 00:12:34`, `Name (00:12:34):`, `Name: (01:20)`, `Name: 00:01:08`, `[01:20] Name: …`, `**Name:** …`,
`Name: …`, `Name:` and `NAME` alone on a line. The form that most of the file keeps to is the one that counts.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.decoding import decode
from transcripts.importers.labels import LONGEST, is_label, split_label, trusted_labels
from transcripts.importers.text_lines import (
    TIME,
    Line,
    Turn,
    clock_s,
    cues_of,
    front_matter,
    heading,
    is_aside,
    is_markdown,
    lines_of,
    report_preamble,
    without_front_matter,
)

NAME = "labelled-text"
TITLE = "text with speaker names"

_LABEL = rf"(?P<label>[^\s:(\[][^:(\[]{{0,{LONGEST}}}?)"
_TIMED = (
    re.compile(rf"{_LABEL}\s*[,:–—-]?\s+(?P<time>{TIME})\s*:?(?P<rest>)"),
    re.compile(rf"{_LABEL}\s*:?\s*(?:\((?P<time>{TIME})\)|\\?\[(?P<other>{TIME})\\?\])\s*:?\s*(?P<rest>.*)"),
    re.compile(
        rf"(?:\((?P<time>{TIME})\)|\\?\[(?P<other>{TIME})\\?\])\s*[-–—]?\s*{_LABEL}:(?:\s+(?P<rest>.*)|$)"
    ),
    re.compile(rf"(?P<time>{TIME})\s+[-–—]?\s*{_LABEL}:(?:\s+(?P<rest>.*)|$)"),
)
_BOLD = re.compile(r"\*\*(?P<head>[^*]{1,100}?)\s*(?::\s*\*\*|\*\*\s*:)\s*(?P<rest>.*)")
_ONLY_TIME = re.compile(rf"[(\[]?({TIME})[)\]]?")
_CAPS = re.compile(r"[A-Z][A-Z.'’ -]{1,40}")
_MARK_LINE = re.compile(
    rf"(?:\((?P<time>{TIME})\)|\\?\[(?P<other>{TIME})\\?\])(?:\(https?:[^()\s]+\))?\s*:?\s*(?P<rest>.*)"
)
_NOT_TEXT = re.compile(
    r"\s*(?:\{|\[\s*[\{\]\"]|<(?:!doctype|html|head|body|\?xml|cite|p>|tt\b|rss|div))", re.IGNORECASE
)
_SUBTITLE = re.compile(rf"^[ \t]*{TIME}[ \t]*-->", re.MULTILINE)
_ABOUT = frozenset(
    (
        "air date",
        "author",
        "context",
        "date",
        "duration",
        "episode",
        "guest",
        "guests",
        "host",
        "hosts",
        "link",
        "original air date",
        "panelists",
        "participants",
        "platform",
        "published",
        "recorded",
        "show",
        "source",
        "speaker",
        "speakers",
        "subject",
        "title",
        "topic",
        "topics",
        "transcript",
        "url",
        "from",
        "to",
        "cc",
    )
)
_WORDS_WITH_TIME = 6


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a turn: in which form, whose, when, and the words on the same line."""

    form: str
    label: str
    start_s: float | None
    rest: str


def sniff(text: str) -> float:
    """How surely `text` has names before its turns: most with times, least with capitals alone."""
    if _NOT_TEXT.match(text) or _SUBTITLE.search(text):
        return 0.0
    form, _ = _form(lines_of(text))
    return {"timed": 0.9, "bold": 0.8, "colon": 0.7, "caps": 0.6}.get(form, 0.0)


def read(data: bytes) -> Parsed:
    """The turns of a labelled text. Raises TranscriptError where no line is a name."""
    source = decode(data)
    lines = lines_of(source.text)
    form, labels = _form(lines)
    if not form:
        raise TranscriptError(
            "no-turns",
            "No line was recognised as a speaker's name. Write “Name:” or “Name 00:12:34” before each turn.",
            line=next((line.number for line in lines if line.text), 1),
        )
    account = Account(source.warnings)
    turns = _turns(without_front_matter(lines, account), form, labels, account)
    cues, kept = cues_of(turns, account, markdown=is_markdown(lines))
    if not cues:
        account.warn(None, "no-cues", "The file holds no turn with words. Check that it is the right file.")
    return account.parsed(NAME, cues, kept)


def _form(lines: Sequence[Line]) -> tuple[str, frozenset[str]]:
    """The form that the file keeps to, or "", and the labels that it uses."""
    body = [line.text for line in lines[front_matter(lines) :] if line.text]
    heads = [head for text in body if (head := _bold(text) or _timed(text))]
    counts = Counter(head.form for head in heads)
    if heads:
        form = counts.most_common(1)[0][0]
        labels = [head.label for head in heads if head.form == form]
        said = [label for label in labels if label.lower() not in _ABOUT or labels.count(label) > 1]
        if said:
            return form, frozenset(said)
    spoken = [text for text in body if not heading(text)]
    trusted = trusted_labels(spoken) - _metadata(spoken)
    labelled = [split[0] for text in spoken if (split := split_label(text)) and split[0] in trusted]
    if len(labelled) >= 2 and _carry(spoken, trusted):
        return "colon", trusted
    return _caps_form(body)


def _metadata(texts: Sequence[str]) -> frozenset[str]:
    """Labels such as “Date” that occur once: they say something about the file."""
    counts = Counter(split[0] for text in texts if (split := split_label(text)))
    return frozenset(label for label, count in counts.items() if count == 1 and label.lower() in _ABOUT)


def _carry(texts: Sequence[str], trusted: frozenset[str]) -> bool:
    """Whether turns with names make up the text: it begins with one soon, and they are not rare in it."""
    places = [index for index, text in enumerate(texts) if (s := split_label(text)) and s[0] in trusted]
    return places[0] <= max(5, 0.2 * len(texts)) and len(places) * 25 >= len(texts)


def _caps_form(texts: Sequence[str]) -> tuple[str, frozenset[str]]:
    names = Counter(
        text for text, after in itertools.pairwise(texts) if _is_caps(text) and not _is_caps(after)
    )
    if names.total() >= 3 and len(names) >= 2 and names.total() > len(names):
        return "caps", frozenset(names)
    return "", frozenset()


def _is_caps(text: str) -> bool:
    return bool(_CAPS.fullmatch(text)) and is_label(text)


def _timed(text: str) -> _Head | None:
    if ":" not in text[: LONGEST + 60] or not any(map(str.isdigit, text[: LONGEST + 60])):
        return None
    bare = text.replace("**", "", 2) if text.startswith("**") else text
    for pattern in _TIMED:
        if match := pattern.fullmatch(bare):
            label = match["label"].strip().removesuffix(":").strip()
            if is_label(label, _WORDS_WITH_TIME) or _is_marked_up(label):
                groups = match.groupdict()
                return _Head("timed", label, clock_s(groups["time"] or groups["other"]), match["rest"] or "")
    return None


def _is_marked_up(label: str) -> bool:
    """Whether a label before a time is HTML: kept as it stands, since the time says that it is a label."""
    return label.startswith("<") and label.endswith(">")


def _bold(text: str) -> _Head | None:
    match = _BOLD.fullmatch(text)
    if match is None or not is_label(match["head"].strip()):
        return None
    time = _ONLY_TIME.fullmatch(match["rest"])
    start_s, rest = (clock_s(time[1]), "") if time else (None, match["rest"])
    return _Head("bold", match["head"].strip(), start_s, rest)


def _head(text: str, form: str, labels: frozenset[str]) -> _Head | None:
    if form == "timed":
        return _timed(text)
    if form == "bold":
        head = _bold(text)
        return head if head and (head.label in labels or head.label.lower() in _ABOUT) else None
    if form == "colon":
        split = split_label(text)
        return _Head(form, split[0], None, split[1]) if split and split[0] in labels else None
    return _Head(form, text, None, "") if text in labels and _is_caps(text) else None


def _turns(lines: Sequence[Line], form: str, labels: frozenset[str], account: Account) -> list[Turn]:
    turns: list[Turn] = []
    preamble: list[Line] = []
    for line in lines:
        head = _head(line.text, form, labels)
        if head and head.label not in labels:
            account.warn(
                line.number, "about-the-file", f"“{line.text[:60]}” describes the file and was left out."
            )
        elif head:
            turns.append(Turn(line.number, head.label, head.start_s))
            _add_words(turns[-1], line.number, head.rest)
        elif line.text and is_aside(line, account):
            continue
        elif turns and (mark := _MARK_LINE.fullmatch(line.text)) and form == "timed":
            turns.append(Turn(line.number, turns[-1].speaker, clock_s(mark["time"] or mark["other"])))
            _add_words(turns[-1], line.number, mark["rest"])
        elif turns:
            turns[-1].lines.append(line)
        elif line.text:
            preamble.append(line)
    report_preamble(preamble, account)
    return turns


def _add_words(turn: Turn, number: int, words: str) -> None:
    if words:
        turn.lines.append(Line(number, words))
