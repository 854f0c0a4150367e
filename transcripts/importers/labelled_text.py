"""Text with the name of the voice before each turn, in the forms that transcripts are published in.

Those of `turn_heads`, and `NAME` alone on a line. The form that most of the file keeps to is the one that counts.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.decoding import decode
from transcripts.importers.labels import (
    clean_label,
    is_label,
    is_lower_label,
    lower_labels,
    split_label,
    trusted_labels,
)
from transcripts.importers.text_lines import (
    TIME,
    Line,
    Turn,
    clock_s,
    cues_of,
    every_line_of,
    front_matter,
    heading,
    is_aside,
    is_markdown,
    lines_of,
    report_negative,
    report_preamble,
    without_front_matter,
)
from transcripts.importers.turn_heads import (
    Head,
    bold_head,
    colon_head,
    inline_head,
    inline_labels,
    timed_head,
)

NAME = "labelled-text"
TITLE = "text with speaker names"

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


def sniff(text: str) -> float:
    """How surely `text` has names before its turns: most with times, least with capitals alone."""
    if _NOT_TEXT.match(text) or _SUBTITLE.search(text):
        return 0.0
    form, _ = _form(lines_of(text))
    return {"timed": 0.9, "bold": 0.8, "colon": 0.7, "caps": 0.6}.get(form, 0.0)


def read(data: bytes) -> Parsed:
    """The turns of a labelled text. Raises TranscriptError where no line is a name."""
    source = decode(data)
    lines = every_line_of(source.text)
    form, labels = _form(lines)
    if not form:
        form, labels = _lone_form(lines)
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


def lone_turn(text: str) -> int | None:
    """The line of the only name: too little to tell the format by, enough to read it when asked to."""
    lines = lines_of(text)
    form, labels = ("", frozenset[str]()) if _NOT_TEXT.match(text) else _lone_form(lines)
    places = [line.number for line in lines if _head(line.text, form, labels)]
    return places[0] if len(places) == 1 else None


def _form(lines: Sequence[Line]) -> tuple[str, frozenset[str]]:
    """The form that the file keeps to, or "", and the labels that it uses."""
    body = [line.text for line in lines[front_matter(lines) :] if line.text]
    form, labels, count = _marked_form(body)
    spoken = [text for text in body if not heading(text)]
    trusted = _colon_labels(lines, spoken)
    named = [text for text in spoken if (head := colon_head(text)) and head.label in trusted]
    if form and sum(_head(text, form, labels) is None for text in named) <= count:
        return form, labels
    if len(named) >= 2 and _carry(spoken, trusted):
        return "colon", trusted
    return (form, labels) if form else _caps_form(body)


def _marked_form(body: Sequence[str]) -> tuple[str, frozenset[str], int]:
    """The form with times or in bold that most heads have, or "", its labels, and how many heads have it."""
    heads = [head for text in body if (head := bold_head(text) or timed_head(text))]
    lower = lower_labels(head.label for head in heads)
    heads = [head for head in heads if not is_lower_label(head.label) or head.label in lower]
    timed = frozenset(head.label for head in heads if head.form == "timed")
    others = [text for text in body if not (bold_head(text) or timed_head(text))]
    inline = [
        head
        for labels in [inline_labels(others, timed)]
        for text in others
        if (head := inline_head(text)) and head.label in labels
    ]
    lower |= lower_labels(head.label for head in inline)
    heads += [head for head in inline if not is_lower_label(head.label) or head.label in lower]
    if not heads:
        return "", frozenset(), 0
    form, count = Counter(head.form for head in heads).most_common(1)[0]
    labels = [head.label for head in heads if head.form == form]
    said = [label for label in labels if label.lower() not in _ABOUT or labels.count(label) > 1]
    return (form, frozenset(said), count) if said else ("", frozenset(), 0)


def _colon_labels(lines: Sequence[Line], spoken: Sequence[str]) -> frozenset[str]:
    """The labels to believe before a colon."""
    trusted = trusted_labels(spoken) - _metadata(spoken)
    heads = [head for text in spoken if (head := colon_head(text))]
    lower = lower_labels(head.label for head in heads) - _ABOUT
    if sum(head.label in lower for head in heads) * 3 >= len(spoken):
        trusted |= lower
    return trusted - _amid_turns(lines, trusted)


def _amid_turns(lines: Sequence[Line], trusted: frozenset[str]) -> frozenset[str]:
    """Single words that stand once before a colon, and amid a paragraph, in a file whose names begin paragraphs."""
    places: dict[str, list[bool]] = {}
    for before, line in itertools.pairwise([Line(0, ""), *lines]):
        if (split := split_label(line.text)) and split[0] in trusted:
            places.setdefault(split[0], []).append(before.text == "")
    once = frozenset(label for label, apart in places.items() if apart == [False] and " " not in label)
    others = [apart for label, found in places.items() if label not in once for apart in found]
    return once if len(others) >= 2 and sum(others) >= 0.9 * len(others) and sum(others) > 1 else frozenset()


def _lone_form(lines: Sequence[Line]) -> tuple[str, frozenset[str]]:
    """The form of a file that is too short to tell it: its words begin with a head."""
    body = [line.text for line in lines[front_matter(lines) :] if line.text]
    spoken = [text for text in body if not heading(text)]
    if not spoken:
        return "", frozenset()
    if inline_head(spoken[0]):
        return "timed", frozenset(head.label for text in spoken if (head := inline_head(text)))
    split = split_label(spoken[0])
    if split and trusted_labels([spoken[0]] * 2) and split[0].lower() not in _ABOUT:
        return "colon", frozenset((split[0],))
    return "", frozenset()


def _metadata(texts: Sequence[str]) -> frozenset[str]:
    """Labels such as “Date” that occur once: they say something about the file."""
    counts = Counter(split[0] for text in texts if (split := split_label(text)))
    return frozenset(label for label, count in counts.items() if count == 1 and label.lower() in _ABOUT)


def _carry(texts: Sequence[str], trusted: frozenset[str]) -> bool:
    """Whether turns with names make up the text: it begins with one soon, and they are not rare in it."""
    places = [
        index for index, text in enumerate(texts) if (head := colon_head(text)) and head.label in trusted
    ]
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


def _head(text: str, form: str, labels: frozenset[str]) -> Head | None:
    if form == "timed":
        head = timed_head(text)
        if head and not is_lower_label(head.label):
            return head
        head = head or inline_head(text)
        return head if head and head.label in labels else None
    if form == "bold":
        head = bold_head(text)
        return head if head and (head.label in labels or head.label.lower() in _ABOUT) else None
    if form == "colon":
        head = timed_head(text) or colon_head(text)
        return head if head and head.label in labels else None
    return Head(form, text, None, "") if text in labels and _is_caps(text) else None


def _turns(lines: Sequence[Line], form: str, labels: frozenset[str], account: Account) -> list[Turn]:
    turns: list[Turn] = []
    preamble: list[Line] = []
    for line in lines:
        head = _head(line.text, form, labels) or _inside(line, form, labels, turns, account)
        if head and head.label not in labels:
            account.warn(
                line.number, "about-the-file", f"“{line.text[:60]}” describes the file and was left out."
            )
        elif head:
            turns.append(_turn(line, head, account))
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


def _turn(line: Line, head: Head, account: Account) -> Turn:
    turn = Turn(line.number, head.label, head.start_s, same_cue=head.form == "inside")
    _add_words(turn, line.number, head.rest)
    before = line.text.removesuffix(head.rest)
    if clean_label(before) != before.strip():
        account.odd_name(line.number, head.label)
    if head.negative:
        report_negative(line, account)
    return turn


def _inside(
    line: Line, form: str, labels: frozenset[str], turns: Sequence[Turn], account: Account
) -> Head | None:
    """The head of a turn that begins with one of the file's names in another form than its other turns.

    It gets a warning, and so does a line that could be one, whose words stay with the turn.
    """
    split = split_label(line.text.replace("**", "", 2)) if turns and ":" in line.text else None
    if split is None or heading(line.text):
        return None
    shown = f"“{split[0]}:”"
    label = next((known for known in sorted(labels) if known.casefold() == split[0].casefold()), None)
    if label and form != "colon":
        account.warn(
            line.number,
            "label-inside",
            f"{shown} begins a turn in another form than the other turns of this file; it was read as one of {label}.",
        )
        return Head("inside", label, None, split[1])
    part = any(split[0].casefold() in known.casefold().split() for known in labels)
    if part or (form == "colon" and split[0].lower() not in _ABOUT):
        account.warn(
            line.number,
            "label-inside",
            f"{shown} is none of the names of this file, so this line was taken for words of {turns[-1].speaker}. "
            "If it names who speaks, write the name as the file does elsewhere, and more than once.",
        )
    return None


def _add_words(turn: Turn, number: int, words: str) -> None:
    if words:
        turn.lines.append(Line(number, words))
