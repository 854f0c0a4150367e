"""The largest real map at hand: the talk of one television debate, read from the Argument Interchange Format."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.argument_maps import claims_of_aif
from debates.graph import (
    ArgumentGraph,
    Rule,
    StandingTable,
    claim_strengths,
    cruxes,
    explain,
    hear,
    main_claims,
    standings,
    timeline,
)
from debates.graph.extensions import Semantics, extensions
from debates.graph.structure import structure


@pytest.fixture
def broadcast(test_data: Path) -> ArgumentGraph:
    return claims_of_aif(test_data / "arguments" / "aif_qt30_25445_large.json")


def test_most_claims_of_a_broadcast_were_never_challenged(broadcast: ArgumentGraph) -> None:
    words = Counter(standing.word.value for standing in standings(broadcast).values())
    assert sum(words.values()) == 287
    assert words["never challenged"] > 200


def test_a_map_of_1378_nodes_is_analysed_whole(broadcast: ArgumentGraph) -> None:
    table = StandingTable(hear(broadcast, []))
    assert all(explain(table.standing(claim), {}).endswith(".") for claim in broadcast.claims)
    assert [each.bound for each in cruxes(table, main_claims(broadcast))] == [""] * 12
    assert timeline(broadcast).bound == ""
    assert structure(broadcast).bound == ""
    assert all(extensions(table.reading.framework, semantics).is_complete for semantics in Semantics)
    assert all(claim_strengths(broadcast, rule)[1].has_converged for rule in Rule)
