from __future__ import annotations

import pytest

from debates.graph.exchange import Stance
from debates.graph.positions import Change, Stated, marker, position

MAY, SEPTEMBER = (739_000.0, 60.0), (739_200.0, 5.0)


def _changes(*said: tuple[Stance, str]) -> list[tuple[str | None, str]]:
    steps = position(
        Stated(number, stance, (float(number),), words) for number, (stance, words) in enumerate(said)
    )
    return [(step.change and step.change.value, step.marked_by) for step in steps]


@pytest.mark.parametrize(
    ("first", "then", "change"),
    [
        (Stance.ASSERTS, Stance.DENIES, "reverses"),
        (Stance.GRANTS, Stance.DENIES, "reverses"),
        (Stance.DENIES, Stance.ASSERTS, "reverses"),
        (Stance.DENIES, Stance.GRANTS, "concedes"),
        (Stance.ASSERTS, Stance.ASSERTS, None),
        (Stance.ASSERTS, Stance.GRANTS, None),
        (Stance.ASKS, Stance.ASSERTS, None),
        (Stance.ASSERTS, Stance.ASKS, None),
    ],
)
def test_a_stance_after_another_tells(first: Stance, then: Stance, change: str | None) -> None:
    assert _changes((first, "One."), (then, "Two."))[1] == (change, "")


def test_whoever_first_speaks_of_it_by_granting_it_concedes() -> None:
    assert _changes((Stance.GRANTS, "I grant that they copy.")) == [("concedes", "I grant")]


def test_a_question_between_two_stances_hides_no_change() -> None:
    said = _changes((Stance.ASSERTS, "They copy."), (Stance.ASKS, "Do they?"), (Stance.DENIES, "No."))
    assert [change for change, _ in said] == [None, None, "reverses"]


def test_words_mark_a_change_where_the_stance_stays() -> None:
    said = _changes((Stance.ASSERTS, "They copy."), (Stance.ASSERTS, "I used to think they copy everything."))
    assert said[1] == ("reverses", "I used to think")


def test_what_others_report_is_nobodys_own_stance() -> None:
    assert _changes((Stance.REPORTS, "She says they copy."), (Stance.DENIES, "They do not.")) == [(None, "")]


def test_days_go_before_seconds() -> None:
    steps = position([Stated(2, Stance.DENIES, SEPTEMBER), Stated(1, Stance.ASSERTS, MAY)])
    assert [(step.stated.number, step.change) for step in steps] == [(1, None), (2, Change.REVERSES)]


@pytest.mark.parametrize(
    ("text", "change", "words"),
    [
        ("I have changed my mind.", Change.REVERSES, "I have changed my mind"),
        ("Okay, I shouldn’t have said never.", Change.REVERSES, "I shouldn’t have said"),
        ("I’ll give you that, it is fast.", Change.CONCEDES, "I’ll give you that"),
        ("Granted, it is fast.", Change.CONCEDES, "Granted"),
        ("I must admit it works. I was wrong.", Change.CONCEDES, "I must admit"),
    ],
)
def test_words_that_announce_a_change_are_kept_exactly(text: str, change: Change, words: str) -> None:
    assert marker(text) == (change, words)


@pytest.mark.parametrize("text", ["They admit it.", "Taken for granted, it fails.", "A granted patent.", ""])
def test_words_of_others_announce_nothing(text: str) -> None:
    found = marker(text)
    assert found == (None, "")
