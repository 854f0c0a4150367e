"""Adverts and songs are marked and left out."""

from __future__ import annotations

import pytest

from debates.mining import FindingKind, Turn, mine

ADVERT = (
    "Let me tell you about boats. I order all my paint from Blue Heron. Their paint keeps salt off steel for ten years. "
    "You can mix any colour you like. It dries in an hour. Go to blueheron.com/ann to learn more."
)
TALK = "Steel bridges rust because road salt eats the paint. Tolls should pay for new paint every year."


def _left_out(*turns: Turn) -> list[tuple[str, str]]:
    return [
        (one.text, one.reason)
        for one in mine(list(turns)).findings
        if one.kind is FindingKind.ASIDE and one.reason.startswith(("an advert", "a song", "sung"))
    ]


def test_an_advert_is_left_out_from_its_beginning_to_its_call() -> None:
    left = _left_out(Turn("Ann", ADVERT), Turn("Bob", TALK))
    assert [text for text, _ in left] == [
        "Let me tell you about boats.",
        "I order all my paint from Blue Heron.",
        "Their paint keeps salt off steel for ten years.",
        "You can mix any colour you like.",
        "It dries in an hour.",
        "Go to blueheron.com/ann to learn more.",
    ]
    assert left[0][1] == "an advert: 'Go to blueheron.com'"


def test_nothing_is_claimed_in_an_advert_and_nothing_tied_to_it() -> None:
    found = mine([Turn("Ann", ADVERT), Turn("Bob", f"No, paint does not keep salt off steel. {TALK}")])
    claims = [one for one in found.findings if one.kind is FindingKind.CLAIM]
    assert [one.voiced_by for one in claims] == ["Bob", "Bob", "Bob"]
    assert all(found.findings[link.target].voiced_by == "Bob" for link in found.links)


def test_what_was_said_before_an_advert_in_the_same_turn_stays() -> None:
    left = [text for text, _ in _left_out(Turn("Ann", f"{TALK} {ADVERT}"))]
    assert left[0] == "I order all my paint from Blue Heron."


def test_a_talk_about_a_firm_loses_no_more_than_the_call() -> None:
    said = "Blue Heron sells bad paint. Blue Heron's boats leak. Blue Heron should refund its buyers. Go to blueheron.com to complain."
    more = Turn(
        "Bob", "Blue Heron was never honest. Everybody on the quay knows that Blue Heron lies about salt."
    )
    assert [text for text, _ in _left_out(Turn("Ann", said), more)] == ["Go to blueheron.com to complain."]


def test_an_address_without_a_call_is_no_advert() -> None:
    assert _left_out(Turn("Ann", "The council published the figures on harbour.org last year.")) == []


def test_a_long_run_of_captions_is_not_left_out_for_one_address_in_it() -> None:
    assert _left_out(Turn("Ann", f"{'bridges and tolls ' * 40} go to blueheron.com")) == []


@pytest.mark.parametrize(
    "song",
    [
        "♪ I have crossed a thousand bridges for you. ♪",
        "[singing] I have crossed a thousand bridges for you.",
    ],
)
def test_what_is_marked_as_sung_is_left_out(song: str) -> None:
    assert [reason for _, reason in _left_out(Turn("Ann", song))][-1] == "sung, not said"


def test_lyrics_without_marks_are_known_by_their_chorus() -> None:
    chorus = "Take me over the water. Carry me over the sea. "
    verses = (
        "The ferry left at midnight. You never came for me. ",
        "The harbour lights are sleeping. My heart is on the quay. ",
    )
    song = chorus + verses[0] + chorus + verses[1] + chorus + verses[0] + chorus
    found = mine([Turn(None, song)])
    assert {one.kind for one in found.findings} == {FindingKind.ASIDE}
    assert found.links == ()


def test_a_quarrel_that_repeats_itself_is_no_song() -> None:
    quarrel = [Turn("Ann", "You paid millions in tolls."), Turn("Bob", "I never paid those tolls.")] * 8
    assert _left_out(*quarrel) == []
