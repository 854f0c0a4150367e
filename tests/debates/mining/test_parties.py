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


def test_an_alias_of_two_people_stands_for_neither() -> None:
    both = Roster((Person("Bob Stone", ("Bobby",)), Person("Bob Hale", ("Bobby",)), Person("Bobby Ray")))
    assert [both.party(words).words for words in ("Bobby", "Bob Stone", "Hale", "Bobby Ray")] == [
        "Bobby",
        "Bob Stone",
        "Bob Hale",
        "Bobby Ray",
    ]


def test_an_alias_that_is_a_full_name_stands_for_whoever_bears_it() -> None:
    assert Roster((Person("Ann Lee"), Person("Ann Hale", ("Ann Lee",)))).party("Ann Lee").words == "Ann Lee"


def test_characters_that_cannot_be_seen_do_not_make_another_person() -> None:
    assert Roster((Person("Ann Lee"),)).label("\u202aAnn\u200b\nLee\u202c") == "Ann Lee"


def test_function_words_name_nobody_though_they_are_aliases_or_parts_of_labels() -> None:
    roster = Roster((Person("Will Hunt", ("the", "I", "")),), speakers=("The Host", "Speaker One"))
    assert roster.named_in("The mayor and I know one host, as Will does.") == ("The Host", "Will Hunt")
