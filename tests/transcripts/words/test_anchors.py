from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.words.anchors import TextQuote, WordRange, covering, describe, locate, verify, words

TEXTS = ["I think so.", "Models copy people.", "They do not think, they copy."]


def test_describes_words_inside_one_utterance_with_what_stands_around_them() -> None:
    assert describe(TEXTS, 1, 1, 1, 2) == TextQuote(
        "copy", "I think so. Models", "people. They do not think, they "
    )


def test_describes_words_that_cross_utterances() -> None:
    assert describe(TEXTS, 0, 2, 2, 1).exact == "so. Models copy people. They"


@pytest.mark.parametrize(
    "place", [(0, 0, 3, 1), (1, 0, 0, 1), (1, 3, 1, 4), (1, 0, 1, 4), (1, 2, 1, 2), (-1, 0, 0, 1)]
)
def test_refuses_a_place_that_is_empty_or_outside(place: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="the quote"):
        describe(TEXTS, *place)


def test_words_are_what_stands_between_white_space() -> None:
    assert words(" a  bc—d\te.") == [(1, 2), (4, 8), (9, 11)]


@pytest.mark.parametrize(
    ("span", "covered"),
    [((0, 6), (0, 1)), ((3, 8), (0, 2)), ((6, 11), (1, 2)), ((0, 19), (0, 3)), ((12, 13), (2, 3))],
)
def test_a_span_of_characters_covers_the_words_that_it_touches(
    span: tuple[int, int], covered: tuple[int, int]
) -> None:
    assert covering("Models copy people.", *span) == covered


def test_a_span_of_nothing_but_a_space_covers_no_word() -> None:
    with pytest.raises(ValueError, match="no words"):
        covering("Models copy people.", 6, 7)


def test_verifies_exact_words_whatever_white_space_a_browser_put_between_them() -> None:
    assert verify(" copy\n people.  They ", TEXTS, WordRange(1, 1, 2, 1))


@pytest.mark.parametrize("place", [WordRange(1, 0, 1, 2), WordRange(7, 0, 7, 2)])
def test_does_not_verify_other_words(place: WordRange) -> None:
    assert not verify("copy people.", TEXTS, place)


@pytest.mark.parametrize(
    ("exact", "place"),
    [
        ("Models", WordRange(1, 0, 1, 1)),
        ("think", WordRange(0, 1, 0, 2)),
        ("think, they", WordRange(2, 3, 2, 5)),
        ("people. They do", WordRange(1, 2, 2, 2)),
        ("copy people", WordRange(1, 1, 1, 3)),
    ],
)
def test_locates_exact_words(exact: str, place: WordRange) -> None:
    assert locate(exact, TEXTS) == place


def test_of_several_places_takes_the_nearest() -> None:
    assert locate("think", TEXTS, near=2) == WordRange(2, 3, 2, 4)


@pytest.mark.parametrize("exact", ["apes", "odels copy", "Models cop", "", "…", "people. copy"])
def test_locates_nothing_that_is_not_there_in_whole_words(exact: str) -> None:
    assert locate(exact, TEXTS) is None


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", "c.", "d"]), min_size=1, max_size=6), min_size=1, max_size=5
    ),
    st.data(),
)
def test_what_was_described_is_verified_and_located(utterances: list[list[str]], data: st.DataObject) -> None:
    texts = [" ".join(tokens) for tokens in utterances]
    first = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(utterances[first]) - 1))
    end = data.draw(st.integers(start + 1, len(utterances[first])))
    place = WordRange(first, start, first, end)

    quote = describe(texts, *place)

    assert verify(quote.exact, texts, place)
    found = locate(quote.exact, texts, near=first)
    assert found is not None
    assert describe(texts, *found).exact == quote.exact
