"""Consistent camps: preferred, stable, semi-stable and ideal extensions, through the solver clingo, within bounds.

Definitions: P. M. Dung, Artificial Intelligence 77, 1995 (preferred, stable); M. Caminada, "Semi-stable semantics", COMMA 2006; P. M. Dung,
P. Mancarella, F. Toni, "Computing ideal sceptical argumentation", Artificial Intelligence 171, 2007. Solver: M. Gebser and others,
"Multi-shot ASP solving with clingo", TPLP 19, 2019; its domain heuristic finds the greatest sets one after the other.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import clingo

from debates.graph.framework import Framework
from debates.graph.grounded import UNDECIDED, grounded


class Semantics(StrEnum):
    """Which sets of arguments count as a camp."""

    PREFERRED = "preferred"
    STABLE = "stable"
    SEMI_STABLE = "semi-stable"
    IDEAL = "ideal"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a search goes: undecided arguments and the attacks among them, extensions, seconds."""

    arguments: int = 5_000
    attacks: int = 50_000
    extensions: int = 500
    seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class Extensions:
    """What was found. `bound` says in words what ended the search early; empty where the list is whole.

    `core` is in every extension: the grounded one.
    """

    semantics: Semantics
    sets: tuple[frozenset[int], ...]
    core: frozenset[int]
    bound: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether `sets` are all there are."""
        return not self.bound


_ADMISSIBLE = """
{ in(X) } :- argument(X).
out(X) :- in(Y), attack(Y, X).
:- in(X), out(X).
:- in(X), attack(Y, X), not out(Y).
"""
_COMPLETE = """
open(X) :- attack(Y, X), not out(Y).
:- argument(X), not open(X), not in(X).
"""
_PROGRAMS = {
    Semantics.PREFERRED: _ADMISSIBLE + "#heuristic in(X) : argument(X). [1, true]",
    Semantics.STABLE: _ADMISSIBLE + ":- argument(X), not in(X), not out(X).",
    Semantics.SEMI_STABLE: _ADMISSIBLE
    + _COMPLETE
    + "reached(X) :- in(X). reached(X) :- out(X). #heuristic reached(X) : argument(X). [1, true] #show reached/1.",
    Semantics.IDEAL: _ADMISSIBLE,
}
_GREATEST = ("--heuristic=Domain", "--enum-mode=domRec", "0")
_EVERY = ("0",)
_IN_SOME = ("--enum-mode=brave", "0")


def extensions(framework: Framework, semantics: Semantics, bounds: Bounds | None = None) -> Extensions:
    """Return the framework's extensions, smallest numbers first, or as many as the bounds let be found.

    What the grounded labelling decides is the same in all of them: only the rest goes to the solver. A search that is too
    large is not begun, one that takes too long is stopped; both say so.

    >>> sorted(map(sorted, extensions(Framework(2, [(0, 1), (1, 0)]), Semantics.PREFERRED).sets))
    [[0], [1]]
    """
    bounds = bounds or Bounds()
    labelling = grounded(framework)
    core = labelling.accepted()
    rest, kept = framework.restricted_to(
        argument for argument, label in enumerate(labelling.labels) if label == UNDECIDED
    )
    if not kept:
        return Extensions(semantics, (core,), core)
    if rest.size > bounds.arguments or len(rest.sources) > bounds.attacks:
        told = f"{rest.size} undecided arguments with {len(rest.sources)} attacks are too many to search"
        return Extensions(semantics, (), core, told)
    search = _Search(rest, bounds)
    found = search.ideal() if semantics is Semantics.IDEAL else search.all(semantics)
    sets = (core.union(kept[argument] for argument in inside) for inside in found)
    return Extensions(semantics, tuple(sorted(sets, key=sorted)), core, search.bound)


class _Search:
    """One search among undecided arguments; `bound` says what ended it early."""

    def __init__(self, framework: Framework, bounds: Bounds) -> None:
        self.framework = framework
        self.bounds = bounds
        self.bound = ""
        self._until_s = time.monotonic() + bounds.seconds

    def all(self, semantics: Semantics) -> list[frozenset[int]]:
        if semantics is Semantics.SEMI_STABLE:
            return self._semi_stable()
        arguments = _GREATEST if semantics is Semantics.PREFERRED else _EVERY
        return self._limited(self._models(_PROGRAMS[semantics], arguments, "in"))

    def _semi_stable(self) -> list[frozenset[int]]:
        """All complete extensions of each greatest range."""
        ranges = self._limited(self._models(_PROGRAMS[Semantics.SEMI_STABLE], _GREATEST, "reached"))
        found: list[frozenset[int]] = []
        for reached in ranges:
            unreached = set(range(self.framework.size)) - reached
            exactly = "".join(f":- in({argument}). :- out({argument})." for argument in unreached)
            exactly += "".join(f":- not in({argument}), not out({argument})." for argument in reached)
            found += self._limited(self._models(_ADMISSIBLE + _COMPLETE + exactly, _EVERY, "in"), len(found))
        return found

    def ideal(self) -> list[frozenset[int]]:
        """The greatest admissible set of arguments that no admissible set attacks (P. E. Dunne, Artificial Intelligence 173, 2009)."""
        credulous: frozenset[int] = frozenset()
        for consequences in self._models(_PROGRAMS[Semantics.IDEAL], _IN_SOME, "in"):
            credulous = consequences
        if self.bound:
            return []
        inside = {
            argument
            for argument in credulous
            if not any(attacker in credulous for attacker in self.framework.attackers(argument))
        }
        return [frozenset(_defended(self.framework, inside))]

    def _limited(self, models: Iterator[frozenset[int]], found: int = 0) -> list[frozenset[int]]:
        limit = self.bounds.extensions - found
        taken = list(islice(models, limit))
        if len(taken) == limit and next(models, None) is not None:
            self.bound = f"the search ended at {self.bounds.extensions} extensions"
        return taken

    def _models(self, program: str, arguments: tuple[str, ...], shown: str) -> Iterator[frozenset[int]]:
        control = clingo.Control([*arguments, "--warn=none"], logger=_quiet)
        with control.backend() as backend:
            _state_facts(backend, self.framework)
        control.add("base", [], program)
        control.ground([("base", [])])
        with control.solve(yield_=True, async_=True) as handle:
            while True:
                handle.resume()
                if not handle.wait(max(self._until_s - time.monotonic(), 0.0)):
                    handle.cancel()
                    self.bound = f"the search ended after {self.bounds.seconds:g} s"
                    return
                model = handle.model()
                if model is None:
                    return
                yield frozenset(
                    symbol.arguments[0].number for symbol in model.symbols(atoms=True) if symbol.name == shown
                )


def _state_facts(backend: clingo.Backend, framework: Framework) -> None:
    number = [clingo.Number(argument) for argument in range(framework.size)]
    for argument in number:
        backend.add_rule([backend.add_atom(clingo.Function("argument", [argument]))])
    for source, target in framework.attacks():
        backend.add_rule([backend.add_atom(clingo.Function("attack", [number[source], number[target]]))])


def _quiet(code: clingo.MessageCode, message: str) -> None:
    """Say nothing of atoms that no rule derives: a map without attacks has none."""


def _defended(framework: Framework, inside: set[int]) -> set[int]:
    """The greatest subset that attacks every attacker of its own members."""
    while True:
        beaten = {target for argument in inside for target in framework.attacked_by(argument)}
        kept = {a for a in inside if all(attacker in beaten for attacker in framework.attackers(a))}
        if kept == inside:
            return inside
        inside = kept
