"""Recap spans: many sentences in one voice that state another's view, with a cue only at an end.

- Both cues: everything between them is the other's, but for talk about the talk and for sentences in
  which the narrator speaks ("I …").
- Opening cue only: forward to the first switch, or to the end of the passage.
- Closing cue only: back to a switch, a first-person sentence, talk about the talk, another frame or the
  beginning of the passage, and at most `REACH` sentences.
- A sentence that states the view itself ("her view is that …") opens a span only where a switch, a
  closing cue or a check ("is that right?") within `LEAN` sentences confirms that it did.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from debates.mining.frames import Frame, FrameReader, Side, is_first_person, is_switch
from debates.mining.parties import Party
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


class RecapFinder:
    """Finds the recaps of one passage at a time."""

    def __init__(self, frames: FrameReader) -> None:
        self._frames = frames

    def find(self, passage: Sequence[Finding], resolve: Resolve) -> tuple[dict[int, Recap], frozenset[int]]:
        """Place → recap for every reported sentence, and the places where frames stand."""
        marks = _Marks(passage, [self._read(finding) for finding in passage])
        owned: dict[int, Recap] = {}
        opened: tuple[int, Party | None, Frame] | None = None
        for place, frame in marks.framed():
            party = resolve(frame.party, place)
            if frame.side in (Side.CLOSES, Side.CHECKS):
                recap = _closed(marks, place, frame, party, opened)
                opened = None
            else:
                opened = (place, party, frame)
                recap = _opened(marks, place, frame, party)
            if recap:
                owned |= {
                    inside: recap for inside in range(recap.first, recap.last + 1) if marks.may_belong(inside)
                }
        return owned, frozenset(place for place, _ in marks.framed())

    def _read(self, finding: Finding) -> Frame | None:
        return None if finding.kind is FindingKind.ASIDE else self._frames.read(finding.text)


class _Marks:
    """What each sentence of a passage does to a recap, read once."""

    def __init__(self, passage: Sequence[Finding], frames: Sequence[Frame | None]) -> None:
        self.passage, self.frames = passage, frames
        self.switches = [
            frame is None and is_switch(finding.text) for finding, frame in zip(passage, frames, strict=True)
        ]
        self.first_person = [is_first_person(finding.text) for finding in passage]

    def framed(self) -> list[tuple[int, Frame]]:
        return [(place, frame) for place, frame in enumerate(self.frames) if frame]

    def may_belong(self, place: int) -> bool:
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

    def forward(self, place: int) -> int:
        """The last place before the next frame or switch after `place`."""
        last = place
        while last + 1 < len(self.passage) and not self.frames[last + 1] and not self.switches[last + 1]:
            last += 1
        return last

    def back(self, place: int) -> int:
        """The first place of what leads up to the closing cue at `place`."""
        first = place
        while first > 0 and place - first < REACH and not self._bars(first - 1):
            first -= 1
        return first

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
    last = marks.forward(place)
    if frame.side is Side.LEANS and not _confirmed(marks, place, last, frame):
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
    """What a closing cue lays at its party's door: back to the opening cue of the same party, if there is one."""
    if opened and (owner := _same_party(opened[1], party)):
        start, _, opening = opened
        first = start if opening.content is not None else start + 1
        return Recap(owner, first, place - 1, f"{opening.cue} … {frame.cue}", both_cues=True)
    if party is None or frame.side is Side.CHECKS:
        return None
    first = marks.back(place)
    return Recap(party, first, place - 1, frame.cue) if first < place else None


def _same_party(opener: Party | None, closer: Party | None) -> Party | None:
    """The party that both cues mean, or None where they mean two; a name wins over words without one."""
    if opener is None or closer is None or opener == closer:
        return opener
    if opener.named and closer.named:
        return None
    return opener if opener.named else closer
