from __future__ import annotations

from datetime import date

import pytest

from debates.searching.asking import Group, everywhere, narrowed, read, without
from transcripts.searching.language import Filter

ALL = (Group.CLAIMS, Group.WORDS, Group.PEOPLE, Group.EPISODES, Group.DEBATES)


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("rain", ALL),
        ("rain in:claims", (Group.CLAIMS,)),
        ("rain in:Claim in:said", (Group.CLAIMS, Group.WORDS)),
        ("rain speaker:ann", (Group.CLAIMS, Group.WORDS)),
        ("rain holder:ann", (Group.CLAIMS,)),
        ("rain show:weather", (Group.CLAIMS, Group.WORDS, Group.EPISODES)),
        ("rain after:2024 speaker:ann in:words", (Group.WORDS,)),
        ("rain holder:ann in:words", ()),
    ],
)
def test_fields_choose_the_groups_that_can_answer(typed: str, groups: tuple[Group, ...]) -> None:
    assert read(typed).groups == groups


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("rain after:2024", date(2024, 1, 1), None),
        ("rain after:2024-03 before:2024-4", date(2024, 3, 1), date(2024, 4, 1)),
        ("rain before:2024-02-29", None, date(2024, 2, 29)),
        ("rain after:2023 after:2024", date(2024, 1, 1), None),
    ],
)
def test_a_year_or_a_month_is_its_first_day(typed: str, since: date | None, until: date | None) -> None:
    wanted = read(typed)
    assert (wanted.since, wanted.until, wanted.notes) == (since, until, ())


@pytest.mark.parametrize(
    "day", ["soon", "2024-13", "2023-02-29", "20245", "2024-01-01-01", "0000", "٢٠٢٤", "-1"]
)
def test_a_date_that_is_none_is_told_and_narrows_nothing(day: str) -> None:
    wanted = read(f"rain after:{day}")
    assert wanted.since is None
    assert wanted.notes == (
        f"“after:{day}” is no date: write a year, a month or a day, such as after:2024-05-01.",
    )


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        (
            "rain in:heaven",
            "There is no “in:heaven”: write in:claims, in:words, in:people, in:episodes or in:debates.",
        ),
        ("rain in:people speaker:ann", "People cannot be narrowed in this way."),
    ],
)
def test_says_what_cannot_be(typed: str, note: str) -> None:
    assert read(typed).notes == (note,)


def test_a_filter_is_put_on_and_taken_off_in_the_same_language() -> None:
    wanted = read('rain speaker:"Ann Lee" in:claims')
    assert narrowed(wanted, Filter("show", "The Weather")) == (
        'rain speaker:"Ann Lee" in:claims show:"The Weather"'
    )
    assert narrowed(wanted, Filter("in", "words")) == 'rain speaker:"Ann Lee" in:words'
    assert without(wanted, Filter("speaker", "Ann Lee")) == "rain in:claims"
    assert everywhere(wanted) == 'rain speaker:"Ann Lee"'


def test_a_day_or_a_group_alone_asks_for_nothing() -> None:
    assert [read(typed).is_empty for typed in ("", "after:2024", "in:claims", "speaker:ann", "rain")] == [
        True,
        True,
        True,
        False,
        False,
    ]
