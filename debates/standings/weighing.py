"""All that the graph says of the claims of one component. Makes no queries."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from debates.graph import (
    Robustness,
    Rule,
    Standing,
    StandingTable,
    Support,
    claim_strengths,
    hear,
    read,
    robustness,
)
from debates.graph.extensions import Semantics, extensions
from debates.standings.loading import LoadedMap

READINGS_TRIED = 60
"""Ways of reading the disputed links that are tried for each claim."""
DISPUTES_S = 3.0
"""Seconds that disputed links may take in one component."""
LARGEST_FOR_NUMBERS = 5_000
"""Claims of a component for which gradual strengths and camps are worked out."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One claim: where it stands, how far that depends on disputed links, and what the formal rules say."""

    standing: Standing
    robustness: Robustness
    numbers: dict[str, Any]


def weigh(found: LoadedMap) -> Iterator[Weighed]:
    """Weigh the claims of a component, by number."""
    exchange = hear(found.graph, found.voicings)
    table = StandingTable(exchange)
    numbers = _Numbers(found, table)
    until = time.monotonic() + DISPUTES_S
    for claim in sorted(found.graph.claims):
        standing = table.standing(claim)
        yield Weighed(standing, _robustness(found, standing, until), numbers.of(claim))


def _robustness(found: LoadedMap, standing: Standing, until: float) -> Robustness:
    if not found.disputed:
        return Robustness(standing.claim, standing.word, ())
    left_s = until - time.monotonic()
    if left_s <= 0:
        return Robustness(
            standing.claim, standing.word, (), "the map is too large to try this for every claim"
        )
    return robustness(
        found.graph,
        standing.claim,
        found.disputed,
        found.voicings,
        most_tries=READINGS_TRIED,
        seconds=left_s,
    )


class _Numbers:
    """What the formal rules say of each claim of a component."""

    def __init__(self, found: LoadedMap, table: StandingTable) -> None:
        self.table = table
        self.readings = {
            support: StandingTable(table.exchange, support)
            for support in (Support.DEDUCTIVE, Support.NECESSARY)
        }
        self.is_small = len(found.graph.claims) <= LARGEST_FOR_NUMBERS
        if self.is_small:
            self.strengths = {rule: claim_strengths(found.graph, rule) for rule in Rule}
            self.plain = read(found.graph)
            self.camps = extensions(table.reading.framework, Semantics.PREFERRED)

    def of(self, claim: int) -> dict[str, Any]:
        """The grounded label, the word under other readings of support, strengths by rule and the camps."""
        told: dict[str, Any] = {
            "label": self.table.label(claim).name.lower(),
            "readings": {support.value: table.word(claim).value for support, table in self.readings.items()},
        }
        if self.is_small:
            argument = self.table.argument(claim)
            inside = sum(argument in camp for camp in self.camps.sets)
            told["strengths"] = {rule.value: self._strength(rule, claim) for rule in Rule}
            told["camps"] = {"inside": inside, "of": len(self.camps.sets), "bound": self.camps.bound}
        return told

    def _strength(self, rule: Rule, claim: int) -> float | None:
        """The claim's strength, None where the rule does not settle on one."""
        scores, found = self.strengths[rule]
        argument = self.plain.argument_of(self.plain.columns.claim_position(claim))
        return None if argument in found.unsettled else round(scores[claim], 4)
