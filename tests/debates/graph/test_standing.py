from __future__ import annotations

import random

import pytest

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    How,
    Kind,
    Label,
    RelationEdge,
    Stance,
    Support,
    Voicing,
    Word,
    Yielding,
    standings,
)

SUTTON, PATEL, ANN = 1, 2, 3


def _graph(size: int, *relations: RelationEdge) -> ArgumentGraph:
    return ArgumentGraph(
        [ClaimNode(number, order=(float(number),)) for number in range(1, size + 1)], relations
    )


def _attack(number: int, *ends: int) -> RelationEdge:
    return RelationEdge(number, Kind.ATTACK, ends[:-1], target_claim=ends[-1])


def _says(who: int, claim: int, at: float, stance: Stance = Stance.ASSERTS) -> Voicing:
    return Voicing(claim, stance, who, who, (at,))


def _words(graph: ArgumentGraph, *voicings: Voicing) -> list[str]:
    return [standing.word.value for standing in standings(graph, voicings).values()]


def test_a_claim_that_nobody_answers_is_never_challenged() -> None:
    (standing,) = standings(_graph(1)).values()
    assert (standing.word, standing.moves) == (Word.NEVER_CHALLENGED, ())


def test_support_is_no_challenge() -> None:
    graph = _graph(2, RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1))
    assert _words(graph) == ["never challenged", "never challenged"]


def test_a_rebuttal_without_an_answer_is_named_as_the_chain() -> None:
    standing = standings(_graph(2, _attack(7, 2, 1)), [_says(PATEL, 2, 180)])[1]
    (move,) = standing.moves
    assert standing.word is Word.UNANSWERED
    assert (move.how, move.relation, move.claims, move.holders, move.time) == (
        How.REBUTS,
        7,
        (2,),
        (PATEL,),
        (180.0,),
    )


def test_an_answered_challenge_has_the_answer_in_its_chain() -> None:
    standing = standings(_graph(3, _attack(7, 2, 1), _attack(8, 3, 2)))[1]
    assert (standing.word, standing.claims(), standing.relations()) == (Word.ANSWERED, (2, 3), (7, 8))


def test_an_undercut_answers_a_rebuttal() -> None:
    graph = _graph(3, _attack(7, 2, 1), RelationEdge(8, Kind.UNDERCUT, (3,), target_relation=7))
    standing = standings(graph)[1]
    assert (standing.word, standing.moves[0].replies[0].how) == (Word.ANSWERED, How.UNDERCUTS)


def test_an_answer_that_falls_does_not_help() -> None:
    standing = standings(_graph(4, _attack(7, 2, 1), _attack(8, 3, 2), _attack(9, 4, 3)))[1]
    assert (standing.word, standing.claims()) == (Word.UNANSWERED, (2, 3, 4))


def test_rebuttals_of_each_other_are_contested() -> None:
    standing = standings(_graph(2, _attack(7, 2, 1), _attack(8, 1, 2)))[1]
    (move,) = standing.moves
    assert (standing.word, move.outcome) == (Word.CONTESTED, Label.UNDECIDED)
    assert move.replies[0].replies[0].circular


def test_a_claim_that_attacks_itself_is_contested() -> None:
    assert _words(_graph(1, _attack(1, 1, 1))) == ["contested"]


def test_a_bare_denial_leaves_a_claim_contested() -> None:
    standing = standings(_graph(1), [_says(SUTTON, 1, 1), _says(PATEL, 1, 2, Stance.DENIES)])[1]
    (move,) = standing.moves
    assert (standing.word, move.how, move.holders, move.claims) == (Word.CONTESTED, How.DENIES, (PATEL,), ())


def test_a_denial_taken_back_leaves_nothing() -> None:
    said = [_says(SUTTON, 1, 1), _says(PATEL, 1, 2, Stance.DENIES), _says(PATEL, 1, 3)]
    assert _words(_graph(1), *said) == ["never challenged"]


def test_a_claim_granted_by_who_rebutted_it_is_conceded() -> None:
    said = [_says(SUTTON, 1, 1), _says(PATEL, 2, 2), _says(PATEL, 1, 3, Stance.GRANTS)]
    standing = standings(_graph(2, _attack(7, 2, 1)), said)[1]
    assert standing.word is Word.CONCEDED
    assert standing.concession is not None
    assert (standing.concession.how, standing.concession.voicings[0].holder) == (Yielding.GRANTED, PATEL)


def test_a_grant_does_not_answer_what_a_third_person_says() -> None:
    said = [_says(SUTTON, 1, 1), _says(ANN, 2, 2), _says(PATEL, 1, 3, Stance.GRANTS)]
    assert standings(_graph(2, _attack(7, 2, 1)), said)[1].word is Word.UNANSWERED


def test_a_rebuttal_made_after_the_grant_counts() -> None:
    said = [_says(SUTTON, 1, 1), _says(PATEL, 1, 2, Stance.GRANTS), _says(PATEL, 2, 3)]
    assert standings(_graph(2, _attack(7, 2, 1)), said)[1].word is Word.UNANSWERED


def test_one_cannot_concede_ones_own_claim_by_granting_it() -> None:
    said = [_says(SUTTON, 1, 1), _says(SUTTON, 1, 2, Stance.GRANTS)]
    assert standings(_graph(1), said)[1].word is Word.NEVER_CHALLENGED


def test_a_claim_denied_by_all_who_held_it_is_conceded() -> None:
    standing = standings(_graph(1), [_says(SUTTON, 1, 1), _says(SUTTON, 1, 2, Stance.DENIES)])[1]
    assert standing.concession is not None
    assert (standing.word, standing.concession.how) == (Word.CONCEDED, Yielding.GIVEN_UP)


def test_a_claim_that_somebody_still_holds_is_not_given_up() -> None:
    said = [_says(SUTTON, 1, 1), _says(ANN, 1, 1), _says(SUTTON, 1, 2, Stance.DENIES)]
    assert standings(_graph(1), said)[1].word is Word.CONTESTED


def test_a_reported_rebuttal_is_not_its_reporters() -> None:
    said = [_says(SUTTON, 1, 1), Voicing(2, Stance.REPORTS, PATEL, "critics", (2.0,))]
    (move,) = standings(_graph(2, _attack(7, 2, 1)), said)[1].moves
    assert (move.holders, move.reported_by) == (("critics",), (PATEL,))


def test_who_grants_a_claim_does_not_take_back_what_they_reported() -> None:
    said = [
        _says(SUTTON, 1, 1),
        Voicing(2, Stance.REPORTS, PATEL, "critics", (2.0,)),
        _says(PATEL, 1, 3, Stance.GRANTS),
    ]
    assert standings(_graph(2, _attack(7, 2, 1)), said)[1].word is Word.UNANSWERED


def test_an_answer_by_somebody_else_is_a_third_partys() -> None:
    graph = _graph(4, _attack(7, 2, 1), _attack(8, 3, 2), _attack(9, 4, 2))
    said = [_says(SUTTON, 1, 1), _says(PATEL, 2, 2), _says(ANN, 3, 3), _says(SUTTON, 4, 4)]
    (move,) = standings(graph, said)[1].moves
    assert [(reply.holders, reply.third_party) for reply in move.replies] == [
        ((ANN,), True),
        ((SUTTON,), False),
    ]


def test_restatements_stand_alike_and_share_their_challenges() -> None:
    graph = _graph(3, RelationEdge(1, Kind.REPHRASE, (2,), target_claim=1), _attack(2, 3, 2))
    assert _words(graph) == ["challenged and not answered", "challenged and not answered", "never challenged"]


def test_a_necessary_premise_that_falls_is_the_chain() -> None:
    graph = _graph(3, RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1), _attack(2, 3, 2))
    standing = standings(graph, support=Support.NECESSARY)[1]
    assert (standing.word, standing.moves[0].how, standing.claims()) == (
        Word.UNANSWERED,
        How.PREMISE_FAILS,
        (2,),
    )


def test_a_conclusion_that_falls_is_the_chain_of_a_deductive_premise() -> None:
    graph = _graph(3, RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1), _attack(2, 3, 1))
    standing = standings(graph, support=Support.DEDUCTIVE)[2]
    assert (standing.word, standing.moves[0].how, standing.claims()) == (
        Word.UNANSWERED,
        How.CONCLUSION_FAILS,
        (1,),
    )


def test_an_empty_debate_has_no_standings() -> None:
    assert standings(ArgumentGraph([], [])) == {}


def test_voicings_of_claims_elsewhere_are_passed_over() -> None:
    assert _words(_graph(1), _says(PATEL, 9, 1)) == ["never challenged"]


def test_a_claim_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        standings(_graph(1), only=[5])


def test_100_000_claims_in_one_knot_have_bounded_chains() -> None:
    size = 100_000
    rng = random.Random(2)
    ring = [_attack(number, number, number % size + 1) for number in range(1, size + 1)]
    crossing = [
        _attack(size + number, rng.randint(1, size), rng.randint(1, 50)) for number in range(1, 5_000)
    ]
    found = standings(_graph(size, *ring, *crossing), only=range(1, 101))
    assert {standing.word for standing in found.values()} == {Word.CONTESTED}
    assert all(len(standing.moves) <= 4 for standing in found.values())
    assert found[1].more > 50
