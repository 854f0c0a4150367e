from __future__ import annotations

import random
import time
from itertools import combinations

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    CruxBounds,
    Kind,
    RelationEdge,
    StandingTable,
    Word,
    cruxes,
    hear,
    main_claims,
    what_if,
)
from debates.graph.what_if import Flip


def _graph(size: int, *attacks: tuple[int, int]) -> ArgumentGraph:
    relations = [
        RelationEdge(number, Kind.ATTACK, (source,), target_claim=target)
        for number, (source, target) in enumerate(attacks, start=1)
    ]
    return ArgumentGraph([ClaimNode(number) for number in range(1, size + 1)], relations)


def _table(graph: ArgumentGraph) -> StandingTable:
    return StandingTable(hear(graph, []))


def test_the_one_answer_to_a_challenge_is_a_crux() -> None:
    (found,) = cruxes(_table(_graph(3, (2, 1), (3, 2))), [1])
    (crux,) = found.sets
    assert (crux.claims, crux.changes) == ((3,), (Flip(1, Word.ANSWERED, Word.UNANSWERED),))
    assert found.bound == ""


def test_two_answers_are_a_crux_together() -> None:
    (found,) = cruxes(_table(_graph(4, (2, 1), (3, 2), (4, 2))), [1])
    assert [crux.claims for crux in found.sets] == [(3, 4)]


def test_either_of_two_needed_answers_is_a_crux() -> None:
    (found,) = cruxes(_table(_graph(5, (2, 1), (3, 1), (4, 2), (5, 3))), [1])
    assert [crux.claims for crux in found.sets] == [(4,), (5,)]


def test_a_claim_that_nobody_challenges_has_no_crux() -> None:
    (found,) = cruxes(_table(_graph(2)), [1])
    assert (found.sets, found.bound, found.word) == ((), "", Word.NEVER_CHALLENGED)


def test_a_contested_claim_turns_on_its_rival() -> None:
    (found,) = cruxes(_table(_graph(2, (2, 1), (1, 2))), [1])
    assert [crux.claims for crux in found.sets] == [(2,)]
    assert found.sets[0].changes == (Flip(1, Word.CONTESTED, Word.ANSWERED),)


def test_a_change_for_another_main_claim_is_told() -> None:
    found = cruxes(_table(_graph(4, (3, 1), (3, 2), (4, 3))), [1, 2])
    assert [flip.claim for flip in found[0].sets[0].changes] == [1, 2]


def test_linked_premises_are_cruxes_one_by_one() -> None:
    claims = [ClaimNode(number) for number in range(1, 4)]
    graph = ArgumentGraph(claims, [RelationEdge(1, Kind.ATTACK, (2, 3), target_claim=1)])
    (found,) = cruxes(_table(graph), [1])
    assert [crux.claims for crux in found.sets] == [(2,), (3,)]


def test_larger_sets_than_the_bound_are_not_claimed_to_be_absent() -> None:
    (found,) = cruxes(_table(_graph(5, (2, 1), (3, 1), (4, 1), (5, 1))), [1], CruxBounds(largest=3))
    assert (found.sets, found.bound) == ((), "no set of up to 3 claims does; larger ones were not tried")


def test_a_search_that_is_too_long_says_how_far_it_went() -> None:
    rivals = [(number, number + 20) for number in range(2, 20)] + [
        (number + 20, number) for number in range(2, 20)
    ]
    graph = _graph(40, *rivals, *((number, 1) for number in range(2, 20)))
    (found,) = cruxes(_table(graph), [1], CruxBounds(tries=5))
    assert (found.tries, found.bound) == (5, "the search ended after 5 sets, among those of 1")


def test_agrees_with_trying_every_set() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        size = rng.randint(2, 8)
        attacks = [(rng.randint(1, size), rng.randint(1, size)) for _ in range(size * 2)]
        table = _table(_graph(size, *attacks))
        (found,) = cruxes(table, [1], CruxBounds(largest=size, tries=100_000, work=10**9))
        assert [crux.claims for crux in found.sets] == _by_trying(table, size), seed


def _by_trying(table: StandingTable, size: int) -> list[tuple[int, ...]]:
    for count in range(1, size):
        found = [
            chosen
            for chosen in combinations(range(2, size + 1), count)
            if any(
                flip.claim == 1 and flip.before is not flip.after for flip in what_if(table, set_aside=chosen)
            )
        ]
        if found:
            return found
    return []


def test_a_knot_of_100_000_claims_gets_an_answer_or_a_bound() -> None:
    size = 100_000
    table = _table(_graph(size, *((number, number % size + 1) for number in range(1, size + 1))))
    (found,) = cruxes(table, [1])
    assert found.bound.startswith("the search ended after")


def test_the_cruxes_of_300_claims_take_less_than_a_second() -> None:
    rng = random.Random(4)
    graph = _graph(300, *((rng.randint(1, 300), rng.randint(1, 300)) for _ in range(300)))
    started = time.process_time()
    cruxes(_table(graph), main_claims(graph))
    assert time.process_time() - started < 1


def test_main_claims_bear_on_nothing_and_most_bears_on_them() -> None:
    assert main_claims(_graph(6, (2, 1), (3, 2), (5, 4))) == [1, 4]


def test_of_a_circle_the_most_answered_are_main() -> None:
    assert main_claims(_graph(3, (1, 2), (2, 1), (3, 1), (1, 3))) == [1, 2, 3]


def test_an_empty_debate_has_no_main_claims() -> None:
    assert main_claims(_graph(0)) == []
