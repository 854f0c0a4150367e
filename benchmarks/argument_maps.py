"""Real argument maps for measurements and tests; the files are not part of the project."""

from __future__ import annotations

import json
from pathlib import Path

from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge

KINDS = {"RA": Kind.SUPPORT, "CA": Kind.ATTACK, "MA": Kind.REPHRASE}


def claims_of_aif(path: Path) -> ArgumentGraph:
    """Read the claims (I-nodes) of a map in the Argument Interchange Format, with its inferences, conflicts and rephrasings."""
    read = json.loads(path.read_text(encoding="utf-8"))
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
