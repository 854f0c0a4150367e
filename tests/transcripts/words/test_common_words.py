"""Words that two texts share are found in place, however long the texts."""

from __future__ import annotations

import random

from transcripts.words.common_words import places

WORDS = ["the", "rain", "in", "a", "valley", "of", "old", "model", "makes", "bread", "and", "steel"]


def talk(count: int) -> list[str]:
    """Words of which every thirtieth is said only once, as names and numbers are."""
    dice = random.Random(7)
    return [f"name{place}" if place % 30 == 0 else dice.choice(WORDS) for place in range(count)]


def test_words_keep_their_order_around_what_is_new() -> None:
    assert places(["a", "b", "c"], ["x", "a", "b", "y", "c"]) == [1, 2, 4]


def test_of_a_text_in_another_order_one_part_is_found() -> None:
    assert places(["a", "b", "c", "d"], ["c", "d", "a", "b"]).count(-1) == 2


def test_nothing_of_nothing_is_found() -> None:
    assert places([], ["a"]) == []
    assert places(["a"], []) == [-1]


def test_a_long_text_with_a_new_beginning_is_found_word_for_word() -> None:
    old = talk(90_000)
    assert places(old, ["hello", "again", *old]) == list(range(2, 90_002))


def test_a_long_text_from_which_a_part_was_cut_is_found_around_it() -> None:
    old = talk(90_000)
    found = places(old, old[:40_000] + old[52_000:])
    assert found[:39_990] == list(range(39_990))
    assert found[52_010:] == list(range(40_010, 78_000))
    assert found[40_000:52_000].count(-1) > 11_900


def test_two_long_texts_without_a_word_in_common_share_nothing() -> None:
    assert set(places(talk(45_000), ["no"] * 45_000)) == {-1}
