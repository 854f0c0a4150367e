"""What stands on a transcript's words, told by whoever builds on them; this side need not know who that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transcripts.models import Transcript


@dataclass(frozen=True, slots=True)
class Dependent:
    """Something that would lose its words: how a page names it, and its address."""

    name: str
    url: str


Finder = Callable[[Transcript], Sequence[Dependent]]

_FINDERS: list[Finder] = []


def offer(finder: Finder) -> None:
    """Have `finder` asked before words go; the same one twice is asked once."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def standing_on(transcript: Transcript) -> list[Dependent]:
    """All that would lose its words if the transcript went."""
    return [dependent for finder in _FINDERS for dependent in finder(transcript)]
