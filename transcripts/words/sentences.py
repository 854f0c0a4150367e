"""Plain text to sentences, as character spans. Pure.

The boundaries are those of sentencex (Wikimedia, rule-based), with its clear errors on spoken
transcripts mended: quotation marks and apostrophes no longer swallow the sentences after them,
list numbers and abbreviations keep what they belong to, and time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

LONGEST = 800
"""Characters of the longest piece: text without any punctuation is cut at a space before this."""

_WINDOW = 4096  # sentencex slows down with the square of a paragraph's length

_QUOTES = "\"'`“”„‟«»‹›‘’‚‛"
_NEUTRAL = "ʼ"  # a letter to sentencex, and never a quotation mark
_STOP_INSIDE_QUOTE = re.compile(rf"([.?!…]{{1,4}})([{re.escape(_QUOTES)}*_]{{1,4}})(?=\s|$)")

_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:Dr|Mrs?|Ms|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Hon|St|Mt|Ft|vs|cf|approx|resp|incl"
    r"|Vol|vol|Ch|ch|Eq|eq|Fig|fig|Sec|sec|No|pp?)\.$"
)
_NEEDS_NUMBER = re.compile(r"(?:^|\W)(?:Vol|vol|Ch|ch|Eq|eq|Fig|fig|Sec|sec|No|pp?)\.$")
_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
_MISSED = re.compile(r"[A-Za-z]{2}\.\s+(?=I['’\s])|\b(?:[Nn]o|me)\.\s+(?=[A-Z])")  # “OK. I”, “No. Then”
_CLOSED_QUOTE = re.compile(rf"[{re.escape(_QUOTES)}]$")
_GLUED_SENTENCES = re.compile(r"[a-z]{2}[.?!]\|[A-Z][a-z]")


def sentence_spans(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Character spans of the sentences of `text`, in order, without the white space between them.

    Everything but white space lies in exactly one span. A blank line ends a sentence; a single line
    break does not. A piece of more than `LONGEST` characters is cut at a space, so text without any
    punctuation comes out in bounded pieces. `language` is an ISO 639-1 code; an unknown one is read
    as English. Time is linear in the length of the text.

    >>> text = 'Dr. Sutton said “I don’t know. Maybe.” Then he left.'
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Dr. Sutton said “I don’t know.', 'Maybe.”', 'Then he left.']
    >>> sentence_spans("One\\n\\ntwo")
    [(0, 3), (5, 8)]
    >>> sentence_spans("  ")
    []
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        borders = _mended(text, start, list(_borders(text, start, end, language)))
        spans.extend(_bounded(text, start, borders))
    return spans


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the stretches between blank lines, each with some ink in it."""
    start = position = 0
    for line in text.splitlines(keepends=True):
        if not line.strip():
            if text[start:position].strip():
                yield start, position
            start = position + len(line)
        position += len(line)
    if text[start:].strip():
        yield start, position


def _borders(text: str, start: int, end: int, language: str) -> Iterator[int]:
    """Where the library ends sentences in `text[start:end]`; the last one is `end`."""
    while start < end:
        stop = min(start + _WINDOW, end)
        ends = [start + offset for offset in _library_ends(text[start:stop], language)]
        if stop < end:
            # The last sentence of a window may go on in the next one: read it again from its start.
            ends = ends[:-1] or [_last_gap(text, start, stop)]
        yield from ends
        start = ends[-1]


def _library_ends(text: str, language: str) -> list[int]:
    # “Stop.” becomes “Stop”. in the copy that the library sees, so that the mark stays with its sentence.
    masked = _STOP_INSIDE_QUOTE.sub(r"\2\1", text)
    for quote in _QUOTES:
        masked = masked.replace(quote, _NEUTRAL)
    ends = {boundary["end_index"] for boundary in sentencex.get_sentence_boundaries(language, masked)}
    ends.update(match.end() for match in _MISSED.finditer(text))
    return sorted(ends | {len(text)})


def _last_gap(text: str, start: int, stop: int) -> int:
    """The end of the last white space in `text[start:stop]`, or `stop` where there is none."""
    for position in range(stop, start + 1, -1):
        if text[position - 1].isspace():
            return position
    return stop


def _mended(text: str, start: int, borders: list[int]) -> list[int]:
    """`borders` without those that part what belongs together."""
    kept: list[int] = []
    has_word = False
    sentence = start
    for border, following in pairwise([*borders, borders[-1]]):
        has_word = has_word or any(map(str.isalnum, text[start:border]))
        tail = text[max(sentence, border - 20) : border]
        if has_word and not _belong_together(tail, text[border:following]):
            kept.append(border)
            has_word = False
            sentence = border
        start = border
    return kept if kept[-1:] == borders[-1:] else [*kept, borders[-1]]


def _belong_together(before: str, after: str) -> bool:
    """Whether there is no sentence end between the tail `before` and the piece `after`."""
    glued = not before[-1:].isspace() and not after[:1].isspace()
    before, after = before.rstrip(), after.lstrip()
    if not any(map(str.isalnum, after)):
        return bool(after)
    if glued and before[-1].isascii() and not _GLUED_SENTENCES.search(f"{before[-3:]}|{after[:2]}"):
        return True
    if _LIST_NUMBER.fullmatch(before.lstrip()) or (_CLOSED_QUOTE.search(before) and after[0].islower()):
        return True
    if _NEEDS_NUMBER.search(before):
        return after[0].isdigit()
    return bool(_ABBREVIATION.search(before))


def _bounded(text: str, start: int, borders: list[int]) -> Iterator[tuple[int, int]]:
    """Spans between `borders`, white space trimmed, none longer than `LONGEST`."""
    for border in borders:
        while start < border:
            stop = border if border - start <= LONGEST else _last_gap(text, start, start + LONGEST)
            piece = text[start:stop]
            if ink := piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                yield first, first + len(ink)
            start = stop
