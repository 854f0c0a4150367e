from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.searching.language import Filter, parse
from transcripts.searching.terms import All, Any, Not, Phrase, Prefix, Term, Word, narrows, wanted

FIELDS = ["speaker", "after"]
RAIN, SNOW, HAIL = Word("rain"), Word("snow"), Word("hail")


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("rain", RAIN),
        ("rain snow", All((RAIN, SNOW))),
        ("rain AND snow", All((RAIN, SNOW))),
        ("rain OR snow hail", Any((RAIN, All((SNOW, HAIL))))),
        ("(rain OR snow) hail", All((Any((RAIN, SNOW)), HAIL))),
        ("rain | snow", Any((RAIN, SNOW))),
        ("rain NOT snow", All((RAIN, Not(SNOW)))),
        ("rain -snow", All((RAIN, Not(SNOW)))),
        ("rain --snow", All((RAIN, Not(SNOW)))),
        ("-(rain snow)", Not(All((RAIN, SNOW)))),
        ("-(-rain)", RAIN),
        ('"light snow"', Phrase("light snow")),
        ("“light  snow”", Phrase("light snow")),
        ("«light snow»", Phrase("light snow")),
        ('-"light snow"', Not(Phrase("light snow"))),
        ("sno*", Prefix("sno")),
        ("rain not snow", All((RAIN, Word("not"), SNOW))),
        ("on-the-job", Word("on-the-job")),
        ("don't", Word("don't")),
        ("https://example.org/a", Word("https://example.org/a")),
        ("дождь", Word("дождь")),
        ("雨", Word("雨")),
        ("cafe\u0301", Word("caf\u00e9")),
    ],
)
def test_reads_what_is_written(typed: str, term: Term) -> None:
    asked = parse(typed, FIELDS)
    assert (asked.term, asked.filters, asked.notes) == (term, (), ())


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        '"',
        '""',
        "((((",
        "))))",
        "-",
        "--",
        "AND OR NOT",
        "NOT",
        "OR",
        "*",
        "***",
        "& | !",
        "🌧",
        "\x00",
        "\ud800",
        "-()",
    ],
)
def test_what_says_nothing_asks_for_nothing(typed: str) -> None:
    assert parse(typed, FIELDS).term is None


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ('rain "snow', All((RAIN, Phrase("snow")))),
        ("(rain (snow", All((RAIN, SNOW))),
        ("rain) snow", All((RAIN, SNOW))),
        ("OR rain OR", RAIN),
        ("rain 🌧 snow", All((RAIN, SNOW))),
        ("rain\x00\x07snow", All((RAIN, SNOW))),
        ("(" * 400 + "rain", RAIN),
        ("rain " + "(" * 400 + "snow", All((RAIN, SNOW))),
    ],
)
def test_makes_the_best_of_what_is_broken(typed: str, term: Term | None) -> None:
    assert parse(typed, FIELDS).term == term


def test_filters_stand_beside_the_words() -> None:
    asked = parse('rain SPEAKER:"Ann Lee" after:2024 speaker:bob speaker:bob', FIELDS)
    assert asked.term == RAIN
    assert asked.filters == (
        Filter("speaker", "Ann Lee"),
        Filter("after", "2024"),
        Filter("speaker", "bob"),
        Filter("speaker", "bob"),
    )
    assert asked.values("speaker") == ("Ann Lee", "bob")
    assert str(asked) == 'rain speaker:"Ann Lee" after:2024 speaker:bob speaker:bob'


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("rain speaker:", "“speaker:” names nothing: write what it is to be right after the colon."),
        ("rain -speaker:bob", "“-speaker:” is not understood: a filter narrows to what it names."),
        ("a*", "“a*” begins too many words: write at least two letters before the star."),
        ("(" * 20 + "rain", "Too many brackets within brackets: the innermost are not heeded."),
        ("speaker:a " * 30, "Only the first 16 filters are used."),
        ("rain " * 40, "Only the first 32 words are looked for."),
        ("r" * 501, "Only the first 500 characters are looked at."),
    ],
)
def test_says_what_is_not_understood(typed: str, note: str) -> None:
    assert parse(typed, FIELDS).notes == (note,)


def test_ten_thousand_of_everything_are_cut() -> None:
    asked = parse("speaker:x -(rain OR " * 10_000, FIELDS)
    assert len(asked.filters) <= 16
    assert len(wanted(asked.term)) <= 32


def test_what_is_left_out_is_not_wanted() -> None:
    assert wanted(parse("rain -snow OR hail*").term) == (RAIN, Prefix("hail"))


HOSTILE = st.lists(
    st.sampled_from(
        [
            "(",
            ")",
            '"',
            "-",
            "*",
            "AND",
            "OR",
            "NOT",
            "|",
            " ",
            " ",
            "speaker:",
            "after:",
            "rain",
            "a",
            "é",
            "🌧",
            "\x00",
            "'",
            "\\",
            "%",
            ":",
        ]
    )
    | st.text(max_size=4),
    max_size=60,
).map("".join)


@settings(max_examples=50, deadline=None)
@given(HOSTILE)
def test_whatever_is_typed_is_read_and_reads_back_as_the_same(typed: str) -> None:
    _check(typed)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(HOSTILE)
def test_whatever_is_typed_is_read_and_reads_back_as_the_same_at_length(typed: str) -> None:
    _check(typed)


def _check(typed: str) -> None:
    asked = parse(typed, FIELDS)
    again = parse(str(asked), FIELDS)
    assert "\x00" not in str(asked)
    if len(str(asked)) <= 500:
        assert (again.term, again.filters) == (asked.term, asked.filters)
    if asked.term is not None:
        narrows(asked.term)


def test_few_words_with_a_star_are_looked_for() -> None:
    asked = parse(" OR ".join(f"ra{n}*" for n in range(9)))
    assert str(asked) == " OR ".join(f"ra{n}*" for n in range(8))
    assert asked.notes == ("Only the first 8 words with a star are looked for.",)
