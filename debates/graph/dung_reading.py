"""A map read as a Dung framework: which argument stands for a claim, and what attacks what.

Claims that restate each other are one argument. A rebuttal by one claim is an attack. Where more has to hold for a relation to
count (linked premises, or an undercut that might fall) the relation becomes an argument of its own, after:

- G. Boella, D. Gabbay, L. van der Torre, S. Villata, "Meta-argumentation modelling I", Studia Logica 93, 2009: an attack as an
  argument, which a second argument ("the premise does not hold") attacks;
- P. Baroni, F. Cerutti, M. Giacomin, G. Guida, "AFRA: argumentation framework with recursive attacks", Int. J. Approximate
  Reasoning 52, 2011: attacks on attacks, to any depth;
- S. Nielsen, S. Parsons, "A generalization of Dung's abstract framework", ArgMAS 2006: premises that attack only together.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import TypeVar

from debates.graph.argument_graph import ArgumentGraph
from debates.graph.columns import ATTACK, NOWHERE, REPHRASE, SUPPORT, UNDERCUT, MapColumns
from debates.graph.framework import Framework


class Support(StrEnum):
    """What a support means to a reading (survey: C. Cayrol, M.-C. Lagasquie-Schiex, Int. J. Approximate Reasoning 54, 2013).

    NONE: nothing. DEDUCTIVE: who accepts the premises accepts the claim, so a claim that falls takes its premises with it (Boella and
    others, "Support in abstract argumentation", COMMA 2010). NECESSARY: the claim stands only with each of its
    premises (F. Nouioua, V. Risch, "Argumentation frameworks with necessities", SUM 2011).
    """

    NONE = "none"
    DEDUCTIVE = "deductive"
    NECESSARY = "necessary"


Attack = tuple[int, int]
Key = TypeVar("Key")


class Reading:
    """The framework of a map, and which of its arguments stands for which claim and relation.

    `argument_of` gives the argument that stands for a claim, and for all that restates it: the position of the first of them,
    in a map that was not edited. Other arguments are made where they are needed: "this does not hold" for an argument, "this step holds" for
    a relation, "the conclusion fails, so this premise does" for a deductive support.

    A rephrase of several linked premises, or one that is undercut, makes nothing one.

    >>> from debates.graph import ClaimNode, Kind, RelationEdge
    >>> claims = [ClaimNode(1), ClaimNode(2), ClaimNode(3)]
    >>> attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    >>> undercut = RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1)
    >>> reading = read(ArgumentGraph(claims, [attack, undercut]))
    >>> reading.framework.size, reading.step_of(0)
    (5, 3)
    """

    def __init__(self, columns: MapColumns, support: Support = Support.NONE) -> None:
        self.columns = columns
        self.support = support
        self.framework = Framework(len(columns.claim_ids))
        self.cuts: set[int] = set()
        self.has_classes = False
        self._claims_first = len(columns.claim_ids)
        self._own: dict[int, int] = {}
        self._claim_of: dict[int, int] = {}
        self._arguments = array("i", range(self._claims_first))
        self._fails: dict[int, int] = {}
        self._steps: dict[int, int] = {}
        self._blocks: dict[tuple[int, int], int] = {}

    def argument_of(self, claim: int) -> int:
        """The argument that stands for the claim at this position."""
        return self._arguments[claim]

    def arguments(self) -> array[int]:
        """For each claim the argument that stands for it."""
        return self._arguments

    def claim_of(self, argument: int) -> int:
        """The position of the first claim that this argument stands for, NOWHERE for one made for another purpose."""
        return argument if argument < self._claims_first else self._claim_of.get(argument, NOWHERE)

    def add_claim(self) -> None:
        """Make an argument for the claim that was added to the columns last."""
        claim = len(self._arguments)
        argument = self.framework.add_argument()
        self._own[claim] = argument
        self._claim_of[argument] = claim
        self._arguments.append(argument)

    def make_one(self, claims: Collection[int]) -> None:
        """Let the argument of the first of these claims stand for all of them."""
        first = min(claims)
        argument = self._own.get(first, first)
        for claim in claims:
            self._arguments[claim] = argument
        self.has_classes = self.has_classes or len(claims) > 1

    def premise_arguments(self, relation: int) -> list[int]:
        """The arguments of its premises, each once."""
        starts, premises, arguments = self.columns.starts, self.columns.premises, self._arguments
        start, end = starts[relation], starts[relation + 1]
        if end == start + 1:
            return [arguments[premises[start]]]
        return list(dict.fromkeys([arguments[premise] for premise in premises[start:end]]))

    def step_of(self, relation: int) -> int:
        """The argument that is in exactly where this relation holds.

        For a relation of one premise that nothing undercuts that is its premise.
        """
        return self._step_from(relation, self.premise_arguments(relation))

    def attacks_of(self, relation: int) -> list[Attack]:
        """All attacks that are there because of this relation."""
        kind, target = self.columns.kinds[relation], self.columns.targets[relation]
        if target == NOWHERE or kind == REPHRASE:
            return []
        if kind == SUPPORT:
            return self._support(relation, self.argument_of(target))
        step, attacks = self._step(relation)
        ends = [self._arguments[target]] if kind == ATTACK else self._hooks(target)
        attacks += [(step, end) for end in ends]
        return attacks

    def _step(self, relation: int) -> tuple[int, list[Attack]]:
        """The argument of a step, and what brings it down: each of its premises that does not hold."""
        premises = self.premise_arguments(relation)
        step = self._step_from(relation, premises)
        return step, [] if step in premises else [(self._failing(premise), step) for premise in premises]

    def _step_from(self, relation: int, premises: list[int]) -> int:
        if len(premises) == 1 and relation not in self.cuts:
            return premises[0]
        return self._made(self._steps, relation)

    def _support(self, relation: int, target: int) -> list[Attack]:
        premises = [premise for premise in self.premise_arguments(relation) if premise != target]
        if self.support is Support.NONE or not premises:
            return []
        if self.support is Support.DEDUCTIVE:
            return self._deductive(relation, premises, target)
        if relation not in self.cuts:
            return [(self._failing(premise), target) for premise in premises]
        step, attacks = self._step(relation)
        return [*attacks, (self._failing(step), target)]

    def _deductive(self, relation: int, premises: list[int], target: int) -> list[Attack]:
        if len(premises) == 1 and relation not in self.cuts:
            return [(self._failing(target), premises[0])]
        attacks = []
        for premise in premises:
            block = self._made(self._blocks, (relation, premise))
            attacks += [(target, block), (block, premise)]
            attacks += [(self._failing(other), block) for other in premises if other != premise]
        return attacks

    def _hooks(self, relation: int) -> list[int]:
        """The arguments that an undercut of this relation attacks."""
        kind = self.columns.kinds[relation]
        if kind in (ATTACK, UNDERCUT):
            return [self.step_of(relation)]
        if kind == REPHRASE or self.support is Support.NONE or self.columns.targets[relation] == NOWHERE:
            return []
        target = self.argument_of(self.columns.targets[relation])
        premises = [premise for premise in self.premise_arguments(relation) if premise != target]
        if self.support is Support.NECESSARY:
            return [self.step_of(relation)] if premises else []
        return [self._made(self._blocks, (relation, premise)) for premise in premises]

    def _failing(self, argument: int) -> int:
        """The argument that is in exactly where this one is out."""
        if argument not in self._fails:
            self.framework.add_attack(argument, self._made(self._fails, argument))
        return self._fails[argument]

    def _made(self, made: dict[Key, int], key: Key) -> int:
        if key not in made:
            made[key] = self.framework.add_argument()
        return made[key]


def read(source: ArgumentGraph | MapColumns, support: Support = Support.NONE) -> Reading:
    """Read a map as a framework. Linear in claims, relations and premises, but for deductive supports by several linked
    premises, where each premise meets each other.
    """
    columns = source if isinstance(source, MapColumns) else MapColumns.from_graph(source)
    reading = Reading(columns, support)
    for relation in _of_kind(columns, UNDERCUT):
        target = columns.targets[relation]
        if target != NOWHERE:
            reading.cuts.add(target)
    _make_classes(reading)
    _read_attacks(reading)
    return reading


def _read_attacks(reading: Reading) -> None:
    """Add the attacks of all relations; rebuttals by one claim, the most of any map, without a call for each."""
    columns, framework, cuts = reading.columns, reading.framework, reading.cuts
    starts, premises, targets = columns.starts, columns.premises, columns.targets
    leaders = reading.arguments()
    add_source, add_target = framework.sources.append, framework.targets.append
    skipped = {REPHRASE, SUPPORT} if reading.support is Support.NONE else {REPHRASE}
    involved = []
    for relation, kind in enumerate(columns.kinds):
        if kind in skipped or targets[relation] == NOWHERE:
            continue
        start = starts[relation]
        if kind == ATTACK and starts[relation + 1] - start == 1 and relation not in cuts:
            add_source(leaders[premises[start]])
            add_target(leaders[targets[relation]])
        else:
            involved.append(relation)
    for relation in involved:
        for source, target in reading.attacks_of(relation):
            add_source(source)
            add_target(target)


def restates(reading: Reading, relation: int) -> bool:
    """Whether this relation makes its two claims one."""
    columns = reading.columns
    return (
        columns.kinds[relation] == REPHRASE
        and columns.targets[relation] != NOWHERE
        and len(columns.premises_of(relation)) == 1
        and relation not in reading.cuts
    )


def _make_classes(reading: Reading) -> None:
    """Let the first of the claims that restate each other stand for all of them."""
    leaders: dict[int, int] = {}
    columns = reading.columns
    for relation in _of_kind(columns, REPHRASE):
        if restates(reading, relation):
            one, other = columns.premises[columns.starts[relation]], columns.targets[relation]
            first, second = sorted((_leader(leaders, one), _leader(leaders, other)))
            leaders[second] = first
    classes: dict[int, list[int]] = defaultdict(list)
    for claim in leaders:
        classes[_leader(leaders, claim)].append(claim)
    for first, others in classes.items():
        if others != [first]:
            reading.make_one([first, *others])


def _leader(leaders: dict[int, int], claim: int) -> int:
    path = []
    while leaders.get(claim, claim) != claim:
        path.append(claim)
        claim = leaders[claim]
    for passed in path:
        leaders[passed] = claim
    return claim


def _of_kind(columns: MapColumns, kind: int) -> Iterator[int]:
    relation = columns.kinds.find(kind)
    while relation != NOWHERE:
        yield relation
        relation = columns.kinds.find(kind, relation + 1)
