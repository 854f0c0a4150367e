"""Views that a speaker puts on stage, and how far they reach."""

from __future__ import annotations

import pytest

from debates.mining import Turn, mine


def _reported(said: str, speaker: str | None = "Ann Lee", *after: Turn) -> list[str | None]:
    """For each sentence that Ann says, the holder of a reported one, else None."""
    found = mine([Turn(speaker, said), *after]).findings
    return [one.holder if one.is_reported else None for one in found if one.span.turn == 0]


def test_people_who_will_say_hold_what_follows_up_to_a_question_to_the_other() -> None:
    said = (
        "People who run ferries will say that a bridge ruins the island. "
        "It brings cars to every beach. The harbour dies within a year. Do you agree with that?"
    )
    assert _reported(said) == ["people", "people", "people", None]


def test_without_a_confirmation_only_the_sentence_itself_is_theirs() -> None:
    said = "Some people will say that a bridge ruins the island. It brings cars to every beach."
    assert _reported(said) == ["people", None]


def test_a_staged_quotation_ends_with_its_mark() -> None:
    said = (
        'People will say, "Oh, a bridge is ugly. It ruins the view." The view was never that good. '
        "I think a bridge pays for itself."
    )
    assert _reported(said) == ["people", "people", None, None]


def test_a_quotation_in_single_marks_is_carried_on_as_well() -> None:
    said = (
        "And the people who like ferries will say, 'Look, a bridge is dear. Nobody's boat needs repair for years.' "
        "Ferries burn oil all day."
    )
    assert _reported(said) == ["people", "people", None]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    said = "Critics say the islanders' boats are old. The harbour's empty. It's cold."
    assert _reported(said) == ["critics", None, None]


def test_a_theory_that_somebody_has_is_theirs_up_to_the_question() -> None:
    said = (
        "Maya Obi has this interesting theory about islands. Every island needs one enemy. Without it the clans fight. "
        "But maybe you see it a different way?"
    )
    assert _reported(said) == [None, "Maya Obi", "Maya Obi", None]


def test_from_somebody_s_perspective_reaches_to_the_verdict_on_it() -> None:
    said = (
        "From the Maya Obi perspective, it would be that every island needs an enemy. Peace makes clans fight. "
        "That's a really good question. Islands fight over water."
    )
    assert _reported(said, None) == ["Maya Obi", "Maya Obi", None, None]


def test_because_goes_on_with_the_view_before_it() -> None:
    said = "Critics argue that the bridge ruins the island. Because cars come to every beach. I like cars."
    assert _reported(said) == ["critics", "critics", None]


@pytest.mark.parametrize(
    "said",
    [
        "No people will say that the bridge is ugly.",
        "The people who built the bridge will leave the island.",
        "From the Maya Obi bridge, you see the whole harbour.",
        "Maya Obi has this old boat about the size of a bus.",
        "I wonder how you react to that.",
        "That's a good point. Islands fight over water.",
    ],
)
def test_what_only_looks_staged_is_the_speaker_s_own(said: str) -> None:
    assert set(_reported(said)) == {None}
