"""Where the claims stood at each moment, as the debate was said."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from debates.graph.argument_graph import ArgumentGraph
from debates.graph.dung_reading import Support
from debates.graph.exchange import Moment, Voicing
from debates.graph.replay import Replay
from debates.graph.standing import Word


@dataclass(frozen=True, slots=True)
class Change:
    """A claim left elsewhere than before; `before` is None for a claim that was not said before."""

    claim: int
    before: Word | None
    after: Word


@dataclass(frozen=True, slots=True)
class Step:
    """All that changed at one moment."""

    time: Moment
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The moments at which something changed, in order. `bound` is empty where it goes to the end."""

    steps: tuple[Step, ...]
    bound: str = ""

    def at(self, moment: Moment) -> dict[int, Word]:
        """Where each claim said by then stood."""
        words: dict[int, Word] = {}
        for step in self.steps:
            if step.time <= moment:
                words |= {change.claim: change.after for change in step.changes}
        return words


def timeline(
    graph: ArgumentGraph,
    voicings: Iterable[Voicing] = (),
    support: Support = Support.NONE,
    seconds: float = 2.0,
) -> Timeline:
    """Say a debate again, moment by moment, and return what each moment changed.

    A claim is there from when it was first voiced, by its order where it was not, and from the start where that is unknown;
    a relation from when all its ends are. Each moment costs what its claims and relations may reach; past `seconds` the
    replay ends and says so. Relations that undercut each other in a circle never begin, and are left out.

    >>> from debates.graph import ClaimNode, Kind, RelationEdge
    >>> claims = [ClaimNode(1, order=(1.0,)), ClaimNode(2, order=(2.0,))]
    >>> told = timeline(ArgumentGraph(claims, [RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)]))
    >>> [(step.time, change.claim, change.after.value) for step in told.steps for change in step.changes]
    [((1.0,), 1, 'never challenged'), ((2.0,), 1, 'challenged and not answered'), ((2.0,), 2, 'never challenged')]
    """
    replay = Replay(graph, voicings, support)
    until = time.monotonic() + seconds
    steps: list[Step] = []
    before: dict[int, Word] = {}
    for said, moment in enumerate(sorted(replay.moments)):
        if time.monotonic() > until:
            return Timeline(
                tuple(steps),
                f"the replay ended after {seconds:g} s, {said} of {len(replay.moments)} moments said",
            )
        words = replay.advance(moment)
        changes = tuple(
            Change(claim, before.get(claim), word)
            for claim, word in words.items()
            if word is not before.get(claim)
        )
        before |= words
        if changes:
            steps.append(Step(moment, changes))
    return Timeline(tuple(steps))
