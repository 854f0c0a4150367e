from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.transcripts.speech.sounds import silence, sound, tone
from transcripts.speech.audio import Sound, decoded
from transcripts.speech.engines import SpeechError
from transcripts.speech.whisper import Whisper, WhisperOptions, parts


@pytest.fixture
def whisper() -> Whisper:
    """Whisper by the weights that are lying around here."""
    folder = os.environ.get("COUNTERPOINT_WHISPER_MODEL", "")
    if not Path(folder, "model.bin").is_file():
        pytest.skip("COUNTERPOINT_WHISPER_MODEL names no folder with weights")
    return Whisper(WhisperOptions(model=folder))


def test_a_short_recording_is_one_part() -> None:
    assert list(parts(sound(tone(440, 3)))) == [(0.0, 3.0)]


def test_a_long_recording_is_cut_where_it_is_quiet() -> None:
    loud = np.full(900 * 16_000, 8000, np.int16)
    loud[570 * 16_000 : 571 * 16_000] = 10
    found = list(parts(Sound(loud)))
    assert found == [(0.0, pytest.approx(570.5, abs=0.5)), (pytest.approx(570.5, abs=0.5), 900.0)]


def test_a_folder_without_weights_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match=r"no Whisper weights at .* Set COUNTERPOINT_WHISPER_MODEL"):
        Whisper(WhisperOptions(model=str(tmp_path)))


def test_a_size_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(SpeechError, match=r"expected one of: tiny"):
        Whisper(WhisperOptions(model="gigantic"))


def test_weights_that_are_not_here_are_not_fetched_unasked(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="are not here and could not be fetched"):
        Whisper(WhisperOptions(model="tiny", folder=tmp_path))


def test_writes_down_words_with_their_times(test_data: Path, whisper: Whisper) -> None:
    with decoded(test_data / "audio/jfk.flac") as heard:
        segments = list(whisper.transcribe(heard))
    text = "".join(segment.text for segment in segments).lower()
    assert "ask not what your country can do for you" in text
    assert whisper.language == "en"
    words = [word for segment in segments for word in segment.words]
    assert all(one.start_s <= two.start_s for one, two in pairwise(words))
    assert words[-1].end_s <= heard.duration_s


def test_silence_and_music_have_no_words(whisper: Whisper) -> None:
    assert list(whisper.transcribe(sound(silence(5)))) == []
    chord = sum((tone(each, 5) for each in (220, 277, 330)), silence(5)) / 3
    assert list(whisper.transcribe(sound(chord))) == []
    assert whisper.language == ""
