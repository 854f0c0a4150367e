"""Stage 4: what is claimed, in a sentence that stands by itself: minimal changes to the words said."""

from __future__ import annotations

import re
from dataclasses import replace

from debates.mining.draft import Draft
from debates.mining.frames import FrameReader, frames_of
from debates.mining.lexicon.talk import BARE_CONNECTIVES, CONNECTIVES, HEDGES_TO_KEEP
from debates.mining.reports import ReportReader
from debates.mining.saying import THAT, turns_down
from debates.mining.vocabulary import Finding, FindingKind
from debates.mining.wording import any_of, compiled, plain, word_count

SHORTEST = 3
"""Words that must be left after something is taken off."""


def state(draft: Draft) -> Draft:
    """Gives every finding its statement; the verbatim words stay beside it."""
    frames, reports = frames_of(draft.roster), ReportReader(draft.roster)
    return replace(
        draft,
        findings=tuple(
            replace(f, statement=_in_line(_statement(f, frames, reports))) for f in draft.findings
        ),
    )


def _in_line(words: str) -> str:
    """`words` on one line, with single spaces, without characters that cannot be seen or turn the others round."""
    line = " ".join(words.split())
    return line if line.isprintable() else "".join(filter(str.isprintable, line))


_LEADING = compiled(
    rf"(?:{any_of(set(CONNECTIVES) - HEDGES_TO_KEEP)}(?:,\s*|\s*-\s+)"
    rf"|{any_of(BARE_CONNECTIVES)} (?!,|(?:far|many|much|long|few|little|else|what)\b))"
)
# "And then they raised it": the next thing that is said, not the next that happened. "And then came the bill" stays.
_NEXT = compiled(
    r"(?:and|but|so),? then,? (?=(?:also|i|you|we|he|she|it|they|there|the|a|an|this|that|these|those|if|when|once|what|because|my"
    r"|your|our|their|his|its|people|every|each|all|no)\b)|by the way,? "
)
# Said twice by whoever looks for the next word, and by nobody else.
_STUTTER = compiled(r"\b(the|a|an|i|we|my|your|our|of|and), (?=\1\b)")
_OPINION = compiled(
    r"I (?:(?:just|really|personally|still|also|actually|do|would) )*(?:think|believe|guess|feel|suspect"
    r"|reckon|say|argue) "
    rf"(?:{THAT} )?"
    r"(?!that\b|so\b|it over\b|about\b|of\b|like\b|in\b|through\b|back\b|with\b|for\b|to\b)"
)


def _statement(finding: Finding, frames: FrameReader, reports: ReportReader) -> str:
    if finding.kind in (FindingKind.FRAME, FindingKind.ASIDE):
        return finding.text
    words = _STUTTER.sub("", _without_lone_quote(finding.text[_reported_part(finding, frames, reports) :]))
    start = _after_connectives(words)
    if (
        finding.kind is FindingKind.CLAIM
        and not finding.is_reported
        and (opinion := _OPINION.match(plain(words), start))
    ):
        start = opinion.end() if word_count(words[opinion.end() :]) >= SHORTEST else start
    return _capitalised(words[start:]) if word_count(words[start:]) >= SHORTEST else finding.text


def _reported_part(finding: Finding, frames: FrameReader, reports: ReportReader) -> int:
    """Where the view begins after a head that only says whose it is; 0 where they do not part cleanly."""
    if finding.kind is not FindingKind.CLAIM:
        return 0
    frame = frames.read(finding.text)
    report = reports.read(finding.text) if finding.is_reported else None
    start = (
        frame.content
        if frame and frame.content
        else report.content
        if report and not _is_late(report.at, finding.text)
        else 0
    )
    words = plain(finding.text)
    clean = (
        start and _splits_cleanly(words, start) and not turns_down(words[_after_connectives(words) : start])
    )
    return start if clean and word_count(words[start:]) >= SHORTEST else 0


_HEAD_ENDS = compiled(r"(?:\bthat,?|[,:]|\bis|\")\s*\"?$")
_STILL_THE_HEAD = compiled(
    r"(?:as|like|unlike|and|or|but|which|who|along|together|with|if|when|rightly|wrongly)\b"
)


def _splits_cleanly(words: str, start: int) -> bool:
    """True where the head is plainly over at `start`, and no half of a quotation is left on either side."""
    head, rest = words[:start].rstrip(), words[start:]
    if not _HEAD_ENDS.search(head) or _NOT_FIRST.match(rest):
        return False
    if head.endswith(",") and _STILL_THE_HEAD.match(rest):
        return False
    return '"' not in rest or rest.count('"') % 2 == 0 or _CLOSING_MARK.search(rest) is not None


_NOT_FIRST = compiled(r"(?:not|never|no longer)\b")
_CLOSING_MARK = re.compile(r'"[.,;!?]?\s*$')


def _without_lone_quote(words: str) -> str:
    """`words` without the one closing mark of a quotation whose opening mark was in the head or before."""
    closing = _CLOSING_MARK.search(plain(words))
    if not closing or plain(words).count('"') != 1:
        return words
    return words[: closing.start()] + words[closing.start() + 1 :]


def _is_late(at: int, text: str) -> bool:
    """True where words of content stand before the cue."""
    return word_count(text[:at]) > 6


_NO_OR_YES = compiled(r"(?:no|nope|yes|yeah|number \w+), |whereas ")


def _after_connectives(words: str) -> int:
    position = 0
    while match := (
        _NEXT.match(words, position) or _LEADING.match(words, position) or _NO_OR_YES.match(words, position)
    ):
        position = match.end()
    return position


def _capitalised(words: str) -> str:
    opening = re.match(r"[\"“'‘(]*", words)
    place = opening.end() if opening else 0
    return words[:place] + words[place : place + 1].upper() + words[place + 1 :]
