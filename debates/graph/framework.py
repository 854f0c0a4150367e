"""Dung's abstract frameworks as arrays of integers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from debates.graph.columns import NOWHERE


class Framework:
    """Arguments 0 to `size` - 1 and the attacks between them (P. M. Dung, Artificial Intelligence 77, 1995).

    An attack is named by its number, in the order of adding. The same attack may be there twice: each counts until it
    is dropped. Chains through arrays lead from an argument to its attacks, in both directions: 16 bytes an attack and
    8 an argument.

    >>> framework = Framework(3, [(0, 1), (1, 2)])
    >>> list(framework.attackers(2)), list(framework.attacked_by(0))
    ([1], [1])
    """

    __slots__ = ("_first_in", "_first_out", "_next_in", "_next_out", "size", "sources", "targets")

    def __init__(self, size: int, attacks: Iterable[tuple[int, int]] = ()) -> None:
        self.size = size
        self.sources = array("i")
        self.targets = array("i")
        for source, target in attacks:
            self.sources.append(source)
            self.targets.append(target)
        self._first_in: array[int] | None = None
        self._first_out: array[int] | None = None
        self._next_in = array("i")
        self._next_out = array("i")

    @classmethod
    def from_arrays(cls, size: int, sources: array[int], targets: array[int]) -> Framework:
        """A framework that takes over these arrays, of one length."""
        framework = cls(size)
        framework.sources, framework.targets = sources, targets
        return framework

    def add_argument(self) -> int:
        """Add an argument; returns its number."""
        if self._first_in is not None:
            self._first_in.append(NOWHERE)
        if self._first_out is not None:
            self._first_out.append(NOWHERE)
        self.size += 1
        return self.size - 1

    def add_attack(self, source: int, target: int) -> int:
        """Add an attack; returns its number."""
        attack = len(self.sources)
        self.sources.append(source)
        self.targets.append(target)
        if self._first_out is not None:
            self._next_out.append(self._first_out[source])
            self._first_out[source] = attack
        if self._first_in is not None:
            self._next_in.append(self._first_in[target])
            self._first_in[target] = attack
        return attack

    def drop_attack(self, attack: int) -> None:
        """Take an attack away; its number is not used again."""
        first_out, _ = self.outgoing()
        first_in, _ = self.incoming()
        _unchain(first_out, self._next_out, self.sources[attack], attack)
        _unchain(first_in, self._next_in, self.targets[attack], attack)
        self.sources[attack] = self.targets[attack] = NOWHERE

    def find_attack(self, source: int, target: int) -> int:
        """The number of an attack of `source` on `target`. Raises KeyError where there is none."""
        first, following = self.incoming()
        attack = first[target]
        while attack != NOWHERE:
            if self.sources[attack] == source:
                return attack
            attack = following[attack]
        raise KeyError((source, target))

    def outgoing(self) -> tuple[array[int], array[int]]:
        """For each argument its first attack, for each attack the next with its source; NOWHERE ends a chain."""
        if self._first_out is None:
            self._first_out, self._next_out = chains(self.size, self.sources)
        return self._first_out, self._next_out

    def incoming(self) -> tuple[array[int], array[int]]:
        """For each argument the first attack on it, for each attack the next with its target; NOWHERE ends a chain."""
        if self._first_in is None:
            self._first_in, self._next_in = chains(self.size, self.targets)
        return self._first_in, self._next_in

    def attackers(self, argument: int) -> Iterator[int]:
        """Who attacks this argument."""
        first, following = self.incoming()
        attack = first[argument]
        while attack != NOWHERE:
            yield self.sources[attack]
            attack = following[attack]

    def attacked_by(self, argument: int) -> Iterator[int]:
        """Whom this argument attacks."""
        first, following = self.outgoing()
        attack = first[argument]
        while attack != NOWHERE:
            yield self.targets[attack]
            attack = following[attack]

    def attacks(self) -> Iterator[tuple[int, int]]:
        """Every attack, as source and target."""
        for source, target in zip(self.sources, self.targets, strict=True):
            if source != NOWHERE:
                yield source, target

    def restricted_to(self, arguments: Iterable[int]) -> tuple[Framework, list[int]]:
        """The framework among these arguments, and for each of its arguments the number it has here."""
        kept = sorted(set(arguments))
        renumbered = {argument: index for index, argument in enumerate(kept)}
        attacks = [
            (renumbered[source], index)
            for index, argument in enumerate(kept)
            for source in self.attackers(argument)
            if source in renumbered
        ]
        return Framework(len(kept), attacks), kept

    def reaching(self, arguments: Iterable[int]) -> set[int]:
        """These arguments and all from which a path of attacks leads to one of them."""
        reached = set(arguments)
        pending = list(reached)
        while pending:
            for attacker in self.attackers(pending.pop()):
                if attacker not in reached:
                    reached.add(attacker)
                    pending.append(attacker)
        return reached


def chains(size: int, ends: array[int]) -> tuple[array[int], array[int]]:
    """Chain positions with the same end: the first position for each end, the next for each position; NOWHERE ends a chain."""
    first = array("i", [NOWHERE]) * size
    following = array("i", [NOWHERE]) * len(ends)
    for attack, end in enumerate(ends):
        if end != NOWHERE:
            following[attack] = first[end]
            first[end] = attack
    return first, following


def _unchain(first: array[int], following: array[int], end: int, attack: int) -> None:
    if first[end] == attack:
        first[end] = following[attack]
        return
    before = first[end]
    while following[before] != attack:
        before = following[before]
    following[before] = following[attack]
