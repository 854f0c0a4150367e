from __future__ import annotations

from debates.models import Quote
from debates.reading.episodes import Span, runs_of_words


def _quote(name: str) -> Quote:
    return Quote(exact=name)


def _runs(count: int, *spans: Span) -> list[tuple[int, int, str]]:
    return [(start, end, quote.exact if quote else "") for start, end, quote in runs_of_words(count, spans)]


def test_words_without_a_claim_are_one_run() -> None:
    assert _runs(4) == [(0, 4, "")]


def test_a_claim_in_the_middle_makes_three_runs() -> None:
    assert _runs(5, Span(1, 3, _quote("a"))) == [(0, 1, ""), (1, 3, "a"), (3, 5, "")]


def test_a_claim_that_goes_on_in_the_next_sentence_runs_to_the_end() -> None:
    assert _runs(4, Span(2, None, _quote("a"))) == [(0, 2, ""), (2, 4, "a")]


def test_where_claims_overlap_the_one_that_begins_last_has_the_words() -> None:
    left, right = Span(0, 3, _quote("a")), Span(2, 5, _quote("b"))
    assert _runs(5, left, right) == [(0, 2, "a"), (2, 5, "b")]
    assert _runs(5, right, left) == [(0, 2, "a"), (2, 5, "b")]


def test_a_claim_inside_another_parts_it() -> None:
    assert _runs(5, Span(0, 5, _quote("a")), Span(2, 3, _quote("b"))) == [
        (0, 2, "a"),
        (2, 3, "b"),
        (3, 5, "a"),
    ]


def test_neighbours_stay_apart() -> None:
    assert _runs(4, Span(0, 2, _quote("a")), Span(2, 4, _quote("b"))) == [(0, 2, "a"), (2, 4, "b")]


def test_a_span_beyond_the_sentence_ends_with_it() -> None:
    assert _runs(2, Span(1, 9, _quote("a"))) == [(0, 1, ""), (1, 2, "a")]
