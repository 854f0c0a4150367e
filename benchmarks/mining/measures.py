"""Numbers between 0 and 1 that say how good a proposal is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.mining.maps import Edge, Map
from debates.mining import relate

Proposal = list[tuple[int, int, str, float]]


def f1(right: int, proposed: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; 0 where there is nothing."""
    return 2 * right / (proposed + wanted) if proposed + wanted else 0.0


@dataclass(frozen=True, slots=True)
class MapScores:
    """At map level over all maps together. Edges have a direction, links have none; a rephrase counts as support."""

    links: float
    support: float
    attack: float
    proposed: float

    @property
    def macro(self) -> float:
        return (self.support + self.attack) / 2


def score_maps(maps: Sequence[Map], proposals: Sequence[Proposal]) -> MapScores:
    """`proposed` is the number of links proposed over the number there are."""
    wanted = {(number, *_folded(edge)) for number, one in enumerate(maps) for edge in one.edges}
    found = {(number, *_folded(edge[:3])) for number, edges in enumerate(proposals) for edge in edges}
    links, found_links = _links(wanted), _links(found)
    kinds = {}
    for kind in ("support", "attack"):
        here, there = ({edge for edge in edges if edge[3] == kind} for edges in (found, wanted))
        kinds[kind] = f1(len(here & there), len(here), len(there))
    return MapScores(
        f1(len(links & found_links), len(found_links), len(links)),
        kinds["support"],
        kinds["attack"],
        len(found_links) / max(1, len(links)),
    )


def _folded(edge: Edge) -> Edge:
    source, target, kind = edge
    return source, target, "attack" if kind == "attack" else "support"


def _links(edges: Iterable[tuple[int, int, int, str]]) -> set[tuple[int, int, int]]:
    return {(number, min(one, other), max(one, other)) for number, one, other, _ in edges}


# --- What proposes -------------------------------------------------------------------------------------


def previous_supports(one: Map) -> Proposal:
    """Every unit supports the previous one of its speaker."""
    last: dict[str | None, int] = {}
    found: Proposal = []
    for place, unit in enumerate(one.units):
        if unit.speaker in last:
            found.append((place, last[unit.speaker], "support", 1.0))
        last[unit.speaker] = place
    return found


def speakers_differ(one: Map) -> Proposal:
    """The same, and the first unit of a turn attacks the last of the turn before."""
    found = previous_supports(one)
    for place in range(1, len(one.units)):
        if one.units[place].speaker != one.units[place - 1].speaker:
            found.append((place, place - 1, "attack", 1.0))
    return found


def miner(one: Map) -> Proposal:
    """What ships."""
    return [(link.source, link.target, str(link.kind), link.score) for link in relate(one.units).links]


BASELINES: dict[str, Callable[[Map], Proposal]] = {
    "previous unit of the same speaker": previous_supports,
    "the same, and a new speaker attacks": speakers_differ,
}
PROPOSERS = {**BASELINES, "the miner": miner}


# --- Calibration and lists -----------------------------------------------------------------------------


def calibration(
    maps: Sequence[Map], proposals: Sequence[Proposal], bins: int = 5
) -> list[tuple[float, float, int]]:
    """Mean score, share of links that are there, and how many, in bins of equal numbers."""
    scored = []
    for one, edges in zip(maps, proposals, strict=True):
        links = {frozenset(edge[:2]) for edge in one.edges}
        scored += [(score, frozenset((source, target)) in links) for source, target, _, score in edges]
    return binned(scored, bins)


def binned(scored: Iterable[tuple[float, bool]], bins: int = 5) -> list[tuple[float, float, int]]:
    """Of (score, right): mean score, share that is right, and how many, in bins of equal numbers."""
    ordered = sorted(scored, key=lambda one: one[0])
    size = max(1, -(-len(ordered) // bins))
    parts = [ordered[begin : begin + size] for begin in range(0, len(ordered), size)]
    return [
        (sum(s for s, _ in part) / len(part), sum(r for _, r in part) / len(part), len(part))
        for part in parts
    ]


def precision_at(right: Sequence[bool], count: int) -> float:
    """The share of the first `count` that are right."""
    return sum(right[:count]) / max(1, len(right[:count]))


def macro_f1(wanted: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The mean of F1 over the labels that are wanted or found."""
    told, there, both = (
        Counter(labels)
        for labels in (found, wanted, (a for a, b in zip(wanted, found, strict=True) if a == b))
    )
    labels = told.keys() | there.keys()
    return sum(f1(both[label], told[label], there[label]) for label in labels) / max(1, len(labels))
