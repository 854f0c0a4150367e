"""Where each claim is left, in five words, with the chain that gives it.

Standing describes the exchange, not the truth. It reads the grounded labelling (see `grounded`) of the map with its denials and
concessions (see `exchange`): a rebuttal counts until something that itself holds answers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from debates.graph.argument_graph import ArgumentGraph, Kind, RelationEdge
from debates.graph.dung_reading import Reading, Support, read
from debates.graph.exchange import Concession, Exchange, Holder, Moment, Voicing, Yielding, hear
from debates.graph.grounded import Label, Labelling, grounded

DEEPEST = 4
"""Moves of a chain that lie behind each other, at most."""
WIDEST = 4
"""Moves that answer one thing in a chain, at most."""


class Word(StrEnum):
    """Where a claim is left."""

    NEVER_CHALLENGED = "never challenged"
    ANSWERED = "challenged and answered"
    UNANSWERED = "challenged and not answered"
    CONTESTED = "contested"
    CONCEDED = "conceded"


class How(StrEnum):
    """What a move does to what it answers."""

    REBUTS = "rebuts"
    UNDERCUTS = "undercuts"
    DENIES = "denies"
    PREMISE_FAILS = "a premise that it needs fails"
    CONCLUSION_FAILS = "what follows from it fails"


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a chain: linked claims that answer a claim or a step, and what answers them.

    `outcome` is IN where the move holds. `holders` are those whose view it is, not those who report it (`reported_by`); `third_party`
    says that none of them holds what the move comes to the aid of. `more` counts moves left out for length.
    `circular` marks a move that stands above itself; `claims` is empty for a bare denial and `relation` is None.
    """

    how: How
    relation: int | None
    claims: tuple[int, ...]
    outcome: Label
    holders: tuple[Holder, ...] = ()
    reported_by: tuple[int, ...] = ()
    time: Moment = ()
    third_party: bool = False
    replies: tuple[Move, ...] = ()
    more: int = 0
    circular: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim is left, and because of which moves.

    `moves` are those that decide it: all challenges of a claim that stands, those that hold against one that fell, those left
    open against one that is contested. `more` counts the ones left out for length.
    """

    claim: int
    word: Word
    label: Label
    holders: tuple[Holder, ...] = ()
    moves: tuple[Move, ...] = ()
    more: int = 0
    concession: Concession | None = None

    def claims(self) -> tuple[int, ...]:
        """The claims of the chain, as met, each once."""
        return tuple(dict.fromkeys(claim for move in _walk(self.moves) for claim in move.claims))

    def relations(self) -> tuple[int, ...]:
        """The relations of the chain, as met, each once."""
        return tuple(dict.fromkeys(m.relation for m in _walk(self.moves) if m.relation is not None))


def _walk(moves: Iterable[Move]) -> Iterator[Move]:
    for move in moves:
        yield move
        yield from _walk(move.replies)


def standings(
    graph: ArgumentGraph,
    voicings: Iterable[Voicing] = (),
    support: Support = Support.NONE,
    only: Iterable[int] | None = None,
) -> dict[int, Standing]:
    """Return where each claim, or each of `only`, is left.

    The labelling is linear; a chain has at most WIDEST + ... + WIDEST ** DEEPEST moves. Claims that restate each other stand alike.

    >>> from debates.graph import ClaimNode
    >>> attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    >>> found = standings(ArgumentGraph([ClaimNode(1), ClaimNode(2)], [attack]))
    >>> [(standing.claim, standing.word.value) for standing in found.values()]
    [(1, 'challenged and not answered'), (2, 'never challenged')]
    """
    table = StandingTable(hear(graph, voicings), support)
    return {claim: table.standing(claim) for claim in (graph.claims if only is None else only)}


def word_for(label: Label, is_challenged: bool, concession: Concession | None) -> Word:
    """The word for a claim with this label; a concession counts where nobody else keeps the dispute up."""
    if concession and (concession.how is Yielding.GRANTED) == (label is Label.IN):
        return Word.CONCEDED
    if label is Label.OUT:
        return Word.UNANSWERED
    if label is Label.UNDECIDED:
        return Word.CONTESTED
    return Word.ANSWERED if is_challenged else Word.NEVER_CHALLENGED


class StandingTable:
    """The labelled exchange, from which standings are read one by one."""

    def __init__(self, exchange: Exchange, support: Support = Support.NONE) -> None:
        self.exchange = exchange
        self.reading: Reading = read(exchange.graph, support)
        self.labelling: Labelling = grounded(self.reading.framework)

    def label(self, claim_id: int) -> Label:
        """The claim's label. Raises KeyError where the map has no such claim."""
        return Label(self.labelling.labels[self.argument(claim_id)])

    def argument(self, claim_id: int) -> int:
        """The argument that stands for the claim. Raises KeyError where the map has no such claim."""
        if claim_id not in self.exchange.graph.claims:
            raise KeyError(claim_id)
        return self.reading.argument_of(self.reading.columns.claim_position(claim_id))

    def word(self, claim_id: int, label: Label | None = None) -> Word:
        """The word for a claim, as it is or as it would be with another label."""
        label = self.label(claim_id) if label is None else label
        return word_for(label, self._is_challenged(claim_id), self.exchange.concessions.get(claim_id))

    def standing(self, claim_id: int) -> Standing:
        """Where this claim is left, with its chain."""
        label = self.label(claim_id)
        word = self.word(claim_id, label)
        decisive = {Label.IN: Label.OUT, Label.OUT: Label.IN, Label.UNDECIDED: Label.UNDECIDED}[label]
        holders = self._holders(self.exchange.restatements(claim_id))
        found = [move for move in self._against((claim_id,), None) if move.outcome is decisive]
        moves = tuple(self._with_replies(move, (), holders, 1) for move in found[:WIDEST])
        concession = self.exchange.concessions.get(claim_id) if word is Word.CONCEDED else None
        return Standing(claim_id, word, label, holders, moves, len(found) - len(moves), concession)

    def _is_challenged(self, claim_id: int) -> bool:
        return any(
            relation.kind is Kind.ATTACK
            for member in self.exchange.restatements(claim_id)
            for relation in self.exchange.graph.onto(member)
        )

    def _holders(self, claim_ids: Iterable[int]) -> tuple[Holder, ...]:
        return tuple(dict.fromkeys(holder for claim in claim_ids for holder in self.exchange.holders(claim)))

    def _against(self, claim_ids: Iterable[int], relation: int | None) -> list[Move]:
        """All that answers these claims or the step that they take, the earliest first."""
        graph = self.exchange.graph
        members = [member for claim in claim_ids for member in self.exchange.restatements(claim)]
        moves = [
            self._move(edge) for member in members for edge in graph.onto(member) if edge.kind is Kind.ATTACK
        ]
        if relation is not None:
            moves += [self._move(edge) for edge in graph.undercutting(relation)]
        moves += [move for member in members for move in self._through_support(member)]
        return sorted(moves, key=lambda move: (move.time, move.relation or 0))

    def _move(self, edge: RelationEdge) -> Move:
        exchange = self.exchange
        position = self.reading.columns.relation_position(edge.id)
        outcome = Label(self.labelling.labels[self.reading.step_of(position)])
        denial = exchange.denials.get(edge.premises[0])
        if denial is not None:
            return Move(How.DENIES, None, (), outcome, exchange.holders(edge.premises[0]), time=denial.time)
        how = How.UNDERCUTS if edge.kind is Kind.UNDERCUT else How.REBUTS
        return self._said(Move(how, edge.id, edge.premises, outcome))

    def _said(self, move: Move) -> Move:
        exchange = self.exchange
        return replace(
            move,
            holders=self._holders(move.claims),
            reported_by=tuple(
                dict.fromkeys(who for claim in move.claims for who in exchange.reporters(claim))
            ),
            time=max(exchange.first_said(claim) for claim in move.claims),
        )

    def _through_support(self, claim_id: int) -> Iterator[Move]:
        """Supports that pull this claim down, where the reading lets them."""
        graph, support = self.exchange.graph, self.reading.support
        if support is Support.NECESSARY:
            for edge in graph.onto(claim_id):
                if edge.kind is Kind.SUPPORT and (outcome := self._pull(edge, claim_id)) is not Label.OUT:
                    yield self._said(Move(How.PREMISE_FAILS, edge.id, edge.premises, outcome))
        elif support is Support.DEDUCTIVE:
            for edge in graph.starting_from(claim_id):
                if edge.kind is Kind.SUPPORT and (outcome := self._pull(edge, claim_id)) is not Label.OUT:
                    yield self._said(Move(How.CONCLUSION_FAILS, edge.id, (edge.target_claim or 0,), outcome))

    def _pull(self, edge: RelationEdge, claim_id: int) -> Label:
        """The strongest label of what this support makes attack the claim; OUT where there is nothing."""
        position = self.reading.columns.relation_position(edge.id)
        argument = self.argument(claim_id)
        pulling = {
            Label(self.labelling.labels[source])
            for source, target in self.reading.attacks_of(position)
            if target == argument
        }
        return next((label for label in (Label.IN, Label.UNDECIDED) if label in pulling), Label.OUT)

    def _with_replies(
        self, move: Move, above: tuple[Move, ...], aided: tuple[Holder, ...], level: int
    ) -> Move:
        """The move with what bears on its outcome: what beats it, or all that failed to.

        `aided` are the holders of what the move attacks; those of what it defends lie one level up.
        """
        if move.how in (How.DENIES, How.PREMISE_FAILS, How.CONCLUSION_FAILS):
            return move
        if any(move.relation == higher.relation for higher in above):
            return replace(move, circular=True)
        telling = {Label.OUT: Label.IN, Label.IN: Label.OUT, Label.UNDECIDED: Label.UNDECIDED}[move.outcome]
        found = [reply for reply in self._against(move.claims, move.relation) if reply.outcome is telling]
        if level == DEEPEST:
            return replace(move, more=len(found))
        shown = tuple(
            self._with_replies(
                replace(reply, third_party=_is_third_party(reply, aided)),
                (*above, move),
                move.holders,
                level + 1,
            )
            for reply in found[:WIDEST]
        )
        return replace(move, replies=shown, more=len(found) - len(shown))


def _is_third_party(reply: Move, aided: tuple[Holder, ...]) -> bool:
    return bool(reply.holders and aided) and not set(reply.holders) & set(aided)
