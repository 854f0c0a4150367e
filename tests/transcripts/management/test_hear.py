from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from tests.factories import EpisodeFactory, SpeakerFactory
from tests.transcripts.speech.sounds import silence, write
from transcripts.models import Episode, Hearing, VoiceReceipt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


def _run(*arguments: object) -> str:
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_a_folder_of_recordings_is_queued(tmp_path: Path) -> None:
    folder = tmp_path / "season"
    folder.mkdir()
    for name in ("One.mp3", "Two.opus", "notes.txt"):
        (folder / name).write_bytes(b"sound")
    assert _run("hear", folder, "--show", "A Show").splitlines() == [
        "a-show/one: queued",
        "a-show/two: queued",
    ]
    assert list(Hearing.objects.order_by("pk").values_list("recording__episode__title", "state")) == [
        ("One", "waiting"),
        ("Two", "waiting"),
    ]


def test_an_episode_that_is_here_gets_its_recording(tmp_path: Path) -> None:
    episode = EpisodeFactory()
    (tmp_path / "talk.mp3").write_bytes(b"sound")
    _run("hear", tmp_path / "talk.mp3", "--episode", f"{episode.show.slug}/{episode.slug}")
    assert Hearing.objects.get().recording.episode == episode


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["talk.mp3"], "Name a show for new recordings"),
        (["--show", "A Show"], "There is no recording"),
        (["none.mp3", "--show", "A Show"], "there is no such file"),
        (["--episode", "no/where"], "No episode 'no/where'"),
    ],
)
def test_what_is_missing_is_said(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said) as refused:
        _run("hear", *arguments)
    assert refused.value.returncode == 2
    assert not Episode.objects.exists()


def test_hearing_now_tells_what_is_in_the_way(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.wav", silence(1))
    with (
        override_settings(WHISPER={"model": str(tmp_path)}),
        pytest.raises(CommandError, match="1 recordings"),
    ):
        _run("hear", path, "--show", "A Show", "--now")
    run = Hearing.objects.get()
    assert (run.state, run.stage) == ("failed", "transcribe")
    assert "Set COUNTERPOINT_WHISPER_MODEL" in run.trouble


def test_forget_voice_prints_its_receipt() -> None:
    speaker = SpeakerFactory(name="Ann")
    given = json.loads(_run("forget_voice", "Ann", "--json"))
    assert given["speaker"] == speaker.slug
    assert given["receipt"] == VoiceReceipt.objects.get().pk
    assert given["deleted"]["samples"] == 0
    assert "The voice of Ann is forgotten" in _run("forget_voice", speaker.slug)
    with pytest.raises(CommandError, match="Nobody here is called 'Ben'"):
        _run("forget_voice", "Ben")
