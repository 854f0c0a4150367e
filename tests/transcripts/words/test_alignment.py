from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.spoken import SPOKEN
from transcripts.words.alignment import (
    REWRITTEN_BELOW,
    SAME_WORDS_FROM,
    Alignment,
    ClockOffset,
    bare,
    overlap,
)


def _edited(words: list[str], share: float, chance: random.Random) -> tuple[list[str], list[tuple[int, int]]]:
    """Words with `share` of them dropped, replaced, doubled or misspelt; and where each old word went."""
    new: list[str] = []
    places = []
    for word in words:
        start, roll = len(new), chance.random() / share
        if roll >= 1:
            new.append(word)
        elif roll >= 0.75:
            new.append(word + "s")
        elif roll >= 0.5:
            new += [word, chance.choice(words)]
        elif roll >= 0.25:
            new.append(chance.choice(words))
        places.append((start, len(new)))
    return new, places


def _placed(words: list[str], share: float, seed: int) -> tuple[int, int, int]:
    """Quotes of 300 that landed within a word of their place, that were flagged, and that were silently wrong."""
    chance = random.Random(seed)
    new, places = _edited(words, share, chance)
    alignment = Alignment(words, new)
    right = flagged = 0
    for _ in range(300):
        start = chance.randrange(len(words) - 30)
        end = start + chance.randrange(4, 30)
        found = alignment.relocate(start, end)
        if found is None or not found.is_sure:
            flagged += 1
        elif abs(found.start - places[start][0]) <= 1 and abs(found.end - places[end - 1][1]) <= 1:
            right += 1
    return right, flagged, 300 - right - flagged


def test_words_are_compared_without_case_and_punctuation() -> None:
    assert [bare(word) for word in ("“World-Model,”", "don’t", "50%", "…", "Ünï")] == [
        "worldmodel",
        "dont",
        "50%",
        "",
        "ünï",
    ]


def test_the_same_words_overlap_whole_whatever_their_punctuation() -> None:
    assert overlap(SPOKEN, [word.upper().strip(".") + "," for word in SPOKEN]) == 1.0


def test_a_part_overlaps_whole_with_what_it_is_a_part_of() -> None:
    assert overlap(SPOKEN, SPOKEN[10:40]) == 1.0


def test_texts_without_six_words_overlap_nowhere() -> None:
    assert overlap(["one", "two"], SPOKEN) == 0.0
    assert overlap([], []) == 0.0


def test_words_that_stayed_are_found_where_they_moved_to() -> None:
    found = Alignment(SPOKEN, ["Well,", "so", *SPOKEN]).relocate(5, 12)
    assert found is not None
    assert (found.start, found.end, found.score) == (7, 14, 1.0)


def test_a_corrected_word_inside_a_quote_keeps_its_borders() -> None:
    new = [*SPOKEN[:7], "mended", *SPOKEN[8:]]
    found = Alignment(SPOKEN, new).relocate(5, 15)
    assert found is not None
    assert (found.start, found.end, found.is_sure) == (5, 15, True)


def test_corrected_words_at_the_borders_of_a_quote_stay_in_it() -> None:
    new = [*SPOKEN[:5], "mended", *SPOKEN[6:14], "mended", *SPOKEN[15:]]
    found = Alignment(SPOKEN, new).relocate(5, 15)
    assert found is not None
    assert (found.start, found.end, found.is_sure) == (5, 15, True)


def test_a_quote_whose_words_were_cut_is_never_sure() -> None:
    found = Alignment(SPOKEN, [*SPOKEN[:20], *SPOKEN[40:]]).relocate(22, 38)
    assert found is None or not found.is_sure


def test_words_that_moved_to_another_place_are_offered_but_never_sure() -> None:
    new = [*SPOKEN[:4], *SPOKEN[16:], *SPOKEN[4:16]]
    found = Alignment(SPOKEN, new).relocate(4, 16)
    assert found is not None
    assert not found.is_sure


def test_nothing_is_left_of_words_in_an_empty_text() -> None:
    assert Alignment(SPOKEN, []).relocate(0, 5) is None


@pytest.mark.parametrize(("share", "at_least"), [(0.005, 300), (0.05, 297), (0.15, 291)])
def test_quotes_survive_corrections_and_none_is_silently_misplaced(
    share: float, at_least: int, test_data: Path
) -> None:
    words = (test_data / "transcripts/text/sync_dwarkesh_sutton.md").read_text(encoding="utf-8").split()
    for seed in range(3):
        right, _, wrong = _placed(words, share, seed)
        assert wrong <= 1, "a quote landed more than a word off without being flagged"
        assert right >= at_least


def test_repetition_never_makes_a_quote_land_on_its_twin() -> None:
    words = ("and so the model said that the model of the world is the model that we know " * 300).split()
    for share in (0.05, 0.15):
        new, places = _edited(words, share, random.Random(5))
        alignment = Alignment(words, new)
        for start in range(0, len(words) - 30, 50):
            found = alignment.relocate(start, start + 12)
            if found and found.is_sure:
                assert abs(found.start - places[start][0]) <= 12


def test_clocks_that_differ_by_a_constant_are_measured_exactly() -> None:
    old_s = [index * 0.5 for index in range(len(SPOKEN))]
    offset = Alignment(SPOKEN, SPOKEN).clock_offset(old_s, [second + 47.0 for second in old_s])
    assert offset == ClockOffset(47.0, 47.0, 47.0, pairs=len(SPOKEN) - 2)


def test_times_that_nobody_knows_are_left_out() -> None:
    old_s = [index * 0.5 if index % 2 else None for index in range(len(SPOKEN))]
    new_s = [index * 0.5 + 3.0 for index in range(len(SPOKEN))]
    offset = Alignment(SPOKEN, SPOKEN).clock_offset(old_s, new_s)
    assert offset is not None
    assert (offset.median_s, offset.pairs) == (3.0, 39)


def test_too_few_common_words_say_nothing_of_the_clocks() -> None:
    assert Alignment(SPOKEN[:10], SPOKEN[:10]).clock_offset([0.0] * 10, [1.0] * 10) is None


def test_clocks_that_part_by_a_long_advert_have_no_one_offset() -> None:
    old_s = [float(place) for place in range(len(SPOKEN))]
    new_s = [second + (90.0 if second > len(SPOKEN) / 2 else 0.0) for second in old_s]
    assert Alignment(SPOKEN, SPOKEN).clock_offset(old_s, new_s) is None


def test_captions_agree_with_a_transcript_and_rewrites_do_not(test_data: Path) -> None:
    folder = test_data / "transcripts/text"
    talk, captions, rewrite, other_rewrite = (
        (folder / name).read_text(encoding="utf-8").split()
        for name in (
            "sync_dwarkesh_sutton.md",
            "sync_sutton_youtube_raw.txt",
            "dwarkesh_sutton_SUSPECT_paraphrase_syncrescendence.md",
            "dwarkesh_sutton_focusai.md",
        )
    )
    assert overlap(talk, rewrite) < REWRITTEN_BELOW
    assert overlap(talk, other_rewrite) < REWRITTEN_BELOW
    assert (
        overlap([word for word in talk if ":" not in word], [word for word in captions if ":" not in word])
        > SAME_WORDS_FROM
    )
