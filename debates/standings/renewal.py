"""Work out anew where claims stand, and what debates turn on, after a change of the map."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction
from django.utils import timezone

from debates.graph import ArgumentGraph, StandingTable, cruxes, hear, main_claims, timeline
from debates.graph.structure import parts, structure
from debates.models import ClaimStanding, Debate, DebateDigest, MapChange, Placement
from debates.standings.loading import LoadedMap, TooLargeError, load_map, map_of, together_with
from debates.standings.stored import chain_json, cruxes_json, rests_on_json, shape_json, timeline_json
from debates.standings.weighing import weigh

LARGEST_COMPONENT = 50_000
"""Claims that hang together and are worked out at once; where there are more, none of them is."""
CHANGES_AT_ONCE = 100_000
"""Changes taken in by one transaction. Most come in crowds about the same claims, which are worked out once."""
SHOWN = 20
"""Disputes, knots and claims of each that a debate's page lists."""

_ONE_AT_A_TIME = 5_271_009
"""The number of the lock by which renewals wait for each other."""


def renew() -> int:
    """Take in all changes that wait; returns how many claims were worked out."""
    renewed = 0
    while (some := _renew_some()) is not None:
        renewed += some
    return renewed


@transaction.atomic
def _renew_some() -> int | None:
    """Take in the oldest changes; None where there are none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    changes = list(MapChange.objects.order_by("pk")[:CHANGES_AT_ONCE])
    if not changes:
        return None
    MapChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    version = changes[-1].pk
    claims = {change.claim for change in changes if change.claim is not None}
    renewed: set[int] = set()
    for part in _parts(claims):
        _store(part, version)
        renewed |= part.graph.claims.keys()
    touched = {change.debate for change in changes if change.debate is not None}
    near = Placement.objects.filter(claim__in=renewed | claims).values_list("debate", flat=True)
    for debate in Debate.objects.filter(pk__in=touched.union(near)).order_by("pk"):
        _digest(debate, version)
    return len(renewed)


def _parts(claims: set[int]) -> Iterator[LoadedMap]:
    """The components in which these claims are."""
    try:
        yield from _split(load_map(together_with(claims, LARGEST_COMPONENT)))
    except TooLargeError:
        waiting = set(claims)
        while waiting:
            yield from _part_of(waiting)


def _part_of(waiting: set[int]) -> Iterator[LoadedMap]:
    """The component of one of the claims that wait, whose claims wait no longer; none where it is too large."""
    first = waiting.pop()
    try:
        part = together_with([first], LARGEST_COMPONENT)
    except TooLargeError as error:
        ClaimStanding.objects.filter(claim__in=error.claims).delete()
        waiting -= error.claims
        return
    waiting -= part
    if part:
        yield load_map(part)


def _split(found: LoadedMap) -> Iterator[LoadedMap]:
    """The components of a map, each as a map of its own."""
    part_of = {claim: part for part in parts(found.graph) for claim in part}
    relations: dict[frozenset[int], list[int]] = {part: [] for part in part_of.values()}
    for number, relation in found.graph.relations.items():
        relations[part_of[relation.premises[0]]].append(number)
    voicings: dict[frozenset[int], list[int]] = {part: [] for part in part_of.values()}
    for index, voicing in enumerate(found.voicings):
        voicings[part_of[voicing.claim]].append(index)
    for part, inside in relations.items():
        graph = ArgumentGraph(
            (found.graph.claims[claim] for claim in part),
            (found.graph.relations[number] for number in inside),
        )
        said = tuple(found.voicings[index] for index in voicings[part])
        disputed = {number: found.disputed[number] for number in inside if number in found.disputed}
        yield LoadedMap(graph, said, disputed)


def _store(part: LoadedMap, version: int) -> None:
    component, now = min(part.graph.claims), timezone.now()
    rows = (
        ClaimStanding(
            claim_id=weighed.standing.claim,
            word=weighed.standing.word.value,
            component=component,
            chain=chain_json(weighed.standing),
            rests_on=rests_on_json(weighed.robustness, len(part.disputed)),
            numbers=weighed.numbers,
            version=version,
            renewed_at=now,
        )
        for weighed in weigh(part)
    )
    ClaimStanding.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["word", "component", "chain", "rests_on", "numbers", "version", "renewed_at"],
    )


def _digest(debate: Debate, version: int) -> None:
    placed = list(debate.placements.values_list("claim", flat=True))
    found = map_of(debate)
    own = load_map(placed).graph
    table = StandingTable(hear(found.graph, found.voicings))
    DebateDigest.objects.update_or_create(
        debate=debate,
        defaults={
            "cruxes": cruxes_json(cruxes(table, main_claims_of(debate, own))),
            "shape": shape_json(structure(own), SHOWN),
            "timeline": timeline_json(timeline(found.graph, found.voicings)),
            "version": version,
            "renewed_at": timezone.now(),
        },
    )


def main_claims_of(debate: Debate, own: ArgumentGraph) -> list[int]:
    """The claims that editors marked as main, or those on which most others bear."""
    marked = debate.placements.in_order().filter(is_main=True).values_list("claim", flat=True)
    return list(marked) or main_claims(own)
