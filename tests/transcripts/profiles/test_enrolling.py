from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.factories import EpisodeFactory, SpeakerFactory
from tests.transcripts.speech.sounds import tone, write
from transcripts.models import Alias, Speaker, VoiceModel, VoiceProfile, VoiceProfileState, VoiceSample
from transcripts.profiles.enrolling import (
    Stored,
    enrol_sample,
    hear_sample,
    name_voices,
    person_of,
    renew_profile,
)
from transcripts.speech.audio import AudioError
from transcripts.speech.fakes import FakeDiarizer, FakeEncoder
from transcripts.speech.values import Turn, Voice
from transcripts.voices import Band

pytestmark = pytest.mark.django_db
ENCODER = FakeEncoder()
LOW, HIGH = 210.0, 610.0


def _enrol(speaker: Speaker, folder: Path, hertz: float = LOW, seconds: float = 12.0) -> Stored:
    path = write(folder / f"{speaker.slug}-{hertz}-{seconds}.wav", tone(hertz, seconds))
    heard = hear_sample(path, FakeDiarizer([Turn(0, seconds, "A")]), ENCODER)
    return enrol_sample(speaker, heard)


def _voice(hertz: float, net_s: float = 20.0) -> Voice:
    return Voice("A", net_s, ENCODER.embed([tone(hertz, 1)])[0])


def test_a_sample_makes_an_active_profile(tmp_path: Path) -> None:
    ann = SpeakerFactory(name="Ann")
    stored = _enrol(ann, tmp_path)
    assert stored.is_new
    assert (stored.sample.net_s, stored.sample.source) == (12.0, f"{ann.slug}-210.0-12.0.wav")
    assert stored.sample.confirmed_at is not None
    profile = VoiceProfile.objects.get(speaker=ann)
    assert (profile.seconds, profile.recordings) == (12.0, 1)
    assert Speaker.objects.get(pk=ann.pk).voice_profile == VoiceProfileState.ACTIVE


def test_the_same_file_twice_is_one_sample(tmp_path: Path) -> None:
    ann = SpeakerFactory()
    assert _enrol(ann, tmp_path).is_new
    assert not _enrol(ann, tmp_path).is_new
    assert VoiceSample.objects.count() == 1


def test_a_file_with_two_voices_is_no_sample(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.wav", tone(LOW, 8))
    turns = FakeDiarizer([Turn(0, 5, "A"), Turn(5, 8, "B")])
    with pytest.raises(AudioError, match="2 voices speak in it"):
        hear_sample(path, turns, ENCODER)


@pytest.mark.parametrize(
    ("turns", "said"), [([], "Nobody speaks in it"), ([Turn(0, 1.5, "A")], "only 1.5 seconds")]
)
def test_a_file_with_too_little_speech_is_no_sample(tmp_path: Path, turns: list[Turn], said: str) -> None:
    with pytest.raises(AudioError, match=said):
        hear_sample(write(tmp_path / "talk.wav", tone(LOW, 8)), FakeDiarizer(turns), ENCODER)


def test_names_the_nearest_voice(tmp_path: Path) -> None:
    ann, ben = SpeakerFactory(), SpeakerFactory()
    _enrol(ann, tmp_path, LOW)
    _enrol(ben, tmp_path, HIGH)
    match = name_voices([_voice(HIGH)], ENCODER.used)["A"].match
    assert (match.person, match.band) == (ben, Band.ACCEPT)
    assert match.score == pytest.approx(1, abs=1e-5)
    assert match.margin == pytest.approx(1, abs=1e-5)


def test_a_voice_that_nobody_enrolled_is_nobody(tmp_path: Path) -> None:
    _enrol(SpeakerFactory(), tmp_path)
    assert name_voices([_voice(HIGH)], ENCODER.used)["A"].match.person is None


def test_a_voice_heard_for_less_than_ten_seconds_is_never_taken(tmp_path: Path) -> None:
    _enrol(SpeakerFactory(), tmp_path)
    assert name_voices([_voice(LOW, 9.9)], ENCODER.used)["A"].match.band is Band.REVIEW


@pytest.mark.parametrize("state", [VoiceProfileState.DISABLED, VoiceProfileState.PENDING])
def test_a_profile_that_is_not_active_is_not_compared(tmp_path: Path, state: VoiceProfileState) -> None:
    ann = SpeakerFactory()
    _enrol(ann, tmp_path)
    Speaker.objects.update(voice_profile=state)
    assert name_voices([_voice(LOW)], ENCODER.used)["A"].match.person is None


def test_a_disabled_profile_stays_so_when_samples_come(tmp_path: Path) -> None:
    ann = SpeakerFactory(voice_profile=VoiceProfileState.DISABLED)
    _enrol(ann, tmp_path)
    assert Speaker.objects.get(pk=ann.pk).voice_profile == VoiceProfileState.DISABLED


def test_profiles_of_another_model_are_never_compared(tmp_path: Path) -> None:
    _enrol(SpeakerFactory(), tmp_path)
    other = FakeEncoder("another", "9" * 64)
    assert name_voices([_voice(LOW)], other.used)["A"].match.person is None
    VoiceModel.objects.create(name="another", sha256="9" * 64)
    assert name_voices([_voice(LOW)], other.used)["A"].match.person is None


def test_only_confirmed_samples_enrich_a_profile(tmp_path: Path) -> None:
    ann = SpeakerFactory()
    sample = _enrol(ann, tmp_path).sample
    model = sample.model
    VoiceSample.objects.create(
        speaker=ann,
        model=model,
        episode=EpisodeFactory(),
        source="an episode",
        checksum="5" * 64,
        start_s=0,
        end_s=9,
        net_s=9,
        embedding=np.eye(192)[7],
    )
    profile = renew_profile(ann, model)
    assert profile is not None
    assert (profile.seconds, profile.recordings) == (12.0, 1)
    sample.confirmed_at = None
    sample.save()
    assert renew_profile(ann, model) is None
    assert Speaker.objects.get(pk=ann.pk).voice_profile == VoiceProfileState.PENDING


def test_a_person_is_found_by_slug_name_or_alias_or_made() -> None:
    ann = SpeakerFactory(name="Ann Lee", slug="ann-lee")
    Alias.objects.create(speaker=ann, name="Annie")
    assert [person_of(each) for each in ("ann-lee", "ann lee", "Annie")] == [(ann, False)] * 3
    made, is_new = person_of("Ben <b>Ito</b>")
    assert (made.name, is_new) == ("Ben <b>Ito</b>", True)


def test_finds_the_nearest_of_many_in_one_query(tmp_path: Path, django_assert_num_queries: object) -> None:
    ann = SpeakerFactory()
    model = _enrol(ann, tmp_path).sample.model
    with django_assert_num_queries(1):  # type: ignore[operator]
        (candidate,) = VoiceProfile.objects.nearest(ENCODER.embed([tone(LOW, 1)])[0], model)
    assert candidate.person == ann
