from __future__ import annotations

import random

import pytest

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Kind,
    Label,
    LabelChange,
    LiveMap,
    MapColumns,
    RelationEdge,
    Support,
    grounded,
    read,
)

IN, OUT = Label.IN, Label.OUT


def _live(size: int, *relations: RelationEdge) -> LiveMap:
    return LiveMap(MapColumns.from_rows(range(1, size + 1), relations))


def test_a_rebuttal_added_and_taken_away_changes_its_target_there_and_back() -> None:
    live = _live(2)
    assert live.add_relation(RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)) == [LabelChange(1, IN, OUT)]
    assert live.remove_relation(1) == [LabelChange(1, OUT, IN)]


def test_a_restatement_shares_what_bears_on_the_claim() -> None:
    live = _live(3, RelationEdge(1, Kind.ATTACK, (2,), target_claim=1))
    assert live.add_relation(RelationEdge(2, Kind.REPHRASE, (3,), target_claim=1)) == [
        LabelChange(3, IN, OUT)
    ]
    assert live.restatements(3) == {1, 3}


def test_an_undercut_of_a_restatement_parts_the_claims_again() -> None:
    attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    live = _live(4, attack, RelationEdge(2, Kind.REPHRASE, (3,), target_claim=1))
    changed = live.add_relation(RelationEdge(3, Kind.UNDERCUT, (4,), target_relation=2))
    assert changed == [LabelChange(3, OUT, IN)]


def test_a_new_claim_is_in() -> None:
    assert _live(1).add_claim(2) == [LabelChange(2, None, IN)]


def test_refuses_a_number_that_is_not_above_all_others() -> None:
    live = _live(2, RelationEdge(5, Kind.ATTACK, (2,), target_claim=1))
    with pytest.raises(ValueError, match="above all others"):
        live.add_relation(RelationEdge(5, Kind.ATTACK, (1,), target_claim=2))
    with pytest.raises(ValueError, match="above all others"):
        live.add_claim(2)


def test_refuses_ends_that_are_not_there() -> None:
    live = _live(1)
    with pytest.raises(KeyError):
        live.add_relation(RelationEdge(1, Kind.ATTACK, (9,), target_claim=1))
    with pytest.raises(KeyError):
        live.add_relation(RelationEdge(1, Kind.UNDERCUT, (1,), target_relation=9))
    with pytest.raises(KeyError):
        live.remove_relation(1)


def _random_relation(rng: random.Random, number: int, claims: list[int], there: list[int]) -> RelationEdge:
    kind = rng.choice([*Kind, Kind.ATTACK])
    premises = tuple(rng.sample(claims, min(len(claims), rng.choice([1, 1, 1, 2]))))
    if kind is Kind.UNDERCUT and there:
        return RelationEdge(number, kind, premises, target_relation=rng.choice(there))
    if kind is Kind.UNDERCUT:
        kind = Kind.ATTACK
    return RelationEdge(number, kind, premises, target_claim=rng.choice(claims))


def _remove(edges: dict[int, RelationEdge], number: int) -> None:
    gone = [number]
    while gone:
        current = gone.pop()
        if edges.pop(current, None):
            gone += [edge.id for edge in edges.values() if edge.target_relation == current]


@pytest.mark.parametrize("support", list(Support))
def test_any_edits_leave_what_labelling_anew_gives(support: Support) -> None:
    for seed in range(250):
        rng = random.Random(seed)
        claims = list(range(1, rng.randint(2, 10)))
        edges: dict[int, RelationEdge] = {}
        for number in range(1, rng.randint(1, 14)):
            edges[number] = _random_relation(rng, number, claims, list(edges))
        live = LiveMap(MapColumns.from_rows(claims, edges.values()), support)
        for number in range(50, 62):
            before: dict[int, Label | None] = {claim: live.label(claim) for claim in claims}
            if rng.random() < 0.15:
                claims.append(claims[-1] + 1)
                before[claims[-1]] = None
                changes = live.add_claim(claims[-1])
            elif edges and rng.random() < 0.45:
                gone = rng.choice(list(edges))
                _remove(edges, gone)
                changes = live.remove_relation(gone)
            else:
                edges[number] = _random_relation(rng, number, claims, list(edges))
                changes = live.add_relation(edges[number])
            expected = _labelled_anew(claims, edges, support)
            assert {claim: live.label(claim) for claim in claims} == expected, seed
            assert {change.claim: (change.before, change.after) for change in changes} == {
                claim: (before[claim], expected[claim])
                for claim in claims
                if before[claim] is not expected[claim]
            }, seed


def _labelled_anew(claims: list[int], edges: dict[int, RelationEdge], support: Support) -> dict[int, Label]:
    reading = read(ArgumentGraph([ClaimNode(claim) for claim in claims], edges.values()), support)
    labels = grounded(reading.framework).labels
    return {
        claim: Label(labels[reading.argument_of(reading.columns.claim_position(claim))]) for claim in claims
    }
