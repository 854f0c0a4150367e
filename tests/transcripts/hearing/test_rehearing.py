from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.test import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories import EpisodeFactory, RecordingFactory, ShowFactory, SpeakerFactory, TranscriptFactory
from tests.transcripts.speech.sounds import tone, write
from transcripts import jobs
from transcripts.hearing.rehearing import hear_anew
from transcripts.models import (
    Recording,
    Speaker,
    Utterance,
    VoiceCluster,
    VoiceModel,
    VoiceProfile,
    VoiceProfileState,
    VoiceSample,
)
from transcripts.profiles.enrolling import model_of, name_voices, renew_profile
from transcripts.speech.fakes import FakeEncoder
from transcripts.speech.values import Voice

pytestmark = pytest.mark.django_db
LOW, HIGH = 210.0, 610.0
OLD, NEW = FakeEncoder(), FakeEncoder("newer encoder", "7" * 64)


@pytest.fixture(autouse=True)
def _media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """Ann speaks low for ten seconds, then Ben high."""
    show = ShowFactory(recognises_voices=True)
    made: Recording = RecordingFactory(episode=EpisodeFactory(show=show))
    path = write(tmp_path / "talk.wav", np.concatenate([tone(LOW, 10), tone(HIGH, 10)]))
    made.media_file.save("talk.wav", ContentFile(path.read_bytes()))
    transcript = TranscriptFactory(episode=made.episode, recording=made)
    for number, name in enumerate(("Ann", "Ben")):
        Utterance.objects.create(
            transcript=transcript,
            position=number,
            turn=number,
            label=name,
            speaker=SpeakerFactory(name=name, voice_profile=VoiceProfileState.ACTIVE),
            text="It is so.",
            start_s=number * 10,
            end_s=number * 10 + 10,
        )
    return made


def _sample(recording: Recording | None, name: str = "Ann", **details: object) -> VoiceSample:
    made: VoiceSample = VoiceSample.objects.create(
        **{
            "speaker": Speaker.objects.get(name=name),
            "model": model_of(OLD.used),
            "recording": recording,
            "episode": recording and recording.episode,
            "source": "The talk",
            "checksum": "5" * 64,
            "start_s": 0,
            "end_s": 20,
            "net_s": 10,
            "embedding": np.eye(192)[100],
            "confirmed_at": "2026-10-01T12:00Z",
            **details,
        }
    )
    renew_profile(made.speaker, made.model)
    return made


def _is_known_as(hertz: float, encoder: FakeEncoder) -> str | None:
    voice = Voice("A", 20.0, encoder.embed([tone(hertz, 1)])[0])
    person = name_voices([voice], encoder.used)["A"].match.person
    return person.name if person else None


def test_samples_get_the_numbers_of_the_new_model_and_keep_their_times(recording: Recording) -> None:
    sample = _sample(recording)
    done = hear_anew(NEW)
    assert (done.samples, done.left, done.troubles) == (1, 0, [])
    again = VoiceSample.objects.get(pk=sample.pk)
    assert (again.model.name, again.start_s, again.end_s, again.net_s) == ("newer encoder", 0, 20, 10)
    assert again.confirmed_at is not None
    assert np.argmax(again.embedding) == round(LOW) // 20
    assert _is_known_as(LOW, NEW) == "Ann"
    assert _is_known_as(HIGH, NEW) is None
    assert [profile.model.name for profile in VoiceProfile.objects.all()] == ["newer encoder"]
    assert Speaker.objects.get(name="Ann").voice_profile == VoiceProfileState.ACTIVE


def test_a_new_model_queues_that_by_itself_and_once(recording: Recording) -> None:
    _sample(recording)
    assert not ProcrastinateJob.objects.exists()
    for _ in range(2):
        model_of(NEW.used)
    (job,) = ProcrastinateJob.objects.all()
    assert (job.task_name, job.queue_name) == (jobs.HEAR_ANEW, jobs.SPEECH)


def test_doing_it_again_changes_nothing(recording: Recording) -> None:
    _sample(recording)
    hear_anew(NEW)
    done = hear_anew(NEW)
    assert (done.samples, done.voices, done.left) == (0, 0, 0)


def test_a_sample_of_a_file_that_is_not_kept_stays_and_is_compared_with_nothing(
    recording: Recording,
) -> None:
    _sample(None)
    done = hear_anew(NEW)
    assert (done.samples, done.left) == (0, 1)
    assert VoiceProfile.objects.get().model.name == "fake encoder"
    assert _is_known_as(LOW, NEW) is None


def test_an_old_profile_stays_until_its_last_sample_is_heard(recording: Recording) -> None:
    _sample(recording)
    _sample(None, checksum="6" * 64)
    hear_anew(NEW)
    made = VoiceProfile.objects.order_by("pk").values_list("model__name", "recordings")
    assert dict(made) == {"fake encoder": 2, "newer encoder": 1}


def test_a_sample_that_the_new_model_has_already_takes_the_place_of_the_old(recording: Recording) -> None:
    _sample(recording)
    newer = _sample(recording, model=model_of(NEW.used))
    hear_anew(NEW)
    assert VoiceSample.objects.get() == newer


@pytest.mark.parametrize("state", ["disabled", "not let"])
def test_nothing_is_heard_where_that_is_not_allowed(recording: Recording, state: str) -> None:
    _sample(recording)
    if state == "disabled":
        Speaker.objects.update(voice_profile=VoiceProfileState.DISABLED)
    else:
        recording.episode.show.recognises_voices = False
        recording.episode.show.save()
    done = hear_anew(NEW)
    assert (done.samples, done.left) == (0, 1)


def test_a_recording_that_cannot_be_read_is_told_and_the_rest_is_done(recording: Recording) -> None:
    gone = RecordingFactory(episode=EpisodeFactory(show=recording.episode.show))
    gone.media_file.save("gone.wav", ContentFile(b"no sound"))
    _sample(gone, "Ben", checksum="8" * 64)
    _sample(recording)
    done = hear_anew(NEW)
    assert (done.samples, done.left, len(done.troubles)) == (1, 1, 1)
    assert str(gone) in done.troubles[0]


def test_a_sample_without_sentences_is_heard_whole_where_it_is_short(recording: Recording) -> None:
    Utterance.objects.all().delete()
    short = _sample(recording, start_s=10, end_s=20)
    long = _sample(recording, "Ben", end_s=20, net_s=4, checksum="9" * 64)
    done = hear_anew(NEW)
    assert (done.samples, done.left) == (1, 1)
    assert np.argmax(VoiceSample.objects.get(pk=short.pk).embedding) == round(HIGH) // 20
    assert VoiceSample.objects.get(pk=long.pk).model.name == "fake encoder"


def test_voices_of_recordings_get_numbers_too(recording: Recording) -> None:
    for name, vector in (("Ann", None), ("Ben", np.eye(192)[100])):
        VoiceCluster.objects.create(
            recording=recording, label=name, model=model_of(OLD.used), embedding=vector, net_s=10
        )
    done = hear_anew(NEW)
    assert done.voices == 2
    found = {cluster.label: int(np.argmax(cluster.embedding)) for cluster in VoiceCluster.objects.all()}
    assert found == {"Ann": round(LOW) // 20, "Ben": round(HIGH) // 20}
    assert set(VoiceCluster.objects.values_list("model__name", flat=True)) == {"newer encoder"}
    assert VoiceModel.objects.count() == 2
