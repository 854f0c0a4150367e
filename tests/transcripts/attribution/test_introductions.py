from __future__ import annotations

import pytest

from transcripts.attribution.introductions import Kind, Spoken, introductions


def _found(*texts: str) -> list[tuple[str, str, Kind]]:
    """Introductions in what A says, B answering at the end."""
    spoken = [Spoken("A", text, float(number)) for number, text in enumerate(texts)]
    return [
        (each.label, each.name, each.kind)
        for each in introductions([*spoken, Spoken("B", "Glad to be here.", 99.0)])
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I'm Ann Lee.", "Ann Lee"),
        ("Hello, my name is Ludwig van Beethoven and I write music.", "Ludwig van Beethoven"),
        ("Hello and welcome, I'm your host, Ann Lee.", "Ann Lee"),
        ("This is Ann Lee speaking.", "Ann Lee"),
    ],
)
def test_whoever_gives_their_own_name_is_meant(text: str, name: str) -> None:
    assert _found(text) == [("A", name, Kind.SELF)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Today I'm here with Richard Sutton.", "Richard Sutton"),
        ("I'm joined by Richard Sutton, who needs no introduction.", "Richard Sutton"),
        ("My guest today is Richard Sutton.", "Richard Sutton"),
        ("Welcome to the show, Richard Sutton.", "Richard Sutton"),
        ("Rich, do you think that is right?", "Rich"),
        ("So Rich, what is missing?", "Rich"),
        ("Thank you for coming on, Rich.", "Rich"),
    ],
)
def test_whoever_is_introduced_is_the_next_voice_and_never_this_one(text: str, name: str) -> None:
    assert _found(text) == [("B", name, Kind.NEXT)]


@pytest.mark.parametrize(
    "text",
    [
        "As Rich said, it is a bitter lesson.",
        "I'm sorry about that.",
        "I'm American, as you know.",
        "Rich Sutton wrote an essay.",
        "This is London calling, they used to say.",
        "Everyone, do you hear me?",
    ],
)
def test_a_name_in_passing_is_nobodys_voice(text: str) -> None:
    assert _found(text) == []


def test_nobody_is_introduced_where_nobody_answers() -> None:
    assert introductions([Spoken("A", "My guest is Rich.", 0.0), Spoken("B", "Hello.", 700.0)]) == []


def test_keeps_the_sentence_and_its_second() -> None:
    (found,) = introductions([Spoken("A", "I'm Ann.", 12.5)])
    assert (found.quote, found.start_s) == ("I'm Ann.", 12.5)
