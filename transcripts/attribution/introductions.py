"""Who is named in the words, and whose voice that names: "I'm X" the speaker's own, "my guest is X" the next one's, "as X said" nobody's.

Pure. English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

QUOTE_LONGEST = 160
SOON_S = 600.0
"""How long a guest who was introduced may take to say something."""


class Kind(StrEnum):
    """Whose voice the words name."""

    SELF = "self"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence, under the label of the voice that says it."""

    label: str
    text: str
    start_s: float


@dataclass(frozen=True, slots=True)
class Introduction:
    """Words that say whose voice `label` is: `name` as it was said, with the sentence."""

    label: str
    name: str
    kind: Kind
    quote: str
    start_s: float


_NAME = r"(?P<name>[A-Z][\w'’.-]*(?: (?:(?:de|van|von|bin|al|der|la|le|di|da) )?[A-Z][\w'’.-]*){0,3})"
_SELF = [
    re.compile(rf"\b(?:[Mm]y name is|[Mm]y name's) {_NAME}"),
    re.compile(rf"(?:^|[.!?,] |\b[Aa]nd |\bso |\bHi |\bHello )(?:I'm|I’m|I am) {_NAME}"),
    re.compile(rf"^(?:[\w, ]{{0,40}}\b)?[Tt]his is {_NAME}(?: (?:speaking|here)\b|[.,]? (?:and|with) )"),
    re.compile(rf"\byour host,? {_NAME}"),
]
_NEXT = [
    re.compile(
        rf"\b(?:here with|joined (?:today )?by|speaking (?:today )?with|talking (?:today )?(?:to|with)|sitting down with|chatting with) {_NAME}"
    ),
    re.compile(
        rf"\b(?:[Mm]y|[Oo]ur) (?:next |first )?guests?(?: today| this week| tonight)? (?:is|are) {_NAME}"
    ),
    re.compile(rf"\b[Ww]elcome(?: back)?(?: to (?:the|our) \w+)?,? {_NAME}"),
    re.compile(rf"^{_NAME},? (?:welcome|thank you for|thanks for|it's great|great to)\b"),
    re.compile(rf"\b[Tt]hank(?:s| you)(?: so much)? for (?:coming|joining|being)[\w ]{{0,20}}, {_NAME}"),
    re.compile(
        rf"^(?:So |Now |And |But |Well,? |Okay,? )?{_NAME}, (?:do you|what|why|how|would you|could you|can you|you've|you have|tell)\b"
    ),
]
_NOBODY = {
    "i", "you", "so", "now", "and", "but", "well", "okay", "yes", "no", "the", "a", "an", "it", "that", "this", "there", "god",
    "english", "american", "british", "french", "german", "chinese", "european", "christian", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "today", "everyone", "everybody", "all", "also", "then", "still", "look",
}  # fmt: skip


def introductions(sentences: Sequence[Spoken]) -> list[Introduction]:
    """Every introduction, in order. One that names the next voice is left out where nobody else speaks soon.

    >>> [(each.label, each.name) for each in introductions([
    ...     Spoken("A", "I'm Ann Lee, and I'm here with Richard Sutton.", 0.0),
    ...     Spoken("A", "As Ben said, this matters.", 5.0),
    ...     Spoken("B", "Glad to be here.", 9.0)])]
    [('A', 'Ann Lee'), ('B', 'Richard Sutton')]
    """
    found: list[Introduction] = []
    for place, sentence in enumerate(sentences):
        for name in _named(_SELF, sentence.text):
            found.append(_introduction(sentence.label, name, Kind.SELF, sentence))
        following = _next_voice(sentences, place)
        if following is None:
            continue
        for name in _named(_NEXT, sentence.text):
            found.append(_introduction(following, name, Kind.NEXT, sentence))
    return found


def _introduction(label: str, name: str, kind: Kind, sentence: Spoken) -> Introduction:
    return Introduction(label, name, kind, sentence.text[:QUOTE_LONGEST], sentence.start_s)


def _named(patterns: Sequence[re.Pattern[str]], text: str) -> list[str]:
    names = (match["name"].rstrip(".'’") for pattern in patterns for match in pattern.finditer(text))
    firsts = ((name, re.split(r"[ '’]", name)[0].lower()) for name in names)
    return list(dict.fromkeys(name for name, first in firsts if first not in _NOBODY))


def _next_voice(sentences: Sequence[Spoken], place: int) -> str | None:
    own = sentences[place]
    for later in sentences[place + 1 :]:
        if later.start_s - own.start_s > SOON_S:
            return None
        if later.label != own.label:
            return later.label
    return None


def means(said: str, name: str) -> bool:
    """Whether a name as it was said can be somebody's full name: each of its words is among those, in their order.

    >>> means("Rich Sutton", "Richard Sutton"), means("Sutton", "Richard Sutton"), means("Ann", "Anna Lee")
    (False, True, False)
    """
    words = iter(name.casefold().split())
    return bool(said.strip()) and all(word in words for word in said.casefold().split())
