from __future__ import annotations

import random

import pytest

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Kind,
    RelationEdge,
    Stance,
    Support,
    Voicing,
    hear,
    standings,
    timeline,
)


def _graph(times: list[float], *relations: RelationEdge) -> ArgumentGraph:
    return ArgumentGraph(
        [ClaimNode(number, order=(time,)) for number, time in enumerate(times, 1)], relations
    )


def _told(graph: ArgumentGraph, *voicings: Voicing) -> list[tuple[float, int, str]]:
    told = timeline(graph, voicings)
    return [
        (step.time[0], change.claim, change.after.value) for step in told.steps for change in step.changes
    ]


def _attack(number: int, *ends: int) -> RelationEdge:
    return RelationEdge(number, Kind.ATTACK, ends[:-1], target_claim=ends[-1])


def test_a_claim_is_challenged_when_the_challenge_is_said_and_answered_when_the_answer_is() -> None:
    assert _told(_graph([1, 2, 3], _attack(1, 2, 1), _attack(2, 3, 2))) == [
        (1, 1, "never challenged"),
        (2, 1, "challenged and not answered"),
        (2, 2, "never challenged"),
        (3, 1, "challenged and answered"),
        (3, 2, "challenged and not answered"),
        (3, 3, "never challenged"),
    ]


def test_a_denial_and_then_a_grant() -> None:
    said = [
        Voicing(1, Stance.ASSERTS, 1, 1, (1.0,)),
        Voicing(1, Stance.DENIES, 2, 2, (2.0,)),
        Voicing(1, Stance.GRANTS, 2, 2, (3.0,)),
    ]
    assert _told(_graph([1]), *said) == [(1, 1, "never challenged"), (2, 1, "contested"), (3, 1, "conceded")]


def test_an_undercut_of_what_is_said_later_waits_for_it() -> None:
    cut = RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1)
    graph = _graph([1, 5, 2], _attack(1, 2, 1), cut)
    assert timeline(graph).steps[-1].time == (5.0,)
    assert timeline(graph).at((5.0,))[1].value == "challenged and answered"


def test_undercuts_in_a_circle_do_not_hang() -> None:
    circle = [
        RelationEdge(2, Kind.UNDERCUT, (2,), target_relation=3),
        RelationEdge(3, Kind.UNDERCUT, (1,), target_relation=2),
    ]
    assert _told(_graph([1, 2], *circle)) == [(1, 1, "never challenged"), (2, 2, "never challenged")]


def test_an_empty_debate_has_no_steps() -> None:
    assert timeline(ArgumentGraph([], [])).steps == ()


def test_a_replay_out_of_time_says_where_it_ended() -> None:
    told = timeline(_graph([1, 2]), seconds=-1)
    assert told.bound == "the replay ended after -1 s, 0 of 2 moments said"


def test_100_000_claims_in_one_knot_end_within_the_time_given() -> None:
    size = 100_000
    knot = [_attack(number, number, number % size + 1) for number in range(1, size + 1)]
    told = timeline(_graph([float(number) for number in range(size)], *knot), seconds=0.5)
    assert told.bound.startswith("the replay ended after 0.5 s")


@pytest.mark.parametrize("support", list(Support))
def test_every_moment_stands_as_the_debate_said_by_then_would(support: Support) -> None:
    for seed in range(250):
        rng = random.Random(seed)
        graph, voicings = _random_debate(rng)
        told = timeline(graph, voicings, support)
        said = {claim: hear(graph, voicings).first_said(claim) for claim in graph.claims}
        for moment in [(float(second),) for second in range(1, 9)]:
            claims = [node for node in graph.claims.values() if said[node.id] <= moment]
            by_then = ArgumentGraph(claims, graph.relations.values())
            expected = standings(
                by_then, [voicing for voicing in voicings if voicing.time <= moment], support
            )
            assert told.at(moment) == {claim: standing.word for claim, standing in expected.items()}, seed


def _random_debate(rng: random.Random) -> tuple[ArgumentGraph, list[Voicing]]:
    size = rng.randint(1, 7)
    relations: list[RelationEdge] = []
    for number in range(1, rng.randint(1, 10)):
        kind = rng.choice([*Kind, Kind.ATTACK])
        premises = tuple(rng.sample(range(1, size + 1), min(size, rng.choice([1, 1, 2]))))
        if kind is Kind.UNDERCUT:
            if relations:
                cut = rng.choice(relations).id
                relations.append(RelationEdge(number, kind, premises, target_relation=cut))
            continue
        relations.append(RelationEdge(number, kind, premises, target_claim=rng.randint(1, size)))
    voicings = [
        Voicing(claim, stance, voice, holder, (float(rng.randint(1, 8)),))
        for claim in range(1, size + 1)
        for _ in range(rng.randint(0, 4))
        for stance in [rng.choice(list(Stance))]
        for voice in [rng.randint(1, 3)]
        for holder in [rng.choice([4, "critics"]) if stance is Stance.REPORTS else voice]
    ]
    claims = [ClaimNode(number, order=(float(rng.randint(1, 8)),)) for number in range(1, size + 1)]
    return ArgumentGraph(claims, relations), voicings
