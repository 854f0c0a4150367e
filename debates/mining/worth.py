"""Which of the links that the heads see an editor would draw: as what kind, and what is left of their likelihood.

Annotators of written dialogues tie more neighbours than those of real debates, and an editor fewer still.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from debates.mining.overlap import Topics
from debates.mining.relations_across import opposed
from debates.mining.scores import tells_a_story
from debates.mining.vocabulary import Finding, LinkKind, Stance
from debates.mining.wording import body_start, compiled, plain, word_count


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two claims that the heads see linked; `one_view` where one party holds both."""

    earlier: Finding
    later: Finding
    likeness: float
    one_view: bool
    topics: Topics

    @property
    def ends(self) -> tuple[Finding, Finding]:
        """The later one, which is the source unless the link is turned round, and the earlier one."""
        return self.later, self.earlier


@dataclass(frozen=True, slots=True)
class Drawn:
    """As what a link is drawn, and what is left of its likelihood. `goes_on` where the one only spells out what the other says."""

    kind: LinkKind
    worth: float = 1.0
    goes_on: bool = False


# --- Its kind ------------------------------------------------------------------------------------------

_GOES_ON, _STAYS_CLOSE = 0.8, 0.9
_ALIKE, _MOSTLY = 0.6, 0.5
"""Likeness in meaning, and the share of the content words of the shorter one, from which a sentence can say another again. In
what one voice says next both are needed: there it stays with its words anyway."""
_NUMBER = re.compile(r"\d+")
_TURNS = compiled(
    r"(?:(?:and|well|yes|yeah|okay|right|so|now|oh),? )*(?:no|but|however|actually|instead|yet)\b"
)


def as_drawn(kind: LinkKind, meeting: Meeting) -> Drawn | None:
    """The kind under which two claims are linked; None where they had better not be."""
    if kind is LinkKind.ATTACK:
        return None if _narrated(meeting) else Drawn(kind)
    if kind is not LinkKind.REPHRASE:
        return Drawn(kind)
    if _lists(meeting.earlier.text, meeting.later.text):
        return None
    if not meeting.one_view and meeting.later.stance is Stance.GRANTS:
        return Drawn(LinkKind.SUPPORT)
    turned = opposed(meeting.later.text, meeting.earlier.text)
    close = _close(meeting)
    if not _again(meeting, close) or (turned and meeting.one_view):
        return Drawn(LinkKind.SUPPORT, _STAYS_CLOSE if any(close) else _GOES_ON, goes_on=True)
    return Drawn(LinkKind.ATTACK if turned else kind)


def _narrated(meeting: Meeting) -> bool:
    """True where one voice tells another's view and goes on without a word against it: it only tells more."""
    later, earlier = meeting.ends
    against = (
        opposed(later.text, earlier.text) and meeting.topics.shared(later.id, earlier.id).share >= _MOSTLY
    )
    return earlier.voiced_by == later.voiced_by and not (_TURNS.match(plain(later.text)) or against)


def _lists(one: str, other: str) -> bool:
    """True where two sentences give different numbers: items of a list, however alike."""
    here, there = (set(_NUMBER.findall(text)) for text in (one, other))
    return bool(here and there and not here & there)


def _close(meeting: Meeting) -> tuple[bool, bool]:
    """Whether two sentences are close in meaning, and in words."""
    later, earlier = meeting.ends
    return meeting.likeness >= _ALIKE, meeting.topics.shared(later.id, earlier.id).share >= _MOSTLY


def _again(meeting: Meeting, close: tuple[bool, bool]) -> bool:
    later, earlier = meeting.ends
    next_in_voice = later.voiced_by == earlier.voiced_by and later.id == earlier.id + 1
    return all(close) if next_in_voice else any(close)


# --- Its ends ------------------------------------------------------------------------------------------

_SHORT, _FEW_WORDS = 0.8, 6
_LEANING = 0.85
_BROKEN_OFF = 0.7
_ABOUT_THE_TALK = 0.7
_AND_SO_ON = 0.85
_NEXT_MATTER = 0.6
_STORY = 0.75
_DOUBTED = 0.25
"""Above a claim's own score: what its links keep at most."""
_LEANS = compiled(r"(?:it|this|that|they|these|those|he|she)(?:'s|'re|'ll|'d)?\b")
_AND_SO = compiled(r"(?:and|then|so)\b(?! that's why| this is why)")
_OUGHT = compiled(r"\b(?:should|must|ought|needs?|has to|have to|let's)\b")
_BROKEN = compiled(
    r"^\W*- |(\b\w+\b)(?:,? \1\b){2}|(?:\.\.\.|…|-)\s*$|\s-\s.*\s-\s"
    r"|\b(?:the|a|an|and|or|but|to|of|is|are|was|because|that|my|your|their|whose|with|like|necessarily)[.,;:!?\s]*$"
)
_MOVES_ON = compiled(
    r"(?:as far as|as for|when it comes to|moving on|(?:another|the (?:second|third|next|other|last)) (?:one|thing|idea|point|question|reason))\b"
)
_TALKS = compiled(
    r"(?:let's (?:not|use|start|look|go|talk|call|move|say|see|take|get|just)|let me|thank|thanks|welcome|i'd like to thank|we want to thank|if you have questions"
    r"|you can (?:find|email|check)"
    r"|it's (?:just |really |very |so )?(?:been )?(?:just |really |very |so )?(?:interesting|fascinating|funny|great|awesome))\b"
)


def worth(source: Finding, target: Finding) -> float:
    """What is left of a link's likelihood where one of its ends would hardly do as a claim of a map, or is hardly concluded."""
    left = min(1.0, _DOUBTED + min(source.score, target.score))
    for applies, factor in (
        (any(word_count(end.statement) < _FEW_WORDS for end in (source, target)), _SHORT),
        (any(_BROKEN.search(plain(end.text)) for end in (source, target)), _BROKEN_OFF),
        (any(tells_a_story(end.statement) for end in (source, target)), _STORY),
        (any(_talks(end) for end in (source, target)), _ABOUT_THE_TALK),
        (any(_leans(end) for end in (source, target)), _LEANING),
        (_goes_on_to(source, target), _AND_SO_ON),
        (_moves_on(max(source, target, key=lambda end: end.id)), _NEXT_MATTER),
    ):
        left *= factor if applies else 1.0
    return left


def _leans(end: Finding) -> bool:
    """True where a claim begins with a word that points at what was said before it."""
    return bool(_LEANS.match(plain(end.statement)))


def _talks(end: Finding) -> bool:
    words = plain(end.text)
    return bool(_TALKS.match(words, body_start(words)))


def _moves_on(later: Finding) -> bool:
    """True where the later claim begins a new matter."""
    words = plain(later.text)
    return bool(_MOVES_ON.match(words, body_start(words)))


def _goes_on_to(source: Finding, target: Finding) -> bool:
    """True where what would be the conclusion only goes on with "and" or "so", and says nothing that ought to be."""
    words = plain(target.text)
    return source.id < target.id and bool(_AND_SO.match(words)) and not _OUGHT.search(words)
