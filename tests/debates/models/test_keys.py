from __future__ import annotations

from debates.models.keys import new_key


def test_keys_hold_no_vowels_and_nothing_that_is_misread() -> None:
    letters = set("".join(new_key() for _ in range(200)))
    assert not letters & set("aeiou01l")


def test_keys_differ() -> None:
    assert len({new_key() for _ in range(1000)}) == 1000
