"""The largest real map at hand: the talk of one television debate, read from the Argument Interchange Format."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Kind,
    RelationEdge,
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

KINDS = {"RA": Kind.SUPPORT, "CA": Kind.ATTACK, "MA": Kind.REPHRASE}


@pytest.fixture
def broadcast(test_data: Path) -> ArgumentGraph:
    read = json.loads((test_data / "arguments" / "aif_qt30_25445_large.json").read_text())
    kind = {node["nodeID"]: node["type"] for node in read["nodes"]}
    into: dict[str, list[str]] = {node: [] for node in kind}
    out_of: dict[str, list[str]] = {node: [] for node in kind}
    for edge in read["edges"]:
        into[edge["toID"]].append(edge["fromID"])
        out_of[edge["fromID"]].append(edge["toID"])
    relations = []
    for node in sorted(kind, key=int):
        premises = tuple(int(end) for end in into[node] if kind[end] == "I")
        targets = [int(end) for end in out_of[node] if kind[end] == "I"]
        if kind[node] in KINDS and premises and targets:
            relations.append(RelationEdge(int(node), KINDS[kind[node]], premises, target_claim=targets[0]))
    claims = [ClaimNode(int(node), order=(float(node),)) for node in kind if kind[node] == "I"]
    return ArgumentGraph(claims, relations)


def test_most_claims_of_a_broadcast_were_never_challenged(broadcast: ArgumentGraph) -> None:
    words = Counter(standing.word.value for standing in standings(broadcast).values())
    assert sum(words.values()) == 287
    assert words["never challenged"] > 200


def test_a_map_of_1378_nodes_is_analysed_whole_within_a_second(broadcast: ArgumentGraph) -> None:
    started = time.process_time()
    table = StandingTable(hear(broadcast, []))
    for claim in broadcast.claims:
        explain(table.standing(claim), {})
    cruxes(table, main_claims(broadcast))
    timeline(broadcast)
    structure(broadcast)
    for semantics in Semantics:
        assert extensions(table.reading.framework, semantics).is_complete
    for rule in Rule:
        claim_strengths(broadcast, rule)
    assert time.process_time() - started < 1
