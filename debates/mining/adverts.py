"""Adverts and songs in a talk: what is said in them is nobody's claim.

An advert is found by its call to action ("go to crusoe.ai to learn more") or by the words that begin it ("this episode is brought to you by
Crusoe"): it reaches from the first to the last mention of the name near by, unless the talk speaks of that name outside adverts as well. In the patterns of this module a space stands for any run of white space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from debates.mining.language import FUNCTION_WORDS
from debates.mining.left_out import ADVERT, LOOP, SONG, SUNG
from debates.mining.vocabulary import Finding
from debates.mining.wording import compiled, plain, word_count

LONGEST = 30
"""Sentences of one advert; the longest at hand has 17."""
_ONE_SENTENCE = 80
"""Words; captions without full stops make longer ones, of which an advert is a small part."""
_IN_PASSING, _OPENS = 30, 4
"""Words of a sentence in which an address is named by the way, where nothing around it sells anything; those before it in one that sells."""
MOST = 200
"""Adverts of a talk that are followed back: each looks through the whole talk for its name."""
PAUSE = 8
"""Sentences of an advert in a row that need not mention its name."""
_ELSEWHERE = 0.25
"""Share of the mentions of a name that may stand outside an advert for it."""
_LINE, _CHORUS, _WINDOW = 10, 0.5, 12
"""Words of a line of a song; the share of lines said three times that makes a song of so many in a row."""

_ADDRESS = (
    r"(?P<name>[a-z0-9-]{3,40})(?:\.| dot )(?:com|org|net|ai|io|co|edu|dev|fm|tv|app|so|health|shop|xyz|us)\b"
)
_CALL = compiled(
    rf"\b(?:go|head|head over|visit|sign up|check (?:it|them|us) out|check out|learn more|get started|find out more|available|start|try it)"
    rf"(?: (?:on over|over|out|today|now|free|for free|more|yours))*(?: (?:to|at|by going to|on))? (?:www\.)?{_ADDRESS}"
)
_NOTES = "♪♫🎵🎶"
_UNDER_MUSIC = 25
"""Words; what is longer was said over the music that captions mark in brackets."""
_MUSIC = re.compile(rf"[{_NOTES}]|[\[(](?:singing|sings|song|music)[\])]", re.IGNORECASE)


_BRAND = r"(?P<name>(?-i:[A-Z0-9][\w&'-]*(?: (?:of |and |& )?[A-Z0-9][\w&'-]*){0,3}))"
_SHOW = r"(?:show|podcast|pod|episode|series|newscast|video|essay|livestream|stream)"
_OPENING = tuple(
    compiled(pattern)
    for pattern in (
        rf"\b(?:additional )?(?:support|funding) for (?:this|our|my|the|today's) {_SHOW}(?: \w+)? (?:comes|is coming|is provided|is brought to you) (?:from|by)(?: {_BRAND})?",
        rf"\b(?:this|today's|our) (?:week's )?(?:{_SHOW}|portion of [\w' ]{{2,40}}?) (?:is|was|comes)(?: also)? (?:brought to you|sponsored|supported|made possible|to you)(?: and \w+)?(?: in part)? (?:by|from|thanks to)(?: (?:our friends at )?{_BRAND})?",
        rf"\bthis (?:message|podcast|episode) comes from (?:\w+ )?(?:sponsor|partner|supporter),? {_BRAND}",
        rf"\b(?:thanks|thank you|thanks again) to {_BRAND} for (?:sponsoring|supporting) (?:this|our|my|the|today's) {_SHOW}",
        rf"\b(?:my|our|today's|this week's|this episode's) (?:\w+ )?sponsor,?(?: today| this week)?(?: is)?,? {_BRAND}",
    )
)
_PITCH = compiled(
    r"\b(?:percent off|free (?:trial|shipping|month|account|quote|return)|terms (?:and conditions )?apply|learn more|sign up|get started"
    r"|download|(?:promo|discount|offer)? ?code|cancel any ?time|dot com|try it|your first (?:month|order|purchase|year)|show notes|(?:link|links) in"
    r"|we'll have links?|visit)\b|% off|\.(?:com|org|net|io|ai|edu|co|fm)\b"
)
_PITCHES = 4
"""Sentences after the last mention of a name that may still sell it."""


def adverts_and_songs(findings: Sequence[Finding]) -> dict[int, tuple[str, str]]:
    """By the place of a sentence: the words that show that it belongs to an advert or a song, and why it is left out."""
    return {**dict(_songs(findings)), **dict(_adverts(findings))}


@dataclass(frozen=True, slots=True)
class _Advert:
    """Sentences around the cue at `place` that belong to it if `name`, squeezed, is the name of what it sells."""

    place: int
    cue: str
    name: str
    within: range


def _adverts(findings: Sequence[Finding]) -> Iterator[tuple[int, tuple[str, str]]]:
    found = list(_cues(findings))
    squeezed = [_squeezed(one.text) for one in findings] if found else []
    adverts = [
        _Advert(
            place,
            cue,
            name,
            _reach(findings, squeezed, place, name, step)
            if name and rank < MOST
            else range(place, place + 1),
        )
        for rank, (place, cue, name, step) in enumerate(found)
    ]
    known = {name: _is_only_advertised(name, adverts, squeezed) for name in {one.name for one in adverts}}
    for advert in adverts:
        within = advert.within if known[advert.name] else range(advert.place, advert.place + 1)
        if len(within) == 1 and _is_in_passing(findings[advert.place].text, advert.cue):
            continue
        for inside in within:
            yield inside, (advert.cue if inside == advert.place else "", f"{ADVERT}: '{advert.cue}'")


def _is_in_passing(text: str, cue: str) -> bool:
    return word_count(text) > _IN_PASSING and word_count(plain(text).partition(cue)[0]) > _OPENS


def _cues(findings: Sequence[Finding]) -> Iterator[tuple[int, str, str, int]]:
    """Places of calls to action, which end an advert (step -1), and of words that begin one (step 1), with the name in them."""
    for place, finding in enumerate(findings):
        words = plain(finding.text)
        if word_count(words) > _ONE_SENTENCE:
            continue
        if call := _CALL.search(words):
            yield place, call.group(), _squeezed(call["name"]), -1
        opening = next((found for each in _OPENING if (found := each.search(words))), None)
        if opening:
            yield place, opening.group(), _squeezed(opening["name"] or ""), 1


def _is_only_advertised(name: str, adverts: Sequence[_Advert], squeezed: Sequence[str]) -> bool:
    """False where the talk speaks of the name outside adverts for it as well."""
    inside = {place for advert in adverts if advert.name == name for place in advert.within}
    if not name or len(inside) == 1:
        return True
    named = [place for place, text in enumerate(squeezed) if name in text]
    return sum(place not in inside for place in named) <= _ELSEWHERE * len(named)


def _reach(findings: Sequence[Finding], squeezed: Sequence[str], place: int, name: str, step: int) -> range:
    """The places of the advert that the cue at `place` ends, or begins."""
    last = at = place
    while (
        0 <= (at := at + step) < len(findings)
        and abs(at - last) <= PAUSE
        and abs(at - place) < LONGEST
        and _one_voice(findings, at, place)
    ):
        last = at if name in squeezed[at] else last
    if step > 0:
        return range(place, _sold_until(findings, last) + 1)
    if last == place:
        return range(place, place + 1)
    if last > 0 and _one_voice(findings, last - 1, place) and not _one_voice(findings, last - 2, place):
        last -= 1  # the one sentence with which its turn begins
    return range(last, place + 1)


def _sold_until(findings: Sequence[Finding], last: int) -> int:
    """The last sentence of those right after `last` that still sell something."""
    after = range(last + 1, min(last + 1 + _PITCHES, len(findings)))
    selling = [
        at for at in after if _one_voice(findings, at, last) and _PITCH.search(plain(findings[at].text))
    ]
    return max(selling, default=last)


def _one_voice(findings: Sequence[Finding], one: int, other: int) -> bool:
    return one >= 0 and findings[one].voiced_by == findings[other].voiced_by


def _squeezed(text: str) -> str:
    """Letters and figures alone: "Jane Street" is in janestreet.com."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


# --- Songs ---------------------------------------------------------------------------------------------


def _songs(findings: Sequence[Finding]) -> Iterator[tuple[int, tuple[str, str]]]:
    for place, finding in enumerate(findings):
        mark = _MUSIC.search(finding.text)
        if mark and (mark.group() in _NOTES or word_count(finding.text) <= _UNDER_MUSIC):
            yield place, (mark.group(), f"{SUNG}, not said")
        elif _is_verse(finding.text):
            yield place, ("", f"{SONG}: lines of verse")
        elif _is_loop(finding.text):
            yield place, ("", LOOP)
    for first in _choruses(findings):
        for place in range(first, first + _WINDOW):
            yield place, ("", f"{SONG}: the same lines again and again")


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


_LINES = 3
"""Small words with a capital, right after a word or a comma, that make verse: speech at hand has two at most."""
_LOOPED, _PIECE = 70, 4
"""Words of a text in which refrains are looked for, and words of a piece of one."""
_TWICE, _THRICE = 0.65, 0.5
"""The share of words in pieces that come twice, or three times, that no speech of that length has: at most 0.4, in the talks at hand."""
_LINE_BEGINS = re.compile(r"(?<=[\w,])\s+(?P<word>[A-Z][a-z']*)\b")


def _is_verse(text: str) -> bool:
    """True for lines that begin with a capital where no sentence does: "over the water And under the bridge The ferry"."""
    begun = [match["word"].lower() for match in _LINE_BEGINS.finditer(plain(text))]
    small = sum(word in FUNCTION_WORDS and word not in _WITH_CAPITAL for word in begun)
    return small >= _LINES and 2 * len(begun) < word_count(text)


_WITH_CAPITAL = frozenset(("i", "i'm", "i'd", "will", "who", "us", "may", "can"))
"""Small words that have a capital in the middle of a sentence too, or are names."""


def _is_loop(text: str) -> bool:
    """True for words of which most belong to pieces that come again: a refrain, or a recogniser that is stuck."""
    words = text.lower().split()
    if len(words) < _LOOPED:
        return False
    pieces = [tuple(words[at : at + _PIECE]) for at in range(len(words) - _PIECE + 1)]
    counts = Counter(pieces)
    return any(
        len(
            {at + step for at, piece in enumerate(pieces) if counts[piece] >= often for step in range(_PIECE)}
        )
        >= share * len(words)
        for often, share in ((2, _TWICE), (3, _THRICE))
    )
