from __future__ import annotations

import random

from benchmarks.transplant.editing import edited

WORDS = [f"word{number}" for number in range(2000)]


def test_nothing_changes_without_edits() -> None:
    change = edited(WORDS, 0.0, random.Random(1))
    assert change.words == WORDS
    assert change.truth(10, 20) == (10, 20)


def test_as_many_words_change_as_were_asked_for() -> None:
    change = edited(WORDS, 0.15, random.Random(1))
    kept = sum(
        change.words[start:end] == [word] for word, (start, end) in zip(WORDS, change.places, strict=True)
    )
    assert 1600 < kept < 1760  # 15 % of 2,000, and a word more where two grew together


def test_each_word_that_was_kept_is_where_it_is_said_to_be() -> None:
    change = edited(WORDS, 0.3, random.Random(2))
    for number, word in enumerate(change.words):
        if word in WORDS and change.places[int(word[4:])] == (number, number + 1):
            assert change.cause[number] == int(word[4:])
    assert len(change.cause) == len(change.words)
    assert all(start <= end for start, end in change.places)
