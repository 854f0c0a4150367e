from __future__ import annotations

from debates.graph.layout import wrapped


def test_words_stay_whole_where_they_fit() -> None:
    assert wrapped("The agent learns from experience alone", 18, 3) == (
        "The agent learns",
        "from experience",
        "alone",
    )


def test_what_does_not_fit_ends_in_an_ellipsis_after_a_whole_word() -> None:
    assert wrapped("The agent learns from experience alone", 18, 2) == (
        "The agent learns",
        "from experience…",
    )


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = wrapped("n" * 50, 10, 3)
    assert lines == ("n" * 9, "n" * 9, "n" * 7 + "…")


def test_broad_letters_take_more_room() -> None:
    assert len(wrapped("MMMM MMMM MMMM", 15, 3)) == 2
    assert len(wrapped("illi illi illi", 15, 3)) == 1


def test_letters_of_scripts_twice_as_wide_are_counted_so() -> None:
    assert wrapped("言語モデルは世界を学ぶ", 12, 3) == ("言語モデル", "は世界を学", "ぶ")


def test_one_letter_and_nothing_are_one_line() -> None:
    assert wrapped("A", 10, 3) == ("A",)
    assert wrapped("", 10, 3) == ("",)
