from __future__ import annotations

import pytest

from debates.graph.taking import Taken, Taking, Turn, first_of_others, taken, taking_of


@pytest.mark.parametrize(
    ("text", "taking", "words"),
    [
        ("Yes.", Taking.ACCEPTS, "Yes"),
        ("Well, that’s right, they do.", Taking.ACCEPTS, "that’s right"),
        ("Okay, yeah, I think so.", Taking.ACCEPTS, "yeah"),
        ("No, I think about it the same way.", Taking.ACCEPTS, "No, I think about it the same way"),
        ("No. I agree that it is their view.", Taking.REJECTS, "No"),
        ("No, of course not.", Taking.REJECTS, "No"),
        ("I would disagree with most of the things you just said.", Taking.REJECTS, "I would disagree"),
        ("That's not a goal. It doesn't change the world.", Taking.REJECTS, "That's not a"),
        ("Not quite. I said experience.", Taking.CORRECTS, "Not quite"),
        ("Yes, but only on paper.", Taking.CORRECTS, "Yes, but"),
        ("They’re not “future”.", Taking.CORRECTS, "They’re not"),
    ],
)
def test_the_longest_cue_at_the_beginning_tells(text: str, taking: Taking, words: str) -> None:
    assert taking_of(text) == (taking, words)


@pytest.mark.parametrize(
    "text",
    [
        "No one knows.",
        "Right now they copy.",
        "True prediction is rare.",
        "The world is huge, yes.",
        "",
        "…",
        "İİİİ",
        "well well well " * 10_000,
    ],
)
def test_without_a_cue_at_the_beginning_nothing_is_told(text: str) -> None:
    assert taking_of(text) == (Taking.NONE, "")


def test_a_turn_of_somebody_else_may_come_between() -> None:
    turns = [Turn(5, 8, "Go on."), Turn(6, 7, "Exactly."), Turn(7, 8, "No.")]
    assert taken(turns, 7) == Taken(Taking.ACCEPTS, "Exactly", 6)


def test_two_turns_of_others_are_too_many() -> None:
    turns = [Turn(5, 8, "Go on."), Turn(6, 9, "Do."), Turn(7, 7, "Exactly.")]
    assert taken(turns, 7) == Taken(Taking.NONE)


def test_a_turn_that_says_something_else_is_no_reaction_but_is_named() -> None:
    assert taken([Turn(5, 7, "The world is huge.")], 7) == Taken(Taking.NONE, "", 5)


def test_the_first_of_others_skips_the_voice_itself_and_voices_without_a_name() -> None:
    turns = [Turn(1, 7, "And?"), Turn(2, None, "Hm."), Turn(3, 8, "Yes.")]
    assert first_of_others(turns, 7) == turns[2]
    assert first_of_others(turns[:2], 7) is None
