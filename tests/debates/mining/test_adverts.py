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
    captions = " ".join(f"bridge {number} needs {number} coats of paint" for number in range(20))
    assert _left_out(Turn("Ann", f"{captions} go to blueheron.com")) == []


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


SPONSORED = (
    "Support for this show comes from Harbour Lights. When the nights grow long a good lamp matters. "
    "Harbour Lights makes lamps from old ships. Each one lasts for years. Your first order ships for free. "
)


@pytest.mark.parametrize(
    "opening",
    [
        "Support for this show comes from Harbour Lights.",
        "This episode is brought to you by Harbour Lights, makers of lamps.",
        "Today's podcast is sponsored by our friends at Harbour Lights.",
        "This portion of The Quay is brought to you by Harbour Lights.",
        "This message comes from our sponsor, Harbour Lights.",
        "Thanks to Harbour Lights for supporting this show.",
        "Our sponsor today is Harbour Lights.",
    ],
)
def test_an_advert_without_an_address_is_left_out_from_its_opening_to_the_last_mention(opening: str) -> None:
    advert = SPONSORED.replace("Support for this show comes from Harbour Lights.", opening)
    left = _left_out(Turn("Ann", f"{TALK} {advert}{TALK.replace('Steel', 'Iron')}"))
    assert [text for text, _ in left] == [
        opening,
        "When the nights grow long a good lamp matters.",
        "Harbour Lights makes lamps from old ships.",
        "Each one lasts for years.",
        "Your first order ships for free.",
    ][: len(left)]
    assert len(left) == 5


def test_three_adverts_for_one_firm_are_no_talk_about_it() -> None:
    turns = [
        Turn("Ann", SPONSORED),
        Turn("Bob", TALK),
        Turn("Ann", SPONSORED.replace("lamp", "light")),
        Turn("Ann", SPONSORED),
    ]
    assert len(_left_out(*turns)) == 15


def test_of_a_talk_about_its_sponsor_only_the_opening_is_left_out() -> None:
    talk = Turn(
        "Bob", "Harbour Lights pays no tax. Harbour Lights burns whale oil. Harbour Lights should be closed."
    )
    assert [text for text, _ in _left_out(Turn("Ann", SPONSORED), talk, talk)] == [
        "Support for this show comes from Harbour Lights."
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Support for this programme comes from rural voters, and they will not give it up.",
        "This debate is about who pays for bridges.",
        "This bill is brought to you by the toll lobby, and everybody in this room knows it as well as I do, so vote against it "
        "and then go to harbourvote.org and tell your neighbours to do the same before the winter comes.",
    ],
)
def test_politics_in_the_words_of_adverts_is_no_advert(said: str) -> None:
    assert _left_out(Turn("Ann", said)) == []


# Lines written for this test, as captions join them.
_VERSE = (
    "The ferry left at midnight, But the harbour would not sleep You were singing on the water And the water it was deep "
    "The lamps went out at seven And the morning came too soon"
)


@pytest.mark.parametrize("between", [" ", "\n"])
def test_lyrics_without_marks_or_chorus_are_known_by_capitals_where_no_sentence_begins(between: str) -> None:
    song = (
        _VERSE.replace(" But", f"{between}But")
        .replace(" You", f"{between}You")
        .replace(" And", f"{between}And")
    )
    assert [reason for _, reason in _left_out(Turn(None, song), Turn("Ann", TALK))] == [
        "a song: lines of verse"
    ]


def test_a_heading_in_capitals_is_no_verse() -> None:
    title = "The Bridge And The Toll: How The City Of Salt Lost Its Harbour And What That Means For You And Your Children"
    assert _left_out(Turn("Ann", title)) == []


def test_words_that_come_again_and_again_are_left_out() -> None:
    loop = " ".join(f"carry me over the water and under the bridge {number}" for number in range(12))
    mined = mine([Turn(None, loop), Turn("Ann", TALK)])
    assert [one.text for one in mined.findings if one.kind is FindingKind.CLAIM] == [
        "Steel bridges rust because road salt eats the paint.",
        "Tolls should pay for new paint every year.",
    ]


def test_an_orator_who_begins_every_clause_alike_is_no_song() -> None:
    said = (
        "You have to paint the bridge, you have to close the lane, you have to pay the men, you have to wash the salt away, and you "
        "have to do it every single year for as long as anybody drives across, because that is what it takes to keep steel standing."
    )
    assert _left_out(Turn("Ann", said)) == []


def test_speech_over_music_in_captions_is_read() -> None:
    said = (
        "[Music] "
        + "so the bridges rust because road salt eats the paint and nobody in the county wants to pay for new paint or for the men who do it"
    )
    assert _left_out(Turn(None, said)) == []
