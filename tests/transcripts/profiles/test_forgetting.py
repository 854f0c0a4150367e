from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from django.db import connection

from tests.factories import EpisodeFactory, RecordingFactory, SpeakerFactory, TranscriptFactory, UserFactory
from tests.transcripts.speech.sounds import tone, write
from transcripts.models import (
    Attribution,
    NameDecision,
    Speaker,
    Utterance,
    VoiceCluster,
    VoiceEvidence,
    VoiceModel,
    VoiceProfileState,
    VoiceSample,
)
from transcripts.profiles.deciding import confirm_sample, switch_off, switch_on
from transcripts.profiles.enrolling import (
    ForgottenVoiceError,
    enrol_sample,
    hear_sample,
    model_of,
    renew_profile,
)
from transcripts.profiles.forgetting import forget_voice
from transcripts.speech.fakes import FakeDiarizer, FakeEncoder
from transcripts.speech.values import Turn

pytestmark = pytest.mark.django_db


def _rows_with(text: str) -> dict[str, int]:
    """How many rows of each table of the database hold `text` anywhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{text}%"])  # noqa: S608
            if count := cursor.fetchone()[0]:
                found[table] = count
    return found


def _voice(speaker: Speaker, folder: Path) -> VoiceModel:
    """A profile whose numbers occur nowhere else, and an episode named by it."""
    path = write(folder / "ann.wav", tone(210, 12))
    stored = enrol_sample(speaker, hear_sample(path, FakeDiarizer([Turn(0, 12, "A")]), FakeEncoder()))
    vector = np.zeros(192, np.float32)
    vector[:2] = 0.123456, 0.99235
    VoiceSample.objects.filter(pk=stored.sample.pk).update(embedding=vector)
    renew_profile(speaker, stored.sample.model)
    recording = RecordingFactory(episode=EpisodeFactory())
    transcript = TranscriptFactory(episode=recording.episode, recording=recording)
    VoiceCluster.objects.create(
        recording=recording, label="A", model=stored.sample.model, embedding=vector, net_s=60
    )
    Utterance.objects.create(
        transcript=transcript, position=0, turn=0, label="A", speaker=speaker, text="It is so."
    )
    attribution = Attribution.objects.create(
        transcript=transcript, label="A", speaker=speaker, method="voice", score=0.9
    )
    VoiceEvidence.objects.create(
        attribution=attribution, score=0.9, margin=0.5, band="accept", policy="2026-11", net_s=60
    )
    NameDecision.objects.create(
        transcript=transcript,
        before=transcript,
        label="A",
        position=0,
        verdict="confirmed",
        scope="label",
        speaker=speaker,
        nearest=speaker,
        score=0.123456,
        margin=0.5,
        band="review",
        policy="2026-11",
        sample=stored.sample,
    )
    return stored.sample.model


def test_nothing_of_a_forgotten_voice_is_left_in_any_table(tmp_path: Path) -> None:
    ann = SpeakerFactory(name="Ann")
    model = _voice(ann, tmp_path)
    before = _rows_with("0.12345")
    assert set(before) == {
        "public.transcripts_voicesample",
        "public.transcripts_voiceprofile",
        "public.transcripts_voicecluster",
        "public.transcripts_namedecision",
    }
    receipt = forget_voice(ann, by=UserFactory())
    assert _rows_with("0.12345") == {}
    assert _rows_with("ann.wav") == {}
    with connection.cursor() as cursor:
        for table in ("attribution", "attributionrevision"):
            cursor.execute(f"SELECT count(*) FROM transcripts_{table} WHERE method = 'voice'")  # noqa: S608
            assert cursor.fetchone() == (0,)
    assert Utterance.objects.get().speaker is None
    decision = NameDecision.objects.get()
    assert (decision.speaker, decision.nearest, decision.policy, decision.sample) == (ann, None, "", None)
    assert receipt.deleted == {
        "samples": 1,
        "profiles": 1,
        "voices of recordings": 1,
        "mentions as the second nearest": 0,
        "evidence in decisions": 1,
        "evidence": 1,
        "figures beside names that stay": 0,
        "attributions by voice": 1,
        "revisions of attributions by voice": receipt.deleted["revisions of attributions by voice"],
        "sentences that lost the name": 1,
        "sentences that keep it, as quotes stand on them": 0,
    }
    assert Speaker.objects.get(pk=ann.pk).voice_profile == VoiceProfileState.DISABLED
    assert renew_profile(ann, model) is None


def test_nothing_of_a_forgotten_voice_is_stored_until_it_is_switched_on(tmp_path: Path) -> None:
    ann = SpeakerFactory(name="Ann")
    _voice(ann, tmp_path)
    forget_voice(ann)
    ann.refresh_from_db()
    path = write(tmp_path / "again.wav", tone(210, 12))
    heard = hear_sample(path, FakeDiarizer([Turn(0, 12, "A")]), FakeEncoder())
    with pytest.raises(ForgottenVoiceError, match="The voice of Ann was forgotten"):
        enrol_sample(ann, heard)
    assert not VoiceSample.objects.exists()
    switch_on(ann)
    assert enrol_sample(ann, heard).is_new


def test_nothing_is_left_of_what_was_decided_about_a_forgotten_voice(tmp_path: Path) -> None:
    """Confirmed by somebody, off and on again, heard anew by another model, and named in the history of its person."""
    ann, ida = SpeakerFactory(name="Ann"), UserFactory(role="admin")
    _voice(ann, tmp_path)
    sample = VoiceSample.objects.get()
    VoiceSample.objects.update(confirmed_at=None)
    confirm_sample(VoiceSample.objects.get(pk=sample.pk), ida)
    switch_off(ann)
    switch_on(ann)
    model_of(FakeEncoder("another", "9" * 64).used)
    assert "public.procrastinate_jobs" in _rows_with("transcripts.hear_anew")
    assert "public.transcripts_voicesample" in _rows_with("0.12345")
    forget_voice(ann, by=ida)
    for trace in ("0.12345", "ann.wav", sample.checksum):
        assert _rows_with(trace) == {}


def test_names_that_an_editor_gave_stay(tmp_path: Path) -> None:
    ann = SpeakerFactory()
    _voice(ann, tmp_path)
    Attribution.objects.update(method="editor")
    forget_voice(ann)
    assert Utterance.objects.get().speaker == ann
    assert Attribution.objects.get().method == "editor"
    evidence = VoiceEvidence.objects.get()
    assert (evidence.score, evidence.margin, evidence.band) == (None, None, "unknown")
    assert not VoiceCluster.objects.exists()


def test_a_voice_that_an_editor_found_to_be_somebody_elses_stays(tmp_path: Path) -> None:
    ann = SpeakerFactory()
    _voice(ann, tmp_path)
    Attribution.objects.update(state="rejected")
    forget_voice(ann)
    assert VoiceCluster.objects.count() == 1


def test_another_persons_voice_is_left_alone(tmp_path: Path) -> None:
    ann, ben = SpeakerFactory(), SpeakerFactory()
    _voice(ann, tmp_path)
    VoiceEvidence.objects.update(runner_up=ben)
    receipt = forget_voice(ben)
    assert VoiceSample.objects.filter(speaker=ann).count() == 1
    assert VoiceEvidence.objects.get().runner_up is None
    assert receipt.deleted["mentions as the second nearest"] == 1
