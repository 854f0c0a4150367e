from __future__ import annotations

from debates.reading.versions import Said, changed_sentences
from debates.revising.wording import compare


def _changes(old: list[Said], new: list[Said]) -> list[tuple[int, str, str]]:
    return [
        (each.line, each.voice, " ".join(f"{piece.fate.value}:{piece.text}" for piece in each.pieces))
        for each in changed_sentences(old, new)
    ]


def test_sentences_that_came_and_went_are_told_where_they_stand() -> None:
    old = [Said("Ann", "One."), Said("Ann", "Two."), Said("Bob", "Three.")]
    new = [Said("Ann", "One."), Said("Bob", "Three."), Said("Bob", "Four.")]
    assert _changes(old, new) == [(1, "", "gone:Two."), (2, "Bob", "new:Four.")]


def test_a_sentence_in_another_voice_is_changed_and_its_words_stay() -> None:
    assert _changes([Said("Ann", "One two.")], [Said("Bob", "One two.")]) == [(0, "Bob", "stayed:One two.")]


def test_sentences_cut_otherwise_stand_beside_those_they_came_from() -> None:
    (first, second) = changed_sentences(
        [Said("A", "One two. Three.")], [Said("A", "One two."), Said("A", "Three.")]
    )
    assert (first.pieces, second.line) == (tuple(compare("One two. Three.", "One two.")), 1)
