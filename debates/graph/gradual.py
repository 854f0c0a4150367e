"""Gradual strength: how strong an argument is, from 0 to 1, given a base score and what bears on it.

The rules, by their sources:

- DF-QuAD: A. Rago, F. Toni, M. Aurisicchio, P. Baroni, "Discontinuity-free decision support with quantitative argumentation
  debates", KR 2016;
- quadratic energy: N. Potyka, "Continuous dynamical systems for weighted bipolar argumentation", KR 2018;
- h-categoriser: P. Besnard, A. Hunter, "A logic-based theory of deductive arguments", Artificial Intelligence 128, 2001; with base
  scores: L. Amgoud, J. Ben-Naim, D. Doder, S. Vesic, "Acceptability semantics for weighted argumentation frameworks", IJCAI 2017.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import prod

from debates.graph.argument_graph import ArgumentGraph
from debates.graph.columns import ATTACK, NOWHERE, SUPPORT, UNDERCUT
from debates.graph.dung_reading import Reading, read
from debates.graph.knots import components

BASE = 0.5
"""The base score of a claim of which nothing else is known."""
SETTLED = 1e-9
"""Scores that change by less from round to round have settled."""
STEP = 0.1
"""The step of Euler's method for quadratic energy, in units of its time."""


class Rule(StrEnum):
    """How strengths add up."""

    DF_QUAD = "DF-QuAD"
    QUADRATIC_ENERGY = "quadratic energy"
    H_CATEGORISER = "h-categoriser"


@dataclass(slots=True)
class Weighted:
    """Arguments with base scores (0 to 1), attacks and supports, by number from 0.

    `weakest_of` names arguments whose base score is the least strength of others; `links` are arguments that stand for
    relations, by position.
    """

    base: list[float]
    attackers: dict[int, list[int]] = field(default_factory=dict)
    supporters: dict[int, list[int]] = field(default_factory=dict)
    weakest_of: dict[int, Sequence[int]] = field(default_factory=dict)
    links: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        base: Iterable[float],
        attacks: Iterable[tuple[int, int]] = (),
        supports: Iterable[tuple[int, int]] = (),
    ) -> Weighted:
        """Build from pairs of source and target. Raises ValueError for a base score below 0 or above 1."""
        weighted = cls(list(base))
        if any(not 0 <= score <= 1 for score in weighted.base):
            raise ValueError("A base score lies between 0 and 1.")
        for ends, into in ((attacks, weighted.attackers), (supports, weighted.supporters)):
            for source, target in ends:
                into.setdefault(target, []).append(source)
        return weighted

    def sources(self, argument: int) -> Iterator[int]:
        """All on which this argument's strength depends."""
        yield from self.attackers.get(argument, ())
        yield from self.supporters.get(argument, ())
        yield from self.weakest_of.get(argument, ())


@dataclass(frozen=True, slots=True)
class Strengths:
    """Scores by argument, and how they came about.

    `unsettled` are arguments whose score had not settled when `rounds` or work ran out, with those that depend on them: their
    scores mean nothing. `change` is the largest change in the last round.
    """

    rule: Rule
    scores: tuple[float, ...]
    rounds: int
    change: float
    unsettled: frozenset[int]

    @property
    def has_converged(self) -> bool:
        """Whether every score has settled."""
        return not self.unsettled


def strengths(
    weighted: Weighted, rule: Rule, most_rounds: int = 5_000, most_work: int = 3_000_000
) -> Strengths:
    """Return the strength of each argument.

    Exact where nothing runs in a circle. Arguments on common circles are scored together, round by round from their base
    scores, until they settle or `most_rounds` rounds, or `most_work` scores worked out in all, are reached.

    >>> [round(score, 2) for score in strengths(Weighted.of([0.5, 0.4], [(1, 0)]), Rule.DF_QUAD).scores]
    [0.3, 0.4]
    >>> strengths(Weighted.of([1, 1], [(0, 1), (1, 0)]), Rule.DF_QUAD).has_converged
    False
    """
    scores = list(weighted.base)
    unsettled: set[int] = set()
    rounds, change = 0, 0.0
    for group in components(len(scores), weighted.sources):
        sources = {source for argument in group for source in weighted.sources(argument)}
        if len(group) == 1 and group[0] not in sources:
            scores[group[0]] = _target(weighted, rule, scores, group[0])
            passed, left = 0, 0.0
        else:
            allowed = min(most_rounds, max(most_work // len(group), 1))
            passed, left = _settle(weighted, rule, scores, group, allowed)
            most_work = max(most_work - passed * len(group), 0)
        if left > SETTLED or sources & unsettled:
            unsettled.update(group)
        rounds, change = max(rounds, passed), max(change, left)
    return Strengths(rule, tuple(scores), rounds, change, frozenset(unsettled))


def _settle(
    weighted: Weighted, rule: Rule, scores: list[float], group: list[int], most_rounds: int
) -> tuple[int, float]:
    """Score a group in rounds; returns their number and the last change."""
    pace = STEP if rule is Rule.QUADRATIC_ENERGY else 1.0
    change = 1.0
    for passed in range(1, most_rounds + 1):
        change = 0.0
        new = [_target(weighted, rule, scores, argument) for argument in group]
        for argument, target in zip(group, new, strict=True):
            moved = pace * (target - scores[argument])
            scores[argument] += moved
            change = max(change, abs(moved))
        if change <= SETTLED:
            return passed, change
    return most_rounds, change


def _target(weighted: Weighted, rule: Rule, scores: list[float], argument: int) -> float:
    weakest = weighted.weakest_of.get(argument)
    base = min(scores[source] for source in weakest) if weakest else weighted.base[argument]
    attacks = [scores[source] for source in weighted.attackers.get(argument, ())]
    supports = [scores[source] for source in weighted.supporters.get(argument, ())]
    return _RULES[rule](base, attacks, supports)


def _df_quad(base: float, attacks: list[float], supports: list[float]) -> float:
    pull = prod(1 - score for score in attacks) - prod(1 - score for score in supports)
    return base + pull * (1 - base) if pull >= 0 else base + pull * base


def _quadratic_energy(base: float, attacks: list[float], supports: list[float]) -> float:
    energy = sum(supports) - sum(attacks)
    impact = energy**2 / (1 + energy**2)
    return base + impact * (1 - base) if energy >= 0 else base - impact * base


def _h_categoriser(base: float, attacks: list[float], supports: list[float]) -> float:
    """Supports do not count: the rule knows none."""
    return base / (1 + sum(attacks))


_RULES: Mapping[Rule, Callable[[float, list[float], list[float]], float]] = {
    Rule.DF_QUAD: _df_quad,
    Rule.QUADRATIC_ENERGY: _quadratic_energy,
    Rule.H_CATEGORISER: _h_categoriser,
}


def claim_strengths(
    graph: ArgumentGraph, rule: Rule, base: Mapping[int, float] | None = None
) -> tuple[dict[int, float], Strengths]:
    """Return a strength for each claim, and how it came about; claims not in `base` start from BASE.

    Claims that restate each other are one, with the greatest of their base scores. Linked premises are as strong as the weakest of
    them, and an undercut attacks the relation: it weakens what the premises lend, not the premises.
    """
    reading = read(graph)
    base = base or {}
    weighted = Weighted([BASE] * len(reading.columns.claim_ids))
    given: dict[int, float] = defaultdict(float)
    for position, claim in enumerate(reading.columns.claim_ids):
        argument = reading.argument_of(position)
        given[argument] = max(given[argument], base.get(claim, BASE))
    for argument, score in given.items():
        weighted.base[argument] = score
    for relation, kind in enumerate(reading.columns.kinds):
        if kind in (ATTACK, SUPPORT, UNDERCUT) and reading.columns.targets[relation] != NOWHERE:
            _weigh(weighted, reading, relation)
    found = strengths(weighted, rule)
    scores = {
        claim: found.scores[reading.argument_of(position)]
        for position, claim in enumerate(reading.columns.claim_ids)
    }
    return scores, found


def _weigh(weighted: Weighted, reading: Reading, relation: int) -> None:
    kind, target = reading.columns.kinds[relation], reading.columns.targets[relation]
    end = _link(weighted, reading, target) if kind == UNDERCUT else reading.argument_of(target)
    into = weighted.supporters if kind == SUPPORT else weighted.attackers
    into.setdefault(end, []).append(_link(weighted, reading, relation))


def _link(weighted: Weighted, reading: Reading, relation: int) -> int:
    """The argument with the strength that this relation lends."""
    premises = reading.premise_arguments(relation)
    if len(premises) == 1 and relation not in reading.cuts:
        return premises[0]
    known = weighted.links.get(relation)
    if known is None:
        known = weighted.links[relation] = len(weighted.base)
        weighted.base.append(1.0)
        weighted.weakest_of[known] = premises
    return known
