from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import SpeakerFactory, Talk
from transcripts.cues import Cue
from transcripts.desk.comparing import Comparison, compare, with_same_words
from transcripts.importers import parse
from transcripts.ingest import Order, ingest

pytestmark = pytest.mark.django_db

SAID = [
    f"Sentence number {number} says that {noun} never {verb} before the {other} has come."
    for number, (noun, verb, other) in enumerate(
        (noun, verb, other)
        for noun in ("rain", "snow", "hail")
        for verb in ("falls", "stops")
        for other in ("wind", "frost", "sun", "fog")
    )
]


def _talk() -> Talk:
    talk = Talk()
    speaker = SpeakerFactory(name="Ann")
    for text in SAID:
        talk.say(speaker, text)
    return talk


def _cues(texts: list[str] = SAID, late_s: float = 0.0) -> list[Cue]:
    return [Cue(5.0 * n + late_s, 5.0 * n + 5.0 + late_s, "Ann", text) for n, text in enumerate(texts)]


def test_the_same_words_on_another_clock_are_told_with_their_offset() -> None:
    found = compare(_cues(late_s=47.0), "en", _talk().transcript)
    assert (found.overlap, found.has_same_words, found.is_rewrite) == (1.0, True, False)
    assert (found.offset_s, found.low_s, found.high_s) == (-47.0, -47.0, -47.0)
    assert found.clocks_differ
    assert (found.is_later, found.lag_s, found.lag_from_s, found.lag_to_s) == (True, 47.0, 47.0, 47.0)


def test_the_same_clock_is_told_for_the_same() -> None:
    found = compare(_cues(late_s=0.4), "en", _talk().transcript)
    assert found.pairs > 0
    assert not found.clocks_differ


def test_other_words_are_a_rewrite_without_a_clock() -> None:
    rewritten = [f"Number {n}: precipitation depends on what preceded it." for n in range(len(SAID))]
    found = compare(_cues(rewritten), "en", _talk().transcript)
    assert (found.overlap, found.is_rewrite, found.pairs) == (0.0, True, 0)


def test_words_without_times_have_no_clock() -> None:
    cues = [Cue(None, None, "Ann", text) for text in SAID]
    found = compare(cues, "en", _talk().transcript)
    assert (found.has_same_words, found.pairs) == (True, 0)


def test_the_same_words_are_found_among_all_transcripts_whatever_their_format() -> None:
    text = "\n\n".join(f"Ann: {said}" for said in SAID)
    here = ingest(Order(text.encode(), "talk.txt", "Weather", "Rain")).transcript
    assert with_same_words(_cues(), "en") == [here.pk]
    assert (
        with_same_words(_cues(["Nothing of this was ever said here, or anywhere else at all."] * 9), "en")
        == []
    )


def test_two_editions_of_an_interview_differ_by_47_seconds(test_data: Path) -> None:
    texts = test_data / "transcripts" / "text"
    order = Order((texts / "sync_dwarkesh_sutton.md").read_bytes(), "sync.md", "Dwarkesh", "Sutton")
    here = ingest(order).transcript
    captions = parse((texts / "sync_sutton_youtube_raw.txt").read_bytes())
    found = compare(captions.cues, "en", here)
    assert found.overlap > 0.95
    assert 46.0 <= -found.offset_s <= 48.0
    rewrite = parse((texts / "dwarkesh_sutton_SUSPECT_paraphrase_syncrescendence.md").read_bytes())
    assert compare(rewrite.cues, "en", here).is_rewrite


def test_an_overlap_in_between_is_neither() -> None:
    middling = Comparison(transcript=1, overlap=0.6)
    assert (middling.is_rewrite, middling.has_same_words, middling.percent) == (False, False, 60)
