from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client, override_settings

from tests.factories import RecordingFactory
from transcripts.models import Recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    with override_settings(MEDIA_ROOT=tmp_path):
        made = RecordingFactory()
        made.media_file.save("talk.mp3", ContentFile(b"0123456789"))
        yield made


def _body(client: Client, recording: Recording, **headers: str) -> tuple[int, bytes]:
    response = client.get(f"/recordings/{recording.pk}/media/", headers=headers)
    return response.status_code, b"".join(response.streaming_content)


def test_a_file_is_sent_whole(client: Client, recording: Recording) -> None:
    response = client.get(f"/recordings/{recording.pk}/media/")
    assert b"".join(response.streaming_content) == b"0123456789"
    assert response["Content-Type"] == "audio/mpeg"
    assert (response["Accept-Ranges"], response["Content-Length"]) == ("bytes", "10")


def test_a_part_is_sent_when_asked_for(client: Client, recording: Recording) -> None:
    response = client.get(f"/recordings/{recording.pk}/media/", headers={"Range": "bytes=3-5"})
    assert (response.status_code, b"".join(response.streaming_content)) == (206, b"345")
    assert (response["Content-Range"], response["Content-Length"]) == ("bytes 3-5/10", "3")


def test_a_browser_that_takes_compressed_answers_gets_the_bytes_as_they_are(
    client: Client, recording: Recording
) -> None:
    headers = {"Range": "bytes=0-", "Accept-Encoding": "gzip"}
    assert _body(client, recording, **headers) == (206, b"0123456789")


def test_a_part_after_the_end_is_refused_with_the_size(client: Client, recording: Recording) -> None:
    response = client.get(f"/recordings/{recording.pk}/media/", headers={"Range": "bytes=10-"})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")


def test_a_head_request_gets_no_bytes(client: Client, recording: Recording) -> None:
    response = client.head(f"/recordings/{recording.pk}/media/")
    assert (response.status_code, response["Content-Length"]) == (200, "10")
    assert b"".join(response.streaming_content) == b""


def test_what_is_no_media_is_never_run_as_a_page(client: Client, recording: Recording) -> None:
    recording.media_type = "text/html"
    recording.save()
    response = client.get(f"/recordings/{recording.pk}/media/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_a_recording_without_a_file_is_not_found(client: Client) -> None:
    assert client.get(f"/recordings/{RecordingFactory().pk}/media/").status_code == 404


def test_a_file_that_is_gone_is_not_found(client: Client, recording: Recording) -> None:
    Path(recording.media_file.path).unlink()
    assert client.get(f"/recordings/{recording.pk}/media/").status_code == 404


@pytest.mark.parametrize("hidden", [{"visibility": "private"}, {"is_taken_down": True}])
def test_what_is_hidden_is_not_found(client: Client, recording: Recording, hidden: dict[str, object]) -> None:
    type(recording.episode).objects.filter(pk=recording.episode.pk).update(**hidden)
    assert client.get(f"/recordings/{recording.pk}/media/").status_code == 404
