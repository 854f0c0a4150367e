"""What travels from stage to stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from debates.mining.parties import Roster
from debates.mining.vocabulary import Finding, FindingKind, Link, Turn


@dataclass(frozen=True, slots=True)
class Draft:
    """The talk, its people, and what the stages so far have found.

    A finding's id is its place in `findings`. `unread` holds the places of turns in another language than English, `again` the
    ids of findings that only say again what came right before, as rolling captions do.
    """

    turns: tuple[Turn, ...]
    roster: Roster
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()
    unread: frozenset[int] = frozenset()
    again: frozenset[int] = frozenset()


Stage = Callable[[Draft], Draft]
"""Takes a draft and returns one that knows more; never changes the words or their places."""


def passages(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """What each voice says in one go, in order of their beginnings.

    Turns of the same voice that follow each other are one passage, and another voice's "yeah" between
    them does not end it.
    """
    last_voiced = object()
    running: list[Finding] = []
    for turn in _by_turn(findings):
        if turn[0].voiced_by == last_voiced:
            running.extend(turn)
        elif running and all(_is_backchannel(finding) for finding in turn):
            yield turn
        else:
            if running:
                yield running
            running, last_voiced = list(turn), turn[0].voiced_by
    if running:
        yield running


def _by_turn(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    turn: list[Finding] = []
    for finding in findings:
        if turn and finding.span.turn != turn[-1].span.turn:
            yield turn
            turn = []
        turn.append(finding)
    if turn:
        yield turn


def _is_backchannel(finding: Finding) -> bool:
    return finding.kind is FindingKind.ASIDE and not finding.cue and len(finding.text) <= 30
