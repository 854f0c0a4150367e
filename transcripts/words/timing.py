"""Where in a stretch of time its words and sentences lie, by their share of its characters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transcripts.cues import Cue, Parsed, ParseWarning

CHARACTERS_A_SECOND = 15.0
"""How fast people talk, where a file does not tell: about 150 words a minute."""


def spread(start_s: float, end_s: float, texts: Sequence[str]) -> list[tuple[float, float]]:
    """Return (start, end) in seconds for each of `texts`, said one after the other from `start_s` to `end_s`.

    Each gets the share of the time that it has of the characters, with one more for the pause after it. To the
    millisecond; neighbours touch.

    >>> spread(10.0, 20.0, ["one", "three", "six words"])
    [(10.0, 12.0), (12.0, 15.0), (15.0, 20.0)]
    """
    shares = [len(text) + 1 for text in texts]
    total = sum(shares)
    borders = [start_s]
    passed = 0
    for share in shares:
        passed += share
        borders.append(round(start_s + (end_s - start_s) * passed / total, 3))
    return list(pairwise(borders))


def word_times(text: str, start_s: float, end_s: float) -> list[tuple[float, float]]:
    """Return (start, end) in seconds for each word of `text`, said from `start_s` to `end_s`.

    >>> word_times("a bcd", 0.0, 3.0)
    [(0.0, 1.0), (1.0, 3.0)]
    """
    return spread(start_s, end_s, text.split())


def with_ends(cues: Sequence[Cue]) -> list[Cue]:
    """Return `cues` with an end for each that has a start: where the next begins, and marked as estimated.

    Where the next cue has no start or an earlier one, and after the last cue, the end is reckoned from the
    number of characters, at the speed of the other cues. Cues without a start stay as they are.

    >>> ended = with_ends([Cue(0.0, None, "Ann", "a" * 19), Cue(2.0, None, "Bob", "b" * 5)])
    >>> [(cue.end_s, cue.estimated) for cue in ended]
    [(2.0, True), (2.6, True)]
    """
    nexts = [*(cue.start_s for cue in cues[1:]), None][: len(cues)]
    speed = _characters_a_second(cues, nexts)
    return [
        cue if cue.end_s is not None else _with_end(cue, following, speed)
        for cue, following in zip(cues, nexts, strict=True)
    ]


def with_sound_ends(parsed: Parsed) -> Parsed:
    """`parsed` with another end for each cue that ends before it starts: as for one that has none, with a warning.

    >>> odd = Parsed("srt", (Cue(5.0, 4.0, None, "It rained."), Cue(7.0, 8.0, None, "No.")), (), 2, 2)
    >>> with_sound_ends(odd).cues[0].end_s, with_sound_ends(odd).warnings[0].code
    (7.0, 'ends-mended')
    """
    odd = sum(_is_backwards(cue) for cue in parsed.cues)
    if not odd:
        return parsed
    cues = with_ends([replace(cue, end_s=None) if _is_backwards(cue) else cue for cue in parsed.cues])
    warning = ParseWarning(
        None,
        "ends-mended",
        f"{odd:,} cue{'s end' if odd > 1 else ' ends'} before {'they start' if odd > 1 else 'it starts'}. Such an end was "
        "not taken: the next cue's start stands for it, and its seconds are marked as estimated.",
    )
    return replace(parsed, cues=tuple(cues), warnings=(*parsed.warnings, warning))


def _is_backwards(cue: Cue) -> bool:
    return cue.start_s is not None and cue.end_s is not None and cue.end_s < cue.start_s


def _with_end(cue: Cue, next_s: float | None, speed: float) -> Cue:
    if cue.start_s is None:
        return cue
    if next_s is None or next_s < cue.start_s:
        next_s = round(cue.start_s + (len(cue.text) + 1) / speed, 3)
    return replace(cue, end_s=next_s, estimated=True)


def _characters_a_second(cues: Sequence[Cue], nexts: Sequence[float | None]) -> float:
    characters, seconds = 0, 0.0
    for cue, following in zip(cues, nexts, strict=True):
        if cue.start_s is not None and following is not None and following > cue.start_s:
            characters += len(cue.text) + 1
            seconds += following - cue.start_s
    return characters / seconds if seconds and characters else CHARACTERS_A_SECOND
