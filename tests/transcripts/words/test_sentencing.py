from __future__ import annotations

import pytest

from transcripts.cues import Cue, Word
from transcripts.words.sentencing import LONGEST_UNPUNCTUATED, Sentence, sentences


def _cue(start_s: float | None, end_s: float | None, speaker: str | None, text: str, **more: object) -> Cue:
    return Cue(start_s, end_s, speaker, text, **more)


def test_a_sentence_that_fills_its_cue_keeps_the_cues_times() -> None:
    assert sentences([_cue(1.0, 3.5, "Ann", "It rained.")]) == [
        Sentence(0, "Ann", "It rained.", 1.0, 3.5, estimated=False)
    ]


def test_a_sentence_across_cues_runs_from_the_first_to_the_last_and_is_not_estimated() -> None:
    cues = [_cue(0.0, 2.0, "Ann", "It rained and"), _cue(2.5, 4.0, "Ann", "it poured.")]
    assert sentences(cues) == [Sentence(0, "Ann", "It rained and it poured.", 0.0, 4.0, estimated=False)]


def test_sentences_inside_one_cue_share_its_time_and_are_estimated() -> None:
    first, second = sentences([_cue(0.0, 10.0, "Ann", "One. Three.")])
    assert (first.text, first.start_s, first.end_s, first.estimated) == ("One.", 0.0, 4.167, True)
    assert (second.text, second.start_s, second.end_s, second.estimated) == ("Three.", 4.167, 10.0, True)


def test_exact_word_times_are_used_where_a_file_has_them() -> None:
    words = (Word("One.", 0.1, 0.4), Word("Two.", 3.0, 3.2))
    found = sentences([_cue(0.0, 9.0, None, "One. Two.", words=words)])
    assert [(s.start_s, s.end_s, s.estimated) for s in found] == [(0.1, 0.4, False), (3.0, 3.2, False)]


def test_a_change_of_voice_ends_a_sentence_and_begins_a_turn() -> None:
    cues = [_cue(0.0, 1.0, "Ann", "I think that"), _cue(1.0, 2.0, "Bob", "no")]
    assert [(s.turn, s.label, s.text) for s in sentences(cues)] == [
        (0, "Ann", "I think that"),
        (1, "Bob", "no"),
    ]


def test_the_same_voice_again_after_another_is_a_new_turn() -> None:
    cues = [_cue(None, None, name, "Yes.") for name in ("Ann", "Bob", "Ann")]
    assert [s.turn for s in sentences(cues)] == [0, 1, 2]


def test_cues_without_times_give_sentences_without_times() -> None:
    assert sentences([_cue(None, None, None, "Hello there.")]) == [
        Sentence(0, "", "Hello there.", None, None, estimated=False)
    ]


def test_a_clock_spreads_sentences_without_times_and_marks_them() -> None:
    found = sentences([_cue(None, None, "Ann", "One. Three.")], clock=(82.0, 217.0))
    assert [(s.start_s, s.end_s, s.estimated) for s in found] == [
        (82.0, 138.25, True),
        (138.25, 217.0, True),
    ]


def test_a_clock_leaves_times_that_were_read_alone() -> None:
    assert sentences([_cue(5.0, 6.0, "Ann", "One.")], clock=(82.0, 217.0))[0].start_s == 5.0


def test_estimated_cues_give_estimated_sentences() -> None:
    assert sentences([_cue(5.0, 6.0, "Ann", "One.", estimated=True)])[0].estimated is True


def test_words_are_separated_by_single_spaces() -> None:
    assert sentences([_cue(None, None, None, "One\u00a0two\n three\tfour.")])[0].text == "One two three four."


def test_captions_without_punctuation_are_cut_where_a_cue_ends() -> None:
    cues = [_cue(float(n), n + 1.0, None, "seven words go into each caption here") for n in range(30)]
    found = sentences(cues)
    assert [len(s.text.split()) for s in found] == [56, 56, 56, 42]
    assert [(s.start_s, s.end_s) for s in found] == [(0.0, 8.0), (8.0, 16.0), (16.0, 24.0), (24.0, 30.0)]
    assert LONGEST_UNPUNCTUATED == 60


def test_no_word_is_lost_or_made_up() -> None:
    cues = [
        _cue(0.0, 1.0, None, 'well I— uh, "yes"'),
        _cue(1.0, 2.0, None, "that's 3.5%... (laughs) no?! ok"),
    ]
    said = " ".join(cue.text for cue in cues).split()
    assert " ".join(s.text for s in sentences(cues)).split() == said


def test_a_clock_that_begins_again_begins_a_turn() -> None:
    cues = [_cue(50.0, 60.0, "Ann", "Before the break and"), _cue(0.0, 2.0, "Ann", "after it.")]
    assert [(s.turn, s.text, s.start_s, s.end_s) for s in sentences(cues)] == [
        (0, "Before the break and", 50.0, 60.0),
        (1, "after it.", 0.0, 2.0),
    ]


def test_cues_that_overlap_never_make_a_sentence_end_before_it_starts() -> None:
    cues = [_cue(5.0, 9.0, "Ann", "One. Two"), _cue(5.5, 6.0, "Ann", "three. Four.")]
    assert all(s.end_s >= s.start_s for s in sentences(cues))


@pytest.mark.parametrize(
    "text",
    [
        "It works.Then it stops.",
        "He left!She stayed.",
        "He left.Fine.",
        "こんにちは、世界。私は反対です。",
        "你好。我不同意！",
    ],
)
def test_no_word_is_lost_where_no_space_follows_a_full_stop(text: str) -> None:
    found = sentences([_cue(0.0, 4.0, "Ann", text), _cue(4.0, 8.0, "Ann", "The very last word is zebra.")])
    assert "".join(s.text for s in found).replace(" ", "") == (text + "The very last word is zebra.").replace(
        " ", ""
    )
    assert found[-1].text.endswith("zebra.")
    assert found[-1].end_s == 8.0


def test_words_after_a_full_stop_without_a_space_keep_their_own_times() -> None:
    cues = [_cue(0.0, 4.0, "Ann", "It works.Then it stops."), _cue(4.0, 8.0, "Ann", "Zebra.")]
    assert [(s.text, s.start_s, s.end_s) for s in sentences(cues)][-1] == ("Zebra.", 4.0, 8.0)


def test_a_sentence_across_cues_of_which_one_has_no_times_has_none() -> None:
    cues = [_cue(None, None, "Ann", "We met"), _cue(12.0, 13.0, "Ann", "he left.")]
    assert [(s.text, s.start_s, s.end_s, s.estimated) for s in sentences(cues)] == [
        ("We met he left.", None, None, False)
    ]


def test_words_without_end_in_a_single_cue_are_cut_after_300() -> None:
    found = sentences([Cue(None, None, "Ann", "and so on " * 200)])
    assert [len(each.text.split()) for each in found] == [300, 300]


def test_a_word_without_end_is_cut_after_800_characters() -> None:
    found = sentences([Cue(0.0, 4.0, "Ann", "x" * 2000)])
    assert [len(each.text) for each in found] == [800, 800, 400]
