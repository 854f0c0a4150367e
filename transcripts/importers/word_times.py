"""The words of a cue with their times, where a file lists them beside its text. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transcripts.cues import Word
from transcripts.words.timing import spread


class TimedText(NamedTuple):
    """A word, a part of one, or several, as a file lists them; seconds where it gives them."""

    text: str
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """The words of a text with their times, and for how many of them the file gives none."""

    words: tuple[Word, ...]
    without: int = 0


def match_words(
    text: str, listed: Sequence[TimedText], start_s: float | None, end_s: float | None
) -> Matched | None:
    """Return one Word for each word of `text`, timed by `listed`; None where the two do not agree.

    They agree if they have the same characters but for white space, or the same number of words. A word without times
    gets its share of the gap between its neighbours, or between them and the cue's own `start_s` and `end_s`. Where none
    has times, there are no words.

    >>> matched = match_words("It's 2014.", [TimedText(" It", 1.0, 1.2), TimedText("'s", 1.2, 1.5), TimedText(" 2014.")], 1.0, 2.0)
    >>> matched.words, matched.without
    ((Word(text="It's", start_s=1.0, end_s=1.5), Word(text='2014.', start_s=1.5, end_s=2.0)), 1)
    """
    tokens = text.split()
    if [item.text.strip() for item in listed] == tokens and (exact := _exact(listed, tokens)):
        return Matched(exact)
    bare = ["".join(item.text.split()) for item in listed]
    if "".join(bare) == "".join(tokens):
        spans = _by_characters(tokens, bare, listed)
    elif len(shown := [item for item, letters in zip(listed, bare, strict=True) if letters]) == len(tokens):
        spans = [(item.start_s, item.end_s) for item in shown]
    else:
        return None
    without = sum(start is None or end is None for start, end in spans)
    if without == len(tokens):
        return Matched(())
    times = _filled(tokens, spans, start_s, end_s)
    return Matched(tuple(_word(*each) for each in zip(tokens, times, strict=True)), without)


def _exact(listed: Sequence[TimedText], tokens: Sequence[str]) -> tuple[Word, ...]:
    """The words where each is listed by itself with both its times; nothing where one of them lacks a time."""
    words = []
    for item, token in zip(listed, tokens, strict=True):
        start_s, end_s = item.start_s, item.end_s
        if start_s is None or end_s is None:
            return ()
        words.append(Word(token, start_s, end_s if end_s >= start_s else start_s))
    return tuple(words)


_Span = tuple[float | None, float | None]


def _by_characters(tokens: Sequence[str], bare: Sequence[str], listed: Sequence[TimedText]) -> list[_Span]:
    """From the first and to the last of the listed parts that share a character with each token."""
    spans: list[_Span] = []
    index, left = -1, 0
    for token in tokens:
        start: float | None = None
        end: float | None = None
        wanted = len(token)
        while wanted:
            while not left:
                index += 1
                left = len(bare[index])
            taken = min(wanted, left)
            wanted, left = wanted - taken, left - taken
            start = listed[index].start_s if start is None else start
            end = listed[index].end_s if listed[index].end_s is not None else end
        spans.append((start, end))
    return spans


def _filled(
    tokens: Sequence[str], spans: Sequence[_Span], start_s: float | None, end_s: float | None
) -> Iterator[tuple[float, float]]:
    """`spans` with times for the runs that have none."""
    known = [_known(span) for span in spans]
    place = 0
    before = start_s
    while place < len(known):
        span = known[place]
        if span is not None:
            yield span
            before, place = span[1], place + 1
            continue
        until = next((at for at in range(place, len(known)) if known[at] is not None), len(known))
        following = known[until] if until < len(known) else None
        after = following[0] if following else end_s
        begin = before if before is not None else after
        if begin is None:
            begin = 0.0
        yield from spread(begin, begin if after is None else max(begin, after), tokens[place:until])
        place = until


def _known(span: _Span) -> tuple[float, float] | None:
    start, end = span
    return None if start is None or end is None else (start, end)


def _word(token: str, times: tuple[float, float]) -> Word:
    return Word(token, times[0], max(times))
