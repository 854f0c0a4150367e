from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest

from tests.transcripts.speech.sounds import silence, tone, write, write_video
from transcripts.speech.audio import AudioError, decoded


def _refusal(path: Path) -> AudioError:
    with pytest.raises(AudioError) as refused, decoded(path):
        pass
    return refused.value


@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout"),
    [
        ("talk.wav", "pcm_s16le", 16_000, "mono"),
        ("talk.wav", "pcm_s16le", 48_000, "7.1"),
        ("talk.mp3", "libmp3lame", 44_100, "stereo"),
        ("talk.flac", "flac", 44_100, "mono"),
        ("talk.opus", "libopus", 48_000, "mono"),
        ("talk.m4a", "aac", 44_100, "stereo"),
    ],
)
def test_every_kind_of_recording_becomes_one_channel_at_16_khz(
    tmp_path: Path, name: str, codec: str, rate: int, layout: str
) -> None:
    path = write(tmp_path / name, tone(440, 2), codec, rate, layout)
    with decoded(path) as sound:
        assert sound.duration_s == pytest.approx(2, abs=0.1)
        assert sound.warnings == ()
        strengths = np.abs(np.fft.rfft(sound.between(0.5, 1.5)))
        assert int(strengths.argmax()) == 440


def test_telephone_sound_is_taken_with_a_warning(tmp_path: Path) -> None:
    with decoded(write(tmp_path / "call.wav", tone(440, 1), "pcm_mulaw", 8000)) as sound:
        assert sound.duration_s == pytest.approx(1, abs=0.01)
        assert sound.warnings == (
            "The sound has 8,000 samples a second, as on the telephone: voices and words are told less surely.",
        )


def test_a_file_damaged_in_the_middle_keeps_its_length_and_says_where(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.m4a", tone(440, 10), "aac", 44_100)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = np.random.default_rng(1).integers(0, 256, 3000, np.uint8).tobytes()
    path.write_bytes(data)
    with decoded(path) as sound:
        assert sound.duration_s == pytest.approx(10, abs=0.2)
        assert len(sound.warnings) == 1
        assert sound.warnings[0].startswith("The file is damaged:")
        assert "the first at 0:0" in sound.warnings[0]


def test_a_file_that_was_cut_off_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.flac", tone(440, 20), "flac")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with decoded(path) as sound:
        assert 8 < sound.duration_s < 12
        assert "It may have been cut off" in sound.warnings[-1]


def test_a_video_without_sound_is_refused(tmp_path: Path) -> None:
    refused = _refusal(write_video(tmp_path / "film.mp4"))
    assert refused.code == "no-audio"
    assert str(refused) == "The file has no sound: there is only video in it. Choose the file with the audio."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/passwd\n", "not-audio"),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "not-audio"),
        (b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>', "not-audio"),
        (b"# a comment first\nffconcat version 1.0\nfile '/etc/passwd'\n", "not-audio"),
        (b"<script>alert(1)</script>", "not-audio"),
        (bytes(range(256)) * 200, "not-audio"),
    ],
)
def test_what_is_no_recording_is_refused_with_a_remedy(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "talk.mp3"
    path.write_bytes(data)
    refused = _refusal(path)
    assert refused.code == code
    assert any(word in str(refused) for word in ("Choose", "Fetch", "Save"))


def test_a_recording_of_no_seconds_is_refused(tmp_path: Path) -> None:
    refused = _refusal(write(tmp_path / "talk.wav", silence(0.01)))
    assert refused.code == "no-sound"
    assert "0 seconds" in str(refused)


def test_a_recording_that_says_it_lasts_13_hours_is_refused_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.wav", tone(440, 0.2))
    data = path.read_bytes()
    start = data.index(b"data") + 4
    length = (13 * 3600 * 32_000).to_bytes(4, "little")
    path.write_bytes(data[:4] + b"\xff\xff\xff\x7f" + data[8:start] + length + data[start + 4 :])
    with path.open("r+b") as file:
        file.truncate(13 * 3600 * 32_000)
    assert _refusal(path).code == "too-long"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none.mp3").code == "unreadable-file"


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "talk.wav", tone(440, 1))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    with decoded(path):
        pass
    assert list(scratch.iterdir()) == []


def test_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[float] = []
    with decoded(write(tmp_path / "talk.wav", tone(440, 3)), told.append):
        pass
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1, abs=0.05)
