"""Which sentences argue."""

from __future__ import annotations

from debates.mining import Turn, mine
from debates.mining.arguing import argue


def test_a_claim_argues_more_than_small_talk() -> None:
    thanks, claim = argue(
        ["Thanks so much for having me on tonight, Ann.", "Night buses should be free for the lowest paid."]
    )

    assert claim > 0.5 > thanks


def test_no_sentences_argue_nothing() -> None:
    assert argue([]) == []


def test_the_reason_of_a_claim_says_how_it_reads() -> None:
    (found,) = mine([Turn("Ann", "Night buses should be free because the lowest paid ride them.")]).findings

    assert "argues (" in found.reason
