from __future__ import annotations

import random
import time

import pytest

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Kind,
    RelationEdge,
    Stance,
    StandingTable,
    Voicing,
    Word,
    hear,
    standings,
    what_if,
)
from debates.graph.what_if import Flip


def _table(size: int, *attacks: tuple[int, int], voicings: tuple[Voicing, ...] = ()) -> StandingTable:
    relations = [
        RelationEdge(number, Kind.ATTACK, (source,), target_claim=target)
        for number, (source, target) in enumerate(attacks, start=1)
    ]
    claims = [ClaimNode(number) for number in range(1, size + 1)]
    return StandingTable(hear(ArgumentGraph(claims, relations), voicings))


def test_setting_an_answer_aside_lets_the_challenge_through() -> None:
    table = _table(3, (2, 1), (3, 2))
    assert what_if(table, set_aside=[3]) == [
        Flip(1, Word.ANSWERED, Word.UNANSWERED),
        Flip(2, Word.UNANSWERED, Word.ANSWERED),
    ]


def test_granting_a_claim_that_fell_flips_what_it_rebuts() -> None:
    table = _table(3, (2, 1), (3, 2))
    assert what_if(table, granted=[2]) == [Flip(1, Word.ANSWERED, Word.UNANSWERED)]


def test_nothing_flips_when_nothing_depends() -> None:
    assert what_if(_table(2), set_aside=[1], granted=[2]) == []


def test_the_table_stays_as_it_was() -> None:
    table = _table(3, (2, 1), (3, 2))
    what_if(table, set_aside=[3])
    assert table.word(1) is Word.ANSWERED


def test_denials_are_not_listed() -> None:
    said = (Voicing(1, Stance.ASSERTS, 1, 1, (1.0,)), Voicing(1, Stance.DENIES, 2, 2, (2.0,)))
    assert what_if(_table(2, (2, 1), voicings=said), set_aside=[2]) == [
        Flip(1, Word.UNANSWERED, Word.CONTESTED)
    ]


def test_refuses_a_claim_both_set_aside_and_granted() -> None:
    with pytest.raises(ValueError, match="at once"):
        what_if(_table(1), set_aside=[1], granted=[1])


def test_refuses_a_claim_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        what_if(_table(1), set_aside=[7])


def test_agrees_with_a_map_in_which_the_claims_fell_to_a_challenge() -> None:
    for seed in range(200):
        rng = random.Random(seed)
        size = rng.randint(2, 12)
        attacks = [(rng.randint(1, size), rng.randint(1, size)) for _ in range(size * 3 // 2)]
        aside = set(rng.sample(range(1, size + 1), rng.randint(1, 2)))
        table = _table(size, *attacks)
        flipped = {flip.claim: flip.after for flip in what_if(table, set_aside=aside)}
        fallen = _table(size + 1, *attacks, *((size + 1, claim) for claim in aside))
        for claim in set(range(1, size + 1)) - aside:
            assert flipped.get(claim, table.word(claim)) is fallen.word(claim), seed


def test_a_question_about_300_claims_is_answered_within_50_ms() -> None:
    rng = random.Random(1)
    table = _table(300, *((rng.randint(1, 300), rng.randint(1, 300)) for _ in range(400)))
    started = time.process_time()
    what_if(table, set_aside=[5, 50, 150], granted=[20, 70])
    assert time.process_time() - started < 0.05


def test_standings_of_what_is_not_touched_are_those_of_the_debate() -> None:
    graph = ArgumentGraph([ClaimNode(1)], [])
    assert standings(graph)[1].word is Word.NEVER_CHALLENGED
