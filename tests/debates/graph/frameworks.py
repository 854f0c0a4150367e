"""Frameworks for tests: readers of the formats of the argumentation competitions, random ones, and answers by trying everything."""

from __future__ import annotations

import random
import re

from debates.graph import Framework, Weighted
from debates.graph.extensions import Semantics


def from_tgf(text: str) -> tuple[Framework, list[str]]:
    """Trivial graph format: names, a line with #, pairs of names."""
    names, _, attacks = text.partition("#")
    return _named(names.split(), [tuple(line.split()) for line in attacks.splitlines() if line.strip()])


def from_apx(text: str) -> tuple[Framework, list[str]]:
    """ASPARTIX format: arg(a). att(a,b)."""
    return _named(re.findall(r"arg\((\w+)\)", text), re.findall(r"att\((\w+),\s*(\w+)\)", text))


def from_iccma(text: str) -> Framework:
    """ICCMA 2023 format: a line "p af SIZE", then pairs of numbers from 1; # begins a comment."""
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return Framework(int(lines[0][2]), [(int(one) - 1, int(other) - 1) for one, other in lines[1:]])


def from_bag(text: str) -> tuple[Weighted, list[str]]:
    """Bipolar graphs with base scores: arg(a, 0.5). att(a, b). sup(a, b)."""
    scores = re.findall(r"arg\((\w+),\s*([\d.]+)\)", text)
    names = [name for name, _ in scores]
    number = {name: index for index, name in enumerate(names)}
    ends = {
        kind: [(number[one], number[other]) for one, other in re.findall(rf"{kind}\((\w+),\s*(\w+)\)", text)]
        for kind in ("att", "sup")
    }
    return Weighted.of([float(score) for _, score in scores], ends["att"], ends["sup"]), names


def _named(names: list[str], attacks: list[tuple[str, ...]]) -> tuple[Framework, list[str]]:
    number = {name: index for index, name in enumerate(names)}
    return Framework(len(names), [(number[one], number[other]) for one, other in attacks]), names


def random_framework(seed: int, largest: int, smallest: int = 1) -> Framework:
    """A framework with a few attacks an argument; self-attacks and attacks given twice among them."""
    rng = random.Random(seed)
    size = rng.randint(smallest, largest)
    attacks = int(size * rng.choice([0.5, 1, 1.5, 2.5]))
    return Framework(size, [(rng.randrange(size), rng.randrange(size)) for _ in range(attacks)])


class EverySubset:
    """The extensions of a small framework by trying every set of arguments, as numbers of which the bits are arguments."""

    def __init__(self, framework: Framework) -> None:
        self.size = framework.size
        attacks = [0] * self.size
        attackers = [0] * self.size
        for source, target in framework.attacks():
            attacks[source] |= 1 << target
            attackers[target] |= 1 << source
        self.beaten = _unions(attacks)
        self.beating = _unions(attackers)
        self.admissible = [
            inside
            for inside in range(1 << self.size)
            if not inside & self.beaten[inside] and not self.beating[inside] & ~self.beaten[inside]
        ]
        self.complete = [
            inside
            for inside in self.admissible
            if all(
                inside >> argument & 1 or attackers[argument] & ~self.beaten[inside]
                for argument in range(self.size)
            )
        ]

    def grounded(self) -> frozenset[int]:
        (least,) = [one for one in self.complete if all(one & other == one for other in self.complete)]
        return _members(least)

    def extensions(self, semantics: Semantics) -> set[frozenset[int]]:
        preferred = _greatest(self.admissible)
        if semantics is Semantics.PREFERRED:
            return {_members(inside) for inside in preferred}
        if semantics is Semantics.STABLE:
            everything = (1 << self.size) - 1
            return {_members(one) for one in self.admissible if one | self.beaten[one] == everything}
        if semantics is Semantics.SEMI_STABLE:
            ranges = _greatest([one | self.beaten[one] for one in self.complete])
            return {_members(one) for one in self.complete if one | self.beaten[one] in ranges}
        shared = (1 << self.size) - 1
        for inside in preferred:
            shared &= inside
        return {_members(one) for one in _greatest([one for one in self.admissible if one & ~shared == 0])}


def _unions(parts: list[int]) -> list[int]:
    unions = [0] * (1 << len(parts))
    for inside in range(1, len(unions)):
        lowest = inside & -inside
        unions[inside] = unions[inside ^ lowest] | parts[lowest.bit_length() - 1]
    return unions


def _greatest(sets: list[int]) -> set[int]:
    found: list[int] = []
    for one in sorted(set(sets), key=int.bit_count, reverse=True):
        if not any(one & other == one for other in found):
            found.append(one)
    return set(found)


def _members(inside: int) -> frozenset[int]:
    return frozenset(index for index in range(inside.bit_length()) if inside >> index & 1)
