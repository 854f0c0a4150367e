from __future__ import annotations

from transcripts.cues import Word
from transcripts.importers.word_times import Matched, TimedText, match_words


def test_parts_of_words_are_put_together() -> None:
    parts = [
        TimedText(" Hel", 0.0, 0.2),
        TimedText("lo", 0.2, 0.5),
        TimedText(" you", 0.6, 0.8),
        TimedText("?", 0.8, 0.9),
    ]

    assert match_words("Hello you?", parts, 0.0, 1.0) == Matched(
        (Word("Hello", 0.0, 0.5), Word("you?", 0.6, 0.9))
    )


def test_an_entry_of_several_words_gives_each_its_times() -> None:
    assert match_words("Good morning", [TimedText("Good morning", 1.0, 2.0)], 1.0, 2.0) == Matched(
        (Word("Good", 1.0, 2.0), Word("morning", 1.0, 2.0))
    )


def test_words_in_another_spelling_match_where_there_are_as_many() -> None:
    listed = [TimedText("yes", 0.0, 0.4), TimedText("i", 0.4, 0.5), TimedText("do", 0.5, 0.9)]

    assert match_words("Yes, I do.", listed, None, None) == Matched(
        (Word("Yes,", 0.0, 0.4), Word("I", 0.4, 0.5), Word("do.", 0.5, 0.9))
    )


def test_other_words_do_not_match() -> None:
    assert match_words("Yes, I do.", [TimedText("no", 0.0, 0.4)], 0.0, 1.0) is None


def test_words_without_times_share_the_gap_between_their_neighbours() -> None:
    listed = [
        TimedText("in"),
        TimedText("a", 1.0, 1.2),
        TimedText("bcd"),
        TimedText("e"),
        TimedText("f", 1.8, 2.0),
    ]

    assert match_words("in a bcd e f", listed, 0.0, 3.0) == Matched(
        (
            Word("in", 0.0, 1.0),
            Word("a", 1.0, 1.2),
            Word("bcd", 1.2, 1.6),
            Word("e", 1.6, 1.8),
            Word("f", 1.8, 2.0),
        ),
        3,
    )


def test_words_without_times_at_the_end_of_a_cue_without_an_end_have_no_length() -> None:
    assert match_words("a b", [TimedText("a", 1.0, 1.5), TimedText("b")], 1.0, None) == Matched(
        (Word("a", 1.0, 1.5), Word("b", 1.5, 1.5)), 1
    )


def test_words_of_which_none_has_times_are_no_words_with_times() -> None:
    assert match_words("a b", [TimedText("a"), TimedText("b")], 0.0, 1.0) == Matched(())


def test_a_word_that_ends_before_it_starts_has_no_length() -> None:
    assert match_words("a", [TimedText("a", 2.0, 1.0)], 0.0, 3.0) == Matched((Word("a", 2.0, 2.0),))
