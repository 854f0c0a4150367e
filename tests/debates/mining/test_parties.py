"""Names and aliases, and parties without a name."""

from __future__ import annotations

import pytest

from debates.mining import Person, Turn, mine
from debates.mining.parties import Party, Roster

ROSTER = Roster(
    (
        Person("Richard Sutton", ("Rich",)),
        Person("Joe R Biden"),
        Person("Ana de Sousa"),
        Person("Ana Prat"),
    ),
    ("Ana Prat", "Ben"),
)

MEANT = [
    ("Richard Sutton", Party("Richard Sutton", named=True)),
    ("sutton", Party("Richard Sutton", named=True)),
    ("Rich's", Party("Richard Sutton", named=True)),
    ("Rich Sutton", Party("Richard Sutton", named=True)),
    ("Vice President Biden", Party("Joe R Biden", named=True)),
    ("Prat", Party("Ana Prat", named=True)),
    ("Ben", Party("Ben", named=True)),
    ("Ana", Party("Ana", named=False)),
    ("Hunter Biden", Party("Hunter Biden", named=False)),
    ("some of the critics", Party("critics", named=False)),
    ("Many economists", Party("economists", named=False)),
    ("my doctor", Party("my doctor", named=False)),
]


@pytest.mark.parametrize(("words", "party"), MEANT)
def test_tells_whom_words_mean(words: str, party: Party) -> None:
    assert ROSTER.party(words) == party


def test_a_name_that_is_an_everyday_word_must_be_capitalised() -> None:
    assert ROSTER.named_in("a rich man met Sutton") == ("Richard Sutton",)
    assert ROSTER.named_in("I asked Rich") == ("Richard Sutton",)


def test_names_are_whole_words() -> None:
    assert ROSTER.named_in("Richer people read Benjamin.") == ()


def test_the_longest_alias_wins() -> None:
    people = (Person("John Smith", ("John",)), Person("Elton John", ("Elton John",)))
    finding = mine([Turn("Ann", "Elton John says the show must go on.")], people).findings[0]
    assert finding.holder == "Elton John"


def test_an_acronym_at_the_head_of_a_party_keeps_its_capitals() -> None:
    assert Roster(()).party("AI researchers").words == "AI researchers"
