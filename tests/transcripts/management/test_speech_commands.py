"""The commands of hearing with the models that ship, on real readers. Words need Whisper's weights besides."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from tests.factories import SpeakerFactory
from tests.transcripts.speech.sounds import silence, write
from transcripts.models import Speaker, VoiceModel, VoiceSample


def _run(*arguments: object) -> str:
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.mark.django_db
def test_enrolled_readers_are_identified_and_strangers_are_not(test_data: Path) -> None:
    libri = test_data / "audio/libri"
    said = _run("enroll", "Reader <1688>", *(libri / f"1688/1688-142285-000{n}.flac" for n in (1, 3)))
    assert said.startswith("Reader <1688> is new here")
    assert "from 2 recordings" in said
    _run("enroll", "Reader 533", libri / "533/533-1066-0001.flac")
    assert VoiceSample.objects.confirmed().count() == 3
    rows = json.loads(_run("identify", libri / "1688/1688-142285-0005.flac", "--json"))
    assert {row["speaker"] for row in rows} == {"Reader <1688>"}
    assert set(rows[0]) == {"start_s", "end_s", "label", "speaker", "score", "margin", "band"}
    assert rows[0]["score"] > 0.6
    stranger = next((test_data / "audio/unknown").glob("1069-*.flac"))
    rows = json.loads(_run("identify", stranger, "--json"))
    assert {(row["speaker"], row["band"]) for row in rows} == {(None, "unknown")}


@pytest.mark.django_db
def test_voices_are_heard_anew_as_far_as_their_sound_is_kept() -> None:
    VoiceSample.objects.create(
        speaker=SpeakerFactory(),
        model=VoiceModel.objects.create(name="an older one", sha256="3" * 64),
        source="ann.wav",
        checksum="4" * 64,
        start_s=0,
        end_s=9,
        net_s=9,
        embedding=[1.0] + [0.0] * 191,
    )
    said = _run("hear_voices_anew").splitlines()
    assert said[0] == "Heard anew by CAM++ zh-en: 0 samples, 0 voices of recordings."
    assert said[1].startswith("Left as another model heard them, and compared with nothing: 1. Their sound")


@pytest.mark.django_db
def test_a_file_that_is_refused_makes_nobody(tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").write_bytes(b"#EXTM3U\nhttp://example.org/a.ts\n")
    with pytest.raises(CommandError, match="1 of 1 files were not taken") as refused:
        _run("enroll", "Ann", tmp_path / "talk.mp3")
    assert refused.value.returncode == 2
    assert not Speaker.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "x" * 201])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="1 to 200 characters"):
        _run("enroll", name, tmp_path / "talk.mp3")


def test_diarize_prints_rttm(test_data: Path) -> None:
    lines = _run("diarize", test_data / "audio/stereo_diarization.wav", "--rttm").splitlines()
    assert lines
    fields = lines[0].split()
    assert (fields[0], fields[1], fields[2], fields[7]) == (
        "SPEAKER",
        "stereo_diarization",
        "1",
        "SPEAKER_00",
    )
    assert len(fields) == 10


@pytest.mark.django_db
def test_silence_gives_empty_results(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.wav", silence(3))
    assert _run("diarize", path, "--rttm") == ""
    assert _run("diarize", path) == "Nobody speaks in it.\n"
    assert json.loads(_run("identify", path, "--json")) == []


@pytest.mark.parametrize("command", ["diarize", "identify"])
def test_what_is_no_recording_exits_with_2(tmp_path: Path, command: str) -> None:
    path = tmp_path / "talk.mp3"
    path.write_bytes(b"")
    with pytest.raises(CommandError, match=r"talk\.mp3: The file is empty") as refused:
        _run(command, path)
    assert refused.value.returncode == 2


def test_transcribe_says_how_to_get_weights(tmp_path: Path) -> None:
    with (
        override_settings(WHISPER={"model": str(tmp_path)}),
        pytest.raises(CommandError, match="Set COUNTERPOINT_WHISPER_MODEL") as refused,
    ):
        _run("transcribe", tmp_path / "talk.mp3", "--json")
    assert refused.value.returncode == 2


def test_transcribe_prints_words_with_speakers(test_data: Path) -> None:
    folder = os.environ.get("COUNTERPOINT_WHISPER_MODEL", "")
    if not Path(folder, "model.bin").is_file():
        pytest.skip("COUNTERPOINT_WHISPER_MODEL names no folder with weights")
    with override_settings(WHISPER={"model": folder}):
        heard = json.loads(_run("transcribe", test_data / "audio/jfk.flac", "--json"))
    assert "ask not what your country can do for you" in heard["text"].lower()
    assert {word["speaker"] for row in heard["segments"] for word in row["words"]} == {"SPEAKER_00"}
