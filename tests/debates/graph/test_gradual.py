from __future__ import annotations

import math
from pathlib import Path

import pytest

from debates.graph import (
    ArgumentGraph,
    ClaimNode,
    Kind,
    RelationEdge,
    Rule,
    Weighted,
    claim_strengths,
    strengths,
)
from tests.debates.graph.frameworks import from_bag


def _scores(weighted: Weighted, rule: Rule) -> list[float]:
    found = strengths(weighted, rule)
    assert found.has_converged
    return [round(score, 3) for score in found.scores]


# The example of e-democracy in Rago and others, KR 2016, as used again by Potyka, KR 2018: A1, A2, P1, P2, P3, C1 to C4.
_BASE = [0.5, 0.5, 0.7, 0.5, 0.9, 0.2, 0.2, 0.6, 0.5]
_ATTACKS = [(5, 1), (6, 3), (7, 3), (8, 3)]
_SUPPORTS = [(2, 0), (3, 0), (4, 1)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.DF_QUAD, {"A1": 0.862, "A2": 0.85, "P2": 0.08}),
        (Rule.QUADRATIC_ENERGY, {"A1": 0.720, "A2": 0.664, "P2": 0.186}),
    ],
)
def test_gives_the_published_scores_of_the_democracy_example(rule: Rule, expected: dict[str, float]) -> None:
    scores = _scores(Weighted.of(_BASE, _ATTACKS, _SUPPORTS), rule)
    assert {"A1": scores[0], "A2": scores[1], "P2": scores[3]} == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.DF_QUAD, {"A1": 0.862, "A2": 0.85, "P2": 0.08}),
        (Rule.QUADRATIC_ENERGY, {"A1": 0.720, "A2": 0.664, "P2": 0.186}),
    ],
)
def test_gives_the_published_scores_of_a_real_file(
    test_data: Path, rule: Rule, expected: dict[str, float]
) -> None:
    weighted, names = from_bag((test_data / "arguments" / "qbaf_RagoEtAlEDemocracy.bag").read_text())
    scores = dict(zip(names, _scores(weighted, rule), strict=True))
    assert {name: scores[name] for name in expected} == expected


def test_quadratic_energy_gives_the_published_scores_of_the_stock_example() -> None:
    """Published with the solver Uncertainpy, which stops where a score changes by less than 0.001: so to two digits."""
    weighted, names = from_bag(
        "arg(Buy, 0.5) arg(Sell, 0.5) arg(1, 0.8) arg(2, 0.7) arg(3, 0.3) arg(4, 0.9) arg(5, 0.9)"
        "att(Buy, Sell) att(Sell, Buy) att(2, 1) att(3, 2) att(4, 3) att(5, 1)"
        "sup(1, Sell) sup(2, Buy) sup(4, 2) sup(5, Buy)"
    )
    scores = strengths(weighted, Rule.QUADRATIC_ENERGY).scores
    assert {name: round(score, 2) for name, score in zip(names, scores, strict=True)} == {
        "Buy": 0.82,
        "Sell": 0.36,
        "1": 0.20,
        "2": 0.81,
        "3": 0.17,
        "4": 0.9,
        "5": 0.9,
    }


def test_quadratic_energy_gives_the_published_scores_of_many_circles() -> None:
    """A supports ten Bs, each of which supports ten Cs that attack A: published with Uncertainpy, to two digits."""
    middle, last = range(1, 11), range(11, 21)
    supports = [(0, one) for one in middle] + [(one, other) for one in middle for other in last]
    weighted = Weighted.of([1.0] + [0.0] * 20, [(other, 0) for other in last], supports)
    found = strengths(weighted, Rule.QUADRATIC_ENERGY)
    assert found.has_converged
    assert [round(found.scores[one], 2) for one in (0, 1, 11)] == [0.22, 0.05, 0.19]


def test_the_h_categoriser_gives_the_published_scores_of_a_comparison_of_rankings() -> None:
    """E. Bonzon, J. Delobelle, S. Konieczny, N. Maudet, AAAI 2016: b before d, e, c and a."""
    number = {name: index for index, name in enumerate("abcde")}
    attacks = [(number[one], number[other]) for one, other in ("ae", "ba", "bc", "ce", "da", "ed")]
    found = strengths(Weighted.of([1.0] * 5, attacks), Rule.H_CATEGORISER)
    scores = {name: round(found.scores[index], 2) for name, index in number.items()}
    assert scores == {"a": 0.38, "b": 1.0, "c": 0.5, "d": 0.65, "e": 0.53}


def test_the_h_categoriser_halves_what_one_full_attack_meets() -> None:
    assert _scores(Weighted.of([1, 1, 1], [(0, 1), (1, 2)]), Rule.H_CATEGORISER) == [1, 0.5, 0.667]


def test_the_h_categoriser_gives_the_golden_ratio_to_two_that_attack_each_other() -> None:
    found = strengths(Weighted.of([1, 1], [(0, 1), (1, 0)]), Rule.H_CATEGORISER)
    assert found.scores[0] == pytest.approx((math.sqrt(5) - 1) / 2, abs=1e-8)


def test_df_quad_says_that_it_does_not_settle_on_two_full_attacks() -> None:
    found = strengths(Weighted.of([1, 1, 0.5, 0.5], [(0, 1), (1, 0), (1, 2)]), Rule.DF_QUAD)
    assert (found.has_converged, found.unsettled, found.change) == (False, frozenset({0, 1, 2}), 1.0)


def test_quadratic_energy_settles_on_two_full_attacks() -> None:
    # Both are x = 1 - x² / (1 + x²), so x³ + x = 1.
    found = strengths(Weighted.of([1, 1], [(0, 1), (1, 0)]), Rule.QUADRATIC_ENERGY)
    assert found.has_converged
    assert found.scores[0] ** 3 + found.scores[0] == pytest.approx(1, abs=1e-7)


@pytest.mark.parametrize("rule", list(Rule))
def test_an_argument_alone_keeps_its_base_score(rule: Rule) -> None:
    assert _scores(Weighted.of([0.3]), rule) == [0.3]


@pytest.mark.parametrize("rule", list(Rule))
def test_no_arguments_have_no_scores(rule: Rule) -> None:
    assert strengths(Weighted.of([]), rule).scores == ()


def test_df_quad_gives_by_hand_what_one_of_each_kind_makes() -> None:
    # The base 0.8, attacked by 0.4 and supported by 0.7: 0.8 + (0.7 - 0.4) * (1 - 0.8).
    assert _scores(Weighted.of([0.8, 0.4, 0.7], [(1, 0)], [(2, 0)]), Rule.DF_QUAD)[0] == 0.86


@pytest.mark.parametrize("rule", [Rule.DF_QUAD, Rule.QUADRATIC_ENERGY])
def test_equal_attack_and_support_cancel_out(rule: Rule) -> None:
    assert _scores(Weighted.of([0.4, 0.7, 0.7], [(1, 0)], [(2, 0)]), rule)[0] == 0.4


def test_refuses_a_base_score_outside_0_to_1() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Weighted.of([1.5])


@pytest.mark.parametrize("rule", list(Rule))
def test_100_000_arguments_in_one_knot_are_given_up_in_bounded_work(rule: Rule) -> None:
    size = 100_000
    knot = Weighted.of([1.0] * size, [(number, (number + 1) % size) for number in range(size)])
    found = strengths(knot, rule, most_work=300_000)
    assert (found.rounds, len(found.unsettled)) == (3, size)


def _claims(size: int, *relations: RelationEdge) -> ArgumentGraph:
    return ArgumentGraph([ClaimNode(number) for number in range(1, size + 1)], relations)


def test_linked_premises_are_as_strong_as_the_weakest() -> None:
    graph = _claims(3, RelationEdge(1, Kind.ATTACK, (2, 3), target_claim=1))
    scores, _ = claim_strengths(graph, Rule.DF_QUAD, {2: 0.9, 3: 0.2})
    assert round(scores[1], 3) == 0.4


def test_an_undercut_weakens_the_rebuttal_and_not_its_premise() -> None:
    graph = _claims(
        3,
        RelationEdge(1, Kind.ATTACK, (2,), target_claim=1),
        RelationEdge(2, Kind.UNDERCUT, (3,), target_relation=1),
    )
    scores, _ = claim_strengths(graph, Rule.DF_QUAD, {2: 0.8, 3: 0.5})
    assert {claim: round(score, 3) for claim, score in scores.items()} == {1: 0.3, 2: 0.8, 3: 0.5}


def test_restatements_share_the_greatest_base_score() -> None:
    graph = _claims(2, RelationEdge(1, Kind.REPHRASE, (2,), target_claim=1))
    scores, _ = claim_strengths(graph, Rule.QUADRATIC_ENERGY, {1: 0.2, 2: 0.7})
    assert scores == {1: 0.7, 2: 0.7}
