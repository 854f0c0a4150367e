"""Whether a claim stands however disputed links are read, or on which of them it depends."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from debates.graph.argument_graph import ArgumentGraph, Kind, RelationEdge
from debates.graph.dung_reading import Support
from debates.graph.exchange import Voicing, hear
from debates.graph.standing import StandingTable, Word

MOST_TRIES = 400
MOST_S = 10.0

Alternatives = Mapping[int, tuple[Kind | None, ...]]
"""For a disputed relation the other ways to read it; None is that there is no such link."""
NO_LINK: tuple[Kind | None, ...] = (None,)


@dataclass(frozen=True, slots=True)
class Turn:
    """Links read otherwise, and the word that a claim gets then."""

    links: tuple[tuple[int, Kind | None], ...]
    word: Word


@dataclass(frozen=True, slots=True)
class Robustness:
    """How much a claim's word depends on disputed links.

    `turns` are the smallest sets of links on which it depends, all of one size; empty where no reading tried changes the word.
    `bound` is empty where the answer is exact. Otherwise it says in words how far the search went.
    """

    claim: int
    word: Word
    turns: tuple[Turn, ...]
    bound: str = ""

    @property
    def is_robust(self) -> bool:
        """Whether the word keeps however the disputed links are read; never said of a search cut short."""
        return not self.turns and not self.bound


def robustness(
    graph: ArgumentGraph,
    claim: int,
    disputed: Alternatives,
    voicings: Iterable[Voicing] = (),
    support: Support = Support.NONE,
    most_tries: int = MOST_TRIES,
    seconds: float = MOST_S,
) -> Robustness:
    """Return how a claim's word depends on disputed links, trying one link read otherwise, then two, and so on.

    Only links from which a path leads to the claim are tried. Every try labels that part of the map anew. A way of reading that makes no
    sense for a link (an undercut of a claim) counts as no link. Raises KeyError where the graph has no such claim.
    """
    if claim not in graph.claims:
        raise KeyError(claim)
    part = _bearing_on(graph, claim, support, disputed)
    until = time.monotonic() + seconds
    voicings = [voicing for voicing in voicings if voicing.claim in part.claims]
    links = [relation for relation in sorted(disputed) if relation in part.relations]

    def word(readings: Mapping[int, Kind | None]) -> Word:
        read_so = ArgumentGraph(part.claims.values(), _read_otherwise(part, readings))
        return StandingTable(hear(read_so, voicings), support).word(claim)

    now = word({})
    tries = 0
    for size in range(1, len(links) + 1):
        turns: list[Turn] = []
        for chosen in _choices(links, disputed, size):
            if tries == most_tries or time.monotonic() >= until:
                bound = f"the search ended after {tries} readings, among those of {size} links read otherwise"
                return Robustness(claim, now, tuple(turns), bound)
            tries += 1
            if (then := word(dict(chosen))) is not now:
                turns.append(Turn(chosen, then))
        if turns:
            return Robustness(claim, now, tuple(turns))
    return Robustness(claim, now, ())


def _choices(
    links: list[int], disputed: Alternatives, size: int
) -> Iterator[tuple[tuple[int, Kind | None], ...]]:
    for some in combinations(links, size):
        yield from product(*([(link, kind) for kind in disputed[link]] for link in some))


def _read_otherwise(graph: ArgumentGraph, readings: Mapping[int, Kind | None]) -> Iterator[RelationEdge]:
    for relation in graph.relations.values():
        kind = readings.get(relation.id, relation.kind)
        if kind is not None and (kind is Kind.UNDERCUT) == (relation.target_relation is not None):
            yield replace(relation, kind=kind)


def _bearing_on(graph: ArgumentGraph, claim: int, support: Support, disputed: Alternatives) -> ArgumentGraph:
    """The part of the graph that can matter to a claim, however its links are read."""
    found = {claim}
    pending = [claim]
    while pending:
        for neighbour in _sources(graph, pending.pop(), support, disputed):
            if neighbour not in found:
                found.add(neighbour)
                pending.append(neighbour)
    kept = [relation for relation in graph.relations.values() if found.issuperset(relation.premises)]
    return ArgumentGraph([graph.claims[number] for number in found], kept)


def _sources(graph: ArgumentGraph, claim: int, support: Support, disputed: Alternatives) -> Iterator[int]:
    for relation in graph.onto(claim):
        yield from _with_undercuts(graph, relation)
    for relation in graph.starting_from(claim):
        # A claim falls with what it restates and, if supports are deductive, with what it supports.
        may_be = (relation.kind, *disputed.get(relation.id, ()))
        both_ways = Kind.REPHRASE in may_be or support is Support.DEDUCTIVE
        if both_ways and relation.target_claim is not None:
            yield relation.target_claim
            yield from _with_undercuts(graph, relation)


def _with_undercuts(graph: ArgumentGraph, relation: RelationEdge) -> Iterator[int]:
    pending = [relation]
    met = {relation.id}
    while pending:
        current = pending.pop()
        yield from current.premises
        fresh = [cut for cut in graph.undercutting(current.id) if cut.id not in met]
        met.update(cut.id for cut in fresh)
        pending.extend(fresh)
