from __future__ import annotations

import pytest

from debates.graph import ArgumentGraph, ClaimNode, Exchange, Kind, RelationEdge, Stance, Voicing, hear
from debates.graph.questions import Outcome, Proposal, propose
from debates.graph.taking import Turn

ANN, BOB = 7, 8
ASKED = Voicing(1, Stance.ASKS, ANN, ANN, (1.0,))


def _heard(*voicings: Voicing, relations: tuple[RelationEdge, ...] = ()) -> Exchange:
    claims = {1, *(voicing.claim for voicing in voicings)}
    return hear(ArgumentGraph([ClaimNode(claim) for claim in sorted(claims)], relations), [ASKED, *voicings])


def _asserted(claim: int, holder: int, second: float) -> Voicing:
    return Voicing(claim, Stance.ASSERTS, holder, holder, (second,))


class TestTheMapAnswers:
    """A claim is asked about, and somebody else's word on it stands in the map."""

    @pytest.mark.parametrize(
        ("stance", "reason"),
        [
            (Stance.ASSERTS, "somebody else asserts what is asked"),
            (Stance.DENIES, "somebody else denies what is asked"),
            (Stance.GRANTS, "somebody else grants what is asked"),
        ],
    )
    def test_by_a_stance_on_what_is_asked(self, stance: Stance, reason: str) -> None:
        exchange = _heard(Voicing(1, stance, BOB, BOB, (2.0,)))
        assert propose(1, ANN, exchange, []) == Proposal(Outcome.ANSWERED, reason, claim=1)

    def test_by_a_stance_on_a_claim_that_restates_it(self) -> None:
        restates = RelationEdge(1, Kind.REPHRASE, (2,), target_claim=1)
        exchange = _heard(_asserted(2, BOB, 2.0), relations=(restates,))
        assert propose(1, ANN, exchange, []).claim == 2

    @pytest.mark.parametrize(
        ("kind", "reason"),
        [
            (Kind.ATTACK, "a claim of somebody else rebuts what is asked"),
            (Kind.SUPPORT, "a claim of somebody else supports what is asked"),
        ],
    )
    def test_by_a_claim_that_bears_on_it_the_earliest_first(self, kind: Kind, reason: str) -> None:
        edges = tuple(RelationEdge(n, kind, (n,), target_claim=1) for n in (2, 3))
        exchange = _heard(_asserted(2, BOB, 9.0), _asserted(3, BOB, 4.0), relations=edges)
        assert propose(1, ANN, exchange, []) == Proposal(Outcome.ANSWERED, reason, claim=3)

    def test_but_not_by_the_askers_own_claims(self) -> None:
        edge = RelationEdge(1, Kind.SUPPORT, (2,), target_claim=1)
        exchange = _heard(_asserted(2, ANN, 2.0), relations=(edge,))
        assert propose(1, ANN, exchange, [], others_speak=False).outcome is Outcome.OPEN

    def test_nor_by_a_report_of_what_somebody_holds(self) -> None:
        exchange = _heard(Voicing(1, Stance.REPORTS, ANN, BOB, (2.0,)))
        assert propose(1, ANN, exchange, []).outcome is Outcome.DROPPED


class TestTheNextTurnTells:
    """Nothing in the map answers."""

    @pytest.mark.parametrize(
        ("turn", "outcome", "reason"),
        [
            (Turn(4, BOB, "No, never."), Outcome.ANSWERED, "the next turn begins with “No”"),
            (
                Turn(4, BOB, "Goals change the world.", ("goals",)),
                Outcome.ANSWERED,
                "the next turn takes up “goals”",
            ),
            (
                Turn(4, BOB, "What goals? Whose?", ("goals",)),
                Outcome.DODGED,
                "the next turn only asks back",
            ),
            (
                Turn(4, BOB, "Let us talk of chess."),
                Outcome.DODGED,
                "the next turn takes up no word of the question",
            ),
        ],
    )
    def test_by_how_it_begins_and_what_it_takes_up(self, turn: Turn, outcome: Outcome, reason: str) -> None:
        assert propose(None, ANN, _heard(), [turn]) == Proposal(outcome, reason, turn=4)

    def test_the_askers_own_next_turn_is_passed_over(self) -> None:
        turns = [Turn(4, ANN, "Well?"), Turn(5, BOB, "Yes.")]
        assert propose(None, ANN, _heard(), turns).turn == 5

    def test_it_is_dropped_where_another_question_follows_and_only_that_is_answered(self) -> None:
        answers_the_other = Turn(4, BOB, "Yes, of chess.")
        found = propose(None, ANN, _heard(), [answers_the_other], asks_again=True)
        assert found == Proposal(Outcome.DROPPED, "another question follows before anybody answers")
        answers_both = Turn(4, BOB, "Yes, goals.", ("goals",))
        assert propose(None, ANN, _heard(), [answers_both], asks_again=True).outcome is Outcome.ANSWERED

    def test_it_is_dropped_where_the_asker_goes_on_and_the_next_turn_is_about_that(self) -> None:
        found = propose(None, ANN, _heard(), [Turn(4, BOB, "No, not chess.")], goes_on=True)
        assert found == Proposal(Outcome.DROPPED, "the asker goes on before anybody answers")
        takes_it_up = Turn(4, BOB, "Goals? None.", ("Goals",))
        assert propose(None, ANN, _heard(), [takes_it_up], goes_on=True).outcome is Outcome.ANSWERED

    def test_it_is_dropped_where_nobody_else_speaks_soon(self) -> None:
        dropped = Proposal(Outcome.DROPPED, "nobody else speaks soon after it")
        assert propose(None, ANN, _heard(), [Turn(4, ANN, "Next topic.")]) == dropped

    def test_it_is_left_open_where_nobody_else_speaks_at_all(self) -> None:
        left = Proposal(Outcome.OPEN, "nobody else speaks in this episode")
        assert propose(1, ANN, _heard(), [], others_speak=False) == left
