"""A hearing whose worker is killed in the middle of a stage goes on at that stage, and does nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings

from tests.factories import RecordingFactory
from tests.transcripts.speech.sounds import tone, write
from tests.workers import look_for_dead_workers, wait_for, working
from transcripts import hearing
from transcripts.models import Hearing, HearingResult, Recording

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("workers"),
]


def _stages(run: Hearing) -> list[tuple[str, int]]:
    """The finished stages with the keys of their results."""
    return list(HearingResult.objects.filter(hearing=run).order_by("pk").values_list("stage", "pk"))


def test_killed_while_it_tells_voices_apart(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        recording: Recording = RecordingFactory()
        sound = write(tmp_path / "talk.wav", tone(210, 3)).read_bytes()
        recording.media_file.save("talk.wav", ContentFile(sound))
        run = hearing.begin(recording)
    place = {"COUNTERPOINT_DATA": str(tmp_path), "BEGUN": str(begun)}
    with working(COUNTERPOINT_HEARING="tests.hearing_engines.WAITING", **place) as worker:
        wait_for(begun.exists, "the voices to be told apart")
        worker.kill()
    before = _stages(run)
    assert [stage for stage, _ in before] == ["fetch", "decode", "transcribe"]
    run.refresh_from_db()
    assert (run.state, run.stage) == ("running", "diarize")
    with working(COUNTERPOINT_HEARING="tests.hearing_engines.GOING_ON", **place):
        look_for_dead_workers()
        wait_for(lambda: Hearing.objects.get(pk=run.pk).state == "done", "the hearing to be done")
    assert _stages(run)[:3] == before
    assert [stage for stage, _ in _stages(run)[3:]] == ["diarize", "name", "ingest"]
    transcript = recording.episode.transcripts.get()
    assert [each.text for each in transcript.utterances.in_order()] == ["It is so."]
    assert list((tmp_path / "media" / "recordings").iterdir()) == [
        tmp_path / "media" / "recordings" / "talk.wav"
    ]
