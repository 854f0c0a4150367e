from __future__ import annotations

import pytest

from transcripts.importers.labels import (
    is_label,
    lower_labels,
    only_on_change,
    split_label,
    split_lower_label,
    trusted_labels,
)


@pytest.mark.parametrize(
    "text", ["Ann", "Ann Lee", "Dr. Ana de la Cruz", "SPEAKER_00", "spk_1", "Speaker 12", "O’Neill", "李明"]
)
def test_takes_for_a_label_what_looks_like_a_name(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    ["", "and so", "What I mean is", "One Two Three Four Five", "He said: no", "<b>Ann</b>", "12", "A" * 80],
)
def test_takes_for_no_label_what_looks_like_words(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    ("line", "split"),
    [
        ("Ann: Hi.", ("Ann", "Hi.")),
        ("Ann:", ("Ann", "")),
        (">> ANN LEE: Hi.", ("ANN LEE", "Hi.")),
        ("- Ann: Hi.", ("Ann", "Hi.")),
        ("[SPEAKER_00]: Hi.", ("SPEAKER_00", "Hi.")),
        ("Ann Lee (host): Hi.", ("Ann Lee", "Hi.")),
        ("Ann: At 10:30: tea.", ("Ann", "At 10:30: tea.")),
        ("\u202eAnn\u202c: Hi.", ("Ann", "Hi.")),
        ("Ann 🐝: Hi.", ("Ann 🐝", "Hi.")),
    ],
)
def test_splits_a_name_from_what_was_said(line: str, split: tuple[str, str]) -> None:
    assert split_label(line) == split


@pytest.mark.parametrize("line", ["Hi there.", "https://example.org", "12:30 tea", "and then: no", "Ann:Hi"])
def test_finds_no_name_where_there_is_none(line: str) -> None:
    assert split_label(line) is None


def test_trusts_no_name_where_other_colons_are_as_common() -> None:
    assert trusted_labels(["Ann: Hi.", "he said: no", "Ann: Hi.", "she said: yes"]) == frozenset()


def test_does_not_trust_a_word_such_as_note_that_stands_once() -> None:
    lines = ["Ann: Hi.", "Bob: Hi.", "Note: this.", "Ann: Bye."]

    assert trusted_labels(lines) == {"Ann", "Bob"}


def test_names_stand_only_on_change_where_no_name_follows_itself() -> None:
    assert only_on_change(["Ann", None, "Bob", None, None, "Ann"])


def test_names_do_not_stand_only_on_change_where_they_repeat() -> None:
    assert not only_on_change(["Ann", "Ann", "Bob", "Bob", None, "Ann"])


@pytest.mark.parametrize("line", ["she said: no", "note: this", "a b c: no", "Ann: Hi.", "12: no"])
def test_finds_no_name_without_a_capital_in_prose(line: str) -> None:
    assert split_lower_label(line) is None


def test_trusts_names_without_capitals_where_two_come_back() -> None:
    assert lower_labels(["ann", "bob", "ann", "bob", "cy"]) == {"ann", "bob"}


def test_does_not_trust_one_name_without_a_capital() -> None:
    assert lower_labels(["ann", "ann", "bob"]) == frozenset()


def test_does_not_trust_a_word_that_stands_elsewhere_without_its_capital() -> None:
    assert trusted_labels(["Ann: Hi.", "Bob: The delta.", "Delta: this.", "Ann: Bye."]) == {"Ann", "Bob"}


def test_trusts_a_name_that_stands_once_in_a_script_without_capitals() -> None:
    assert trusted_labels(["علي: مرحبا", "منى: نعم", "علي: لا"]) == {"علي", "منى"}
