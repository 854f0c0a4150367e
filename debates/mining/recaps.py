"""Recap spans: many sentences in one voice that state another's view, with a cue only at an end.

- Both cues: everything between them is the other's, but for talk about the talk and for sentences in
  which the narrator speaks ("I …").
- Opening cue only: forward to the first switch, or to the end of the passage.
- Closing cue only: back to a switch, a first-person sentence, talk about the talk, another frame or the
  beginning of the passage, and at most `REACH` sentences.
- A sentence that states the view itself ("her view is that …") opens a span only where a switch, a
  closing cue or a check ("is that right?") within `LEAN` sentences confirms that it did.
- A sentence about another person named ("Ann, by contrast, …"), and a word to the person recapped
  ("sorry, Ben, but no"), end a span as a switch does; between both cues they only interrupt it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from debates.mining.frame_parts import Frame, Side
from debates.mining.frames import FrameReader
from debates.mining.parties import Party
from debates.mining.switches import SwitchReader, goes_on_about_them, is_first_person
from debates.mining.vocabulary import Finding, FindingKind

REACH = 25
"""Sentences that a closing cue walks back at most."""
LEAN = 12
"""Sentences within which a switch must confirm a view that was stated rather than announced."""

Resolve = Callable[[str, int], Party | None]
"""Who the words of a frame mean, at a place in the passage; None where they mean the narrator or nobody."""


@dataclass(frozen=True, slots=True)
class Recap:
    """Findings `first` to `last` of a passage (places, both included) state the view of `party`."""

    party: Party
    first: int
    last: int
    cue: str
    both_cues: bool = False
    left: frozenset[int] = frozenset()
    """Places in between that are about somebody else."""


class RecapFinder:
    """Finds the recaps of one passage at a time."""

    def __init__(self, frames: FrameReader, switches: SwitchReader) -> None:
        self._frames, self._switches = frames, switches

    def find(
        self, passage: Sequence[Finding], resolve: Resolve, quoted: Collection[int] = ()
    ) -> tuple[dict[int, Recap], frozenset[int]]:
        """Place → recap for every reported sentence, and the places where frames do frame something.

        What is said at the `quoted` places, inside a quotation, frames nothing.
        """
        frames = [None if place in quoted else self._read(finding) for place, finding in enumerate(passage)]
        marks = _Marks(passage, frames, self._switches)
        owned: dict[int, Recap] = {}
        opened: tuple[int, Party | None, Frame] | None = None
        idle = set()
        for place, frame in marks.framed():
            party = resolve(frame.party, place)
            if frame.side in (Side.CLOSES, Side.CHECKS):
                recap = _closed(marks, place, frame, party, opened)
                if recap is None and frame.side is Side.CHECKS:
                    idle.add(place)
                opened = None
            else:
                opened = (place, party, frame)
                recap = _opened(marks, place, frame, party)
            if recap:
                owned |= {
                    inside: recap
                    for inside in range(recap.first, recap.last + 1)
                    if marks.may_belong(inside, recap)
                }
        return owned, frozenset(place for place, _ in marks.framed() if place not in idle)

    def _read(self, finding: Finding) -> Frame | None:
        return None if finding.kind is FindingKind.ASIDE else self._frames.read(finding.text)


class _Marks:
    """What each sentence of a passage does to a recap, read once."""

    def __init__(
        self, passage: Sequence[Finding], frames: Sequence[Frame | None], reader: SwitchReader
    ) -> None:
        self.passage, self.frames = passage, frames
        self.switches = [
            frame is None and reader.is_switch(finding.text)
            for finding, frame in zip(passage, frames, strict=True)
        ]
        self.subjects = [reader.subject(finding.text) for finding in passage]
        self.called = [reader.called(finding.text) for finding in passage]
        self.first_person = [is_first_person(finding.text) for finding in passage]

    def framed(self) -> list[tuple[int, Frame]]:
        return [(place, frame) for place, frame in enumerate(self.frames) if frame]

    def leaves(self, place: int, party: Party | None, frame: Frame) -> bool:
        """True where a sentence is about somebody else, or speaks to the party whose view a frame opened."""
        if party is None:
            return False
        if self.subjects[place] not in (None, party.words):
            return True
        addressed = frame.party.lower() in ("you", "your")
        return self.called[place] == party.words and not addressed

    def may_belong(self, place: int, recap: Recap) -> bool:
        if place in recap.left:
            return False
        frame = self.frames[place]
        if frame:
            return frame.content is not None
        return (
            self.passage[place].kind is not FindingKind.ASIDE
            and not self.first_person[place]
            and not self.switches[place]
        )

    def is_talk(self, place: int) -> bool:
        finding = self.passage[place]
        return finding.kind is FindingKind.ASIDE and bool(finding.cue)

    def forward(self, place: int, party: Party | None, frame: Frame) -> int:
        """The last place before the next frame or switch after `place`, or before its party is left."""
        last = place
        while last + 1 < len(self.passage) and not (
            self.frames[last + 1] or self.switches[last + 1] or self.leaves(last + 1, party, frame)
        ):
            last += 1
        return last

    def back(self, place: int, party: Party, frame: Frame) -> int:
        """The first place of what leads up to the closing cue at `place`."""
        first = place
        while (
            first > 0
            and place - first < REACH
            and not self._bars(first - 1)
            and not self.leaves(first - 1, party, frame)
        ):
            first -= 1
        return first

    def left(self, first: int, last: int, party: Party, frame: Frame) -> frozenset[int]:
        """The places of a span that are about somebody else, with what goes on about them in pronouns."""
        found: set[int] = set()
        for place in range(first, last + 1):
            goes_on = place - 1 in found and goes_on_about_them(self.passage[place].text)
            if goes_on or self.leaves(place, party, frame):
                found.add(place)
        return frozenset(found)

    def _bars(self, place: int) -> bool:
        return (
            bool(self.frames[place])
            or self.switches[place]
            or self.first_person[place]
            or self.is_talk(place)
        )


def _opened(marks: _Marks, place: int, frame: Frame, party: Party | None) -> Recap | None:
    """What an opening cue lays at the party's door as far as the passage tells without a closing cue."""
    if party is None:
        return None
    first = place if frame.content is not None else place + 1
    last = marks.forward(place, party, frame)
    if frame.in_quotes or (frame.side is Side.LEANS and not _confirmed(marks, place, last, frame)):
        last = place
    return Recap(party, first, last, frame.cue) if last >= first else None


def _confirmed(marks: _Marks, place: int, last: int, frame: Frame) -> bool:
    """True where something says that the sentences after a stated view went on stating it."""
    if last - place > LEAN:
        return False
    if last + 1 == len(marks.passage):
        return frame.party.lower() in ("you", "your")
    following = marks.frames[last + 1]
    return following is None or following.side in (Side.CLOSES, Side.CHECKS)


def _closed(
    marks: _Marks,
    place: int,
    frame: Frame,
    party: Party | None,
    opened: tuple[int, Party | None, Frame] | None,
) -> Recap | None:
    """What a closing cue lays at its party's door: back to the same party's opening cue, if any."""
    if opened and (owner := _same_party(opened[1], party)):
        start, _, opening = opened
        if frame.side is Side.CHECKS and marks.forward(start, owner, opening) < place - 1:
            return None
        first = start if opening.content is not None else start + 1
        left = marks.left(first, place - 1, owner, opening)
        return Recap(owner, first, place - 1, f"{opening.cue} … {frame.cue}", both_cues=True, left=left)
    if party is None or frame.side is Side.CHECKS:
        return None
    first = marks.back(place, party, frame)
    return Recap(party, first, place - 1, frame.cue) if first < place else None


def _same_party(opener: Party | None, closer: Party | None) -> Party | None:
    """The party that both cues mean, or None where they mean two; a name wins over words without one."""
    if opener is None or closer is None or opener == closer:
        return opener
    if opener.named and closer.named:
        return None
    return opener if opener.named else closer
