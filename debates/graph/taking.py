"""How somebody takes what was said just before: read from the words with which their turn begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

LOOK_AHEAD = 2
"""Turns after a passage in which its reception is looked for: one of somebody else may come between."""
READ_WORDS = 20
"""Words at the beginning of a turn that are read; what tells is among the first."""


class Taking(StrEnum):
    """What a turn does with what was said before it."""

    ACCEPTS = "accepts"
    CORRECTS = "corrects"
    REJECTS = "rejects"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one voice said in one go. `number` is the caller's own; `voice` is None where nobody is named.

    `shared` are the words that it takes up from what it follows.
    """

    number: int
    voice: int | None
    text: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """How something was taken: the exact words that tell, and the number of the turn; none where no turn was theirs."""

    taking: Taking
    words: str = ""
    turn: int | None = None


_FILLERS = frozenset(
    {
        "well",
        "so",
        "oh",
        "um",
        "uh",
        "er",
        "ah",
        "hmm",
        "hm",
        "look",
        "listen",
        "okay",
        "ok",
        "and",
        "but",
        "because",
    }
)
_CORRECTIONS = (
    "not exactly",
    "not quite",
    "not really",
    "not entirely",
    "not necessarily",
    "almost",
    "partly",
    "in part",
    "sort of",
    "kind of",
    "more or less",
    "to be precise",
    "to be clear",
    "let me clarify",
    "let me correct",
    "what i said was",
    "what i say is",
    "what i mean is",
    "what i meant",
    "i wouldn't say",
    "i would not say",
    "i wouldn't put it",
    "i would put it",
    "i'd put it",
    "i'd say it's more",
    "it's more",
    "i'm just saying",
    "i don't like the word",
    "that's not exactly",
    "that's not quite",
    "yes but",
    "yeah but",
    "right but",
    "true but",
    "sure but",
    "yes and no",
    "they're not",
    "it depends",
    "i agree but",
)
_REJECTIONS = (
    "no",
    "nope",
    "not at all",
    "of course not",
    "absolutely not",
    "never",
    "i disagree",
    "i would disagree",
    "i'd disagree",
    "i don't agree",
    "i do not agree",
    "i don't think so",
    "i never said",
    "i didn't say",
    "i don't say",
    "i deny",
    "that's not what i",
    "that is not what i",
    "that's not true",
    "that's not a",
    "that's wrong",
    "that's false",
    "it's not a",
    "you're wrong",
    "wrong",
    "it isn't",
    "they don't",
    "they aren't",
)
_ACCEPTANCES = (
    "yes",
    "yeah",
    "yep",
    "yup",
    "right",
    "exactly",
    "correct",
    "true",
    "sure",
    "absolutely",
    "definitely",
    "indeed",
    "of course",
    "i agree",
    "i do",
    "i think so",
    "that's right",
    "that is right",
    "that's correct",
    "that's true",
    "that's it",
    "that's fair",
    "fair enough",
    "good point",
    "no i agree",
    "no i think about it the same way",
    "no that's right",
    "no you're right",
    "you're right",
    "okay i shouldn't have",
)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*", re.IGNORECASE | re.ASCII)
_ENDS = re.compile(r"[.;:!?…]")
_CUES: dict[tuple[str, ...], Taking] = {
    tuple(phrase.split()): taking
    for taking, phrases in (
        (Taking.ACCEPTS, _ACCEPTANCES),
        (Taking.REJECTS, _REJECTIONS),
        (Taking.CORRECTS, _CORRECTIONS),
    )
    for phrase in phrases
}
_LONGEST = max(map(len, _CUES))


def taking_of(text: str) -> tuple[Taking, str]:
    """Return how a turn takes what came before, and the words of it that say so; the longest cue at its beginning counts.

    It is a reading of openings, not of meanings: what somebody says at length without a "yes" or a "no" gives NONE.

    >>> taking_of("No, of course not.")
    (<Taking.REJECTS: 'rejects'>, 'No')
    >>> taking_of("Well, yes, but only in part.")
    (<Taking.CORRECTS: 'corrects'>, 'yes, but')
    >>> taking_of("Nobody knows.")
    (<Taking.NONE: 'none'>, '')
    """
    words = list(islice(_WORD.finditer(text.translate(_STRAIGHT)), READ_WORDS))
    start = next(
        (index for index, word in enumerate(words) if word.group().lower() not in _FILLERS), len(words)
    )
    heard = words[start : start + _LONGEST]
    for count in range(len(heard), 0, -1):
        taking = _CUES.get(tuple(word.group().lower() for word in heard[:count]))
        words_said = text[heard[0].start() : heard[count - 1].end()]
        if (
            taking is not None
            and _is_whole(text, heard[count - 1].end(), count)
            and not _ENDS.search(words_said)
        ):
            return taking, words_said
    return Taking.NONE, ""


def _is_whole(text: str, end: int, count: int) -> bool:
    """Whether a cue stands for itself: one of a single word must end a clause ("No one knows" is no refusal)."""
    return count > 1 or end == len(text) or text[end] in ",.;:!?…" or text[end : end + 2] in {" –", " —", "—"}


def taken(turns: Sequence[Turn], holder: int) -> Taken:
    """Return how `holder` took what `turns` follow: the first of the next `LOOK_AHEAD` turns that is theirs tells.

    >>> taken([Turn(4, 7, "That's right. They do."), Turn(5, 8, "No.")], 7)
    Taken(taking=<Taking.ACCEPTS: 'accepts'>, words="That's right", turn=4)
    >>> taken([Turn(4, 8, "Go on.")], 7)
    Taken(taking=<Taking.NONE: 'none'>, words='', turn=None)
    """
    for turn in turns[:LOOK_AHEAD]:
        if turn.voice == holder:
            taking, words = taking_of(turn.text)
            return Taken(taking, words, turn.number)
    return Taken(Taking.NONE)


def first_of_others(turns: Iterable[Turn], voice: int | None) -> Turn | None:
    """Return the first turn of another known voice than `voice`."""
    return next((turn for turn in turns if turn.voice is not None and turn.voice != voice), None)
