"""Adverts and songs in a talk: what is said in them is nobody's claim.

An advert is found by its call to action ("go to crusoe.ai to learn more"): it reaches back to where the name behind the address was first
mentioned, unless the talk speaks of that name elsewhere as well. In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from debates.mining.vocabulary import Finding
from debates.mining.wording import compiled, plain, word_count

LONGEST = 30
"""Sentences of one advert; the longest at hand has 17."""
_ONE_SENTENCE = 80
"""Words; captions without full stops make longer ones, of which an advert is a small part."""
MOST = 200
"""Adverts of a talk that are followed back: each looks through the whole talk for its name."""
PAUSE = 8
"""Sentences of an advert in a row that need not mention its name."""
_ELSEWHERE = 0.25
"""Share of the mentions of a name that may stand outside an advert for it."""
_LINE, _CHORUS, _WINDOW = 10, 0.5, 12
"""Words of a line of a song; the share of lines said three times that makes a song of so many in a row."""

_ADDRESS = (
    r"(?P<name>[a-z0-9-]{3,40})(?:\.| dot )(?:com|org|net|ai|io|co|dev|fm|tv|app|so|health|shop|xyz|us)\b"
)
_CALL = compiled(
    rf"\b(?:go|head|head over|visit|sign up|check (?:it|them|us) out|check out|learn more|get started|find out more|available|start|try it)"
    rf"(?: (?:on over|over|out|today|now|free|for free|more|yours))*(?: (?:to|at|by going to|on))? (?:www\.)?{_ADDRESS}"
)
_MUSIC = re.compile(r"[♪♫🎵🎶]|[\[(](?:singing|sings|song|music)[\])]", re.IGNORECASE)


def adverts_and_songs(findings: Sequence[Finding]) -> dict[int, tuple[str, str]]:
    """By the place of a sentence: the words that show that it belongs to an advert or a song, and why it is left out."""
    return {**dict(_songs(findings)), **dict(_adverts(findings))}


def _adverts(findings: Sequence[Finding]) -> Iterator[tuple[int, tuple[str, str]]]:
    squeezed: list[str] | None = None
    followed = 0
    for place, finding in enumerate(findings):
        call = _CALL.search(plain(finding.text))
        if call is None or word_count(finding.text) > _ONE_SENTENCE:
            continue
        followed += 1
        squeezed = squeezed or [_squeezed(one.text) for one in findings]
        within = _reach(findings, squeezed, place, _squeezed(call["name"])) if followed <= MOST else (place,)
        for inside in within:
            yield inside, (call.group(), f"an advert: '{call.group()}'")


def _reach(findings: Sequence[Finding], squeezed: Sequence[str], place: int, name: str) -> range:
    """The places of the advert that ends with the call at `place`."""
    first, back = place, place - 1
    while (
        back >= 0 and first - back <= PAUSE and place - back < LONGEST and _one_voice(findings, back, place)
    ):
        first = back if name in squeezed[back] else first
        back -= 1
    inside = sum(name in text for text in squeezed[first : place + 1])
    total = sum(name in text for text in squeezed)
    if first == place or total - inside > _ELSEWHERE * total:
        return range(place, place + 1)
    if first > 0 and _one_voice(findings, first - 1, place) and not _one_voice(findings, first - 2, place):
        first -= 1  # the one sentence with which its turn begins
    return range(first, place + 1)


def _one_voice(findings: Sequence[Finding], one: int, other: int) -> bool:
    return one >= 0 and findings[one].voiced_by == findings[other].voiced_by


def _squeezed(text: str) -> str:
    """Letters and figures alone: "Jane Street" is in janestreet.com."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


# --- Songs ---------------------------------------------------------------------------------------------


def _songs(findings: Sequence[Finding]) -> Iterator[tuple[int, tuple[str, str]]]:
    for place, finding in enumerate(findings):
        if mark := _MUSIC.search(finding.text):
            yield place, (mark.group(), "sung, not said")
    for first in _choruses(findings):
        for place in range(first, first + _WINDOW):
            yield place, ("", "a song: the same lines again and again")


def _choruses(findings: Sequence[Finding]) -> Iterator[int]:
    """Where a stretch of short lines of one voice begins, of which two or more come three times and make up its larger part."""
    lines = [_squeezed(finding.text) if word_count(finding.text) <= _LINE else "" for finding in findings]
    for first in range(0, len(lines) - _WINDOW + 1):
        here = lines[first : first + _WINDOW]
        often = [line for line in here if len(line) > 8 and here.count(line) >= 3]
        if (
            len(often) >= _CHORUS * _WINDOW
            and len(set(often)) >= 2
            and _one_voice(findings, first, first + _WINDOW - 1)
        ):
            yield first
