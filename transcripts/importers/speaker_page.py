"""A speaker page of a podcast-search site, copied as text: a name, page furniture, then sentences in that voice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.decoding import decode
from transcripts.importers.labels import is_label
from transcripts.importers.text_lines import TIME, Line, every_line_of, lines_of

NAME = "speaker-page"
TITLE = "copied speaker page"

_OVER_TIME = "appearances over time"
_SENTENCES = "podcast appearances"
_LONGEST_HEAD = 40  # lines: name, state of the voice profile, a chart's labels
_LONGEST_NAME = 1000  # characters; of a name that comes out, `account` keeps fewer
_STATE = re.compile(r".{0,40}\bvoice profile\b.{0,40}|this person.s voice\b.*", re.IGNORECASE)
_CHART = re.compile(
    r"[\d\s,.%–—-]+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?: \d{2,4})?",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    rf"{TIME}(?:\s*[-–—]\s*{TIME})?|(?:Play|Listen|Share|Copy|Load more|Show more|View (?:episode|transcript)|"
    r"See all|Previous|Next|Page \d+|\d+ (?:more )?(?:appearances|episodes|results))\.?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?,? {_MONTH},?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?) \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_DATED = re.compile(rf"(?P<title>.{{0,200}}?)[\s([|·•–—-]{{0,20}}{_DATE}[)\]]?", re.IGNORECASE)
_DATE_FIRST = re.compile(rf"{_DATE}\s*[|·•:–—-]\s*\S.{{0,200}}", re.IGNORECASE)
_MID_SENTENCE = re.compile(
    r".*\b(?:after|and|before|by|from|in|is|of|on|since|the|till|to|until|was)", re.IGNORECASE
)
_STOP = (".", "!", "?", "…", "”", '"', ",", ";")


def sniff(text: str) -> float:
    """0.95 for a page that has the heading of its sentences near its top, after a name or nothing but what the page adds."""
    lines = [line for line in lines_of(text[:20_000]) if line.text][:_LONGEST_HEAD]
    return 0.95 if _sentences_begin(lines) is not None else 0.0


def read(data: bytes) -> Parsed:
    """One cue a sentence, without times, in the voice that the page names; in none, with a warning, if it names none.

    Raises TranscriptError where the heading "Podcast Appearances" is missing.
    """
    source = decode(data)
    lines = [line for line in every_line_of(source.text) if line.text]
    begin = _sentences_begin(lines[:_LONGEST_HEAD])
    if begin is None:
        raise TranscriptError(
            "no-speaker-page",
            "A copied speaker page begins with a name and has a line “Podcast Appearances” before the "
            "sentences. Copy the page from its name on.",
            line=lines[0].number if lines else 1,
        )
    account = Account(source.warnings)
    speaker = _bare(lines[0].text) if _is_name(lines) else None
    cues = list(_cues(lines, begin, speaker, account))
    if speaker is None:
        account.warn(
            lines[0].number,
            "no-name",
            f"The page begins with “{lines[0].text[:60]}”, which is no name, so its sentences have no speaker. "
            "Copy the page from its name on.",
        )
    if not cues:
        account.warn(None, "no-cues", "The page holds no sentence. Copy it to its end.")
    return account.parsed(NAME, cues, len(cues))


def _sentences_begin(lines: Sequence[Line]) -> int | None:
    """The place of the first sentence, or None where this is no speaker page."""
    if not lines or not (_is_name(lines) or _is_page(lines[0].text)):
        return None
    headings = [index for index, line in enumerate(lines) if _key(line.text) == _SENTENCES]
    return headings[0] + 1 if headings else None


def _bare(text: str) -> str:
    """A line without the marks that make it a heading in Markdown."""
    return text.lstrip("#").strip(" *_")


def _key(text: str) -> str:
    return " ".join(_bare(text).rstrip(":").casefold().split())


def _is_page(text: str) -> bool:
    """Whether a line is one of those that the page adds: a heading, the state of the voice profile, a button."""
    return _key(text) in (_OVER_TIME, _SENTENCES) or bool(
        _STATE.fullmatch(_bare(text)) or _FURNITURE.fullmatch(text)
    )


def _is_name(lines: Sequence[Line]) -> bool:
    """Whether the first of `lines` names a voice: by its form, or because the page goes on right after it."""
    text = _bare(lines[0].text)
    if _is_page(lines[0].text) or not any(map(str.isalpha, text)) or len(text) > _LONGEST_NAME:
        return False
    return is_label(text, 6) or (len(lines) > 1 and _is_page(lines[1].text))


def _cues(lines: Sequence[Line], begin: int, speaker: str | None, account: Account) -> Iterator[Cue]:
    """The sentences. What is not one is counted in a warning; a second page after the first may name another voice."""
    speakers = _further_pages(lines, begin)
    furniture = lines[0].number
    count = begin
    for index in range(begin, len(lines)):
        line = lines[index]
        if index in speakers:
            speaker = speakers[index] or speaker
            count += 1
        elif _is_page(line.text):
            count += 1
        elif _is_title(lines, index):
            account.warn(
                line.number,
                "heading",
                f"“{line.text[:60]}” looks like the title or the date of an episode and was left out.",
            )
        else:
            account.find(line.number)
            yield Cue(None, None, speaker, line.text, line=line.number)
    account.warn(
        furniture,
        "furniture",
        f"{count} lines belong to the page, not to the speech (the name, the state of the voice profile, headings), and "
        "were left out.",
    )


def _further_pages(lines: Sequence[Line], begin: int) -> dict[int, str | None]:
    """The lines at the head of a further page, by place; the first of them gives its name."""
    heads: dict[int, str | None] = {}
    for index in range(len(lines) - 1, begin - 1, -1):
        if index in heads or _key(lines[index].text) != _SENTENCES:
            continue
        first = index
        while first > begin and (_is_page(lines[first - 1].text) or _CHART.fullmatch(lines[first - 1].text)):
            first -= 1
        named = first < index and first > begin and is_label(_bare(lines[first - 1].text), 6)
        heads |= dict.fromkeys(range(first, index + 1))
        if named:
            heads[first - 1] = _bare(lines[first - 1].text)
    return heads


def _is_title(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is no sentence but the title of an episode with its date, its date, or its title above its date."""
    text = lines[index].text
    if text.endswith(_STOP):
        return False
    if (match := _DATED.fullmatch(text)) or _DATE_FIRST.fullmatch(text):
        return match is None or not _MID_SENTENCE.fullmatch(match["title"])
    following = _DATED.fullmatch(lines[index + 1].text) if index + 1 < len(lines) else None
    return following is not None and not following["title"] and len(text) <= _LONGEST_TITLE


_LONGEST_TITLE = 150
