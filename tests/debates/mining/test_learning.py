from __future__ import annotations

import numpy as np
import pytest

from debates.mining import heads
from debates.mining.heads import HeadError
from debates.mining.learning import (
    CLAIM_FEATURES,
    LINK_FEATURES,
    Ends,
    Merit,
    claim_numbers,
    fit,
    held_out,
    likely,
    link_numbers,
    merit,
)

_SEA = [
    f"The sea at {place} rises faster every year."
    for place in ("Hull", "Bergen", "Cork", "Brest", "Gdansk", "Riga")
]
_TEA = [
    f"I had a lovely cup of tea in {place}."
    for place in ("Hull", "Bergen", "Cork", "Brest", "Gdansk", "Riga")
]


def test_without_decisions_the_scores_come_back() -> None:
    head = fit(CLAIM_FEATURES, claim_numbers([], []), [])
    assert likely(head, claim_numbers([0.3, 0.8], ["Rivers flood.", "Dams hold."])) == [0.3, 0.8]


def test_what_editors_take_again_and_again_rises_and_what_they_turn_down_falls() -> None:
    numbers = claim_numbers([0.5] * 12, _SEA + _TEA)
    head = fit(CLAIM_FEATURES, numbers, [True] * 6 + [False] * 6)
    sea, tea = likely(head, claim_numbers([0.5, 0.5], ["The sea at Leith rises.", "I had tea in Leith."]))
    assert sea > 0.6
    assert tea < 0.4


def test_three_decisions_move_less_than_thirty() -> None:
    asked = claim_numbers([0.5], ["The sea at Leith rises."])
    few = fit(CLAIM_FEATURES, claim_numbers([0.5] * 3, _SEA[:3]), [True] * 3)
    many = fit(CLAIM_FEATURES, claim_numbers([0.5] * 30, _SEA * 5), [True] * 30)
    assert 0.5 < likely(few, asked)[0] < likely(many, asked)[0]


def test_the_same_decisions_give_the_same_head_which_survives_being_written_down() -> None:
    numbers, taken = claim_numbers([0.5] * 12, _SEA + _TEA), [True] * 6 + [False] * 6
    one, other = fit(CLAIM_FEATURES, numbers, taken), fit(CLAIM_FEATURES, numbers, taken)
    assert one.version == other.version
    read = heads.loads(one.dumps())
    assert likely(read, numbers) == pytest.approx(likely(one, numbers), abs=0.002)


def test_links_are_learned_by_their_kind_and_by_where_their_ends_stand() -> None:
    near = [Ends("support", f"Because {one}", one, True, True, 1) for one in _SEA]
    far = [Ends("attack", one, other, False, False, 40) for one, other in zip(_SEA, _TEA, strict=True)]
    head = fit(LINK_FEATURES, link_numbers([0.5] * 12, near + far), [True] * 6 + [False] * 6)
    asked = link_numbers(
        [0.5, 0.5],
        [
            Ends("support", "Because ice melts.", "The shore sinks.", True, True, 1),
            Ends("attack", "Ice melts.", "Tea is good.", False, False, 30),
        ],
    )
    good, bad = likely(head, asked)
    assert good > 0.6
    assert bad < 0.4


def test_numbers_of_another_kind_are_refused() -> None:
    with pytest.raises(HeadError, match="3 numbers are no 2 features"):
        fit(("score", "loud"), np.zeros((4, 3), np.float32), [True, False, True, False])


def test_merit_is_the_mean_log_loss_and_the_share_taken_of_the_better_half() -> None:
    assert merit([0.8, 0.8, 0.2, 0.2], [True, False, True, False]) == Merit(4, 0.9163, 0.5)
    assert merit([0.9, 0.9, 0.1, 0.1], [True, True, False, False]) == Merit(4, 0.1054, 1.0)


def test_held_out_merit_is_of_heads_that_did_not_see_the_decisions() -> None:
    mixed = [text for pair in zip(_SEA, _TEA, strict=True) for text in pair]
    found = held_out(CLAIM_FEATURES, claim_numbers([0.5] * 12, mixed), [True, False] * 6)
    assert found is not None
    assert found.decisions == 12
    assert found.loss < 0.693
    assert found.taken_of_top == 1.0


def test_too_few_decisions_are_not_held_out() -> None:
    assert (
        held_out(CLAIM_FEATURES, claim_numbers([0.5] * 9, _SEA + _TEA[:3]), [True] * 6 + [False] * 3) is None
    )
