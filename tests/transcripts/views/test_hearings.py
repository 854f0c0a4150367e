from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from debates.models import User
from tests.factories import EpisodeFactory, RecordingFactory, UserFactory
from transcripts.models import Episode, Hearing, HearingState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(role=User.Role.ADMIN, username="root"))
    return client


def _bring(client: Client, **given: Any) -> Any:
    return client.post("/hearings/", given)


def _audio(name: str = "talk.mp3") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"sound")


def test_an_upload_becomes_an_episode_that_waits_for_its_words(admin: Client) -> None:
    response = _bring(admin, audio=_audio(), show="The <b>Show</b>", title="One")
    assert response.status_code == 302
    run = Hearing.objects.get()
    assert (run.state, run.recording.episode.title, run.recording.episode.show.name) == (
        "waiting",
        "One",
        "The <b>Show</b>",
    )
    with run.recording.media_file.open() as kept:
        assert kept.read() == b"sound"
    page = admin.get("/hearings/").content.decode()
    assert "fetching the recording is next" in page
    assert "The &lt;b&gt;Show&lt;/b&gt;" in page
    assert "by root" in page


def test_an_enclosure_of_a_feed_is_queued(admin: Client) -> None:
    episode = RecordingFactory(media_url="https://example.org/one.mp3").episode
    assert f'<option value="{episode.pk}">' in admin.get("/hearings/").content.decode()
    assert _bring(admin, episode=episode.pk).status_code == 302
    assert Hearing.objects.get().recording.episode == episode


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose a file, or an episode below that has a recording."),
        ({"show": "A show", "title": "One"}, "Choose a file, or an episode below that has a recording."),
        ({"audio": "file", "show": "  ", "title": "One"}, "Say what it is called."),
        ({"audio": "file", "show": "A show", "title": "x" * 501}, "at most 500 characters"),
        ({"episode": "999999"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(admin: Client, given: dict[str, Any], said: str) -> None:
    if "audio" in given:
        given = {**given, "audio": _audio()}
    response = _bring(admin, **given)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Episode.objects.exists()


def test_the_same_recording_twice_is_one_run(admin: Client) -> None:
    for _ in range(2):
        _bring(admin, audio=_audio(), show="Show", title="One")
    assert Hearing.objects.count() == 1
    assert "is being heard already" in admin.get("/hearings/").content.decode()


def test_a_run_shows_its_stage_percent_and_time_left(admin: Client) -> None:
    recording = RecordingFactory()
    Hearing.objects.create(recording=recording, state="running", stage="transcribe", progress=0.25)
    Hearing.objects.update(stage_begun_at="2026-01-01T00:00:00Z", told_at="2026-01-01T00:00:30Z")
    page = admin.get("/hearings/").content.decode()
    assert "writing down the words" in page
    assert 'value="25"' in page
    assert "25 %, 90 s left" in page


def test_a_run_can_be_cancelled(admin: Client) -> None:
    run = Hearing.objects.create(recording=RecordingFactory())
    assert admin.post(f"/hearings/{run.pk}/cancel/").status_code == 302
    run.refresh_from_db()
    assert run.state == HearingState.CANCELLED
    assert admin.post("/hearings/0/cancel/").status_code == 404
    assert admin.get(f"/hearings/{run.pk}/cancel/").status_code == 405


def test_pages_of_many_runs_take_as_many_queries_as_one(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        Hearing.objects.create(recording=RecordingFactory(episode=EpisodeFactory()), state="done")
    with django_assert_max_num_queries(8):
        admin.get("/hearings/")


def test_only_admins_bring_recordings(client: Client, editor: Client) -> None:
    assert editor.get("/hearings/").status_code == 403
    assert editor.post("/hearings/1/cancel/").status_code == 403
    assert Client().get("/hearings/")["Location"].startswith("/sign-in/")
    assert Client().delete("/hearings/").status_code == 405


def test_a_site_whose_recordings_are_heard_on_another_machine_takes_them(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    _bring(admin, audio=_audio(), show="A show", title="One")
    assert not Hearing.objects.exists()
    with override_settings(SPEECH_IS_ELSEWHERE=True):
        assert _bring(admin, audio=_audio(), show="A show", title="One").status_code == 302
    assert Hearing.objects.count() == 1


def test_a_recording_that_cannot_be_kept_is_told(admin: Client, tmp_path: Path) -> None:
    (tmp_path / "full").write_text("a file where a folder should be")
    with override_settings(MEDIA_ROOT=tmp_path / "full"):
        _bring(admin, audio=_audio(), show="A show", title="One")
    assert "The file could not be kept: " in admin.get("/hearings/").content.decode()
    assert not Episode.objects.exists()
