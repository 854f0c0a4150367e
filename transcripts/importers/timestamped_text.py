"""Text with a time before each stretch of words and no names: `[01:20] …`, `01:20 …`, or `1:20` on a line of its own.

So are transcripts copied from a video page. A voice may stand behind the time, as `<v Name>` or `Name:`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.decoding import decode
from transcripts.importers.label_words import NO_NAMES, NOT_LABELS
from transcripts.importers.labels import is_label, split_label, trusted_labels
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
    unsigned,
    without_front_matter,
)

NAME = "timestamped-text"
TITLE = "text with times"

_FORMS = {
    "alone": re.compile(rf"[\[(]?(?P<time>{TIME})[\])]?(?P<rest>)"),
    "bracketed": re.compile(
        rf"(?:\\?\[|\()(?P<time>{TIME})(?:\\?\]|\))(?:\(https?:[^()\s]+\))?\s*[-–—:]?\s*(?P<rest>\S.*)"
    ),
    "dashed": re.compile(rf"(?P<time>{TIME})\s*[–—-]\s+(?P<rest>\S.*)"),
    "bare": re.compile(rf"(?P<time>{TIME})\s+(?P<rest>[^\s–—-].*)"),
}
_VOICE = re.compile(r"<v(?:\.[^\s.>]*)*\s+([^>]{1,200})>")
_NOT_TEXT = re.compile(r"\s*(?:\{|\[\s*[\{\]\"]|<(?!v[\s.]))")
_SUBTITLE = re.compile(rf"^[ \t]*{TIME}[ \t]*-->", re.MULTILINE)


def sniff(text: str) -> float:
    """0.5 where at least two stretches begin with a time, and times are not rare among the lines."""
    if _NOT_TEXT.match(text) or _SUBTITLE.search(text):
        return 0.0
    return 0.5 if _form(lines_of(text)) else 0.0


def read(data: bytes) -> Parsed:
    """The stretches of a text with times. Raises TranscriptError where there are none."""
    source = decode(data)
    lines = every_line_of(source.text)
    form = _form(lines) or _form(lines, fewest=1)
    if not form:
        raise TranscriptError(
            "no-times",
            "No stretch of words with a time before it was recognised. Write it as “[01:20] words”.",
            line=next((line.number for line in lines if line.text), 1),
        )
    account = Account(source.warnings)
    turns = _turns(without_front_matter(lines, account), form, account)
    cues, kept = cues_of(_named(turns), account, markdown=is_markdown(lines))
    return account.parsed(NAME, cues, kept)


def lone_turn(text: str) -> int | None:
    """The line of the only stretch with a time: too little to tell the format by, enough to read it when asked to."""
    lines = lines_of(text)
    if _NOT_TEXT.match(text) or not (form := _form(lines, fewest=1)):
        return None
    return next(line.number for line in lines if _FORMS[form].fullmatch(unsigned(line.text)[0]))


def _form(lines: Sequence[Line], fewest: int = 2) -> str:
    """How most times stand in the text, or "" where there are too few of them."""
    body = [unsigned(line.text)[0] for line in lines[front_matter(lines) :] if line.text]
    counts = Counter(name for text in body for name, form in _FORMS.items() if form.fullmatch(text))
    if not counts:
        return ""
    name, count = counts.most_common(1)[0]
    return name if count >= fewest and count * 12 >= len(body) else ""


def _turns(lines: Sequence[Line], form: str, account: Account) -> list[Turn]:
    titles = frozenset() if form == "dashed" else frozenset(t for line in lines if (t := heading(line.text)))
    above = _names_above(lines, form)
    turns: list[Turn] = []
    preamble: list[Line] = []
    for line in lines:
        if line.number + 1 in above:
            continue
        text, negative = unsigned(line.text)
        if match := _FORMS[form].fullmatch(text):
            name = above.get(line.number)
            turns.append(Turn(line.number, name, None if negative else clock_s(match["time"])))
            if negative:
                report_negative(line, account)
            if match["rest"]:
                turns[-1].lines.append(Line(line.number, match["rest"]))
        elif line.text and is_aside(line, account, titles):
            continue
        elif turns:
            turns[-1].lines.append(line)
        elif line.text:
            preamble.append(line)
    report_preamble(preamble, account)
    return turns


def _names_above(lines: Sequence[Line], form: str) -> dict[int, str]:
    """The names that stand on the lines above the times, by the numbers of these; none unless all have one and some come back."""
    if form != "alone":
        return {}
    names = {
        line.number: _alone(before.text)
        for before, line in pairwise([Line(0, ""), *lines])
        if _FORMS[form].fullmatch(unsigned(line.text)[0])
    }
    return {number: name for number, name in names.items() if name} if _come_back(names.values()) else {}


def _alone(text: str) -> str:
    """The name that is all that stands on a line, or nothing."""
    name = text.removesuffix(":").strip()
    return name if is_label(name) and name.lower() not in NO_NAMES | NOT_LABELS else ""


def _come_back(names: Collection[str]) -> bool:
    """Whether nearly all of these are names, and few of them for so many turns."""
    found = [name for name in names if name]
    return len(found) > 2 and len(found) >= 0.9 * len(names) and 3 * len(set(found)) <= 2 * len(found)


def _named(turns: Sequence[Turn]) -> list[Turn]:
    """`turns` with voices taken off the words: every `<v Name>`, else a name on the line below each time, or `Name:` at the head
    where it is to be trusted."""
    below = [_alone(turn.lines[0].text) if len(turn.lines) > 1 else "" for turn in turns if turn.lines]
    if _come_back(below):
        for turn in turns:
            if len(turn.lines) > 1 and (name := _alone(turn.lines[0].text)):
                turn.speaker = name
                del turn.lines[0]
        return list(turns)
    if any(_VOICE.search(line.text) for turn in turns for line in turn.lines):
        return [part for turn in turns for part in _by_voice(turn)]
    trusted = trusted_labels(turn.lines[0].text for turn in turns if turn.lines)
    for turn in turns:
        split = split_label(turn.lines[0].text) if turn.lines else None
        if split and split[0] in trusted:
            turn.speaker, turn.lines[0] = split[0], Line(turn.lines[0].number, split[1])
    return list(turns)


def _by_voice(turn: Turn) -> Iterator[Turn]:
    """A stretch, cut where another voice begins."""
    part = Turn(turn.number, turn.speaker, turn.start_s)
    for line in turn.lines:
        pieces = _VOICE.split(line.text.replace("</v>", ""))
        for index in range(0, len(pieces), 2):
            if index:
                if part.lines:
                    yield part
                part = Turn(line.number, None, turn.start_s, same_cue=bool(part.lines) or part.same_cue)
                part.speaker = " ".join(pieces[index - 1].split())
            if pieces[index].strip() or (part.lines and not line.text):
                part.lines.append(Line(line.number, pieces[index].strip()))
    if part.lines or not part.same_cue:
        yield part
