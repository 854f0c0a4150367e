"""SubViewer as YouTube exports it (SBV): a line `0:00:00.599,0:00:04.160`, lines of text, a blank line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.captions import Caption, clock_seconds, read_captions, report_preamble
from transcripts.importers.cue_text import refuse_too_many_tags
from transcripts.importers.decoding import decode

NAME = "sbv"
TITLE = "YouTube captions (SBV)"

_TIME = r"(?:([0-9]{1,9}):)?([0-9]{1,9}):([0-9]{1,9})[.]([0-9]{1,9})"
_RANGE = re.compile(rf"[ \t]*{_TIME}[ \t]*,[ \t]*{_TIME}[ \t]*")
_LIKE_A_RANGE = re.compile(r"[ \t]*[0-9]{1,9}:[0-9]{1,9}[:.][^\s,]{1,20}[ \t]*,[ \t]*[0-9][^\s,]{1,20}[ \t]*")
_BREAK = "[br]"


def sniff(text: str) -> float:
    """0.9 where the first line that is not blank is a time range."""
    first = next((line for line in text[:10_000].split("\n") if line.strip()), "")
    return 0.9 if _RANGE.fullmatch(first) else 0.0


def read(data: bytes) -> Parsed:
    """The cues of an SBV file, in the order of the file; a cue goes on until the next time range.

    Raises TranscriptError: `no-times` where it has no time range, `no-spaces` where the spaces between its words are lost.
    """
    source = decode(data)
    refuse_too_many_tags(source.text)
    lines = source.text.split("\n")
    account = Account(source.warnings)
    ranges = [index for index, line in enumerate(lines) if "," in line and _LIKE_A_RANGE.fullmatch(line)]
    if not any(_RANGE.fullmatch(lines[index]) for index in ranges):
        raise TranscriptError(
            "no-times",
            "No time range was recognised. An SBV file has lines such as “0:00:01.000,0:00:04.500”.",
            line=next((number for number, line in enumerate(lines, 1) if line.strip()), 1),
        )
    report_preamble(lines[: ranges[0]], account)
    ends = [*ranges[1:], len(lines)]
    captions = [_caption(lines, index, end, account) for index, end in zip(ranges, ends, strict=True)]
    return read_captions(NAME, captions, account)


def _caption(lines: Sequence[str], index: int, end: int, account: Account) -> Caption:
    account.find(index + 1)
    words = tuple(part for line in lines[index + 1 : end] for part in line.split(_BREAK))
    match = _RANGE.fullmatch(lines[index])
    if match is None:
        account.warn(
            index + 1,
            "bad-times",
            "This time range cannot be read, so the words of the cue have no times. "
            "Write it as 0:01:02.500,0:01:04.000.",
        )
        return Caption(index + 1, None, None, words)
    groups = match.groups()
    return Caption(index + 1, clock_seconds(*groups[:4]), clock_seconds(*groups[4:]), words)
