"""Time the reading of argument graphs: `python -m benchmarks.graph [--claims N] [--runs N] [--map FILE]`.

FILE is a map in the Argument Interchange Format that is analysed whole. CPU seconds, medians of the runs. networkx is there; rustworkx, igraph and scipy are compared where they are installed
(`pip install rustworkx igraph scipy`), each with a graph of its own kind built beforehand.
"""

from __future__ import annotations

import argparse
import importlib
import random
import resource
import statistics
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.argument_maps import claims_of_aif
from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Framework,
    Kind,
    LiveMap,
    MapColumns,
    RelationEdge,
    Rule,
    Stance,
    StandingTable,
    Voicing,
    claim_strengths,
    cruxes,
    explain,
    grounded,
    hear,
    main_claims,
    read,
    relabelled,
    standings,
    timeline,
    what_if,
)
from debates.graph.columns import ATTACK, REPHRASE, SUPPORT, UNDERCUT
from debates.graph.extensions import Semantics, extensions
from debates.graph.knots import components
from debates.graph.structure import structure

SEED = 7
RELATIONS_A_CLAIM = 1.8
PLAIN = ((ATTACK, 0.45), (SUPPORT, 0.55))
MIXED = ((ATTACK, 0.45), (UNDERCUT, 0.05), (REPHRASE, 0.02), (SUPPORT, 0.48))
LINKED = 0.1
DEBATE = 300
LARGE_DEBATE = 1_378


@dataclass(frozen=True)
class Row:
    """One line of the table: what was timed, with what, the median in CPU seconds and the slowest."""

    what: str
    who: str
    median_s: float
    slowest_s: float


def timed(what: str, who: str, runs: int, work: Callable[[], object]) -> Row:
    """Run `work` some times; the slowest run is told beside the median."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return Row(what, who, statistics.median(taken), max(taken))


def library(claims: int, mixed: bool) -> MapColumns:
    """Random columns: rebuttals by one claim and supports alone, or everything that a map knows."""
    rng = random.Random(SEED)  # noqa: S311 - nothing secret
    relations = int(claims * RELATIONS_A_CLAIM)
    choices, weights = zip(*(MIXED if mixed else PLAIN), strict=True)
    kinds = bytearray(rng.choices(choices, weights, k=relations))
    kinds[0] = ATTACK
    targets, starts, premises = array("i"), array("i", [0]), array("i")
    for relation, kind in enumerate(kinds):
        targets.append(rng.randrange(relation) if kind == UNDERCUT else rng.randrange(claims))
        premises.append(rng.randrange(claims))
        if mixed and rng.random() < LINKED:
            premises.append(rng.randrange(claims))
        starts.append(len(premises))
    claim_ids, relation_ids = array("q", range(1, claims + 1)), array("q", range(1, relations + 1))
    return MapColumns(claim_ids, relation_ids, kinds, targets, starts, premises)


def library_rows(claims: int, runs: int) -> list[Row]:
    """Labelling at the size of a library, and one edit of it after the other."""
    mixed = library(claims, mixed=True)
    return [
        *labelling_rows(f"{claims:,} claims, plain", library(claims, mixed=False), runs),
        *labelling_rows(f"{claims:,} claims, mixed", mixed, runs),
        *edit_rows(LiveMap(mixed), claims),
        flip_row(100_000, runs),
    ]


def labelling_rows(name: str, columns: MapColumns, runs: int) -> list[Row]:
    """Reading and labelling, which begins with nothing but the arrays of attacks each time."""
    read_once = read(columns).framework
    size, sources, targets = read_once.size, read_once.sources, read_once.targets
    return [
        timed(f"read as a framework, {name}", "own", runs, lambda: read(columns)),
        timed(
            f"grounded labelling, {name}",
            "own",
            runs,
            lambda: grounded(Framework.from_arrays(size, sources, targets)),
        ),
    ]


def edit_rows(live: LiveMap, claims: int) -> list[Row]:
    """A hundred edits of each kind on a large live map."""
    rng = random.Random(SEED)  # noqa: S311 - nothing secret
    numbers = iter(range(live.columns.relation_ids[-1] + 1, 2**40))

    def add(kind: Kind) -> None:
        source, target = rng.randint(1, claims), rng.randint(1, claims)
        if kind is Kind.UNDERCUT:
            live.add_relation(RelationEdge(next(numbers), kind, (source,), target_relation=target))
        else:
            live.add_relation(RelationEdge(next(numbers), kind, (source,), target_claim=target))

    def remove() -> None:
        live.remove_relation(live.columns.relation_ids[rng.randrange(claims)])

    rows = [
        timed(f"one more {kind.value}, {claims:,} claims mixed", "own", 100, partial(add, kind))
        for kind in (Kind.ATTACK, Kind.UNDERCUT, Kind.REPHRASE)
    ]
    return [*rows, timed(f"one relation fewer, {claims:,} claims mixed", "own", 20, remove)]


def flip_row(length: int, runs: int) -> Row:
    """The worst an edit can do: every label of a chain changes."""
    chain = Framework(length + 1, [(number, number + 1) for number in range(length - 1)])
    labelling = grounded(chain)
    chain.add_attack(length, 0)
    return timed(
        f"an edit that flips {length:,} arguments", "own", runs, lambda: relabelled(chain, labelling, [0])
    )


def debate(claims: int) -> tuple[ArgumentGraph, list[Voicing]]:
    """A debate in which claims answer recent ones, said one a second by three people."""
    rng = random.Random(SEED)  # noqa: S311 - nothing secret
    relations: list[RelationEdge] = []
    for number in range(1, int(claims * RELATIONS_A_CLAIM) + 1):
        kind = rng.choices([Kind.ATTACK, Kind.SUPPORT, Kind.UNDERCUT], [0.45, 0.45, 0.1])[0]
        source = rng.randint(2, claims)
        if kind is Kind.UNDERCUT and relations:
            cut = rng.choice(relations).id
            relations.append(RelationEdge(number, kind, (source,), target_relation=cut))
        else:
            kind = Kind.ATTACK if kind is Kind.UNDERCUT else kind
            target = max(1, source - rng.randint(1, 20))
            relations.append(RelationEdge(number, kind, (source,), target_claim=target))
    numbers = range(1, claims + 1)
    nodes = [ClaimNode(claim, order=(float(claim),)) for claim in numbers]
    said = [Voicing(claim, Stance.ASSERTS, claim % 3, claim % 3, (float(claim),)) for claim in numbers]
    return ArgumentGraph(nodes, relations), said


def debate_rows(claims: int, runs: int) -> list[Row]:
    """All that is worked out for one debate."""
    graph, voicings = debate(claims)
    table = StandingTable(hear(graph, voicings))
    main = main_claims(graph)
    work: dict[str, Callable[[], object]] = {
        "standings with chains": lambda: standings(graph, voicings),
        "cruxes of up to 12 main claims": lambda: cruxes(table, main),
        "what if three claims fell": lambda: what_if(table, set_aside=[5, 9, 20]),
        "timeline": lambda: timeline(graph, voicings),
        "structure": lambda: structure(graph),
        "preferred extensions": lambda: extensions(table.reading.framework, Semantics.PREFERRED),
        "DF-QuAD": lambda: claim_strengths(graph, Rule.DF_QUAD),
        "quadratic energy": lambda: claim_strengths(graph, Rule.QUADRATIC_ENERGY),
    }
    rows = [timed(f"{what}, {claims:,} claims", "own", runs, done) for what, done in work.items()]
    return [*rows, timed(f"all that is worked out, {claims:,} claims", "own", runs, partial(whole, graph))]


def map_rows(path: Path, runs: int) -> list[Row]:
    """A real map, analysed whole."""
    graph = claims_of_aif(path)
    what = f"all that is worked out, {path.name} ({len(graph.claims)} claims)"
    return [timed(what, "own", runs, partial(whole, graph))]


def whole(graph: ArgumentGraph) -> None:
    """All that is worked out for a map, one after the other."""
    table = StandingTable(hear(graph, []))
    for claim in graph.claims:
        explain(table.standing(claim), {})
    cruxes(table, main_claims(graph))
    timeline(graph)
    structure(graph)
    for semantics in Semantics:
        extensions(table.reading.framework, semantics)
    for rule in Rule:
        claim_strengths(graph, rule)


def component_rows(claims: int, runs: int) -> list[Row]:
    """Strongly connected components of the same attacks, by each library that is there."""
    framework = read(library(claims, mixed=False)).framework
    pairs = list(framework.attacks())
    what = f"strong components, {claims:,} claims"
    rows = [timed(what, "own", runs, lambda: components(framework.size, framework.attacked_by))]
    for name, compare in COMPARED.items():
        module = found(name)
        if module is not None:
            rows.append(timed(what, name, runs, compare(module, framework.size, pairs)))
    return rows


def bridge_rows(claims: int, runs: int) -> list[Row]:
    """Edges that hold parts together, for which we use networkx."""
    pairs = list(
        dict.fromkeys((min(p), max(p)) for p in read(library(claims, mixed=False)).framework.attacks())
    )
    rows = []
    for name, compare in BRIDGES.items():
        module = found(name)
        if module is not None:
            rows.append(timed(f"bridges, {claims:,} claims", name, runs, compare(module, claims, pairs)))
    return rows


def found(name: str) -> ModuleType | None:
    """A library, or None with a word about it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed and not compared: pip install {name}")
        return None


def _networkx(nx: Any, size: int, pairs: list[tuple[int, int]]) -> Callable[[], object]:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs)
    return lambda: list(nx.strongly_connected_components(graph))


def _rustworkx(rx: Any, size: int, pairs: list[tuple[int, int]]) -> Callable[[], object]:
    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data(pairs)
    return lambda: rx.strongly_connected_components(graph)


def _igraph(ig: Any, size: int, pairs: list[tuple[int, int]]) -> Callable[[], object]:
    graph = ig.Graph(n=size, edges=pairs, directed=True)
    return lambda: graph.connected_components(mode="strong")


def _scipy(_: Any, size: int, pairs: list[tuple[int, int]]) -> Callable[[], object]:
    sparse = importlib.import_module("scipy.sparse")
    graphs = importlib.import_module("scipy.sparse.csgraph")
    sources, targets = zip(*pairs, strict=True)
    matrix = sparse.csr_matrix(([1] * len(pairs), (sources, targets)), shape=(size, size))
    return lambda: graphs.connected_components(matrix, directed=True, connection="strong")


def _networkx_bridges(nx: Any, size: int, pairs: list[tuple[int, int]]) -> Callable[[], object]:
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs)
    return lambda: list(nx.bridges(graph))


def _rustworkx_bridges(rx: Any, size: int, pairs: list[tuple[int, int]]) -> Callable[[], object]:
    graph = rx.PyGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data(pairs)
    return lambda: rx.bridges(graph)


def _igraph_bridges(ig: Any, size: int, pairs: list[tuple[int, int]]) -> Callable[[], object]:
    graph = ig.Graph(n=size, edges=pairs)
    return lambda: graph.bridges()


BRIDGES = {"networkx": _networkx_bridges, "rustworkx": _rustworkx_bridges, "igraph": _igraph_bridges}
COMPARED = {"networkx": _networkx, "rustworkx": _rustworkx, "igraph": _igraph, "scipy": _scipy}


def main() -> None:
    """Print the table and the greatest memory that the labelling took."""
    parser = argparse.ArgumentParser(description="Time the reading of argument graphs.")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--map", type=Path)
    chosen = parser.parse_args()
    rows = library_rows(chosen.claims, chosen.runs)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows += debate_rows(DEBATE, chosen.runs) + debate_rows(LARGE_DEBATE, chosen.runs)
    rows += map_rows(chosen.map, chosen.runs) if chosen.map else []
    rows += component_rows(100_000, chosen.runs) + bridge_rows(20_000, chosen.runs)
    print("| what | with | median CPU ms | slowest |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.who} | {row.median_s * 1000:,.2f} | {row.slowest_s * 1000:,.2f} |")
    print(f"\nGreatest memory while labelling and editing {chosen.claims:,} claims: {peak_mb:,.0f} MB")


if __name__ == "__main__":
    main()
