from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.words.sentences import LONGEST, sentence_spans


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Dr. Lee met Mr. Marsh. Prof. Oak came.", ["Dr. Lee met Mr. Marsh.", "Prof. Oak came."]),
        (
            "The U.S. is big. I live in the U.S. He does too.",
            ["The U.S. is big.", "I live in the U.S.", "He does too."],
        ),
        ("John F. Kennedy and J. R. R. Tolkien spoke.", ["John F. Kennedy and J. R. R. Tolkien spoke."]),
        ("It cost 3.5 percent. In 2025.", ["It cost 3.5 percent.", "In 2025."]),
        ("Well... I think... yes. No… maybe?", ["Well... I think... yes.", "No… maybe?"]),
        ("And then — wait — what?! Yes!!", ["And then — wait — what?!", "Yes!!"]),
        ("Use Node.js, e.g. this. ASP.NET too.", ["Use Node.js, e.g. this.", "ASP.NET too."]),
        ("St. Louis vs. New York. See Vol. 2. Yes.", ["St. Louis vs. New York.", "See Vol. 2.", "Yes."]),
        ("1. First. 2. Second.", ["1. First.", "2. Second."]),
        ("Okay. . . . Right.", ["Okay. . . .", "Right."]),
        (
            "It helped me. It did. No. I know. No. 5 is.",
            ["It helped me.", "It did.", "No.", "I know.", "No. 5 is."],
        ),
        ("The end.The start.", ["The end.", "The start."]),
        ("你好。再见！", ["你好。", "再见！"]),
    ],
)
def test_splits_speech_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He said “I don’t know. Maybe.” Then left.", ["He said “I don’t know.", "Maybe.”", "Then left."]),
        ('"No!" she cried. "Yes." OK.', ['"No!" she cried.', '"Yes."', "OK."]),
        ("“Is it?” he asked. ‘Yes.’ Good.", ["“Is it?” he asked.", "‘Yes.’", "Good."]),
        ("He said “hello. Then he left. Good.", ["He said “hello.", "Then he left.", "Good."]),
        ("‘Cause I say so. He doesn’t. Yes.", ["‘Cause I say so.", "He doesn’t.", "Yes."]),
        ("the '90s. It was '95. Dogs' tails.", ["the '90s.", "It was '95.", "Dogs' tails."]),
        ("**Bold.** Then _so._ And.", ["**Bold.**", "Then _so._", "And."]),
        ("Run `a. B` then. And `c`. So.", ["Run `a.", "B` then.", "And `c`.", "So."]),
    ],
)
def test_a_quotation_mark_stays_with_its_sentence_and_swallows_none(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert _sentences("one\ntwo\n \t\nthree\r\n\r\nfour") == ["one\ntwo", "three", "four"]


def test_text_without_words_has_no_sentences() -> None:
    assert sentence_spans(" \n\n\t") == []


def test_an_unknown_language_is_read_like_english() -> None:
    assert sentence_spans("Mr. Lee. Yes.", "xx") == [(0, 8), (9, 13)]


def test_cuts_text_without_punctuation_at_spaces() -> None:
    pieces = _sentences("word " * 400)

    assert [len(piece) for piece in pieces] == [799, 799, 399]
    assert " ".join(pieces) == "word " * 399 + "word"


def test_a_sentence_that_crosses_the_splitters_window_stays_whole() -> None:
    text = "So it is. " * 409 + "And this one goes on for a while. Yes."

    assert _sentences(text)[-2:] == ["And this one goes on for a while.", "Yes."]


@pytest.mark.parametrize(
    "piece", ["a", "word ", "“He ", ".", '."', "( ", "[a. B ", "1. ", "Dr. ", "\n", "a\n\n", "' "]
)
def test_takes_time_in_proportion_to_the_length_of_a_text(piece: str) -> None:
    text = piece * (200_000 // len(piece))

    began = time.process_time()
    spans = sentence_spans(text)

    assert time.process_time() - began < 3
    assert all(end - start <= LONGEST for start, end in spans)


@given(st.text(alphabet=st.sampled_from("aB1 .?!…\"'“”’()[]*_\n\r\t—。é"), max_size=200))
@settings(max_examples=300, deadline=None)
def test_neither_loses_nor_adds_a_character(text: str) -> None:
    spans = sentence_spans(text)

    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_real_interview_has_sentences_of_a_length_that_people_say(test_data: Path) -> None:
    text = (test_data / "transcripts/text/sync_dwarkesh_sutton.md").read_text()

    lengths = [end - start for start, end in sentence_spans(text)]

    assert (len(lengths), max(lengths)) == (834, 289)
