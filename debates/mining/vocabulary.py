"""The words of the miner: what goes in (turns, people) and what comes out (findings, links)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class FindingKind(StrEnum):
    """What a sentence does in the talk."""

    CLAIM = "claim"
    QUESTION = "question"
    SETUP = "setup"  # asks the listener to suppose something
    FRAME = "frame"  # says whose view comes next, or came before
    ASIDE = "aside"  # thanks, backchannels, adverts, talk about the talk


class Stance(StrEnum):
    """How the voice stands to what it says; none for frames and asides."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    GRANTS = "grants"
    DENIES = "denies"
    ASKS = "asks"


class LinkKind(StrEnum):
    """How one finding bears on another. The miner proposes all but `undercut`."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    REPHRASE = "rephrase"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one voice said without a break; `speaker` is None where the voice is unknown."""

    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who speaks or is spoken of; `aliases` holds nicknames and the spellings a recogniser made."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """`turns[turn].text[start:end]`, in characters: always verbatim."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, with what was found out about it.

    `voiced_by` and `holder` use a person's full name where one is known. `holder` is otherwise the words
    used ("critics"), and None for frames, asides and views that nobody owns. `score` (0 to 1) says how
    likely an editor is to accept the finding; `cue` holds the words that gave the holder or the kind.
    """

    id: int
    span: Span
    text: str
    statement: str
    kind: FindingKind = FindingKind.CLAIM
    voiced_by: str | None = None
    holder: str | None = None
    holder_named: bool = False
    stance: Stance | None = None
    score: float = 0.0
    reason: str = ""
    cue: str = ""

    @property
    def is_reported(self) -> bool:
        """True where the view is laid at another's door: it never counts as the voice's own."""
        return self.stance is Stance.REPORTS


class Hold(IntEnum):
    """How firmly a rule's link stands beside what the relation head says of the same two findings."""

    LOOSE = 0  # only the head can tell; the rule gives the words for it
    FIRM = 1  # stands where the head sees nothing better
    CUED = 2  # the words themselves announce it: stands, and its kind too


@dataclass(frozen=True, slots=True)
class Link:
    """One finding bearing on another, by their ids.

    `source` is the premise, the attacker or the restatement. `evidence` is verbatim in the source's text.
    `head` is the version of the head that decided, empty where a rule did.
    """

    source: int
    target: int
    kind: LinkKind
    score: float
    reason: str
    evidence: str
    hold: Hold = Hold.LOOSE
    head: str = ""


@dataclass(frozen=True, slots=True)
class Mined:
    """All findings in the order they were said; links best first, then by their ids.

    `unread` holds the places of turns that are not in English: nothing in them is more than an aside.
    """

    findings: tuple[Finding, ...]
    links: tuple[Link, ...]
    unread: frozenset[int] = frozenset()
