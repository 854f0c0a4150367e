from __future__ import annotations

from transcripts.speech.turning import alone, labels_of, overlapping
from transcripts.speech.values import SpokenWord, Turn


def words(text: str, start_s: float = 0.0) -> list[SpokenWord]:
    """One word a second."""
    return [SpokenWord(f" {word}", start_s + n, start_s + n + 1, 1.0) for n, word in enumerate(text.split())]


def test_a_word_belongs_to_the_turn_with_most_of_its_time() -> None:
    turns = [Turn(0, 2.6, "A"), Turn(2.6, 9, "B")]
    assert labels_of(words("one two three four five six seven"), turns) == ["A", "A", "A", "B", "B", "B", "B"]


def test_a_word_between_turns_belongs_to_the_nearest() -> None:
    assert labels_of(words("hm", 5), [Turn(0, 4, "A"), Turn(9, 12, "B")]) == ["A"]
    assert labels_of(words("hm", 7.5), [Turn(0, 4, "A"), Turn(9, 12, "B")]) == ["B"]


def test_words_without_turns_belong_to_nobody() -> None:
    assert labels_of(words("one two"), []) == ["", ""]


def test_a_word_or_two_within_a_sentence_are_no_change_of_voice() -> None:
    turns = [Turn(0, 3, "A"), Turn(3, 4, "B"), Turn(4, 8, "A")]
    assert labels_of(words("I was just thinking about it all"), turns) == ["A"] * 7


def test_a_word_that_is_a_sentence_stays_with_its_voice() -> None:
    turns = [Turn(0, 3, "A"), Turn(3, 4, "B"), Turn(4, 8, "A")]
    assert labels_of(words("I was there. Really? It was so cold"), turns) == [
        "A",
        "A",
        "A",
        "B",
        "A",
        "A",
        "A",
        "A",
    ]


def test_a_change_beside_the_end_of_a_sentence_moves_there() -> None:
    turns = [Turn(0, 4.9, "A"), Turn(4.9, 9, "B")]
    assert labels_of(words("We went home then. His statement was odd"), turns) == ["A"] * 4 + ["B"] * 4


def test_marks_turns_during_which_somebody_else_speaks() -> None:
    turns = overlapping([Turn(5, 7, "B"), Turn(0, 6, "A"), Turn(8, 9, "A")])
    assert [(turn.start_s, turn.overlap) for turn in turns] == [(0, True), (5, True), (8, False)]


def test_alone_is_where_nobody_else_has_a_turn() -> None:
    assert alone([Turn(0, 6, "A"), Turn(5, 7, "B"), Turn(7, 8, "B")]) == [Turn(0, 5, "A"), Turn(6, 8, "B")]
