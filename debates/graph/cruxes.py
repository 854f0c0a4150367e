"""On what a disagreement turns: the smallest sets of claims whose fall would change where a main claim stands.

The search is that of R. Reiter for diagnoses ("A theory of diagnosis from first principles", Artificial Intelligence 32, 1987): as long as a label
keeps, something explains it, and only a set that touches every explanation can change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from debates.graph.argument_graph import ArgumentGraph, Kind
from debates.graph.grounded import IN, OUT, UNDECIDED, Relabelled, relabelled
from debates.graph.standing import StandingTable, Word
from debates.graph.what_if import Flip, claims_of, flips

MOST_MAIN_CLAIMS = 12


@dataclass(frozen=True, slots=True)
class CruxBounds:
    """How far the search goes for one main claim: claims in a set, sets tried, and arguments looked at for all of them."""

    largest: int = 3
    tries: int = 1_000
    work: int = 200_000


@dataclass(frozen=True, slots=True)
class Crux:
    """Claims whose fall together changes where a main claim stands, and what it changes among the main claims.

    Each is named once, by its first wording.
    """

    claims: tuple[int, ...]
    changes: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class Cruxes:
    """The smallest sets for one main claim, all of one size.

    `bound` is empty where the answer is exact: these are all the smallest sets or, where there are none, no fall changes anything.
    Otherwise it says in words how far the search went.
    """

    claim: int
    word: Word
    sets: tuple[Crux, ...]
    tries: int
    bound: str = ""


def main_claims(graph: ArgumentGraph, most: int = MOST_MAIN_CLAIMS) -> list[int]:
    """What a debate is about: claims that bear on nothing and on which most claims bear, at any depth; the most first.

    Where every claim bears on another, those on which most others bear directly.
    """
    roots = [claim for claim in graph.claims if graph.onto(claim) and not _bears(graph, claim)]
    if not roots:
        answered = [claim for claim in graph.claims if graph.onto(claim)]
        return sorted(answered, key=lambda claim: (-len(graph.onto(claim)), claim))[:most]
    sizes = {root: len(_below(graph, root)) for root in roots}
    return sorted(roots, key=lambda claim: (-sizes[claim], claim))[:most]


def _bears(graph: ArgumentGraph, claim: int) -> bool:
    return any(relation.kind is not Kind.REPHRASE for relation in graph.starting_from(claim))


def _below(graph: ArgumentGraph, root: int) -> set[int]:
    found = {root}
    pending = [root]
    while pending:
        for relation in graph.onto(pending.pop()):
            cutting = [premise for cut in graph.undercutting(relation.id) for premise in cut.premises]
            for premise in (*relation.premises, *cutting):
                if premise not in found:
                    found.add(premise)
                    pending.append(premise)
    return found


def cruxes(table: StandingTable, main: Iterable[int], bounds: CruxBounds | None = None) -> list[Cruxes]:
    """Return the cruxes of each main claim. Denials are no claims: they do not fall.

    >>> from debates.graph import ClaimNode, RelationEdge, hear
    >>> attacks = [RelationEdge(1, Kind.ATTACK, (2,), target_claim=1), RelationEdge(2, Kind.ATTACK, (3,), target_claim=2)]
    >>> table = StandingTable(hear(ArgumentGraph([ClaimNode(1), ClaimNode(2), ClaimNode(3)], attacks), []))
    >>> [crux.claims for crux in cruxes(table, [1])[0].sets]
    [(3,)]
    """
    main = list(dict.fromkeys(main))
    return [_Search(table, claim, main, bounds or CruxBounds()).cruxes() for claim in main]


class _Search:
    def __init__(self, table: StandingTable, claim: int, main: list[int], bounds: CruxBounds) -> None:
        self.table = table
        self.claim = claim
        self.main = set(main)
        self.bounds = bounds
        self.argument = table.argument(claim)
        self.tries = 0
        self.work = 0

    def cruxes(self) -> Cruxes:
        found: list[Crux] = []
        level: list[frozenset[int]] = [frozenset()]
        for size in range(self.bounds.largest + 1):
            following: dict[frozenset[int], None] = {}
            for chosen in level:
                if self._is_spent():
                    return self._answer(
                        found, f"the search ended after {self.tries} sets, among those of {size}"
                    )
                changes, grown = self._try(chosen)
                if changes:
                    found.append(Crux(self._named(chosen), changes))
                else:
                    following |= dict.fromkeys(grown)
            if found or not following:
                return self._answer(found, "")
            level = list(following)
        return self._answer(
            found, f"no set of up to {self.bounds.largest} claims does; larger ones were not tried"
        )

    def _is_spent(self) -> bool:
        return self.tries >= self.bounds.tries or self.work >= self.bounds.work

    def _answer(self, found: list[Crux], bound: str) -> Cruxes:
        ordered = tuple(sorted(found, key=lambda crux: crux.claims))
        return Cruxes(self.claim, self.table.word(self.claim), ordered, self.tries, bound)

    def _try(self, chosen: frozenset[int]) -> tuple[tuple[Flip, ...], Iterator[frozenset[int]]]:
        """What changes if these fall or, where the claim keeps its label, the larger sets that might change it."""
        self.tries += 1
        new = relabelled(self.table.reading.framework, self.table.labelling, (), dict.fromkeys(chosen, OUT))
        self.work += len(new)
        view = _View(self.table, new)
        if view.label(self.argument) != self.table.labelling.labels[self.argument]:
            changes = flips(self.table, new, chosen)
            return tuple(flip for flip in changes if flip.claim in self.main), iter(())
        explaining = view.explanation(self.argument)
        self.work += len(explaining)
        candidates = sorted(explaining - chosen - {self.argument})
        return (), (chosen | {one} for one in candidates if claims_of(self.table, one))

    def _named(self, chosen: frozenset[int]) -> tuple[int, ...]:
        return tuple(sorted(min(claims_of(self.table, argument)) for argument in chosen))


class _View:
    """The labelling with some labels replaced."""

    def __init__(self, table: StandingTable, new: Mapping[int, Relabelled]) -> None:
        self.framework = table.reading.framework
        self.labelling = table.labelling
        self.new = new

    def label(self, argument: int) -> int:
        change = self.new.get(argument)
        return self.labelling.labels[argument] if change is None else change.label

    def cause(self, argument: int) -> int:
        change = self.new.get(argument)
        return self.labelling.causes[argument] if change is None else change.cause

    def explanation(self, argument: int) -> set[int]:
        """Arguments such that the label keeps as long as none of them falls.

        Those that are in need each attacker to be out, what is out needs its cause, and what is undecided needs its undecided
        attackers and that no other comes in.
        """
        explaining: set[int] = set()
        met = {argument}
        pending = [argument]
        while pending:
            current = pending.pop()
            for needed in self._needed(current):
                if needed not in met:
                    met.add(needed)
                    pending.append(needed)
            if self.label(current) in (IN, UNDECIDED):
                explaining.add(current)
        return explaining

    def _needed(self, argument: int) -> Iterator[int]:
        if self.label(argument) != OUT:
            yield from self.framework.attackers(argument)
        elif self.cause(argument) >= 0:
            yield self.cause(argument)
