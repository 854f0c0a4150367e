"""Which sentences argue, and how the claims of a talk are listed."""

from __future__ import annotations

import numpy as np
import pytest

from debates.mining import Turn, mine
from debates.mining.arguing import EVIDENCE, Candidate, argue, evidence, listed


def test_a_claim_argues_more_than_small_talk() -> None:
    thanks, claim = argue(
        ["Thanks so much for having me on tonight, Ann.", "Night buses should be free for the lowest paid."]
    )

    assert claim > 0.5 > thanks


def test_no_sentences_argue_nothing() -> None:
    assert argue([]) == []


def test_who_asks_and_hands_over_argues_less_than_who_holds_forth() -> None:
    said = [
        ("Ann", "What do you say to that?"),
        ("Tom", "The fare is a tax on the lowest paid."),
        ("Tom", "It takes two hours of work a week from a cleaner."),
        ("Ann", "And who would pay for it?"),
        ("Ann", "The council has a plan for the depot."),
        ("Tom", "The council has a plan for the depot."),
        ("Tom", "It found nine million for a stadium."),
    ]

    sure = argue([text for _, text in said], [voice for voice, _ in said])

    assert sure[5] > sure[4]


def test_the_reason_of_a_claim_says_how_it_reads() -> None:
    (found,) = mine([Turn("Ann", "Night buses should be free because the lowest paid ride them.")]).findings

    assert "argues (" in found.reason


# --- The list ------------------------------------------------------------------------------------------


def test_evidence_tells_what_argues_what_argues_for_its_voice_and_what_the_rules_say() -> None:
    host = [Candidate("Ann", 0.6, 0.5)] * 60
    guest = [Candidate("Tom", 0.9, 0.5)] * 60

    found = evidence([*host, *guest])

    assert EVIDENCE == ("argues, up to likely", "argues, for its voice", "by the rules, so far as it argues")
    assert found[0].tolist() == pytest.approx([0.405, 1.044, 0.0], abs=0.001)
    assert found[-1].tolist() == pytest.approx([0.75, 1.370, 0.0], abs=0.001)


def test_who_only_moderates_is_measured_like_everybody() -> None:
    moderator = [Candidate("Ann", share, 0.5) for share in [0.7, *[0.1] * 59]]

    found = evidence([*moderator, *[Candidate("Tom", 0.9, 0.5)] * 60])

    assert found[0].tolist() == pytest.approx([0.75, 0.847, 0.0], abs=0.005)


def test_the_rules_are_heard_so_far_as_a_sentence_argues() -> None:
    found = evidence([Candidate(None, 0.5, 0.8), Candidate(None, 0.9, 0.8)])

    assert found[:, 2].tolist() == pytest.approx([0.347, 1.123], abs=0.001)


def test_a_lone_voice_is_measured_against_nobody() -> None:
    assert evidence([Candidate(None, 0.8, 0.3)] * 3)[:, 1].tolist() == pytest.approx([1.386] * 3, abs=0.001)


def test_what_likely_argues_is_listed_by_how_it_compares_with_the_rest_of_its_voice() -> None:
    host = [Candidate("Ann", share, 0.5) for share in [0.88, *[0.3] * 79]]
    guest = [Candidate("Tom", 0.9, 0.5)] * 80

    scores = listed([*host, *guest])

    assert scores[0] > scores[-1] > scores[1]


def test_a_claim_that_stands_alone_is_listed_before_one_that_does_not() -> None:
    better, worse = listed([Candidate("Ann", 0.9, 0.8), Candidate("Ann", 0.9, 0.2)])

    assert better > worse


def test_no_claims_have_no_evidence() -> None:
    assert evidence([]).shape == (0, 3)
    assert listed([]) == []
    assert evidence([]).dtype == np.float32
