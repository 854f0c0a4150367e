"""What became of a question, as the exchange shows it: a proposal with its reason, for an editor to judge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from debates.graph.argument_graph import Kind
from debates.graph.exchange import Exchange, Holder, Stance
from debates.graph.taking import Taking, Turn, first_of_others, taking_of


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    DODGED = "dodged"
    DROPPED = "dropped"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What seems to have become of a question, and why, in words for a person.

    `claim` is the claim that answers it, or `turn` the number of the turn that tells; both None where nothing does.
    """

    outcome: Outcome
    reason: str
    claim: int | None = None
    turn: int | None = None


_HOW = {
    Kind.SUPPORT: "supports what is asked",
    Kind.ATTACK: "rebuts what is asked",
    Kind.REPHRASE: "restates what is asked",
}
_STANCES = {
    Stance.ASSERTS: "asserts what is asked",
    Stance.GRANTS: "grants what is asked",
    Stance.DENIES: "denies what is asked",
}
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]+[”\"’']*|[^.!?…]+$")


def propose(
    claim: int | None,
    asker: Holder | None,
    exchange: Exchange,
    turns: Sequence[Turn],
    *,
    others_speak: bool = True,
    asks_again: bool = False,
    goes_on: bool = False,
) -> Proposal:
    """Return what became of a question that `asker` asks.

    `claim` is the claim that is asked about, where there is one; the map answers first: somebody else's word on that claim or on
    one that restates it, or a claim of theirs that bears on it. Else the `turns` after the question tell: the first in another
    voice answers if it begins with a yes, a no or a correction or takes up words of the question, and dodges if it only asks
    back or takes up none. `others_speak` says whether anybody else speaks in the episode: where nobody does, it is left open. `asks_again` and `goes_on` say
    that the asker's own turn goes on, with another question or without: the next turn then answers this one only by taking
    up words of it.

    >>> from debates.graph import ArgumentGraph, hear
    >>> nothing = hear(ArgumentGraph([], []), [])
    >>> asked = propose(None, 1, nothing, [Turn(9, 2, "No, they are not.")])
    >>> asked.outcome.value, asked.reason
    ('answered', 'the next turn begins with “No”')
    """
    found = _from_the_map(claim, asker, exchange) if claim is not None else None
    if found is not None:
        return found
    turn = first_of_others(turns, asker if isinstance(asker, int) else None)
    if turn is not None:
        if not turn.shared and asks_again:
            return Proposal(Outcome.DROPPED, "another question follows before anybody answers")
        if not turn.shared and goes_on:
            return Proposal(Outcome.DROPPED, "the asker goes on before anybody answers")
        return _from_a_turn(turn)
    if others_speak:
        return Proposal(Outcome.DROPPED, "nobody else speaks soon after it")
    return Proposal(Outcome.OPEN, "nobody else speaks in this episode")


def _from_the_map(claim: int, asker: Holder | None, exchange: Exchange) -> Proposal | None:
    """The earliest word of somebody else on the claim, then the earliest claim that bears on it."""
    alike = exchange.restatements(claim)
    said = [
        voicing
        for member in alike
        for voicing in exchange.voicings.get(member, ())
        if voicing.stance in _STANCES and voicing.holder is not None and voicing.holder != asker
    ]
    if said:
        first = min(said, key=lambda voicing: voicing.time)
        return Proposal(Outcome.ANSWERED, f"somebody else {_STANCES[first.stance]}", first.claim)
    bearing = [
        (exchange.first_said(premise), premise, relation.kind)
        for member in alike
        for relation in exchange.graph.onto(member)
        for premise in relation.premises
        if premise >= 0 and not _is_of(exchange, premise, asker)
    ]
    if not bearing:
        return None
    _, premise, kind = min(bearing)
    return Proposal(Outcome.ANSWERED, f"a claim of somebody else {_HOW[kind]}", premise)


def _is_of(exchange: Exchange, claim: int, asker: Holder | None) -> bool:
    holders = exchange.holders(claim)
    return not holders or holders == (asker,)


def _from_a_turn(turn: Turn) -> Proposal:
    taking, words = taking_of(turn.text)
    if taking is not Taking.NONE:
        return Proposal(Outcome.ANSWERED, f"the next turn begins with “{words}”", turn=turn.number)
    if _only_asks(turn.text):
        return Proposal(Outcome.DODGED, "the next turn only asks back", turn=turn.number)
    if turn.shared:
        told = "”, “".join(turn.shared[:4])
        return Proposal(Outcome.ANSWERED, f"the next turn takes up “{told}”", turn=turn.number)
    return Proposal(Outcome.DODGED, "the next turn takes up no word of the question", turn=turn.number)


def _only_asks(text: str) -> bool:
    """Whether every sentence of a turn is a question.

    >>> _only_asks("How old are these kids? What about the first months?"), _only_asks("What? No.")
    (True, False)
    """
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]
    return bool(sentences) and all(sentence.rstrip("”\"’'").endswith("?") for sentence in sentences)
