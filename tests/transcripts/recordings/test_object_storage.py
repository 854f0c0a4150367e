"""Recordings in a store that speaks S3: a real one, at a port of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import boto3
import numpy as np
import pytest
import urllib3
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, override_settings
from moto.server import ThreadedMotoServer

from debates.media import media_storage
from tests.factories import RecordingFactory
from tests.transcripts.speech.sounds import tone, write
from transcripts import hearing
from transcripts.hearing import Engines
from transcripts.models import Hearing, HearingState, Recording
from transcripts.speech.fakes import FakeDiarizer, FakeEncoder, FakeTranscriber
from transcripts.speech.values import Segment, Turn

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("object storage")]
BUCKET = "recordings-of-ours"
LARGE = bytes(range(256)) * 4096
SAID = Segment(0.0, 3.0, " It is so.", (), -0.2, 1.0, 0.0, 0.0)
FAKES = Engines(lambda: FakeTranscriber([SAID]), FakeEncoder, lambda _: FakeDiarizer([Turn(0.0, 3.0, "A")]))


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def _bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything of this test is in a bucket; the folder that would be used without is not there."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    urllib3.request("POST", f"{endpoint}/moto-api/reset")
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket=BUCKET)
    named = {
        "COUNTERPOINT_S3_BUCKET": BUCKET,
        "COUNTERPOINT_S3_ENDPOINT": endpoint,
        "COUNTERPOINT_S3_PREFIX": "podcasts",
    }
    with override_settings(
        STORAGES={**settings.STORAGES, "default": media_storage(named)}, MEDIA_ROOT="/nowhere"
    ):
        yield


def _objects(endpoint: str) -> list[str]:
    found = boto3.client("s3", endpoint_url=endpoint).list_objects_v2(Bucket=BUCKET)
    return [each["Key"] for each in found.get("Contents", ())]


def _kept(body: bytes, name: str = "talk.mp3") -> Recording:
    made: Recording = RecordingFactory()
    made.media_file.save(name, ContentFile(body))
    return made


def _asked_for(storage: object) -> list[str]:
    """The parts of objects that are asked for from now on, as they are asked for."""
    asked: list[str] = []
    events = storage.connection.meta.client.meta.events  # type: ignore[attr-defined]
    events.register(
        "before-send.s3.GetObject", lambda request, **_: asked.append(request.headers["Range"].decode())
    )
    return asked


def test_a_recording_is_stored_in_the_bucket_played_in_parts_and_deleted(
    client: Client, endpoint: str
) -> None:
    recording = _kept(LARGE)
    assert _objects(endpoint) == ["podcasts/recordings/talk.mp3"]
    page = f"/recordings/{recording.pk}/media/"
    asked = _asked_for(default_storage)
    part = client.get(page, headers={"Range": "bytes=500001-500004"})
    assert (part.status_code, part["Content-Range"]) == (206, "bytes 500001-500004/1048576")
    assert b"".join(part.streaming_content) == LARGE[500001:500005]
    assert asked == ["bytes=500001-762144"]
    whole = client.get(page)
    assert (whole.status_code, whole["Content-Type"]) == (200, "audio/mpeg")
    assert b"".join(whole.streaming_content) == LARGE
    assert client.get(page, headers={"Range": "bytes=1048576-"}).status_code == 416
    recording.media_file.delete()
    assert _objects(endpoint) == []


def test_what_is_private_or_gone_is_not_found(client: Client) -> None:
    recording = _kept(b"0123456789", "secret.mp3")
    recording.episode.visibility = "private"
    recording.episode.save()
    assert client.get(f"/recordings/{recording.pk}/media/").status_code == 404
    gone = _kept(b"0123456789", "gone.mp3")
    default_storage.delete(gone.media_file.name)
    assert client.get(f"/recordings/{gone.pk}/media/").status_code == 404


def test_the_same_name_twice_makes_two_objects() -> None:
    first, second = _kept(b"first", "same.mp3"), _kept(b"second", "same.mp3")
    with first.media_file.open() as one, second.media_file.open() as two:
        assert (one.read(), two.read()) == (b"first", b"second")


def test_an_object_is_read_from_any_place() -> None:
    recording = _kept(LARGE, "seek.mp3")
    with closing(default_storage.open(recording.media_file.name)) as file:
        assert file.seek(-3, 2) == len(LARGE) - 3
        assert (file.read(), file.read(1)) == (b"\xfd\xfe\xff", b"")
        file.seek(256)
        assert file.read(2) == b"\x00\x01"
        assert file.size == len(LARGE)


def test_a_recording_in_the_bucket_is_heard_and_what_was_fetched_for_it_is_deleted(
    tmp_path: Path, endpoint: str
) -> None:
    path = write(tmp_path / "talk.ogg", np.concatenate([tone(210, 3)]), "libopus", 48000)
    recording = _kept(path.read_bytes(), "heard.ogg")
    run = hearing.begin(recording)
    run.audio.save("fetched", ContentFile(b"as if it came from afar"))
    for _ in Hearing.Stage:
        hearing.carry_on(run.pk, FAKES)
    run.refresh_from_db()
    assert (run.state, run.trouble, run.audio.name) == (HearingState.DONE, "", "")
    recording.refresh_from_db()
    assert recording.duration_s == pytest.approx(3, abs=0.05)
    assert [each.text for each in recording.episode.transcripts.get().utterances.in_order()] == ["It is so."]
    assert not [key for key in _objects(endpoint) if key.startswith("podcasts/hearings/")]


def test_a_bucket_that_is_not_there_is_told(endpoint: str) -> None:
    named = {"COUNTERPOINT_S3_BUCKET": "nowhere", "COUNTERPOINT_S3_ENDPOINT": endpoint}
    with (
        override_settings(STORAGES={**settings.STORAGES, "default": media_storage(named)}),
        pytest.raises(OSError, match=r"The bucket “nowhere” did not answer well: .*NoSuchBucket"),
    ):
        _kept(b"0123456789")


def test_a_bucket_that_does_not_answer_fails_the_hearing_and_the_player_in_words(client: Client) -> None:
    recording = _kept(b"0123456789", "lost.mp3")
    run = hearing.begin(recording)
    nobody = media_storage(
        {"COUNTERPOINT_S3_BUCKET": BUCKET, "COUNTERPOINT_S3_ENDPOINT": "http://127.0.0.1:1"}
    )
    with override_settings(STORAGES={**settings.STORAGES, "default": nobody}):
        default_storage.client_config.retries = {"max_attempts": 0}
        hearing.carry_on(run.pk, FAKES)
        hearing.carry_on(run.pk, FAKES)
        answer = client.get(f"/recordings/{recording.pk}/media/")
    run.refresh_from_db()
    assert run.state == HearingState.FAILED
    assert run.trouble.startswith("The bucket “recordings-of-ours” did not answer well: Could not connect")
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain")
