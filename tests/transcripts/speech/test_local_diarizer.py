from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.transcripts.speech.sounds import silence, sound, tone
from transcripts.speech.audio import Sound, decoded
from transcripts.speech.campplus import CamPlusPlus
from transcripts.speech.local_diarizer import LocalDiarizer
from transcripts.speech.segmentation import Segmentation
from transcripts.speech.turning import labels_of
from transcripts.speech.values import SpokenWord


@pytest.fixture(scope="module")
def diarizer() -> LocalDiarizer:
    return LocalDiarizer(Segmentation(), CamPlusPlus())


def test_tells_two_readers_apart(test_data: Path, diarizer: LocalDiarizer) -> None:
    told: list[float] = []
    with decoded(test_data / "audio/sim/sim2.flac") as whole:
        half_minute = Sound(whole.pcm[: 40 * 16_000])
        turns = diarizer.diarize(half_minute, told=told.append)
    assert {turn.label for turn in turns} == {"SPEAKER_00", "SPEAKER_01"}
    said = [SpokenWord(" So.", at, at + 0.5, 1.0) for at in (3.0, 8.0, 16.5, 22.0, 36.0)]
    assert labels_of(said, turns) == ["SPEAKER_00", "SPEAKER_00", "SPEAKER_01", "SPEAKER_00", "SPEAKER_01"]
    assert told == sorted(told)


def test_one_voice_where_one_is_asked_for(test_data: Path, diarizer: LocalDiarizer) -> None:
    with decoded(test_data / "audio/sim/sim2.flac") as whole:
        turns = diarizer.diarize(Sound(whole.pcm[10 * 16_000 : 25 * 16_000]), speakers=1)
    assert {turn.label for turn in turns} == {"SPEAKER_00"}


@pytest.mark.parametrize("seconds", [0.2, 12])
def test_nobody_speaks_in_silence(diarizer: LocalDiarizer, seconds: float) -> None:
    assert diarizer.diarize(sound(silence(seconds))) == []


def test_music_is_nobody(diarizer: LocalDiarizer) -> None:
    chord = sum((tone(each, 12) for each in (220, 277, 330)), silence(12)) / 3
    assert diarizer.diarize(sound(chord)) == []


def test_names_its_models_and_what_it_was_told(diarizer: LocalDiarizer) -> None:
    segmentation, encoder = diarizer.used
    assert segmentation.name == "segmentation-3.0"
    assert segmentation.sha256 == "bd7b91c608caf17c627943ea7f5cc68d596c87ac6dca57f3eab49be5e362e489"
    assert segmentation.parameters == {"step_s": 5.0, "nearness": 0.45}
    assert encoder.sha256 == "04f6c7801686ae43ea334ea752bcf3b674680315ea4b38c9e21f0c35a8fefb5f"


def test_one_reader_is_nearer_to_herself_than_to_another(test_data: Path) -> None:
    files = [f"libri/1688/1688-142285-000{n}.flac" for n in (0, 1)] + ["libri/533/533-1066-0001.flac"]
    stretches = []
    for name in files:
        with decoded(test_data / "audio" / name) as heard:
            stretches.append(heard.between(0, 8))
    one, again, other = CamPlusPlus().embed(stretches)
    assert np.linalg.norm(one) == pytest.approx(1)
    assert float(one @ again) > 0.6
    assert float(one @ other) < 0.4
