"""Captions of which each repeats the end of the one before."""

from __future__ import annotations

from debates.mining import FindingKind, Turn, mine
from debates.mining.captions import said_again

ROLLING = (
    "steel bridges rust",
    "steel bridges rust because road salt",
    "because road salt eats the paint",
    "eats the paint of every bridge",
    "of every bridge in the county",
)


def test_captions_that_roll_are_read_once() -> None:
    mined = mine([Turn(None, words) for words in ROLLING])
    assert [(one.text, one.kind is FindingKind.ASIDE) for one in mined.findings] == [
        ("steel bridges rust", False),
        ("steel bridges rust", True),
        ("because road salt", False),
        ("because road salt", True),
        ("eats the paint", False),
        ("eats the paint", True),
        ("of every bridge", False),
        ("of every bridge", True),
        ("in the county", False),
    ]
    assert {one.reason for one in mined.findings if one.kind is FindingKind.ASIDE} == {
        "repeats the words before it"
    }


def test_captions_that_roll_inside_one_turn_are_read_once() -> None:
    mined = mine([Turn("Ann", " ".join(ROLLING))])
    assert " ".join(one.text for one in mined.findings if one.kind is not FindingKind.ASIDE) == (
        "steel bridges rust because road salt eats the paint of every bridge in the county"
    )


def test_words_stay_on_their_places() -> None:
    turns = [Turn(None, f"  {words} ") for words in (*ROLLING, " ".join(ROLLING))]
    for one in mine(turns).findings:
        assert turns[one.span.turn].text[one.span.start : one.span.end] == one.text


def test_whoever_stumbles_now_and_then_is_not_cut() -> None:
    said = "I think that I think that the toll is fair. Salt eats paint. Salt eats paint, and paint costs money that nobody has."
    assert said_again([Turn("Ann", said)]) == {}


def test_two_voices_that_take_up_each_other_s_words_are_not_cut() -> None:
    words = [Turn("Ann" if number % 2 else "Bob", text) for number, text in enumerate(ROLLING)]
    assert said_again(words) == {}


def test_few_borders_that_repeat_do_not_make_captions() -> None:
    plain = [Turn("Ann", f"bridge {number} stands on pillar {number}") for number in range(40)]
    assert said_again([*plain, *(Turn("Ann", words) for words in ROLLING[:3])]) == {}
