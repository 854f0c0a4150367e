"""Claims with the answers they got, as the versus view and the front page show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from debates.models import Claim, Relation, RelationKind
from debates.reading.cards import ClaimCard


@dataclass(frozen=True, slots=True)
class Reason:
    """A claim that supports or restates another, shown with it, and what is given for it in turn."""

    card: ClaimCard
    relation: Relation
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A claim in a row, with the reasons given for it and the number of its side.

    `is_again` says that its card with all that is stands above already.
    """

    card: ClaimCard
    side: int | None
    reasons: tuple[Reason, ...]
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply in a clash. `step` is the claim towards which an undercut reason led.

    `is_mutual` says that it is rebutted by the claim that it rebuts.
    """

    cell: Cell
    relation: Relation
    step: Claim | None
    is_mutual: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """A claim and the answers it got; none means that it stands open.

    `silent` names the side that could have answered and did not; `unheard` says that none of it speaks in the debate.
    """

    cell: Cell
    answers: tuple[Answer, ...]
    silent: str
    unheard: bool


def each_once(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """Return exchanges that stand one below the other so that each claim has its card once, where it is met first.

    Two claims that rebut each other are one exchange: the second is left out, or keeps its other answers.
    """
    rebuts = {
        pair for exchange in exchanges for answer in exchange.answers if (pair := _rebuttal(exchange, answer))
    }
    shown: set[int] = set()
    told: set[tuple[int, int]] = set()
    found = []
    for exchange in exchanges:
        answers = [answer for answer in exchange.answers if _turned(_rebuttal(exchange, answer)) not in told]
        if exchange.answers and not answers:
            continue
        cell = _met(exchange.cell, shown)
        drawn = []
        for answer in answers:
            pair = _rebuttal(exchange, answer)
            told |= {pair} if pair else set()
            drawn.append(replace(answer, cell=_met(answer.cell, shown), is_mutual=_turned(pair) in rebuts))
        found.append(replace(exchange, cell=cell, answers=tuple(drawn)))
    return tuple(found)


def _met(cell: Cell, shown: set[int]) -> Cell:
    """The cell, with a card or without; `shown` takes its claim in."""
    claim = cell.card.claim.pk
    is_again = claim in shown
    shown.add(claim)
    return replace(cell, is_again=is_again)


def _rebuttal(exchange: Exchange, answer: Answer) -> tuple[int, int] | None:
    """The claim and the reply that rebuts it; nothing where the answer denies a step."""
    if answer.relation.kind != RelationKind.ATTACK:
        return None
    return exchange.cell.card.claim.pk, answer.cell.card.claim.pk


def _turned(pair: tuple[int, int] | None) -> tuple[int, int] | None:
    return (pair[1], pair[0]) if pair else None
