"""The shape of a map: its disputes, its knots, the links that hold parts together, what is contested and what is leant on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

from debates.graph.argument_graph import ArgumentGraph, Kind, RelationEdge
from debates.graph.knots import components

LARGEST_FOR_LINKS = 20_000
"""Claims of a map of which linking relations are looked for; networkx keeps about 1 kB a claim."""
LARGEST_FOR_REACH = 5_000
"""Claims of a map in which reasons are followed to any depth; in a larger one direct ones count."""
SMALLEST_PART = 3
"""Claims on either side of a link that count as a part."""


@dataclass(frozen=True, slots=True)
class Knot:
    """Claims that lie on circles together, with the relations of one shortest circle, in order.

    `only_supports` says that a claim can be reached from itself by supports alone: the reasoning is circular, where a circle with
    attacks in it may just be a dispute. `circle` is empty in a knot of more than LARGEST_FOR_REACH claims.
    """

    claims: frozenset[int]
    circle: tuple[int, ...]
    only_supports: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A relation without which a dispute falls apart, with the claims of the smaller part."""

    relation: int
    smaller_part: int


@dataclass(frozen=True, slots=True)
class Structure:
    """The shape of a map; lists are longest or largest first, ties by number.

    `disputes` are parts joined by any relations, of two claims and more; `alone` counts the claims without relations. `contested` pairs claims
    with rebuttals of them and undercuts of steps from them; `leant_on` with the claims that have them among their
    reasons, at any depth. `bound` says in words what a large map was spared.
    """

    disputes: tuple[frozenset[int], ...]
    alone: int
    knots: tuple[Knot, ...]
    links: tuple[Link, ...]
    contested: tuple[tuple[int, int], ...]
    leant_on: tuple[tuple[int, int], ...]
    bound: str = ""


def structure(graph: ArgumentGraph, most: int = 10) -> Structure:
    """Return the shape of a map, with up to `most` links, contested claims and claims leant on.

    >>> from debates.graph import ClaimNode
    >>> relation = RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1)
    >>> shape = structure(ArgumentGraph([ClaimNode(1), ClaimNode(2), ClaimNode(3)], [relation]))
    >>> shape.disputes, shape.alone, shape.leant_on
    ((frozenset({1, 2}),), 1, ((2, 1),))
    """
    ends = [(relation, _ends(graph, relation)) for relation in graph.relations.values()]
    joined = parts(graph)
    bound = ""
    links: list[Link] = []
    if len(graph.claims) <= LARGEST_FOR_LINKS:
        links = _links(ends)
    else:
        bound = f"links are not looked for among more than {LARGEST_FOR_LINKS} claims"
    if len(graph.claims) > LARGEST_FOR_REACH:
        bound = "; ".join(
            part
            for part in (bound, "only direct reasons are counted, and no circle is shown in a larger knot")
            if part
        )
    return Structure(
        tuple(part for part in joined if len(part) > 1),
        sum(len(part) == 1 for part in joined),
        tuple(_knots(graph)),
        tuple(links[:most]),
        _most({claim: _answers(graph, claim) for claim in graph.claims}, most),
        _most(_leaning(graph), most),
        bound,
    )


def _ends(graph: ArgumentGraph, relation: RelationEdge) -> tuple[list[int], list[int]]:
    """The claims that a relation joins: from where, and to where. An undercut leads to the premises whose step it denies."""
    if relation.target_claim is not None:
        return list(relation.premises), [relation.target_claim]
    return list(relation.premises), list(graph.relations[relation.target_relation or 0].premises)


def parts(graph: ArgumentGraph) -> list[frozenset[int]]:
    """Return the claims that hang together by relations of any kind, the largest part first. Linear.

    >>> from debates.graph import ClaimNode
    >>> attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    >>> [sorted(part) for part in parts(ArgumentGraph([ClaimNode(1), ClaimNode(2), ClaimNode(3)], [attack]))]
    [[1, 2], [3]]
    """
    leader = {claim: claim for claim in graph.claims}

    def led_by(claim: int) -> int:
        while leader[claim] != claim:
            leader[claim] = leader[leader[claim]]
            claim = leader[claim]
        return claim

    for relation in graph.relations.values():
        sources, targets = _ends(graph, relation)
        for claim in (*sources[1:], *targets):
            leader[led_by(claim)] = led_by(sources[0])
    found: dict[int, set[int]] = {}
    for claim in graph.claims:
        found.setdefault(led_by(claim), set()).add(claim)
    return sorted((frozenset(part) for part in found.values()), key=lambda part: (-len(part), min(part)))


def _knots(graph: ArgumentGraph) -> list[Knot]:
    ids = sorted(graph.claims)
    position = {claim: index for index, claim in enumerate(ids)}

    def leading_to(index: int) -> list[int]:
        steps = graph.starting_from(ids[index])
        return [position[end] for step in steps if _is_step(step) for end in _ends(graph, step)[1]]

    found = []
    for component in components(len(ids), leading_to):
        claims = frozenset(ids[index] for index in component)
        if len(component) > 1 or component[0] in leading_to(component[0]):
            found.append(_knot(graph, claims))
    return sorted(found, key=lambda knot: (-len(knot.claims), min(knot.claims)))


def _is_step(relation: RelationEdge) -> bool:
    return relation.kind is not Kind.REPHRASE


def _knot(graph: ArgumentGraph, claims: frozenset[int]) -> Knot:
    if len(claims) > LARGEST_FOR_REACH:
        return Knot(claims, (), False)
    supports = _shortest_circle(graph, claims, {Kind.SUPPORT})
    return Knot(
        claims,
        supports or _shortest_circle(graph, claims, {Kind.SUPPORT, Kind.ATTACK, Kind.UNDERCUT}),
        bool(supports),
    )


def _shortest_circle(graph: ArgumentGraph, claims: frozenset[int], kinds: set[Kind]) -> tuple[int, ...]:
    """The relations of a shortest circle through the first claims of a knot; empty where there is none."""
    directed = nx.DiGraph()
    for claim in claims:
        for step in graph.starting_from(claim):
            if step.kind in kinds:
                directed.add_edges_from(
                    (claim, end, {"relation": step.id}) for end in _ends(graph, step)[1] if end in claims
                )
    best: list[int] = []
    for knot in nx.strongly_connected_components(directed):
        first = min(knot)
        if len(knot) == 1 and not directed.has_edge(first, first):
            continue
        back = [*directed.predecessors(first)]
        paths = nx.single_source_shortest_path(directed.subgraph(knot), first)
        circle = min((paths[end] for end in back if end in paths), key=lambda path: (len(path), path))
        if not best or len(circle) < len(best):
            best = circle
    return tuple(directed.edges[step]["relation"] for step in zip(best, best[1:] + best[:1], strict=True))


def _links(ends: Iterable[tuple[RelationEdge, tuple[list[int], list[int]]]]) -> list[Link]:
    """Relations whose absence leaves two parts of at least SMALLEST_PART claims; the evenest first."""
    plain = nx.Graph()
    for relation, (sources, targets) in ends:
        for source in sources:
            for target in targets:
                known = plain.get_edge_data(source, target)
                shared = len(sources) > 1 or (known is not None and known["relation"] != relation.id)
                plain.add_edge(source, target, relation=None if shared else relation.id)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    bridges = [
        (one, other) for one, other in nx.bridges(plain) if plain.edges[one, other]["relation"] is not None
    ]
    found = [
        Link(plain.edges[bridge]["relation"], smaller)
        for bridge, smaller in _smaller_parts(plain, bridges)
        if smaller >= SMALLEST_PART
    ]
    return sorted(found, key=lambda link: (-link.smaller_part, link.relation))


def _smaller_parts(plain: nx.Graph[int], bridges: list[tuple[int, int]]) -> list[tuple[tuple[int, int], int]]:
    """For each bridge the nodes of its smaller side: the sizes of subtrees in the tree that bridges make of the rest."""
    whole = plain.copy()
    whole.remove_edges_from(bridges)
    block = {node: index for index, part in enumerate(nx.connected_components(whole)) for node in part}
    tree = nx.Graph()
    tree.add_edges_from((block[one], block[other], {"bridge": (one, other)}) for one, other in bridges)
    size = dict.fromkeys(tree, 0)
    for index in block.values():
        if index in size:
            size[index] += 1
    found = []
    for part in list(nx.connected_components(tree)):
        root = min(part)
        total = sum(size[index] for index in part)
        above = dict(nx.bfs_predecessors(tree, root))
        for index in reversed(list(above)):
            found.append((tree.edges[index, above[index]]["bridge"], min(size[index], total - size[index])))
            size[above[index]] += size[index]
    return found


def _answers(graph: ArgumentGraph, claim: int) -> int:
    rebuttals = sum(relation.kind is Kind.ATTACK for relation in graph.onto(claim))
    return rebuttals + sum(len(graph.undercutting(step.id)) for step in graph.starting_from(claim))


def _leaning(graph: ArgumentGraph) -> dict[int, int]:
    """How many other claims have each among their reasons."""
    if len(graph.claims) > LARGEST_FOR_REACH:
        return {claim: len(_supported(graph, claim)) for claim in graph.claims}
    return {claim: len(_supported_at_any_depth(graph, claim)) for claim in graph.claims}


def _supported(graph: ArgumentGraph, claim: int) -> set[int]:
    steps = graph.starting_from(claim)
    return {
        step.target_claim for step in steps if step.kind is Kind.SUPPORT and step.target_claim is not None
    }


def _supported_at_any_depth(graph: ArgumentGraph, claim: int) -> set[int]:
    found: set[int] = set()
    pending = [claim]
    while pending:
        fresh = _supported(graph, pending.pop()) - found
        found |= fresh
        pending.extend(fresh)
    return found - {claim}


def _most(counts: dict[int, int], most: int) -> tuple[tuple[int, int], ...]:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(pair for pair in ranked[:most] if pair[1])
