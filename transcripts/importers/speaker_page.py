"""A speaker page of a podcast-search site, copied as text: a name, page furniture, then sentences in that voice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.decoding import decode
from transcripts.importers.labels import is_label
from transcripts.importers.text_lines import TIME, Line, lines_of

NAME = "speaker-page"
TITLE = "copied speaker page"

_HEADINGS = ("Appearances Over Time", "Podcast Appearances")
_LONGEST_HEAD = 40  # lines: name, state of the voice profile, a chart's labels
_FURNITURE = re.compile(
    rf"{TIME}(?:\s*[-–—]\s*{TIME})?|(?:Play|Listen|Share|Copy|Load more|Show more|View (?:episode|transcript)|"
    r"See all|Previous|Next|Page \d+|\d+ (?:more )?(?:appearances|episodes|results))\.?",
    re.IGNORECASE,
)


def sniff(text: str) -> float:
    """0.95 for a page that begins with a name and has the heading of its sentences near its top."""
    lines = [line for line in lines_of(text[:20_000]) if line.text][:_LONGEST_HEAD]
    return 0.95 if _sentences_begin(lines) is not None else 0.0


def read(data: bytes) -> Parsed:
    """One cue a sentence, without times, in the voice that the page names.

    Raises TranscriptError where the name or the heading "Podcast Appearances" is missing.
    """
    source = decode(data)
    lines = [line for line in lines_of(source.text) if line.text]
    begin = _sentences_begin(lines[:_LONGEST_HEAD])
    if begin is None:
        raise TranscriptError(
            "no-speaker-page",
            "A copied speaker page begins with a name and has a line “Podcast Appearances” before the "
            "sentences. Copy the page from its name on.",
            line=lines[0].number if lines else 1,
        )
    account = Account(source.warnings)
    furniture = lines[:begin] + [line for line in lines[begin:] if _FURNITURE.fullmatch(line.text)]
    account.warn(
        furniture[0].number,
        "furniture",
        f"{len(furniture)} lines belong to the page, not to the speech (the name, the state of the voice "
        "profile, headings), and were left out.",
    )
    spoken = [line for line in lines[begin:] if not _FURNITURE.fullmatch(line.text)]
    cues = [_cue(line, lines[0].text, account) for line in spoken]
    if not cues:
        account.warn(None, "no-cues", "The page holds no sentence. Copy it to its end.")
    return account.parsed(NAME, cues, len(cues))


def _sentences_begin(lines: Sequence[Line]) -> int | None:
    """The place of the first sentence, or None where this is no speaker page."""
    if not lines or not is_label(lines[0].text, 6):
        return None
    headings = [index for index, line in enumerate(lines) if line.text == _HEADINGS[1]]
    return headings[0] + 1 if headings else None


def _cue(line: Line, speaker: str, account: Account) -> Cue:
    account.find(line.number)
    return Cue(None, None, speaker, line.text, line=line.number)
