"""From recordings of a person to their voice profile, and from a voice to the person."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from transcripts import jobs
from transcripts.models import (
    Episode,
    Speaker,
    Transcript,
    VoiceCluster,
    VoiceModel,
    VoiceProfile,
    VoiceProfileState,
    VoiceSample,
)
from transcripts.speech.audio import AudioError, Sound, decoded
from transcripts.speech.engines import Diarizer, VoiceEncoder
from transcripts.speech.values import ModelUsed, Turn, Voice
from transcripts.speech.voicing import voices_of
from transcripts.voices import SHORTEST_SAMPLE_S, Match, Sample, decide, enrol

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

ONE_VOICE = 0.8
"""Share of a file's speech that must be one voice's, for the file to be a sample of it."""


class ForgottenVoiceError(ValueError):
    """Somebody's voice was forgotten, and nobody let it be recognized again: nothing of it is stored."""

    def __init__(self, speaker: Speaker) -> None:
        super().__init__(
            f"The voice of {speaker.name} was forgotten, so that nothing of it is stored. If they agree to that now, let it be recognized again "
            "on the page of their voice."
        )


@dataclass(frozen=True, slots=True)
class HeardSample:
    """The one voice of a file, and from where to where it speaks; not stored yet."""

    source: str
    checksum: str
    start_s: float
    end_s: float
    voice: Voice
    used: ModelUsed
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What was enrolled from one file. `is_new` is false where it was here before."""

    sample: VoiceSample
    is_new: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A label of a recording, with whose voice it is likely to be."""

    voice: Voice
    match: Match[Speaker]


def model_of(used: ModelUsed) -> VoiceModel:
    """The stored name of an encoder, made when it is first used: then what another one heard is queued to be heard anew."""
    model, is_new = VoiceModel.objects.get_or_create(sha256=used.sha256, defaults={"name": used.name})
    if is_new and VoiceSample.objects.exclude(model=model).exists():
        jobs.defer(jobs.HEAR_ANEW, jobs.SPEECH)
    return model


def person_of(written: str) -> tuple[Speaker, bool]:
    """The speaker with this slug, or else of this name or alias, and whether they were made just now."""
    known = Speaker.objects.filter(slug=written).first() or Speaker.objects.known_as(written)
    return (known, False) if known else (Speaker.objects.named(written), True)


def hear_sample(path: Path, diarizer: Diarizer, encoder: VoiceEncoder) -> HeardSample:
    """The one voice of a file. Raises AudioError where there is no one voice, and OSError."""
    with decoded(path) as sound:
        turns = diarizer.diarize(sound)
        voice = _one_voice(sound, turns, encoder)
        own = [turn for turn in turns if turn.label == voice.label]
        warnings = sound.warnings
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    end_s = max(turn.end_s for turn in own)
    return HeardSample(path.name[:300], checksum, own[0].start_s, end_s, voice, encoder.used, warnings)


def _one_voice(sound: Sound, turns: Sequence[Turn], encoder: VoiceEncoder) -> Voice:
    found = voices_of(sound, turns, encoder)
    if not found:
        raise AudioError("no-speech", "Nobody speaks in it. Choose a recording of the person speaking.")
    most = max(found.values(), key=lambda voice: voice.net_s)
    if most.net_s < ONE_VOICE * sum(voice.net_s for voice in found.values()):
        raise AudioError(
            "several-voices",
            f"{len(found)} voices speak in it, so that it is no sample of one. Cut out where the person speaks alone.",
        )
    if most.embedding is None or most.net_s < SHORTEST_SAMPLE_S:
        raise AudioError(
            "too-short",
            f"There are only {most.net_s:.1f} seconds of speech in it; {SHORTEST_SAMPLE_S:.0f} are the least, and 30 from three days are good.",
        )
    return most


@transaction.atomic
def enrol_sample(
    speaker: Speaker,
    heard: HeardSample,
    *,
    episode: Episode | None = None,
    by: AbstractBaseUser | None = None,
) -> Stored:
    """Store a confirmed sample of `speaker`, and renew the profile. The same file twice makes one sample.

    Raises ForgottenVoiceError.
    """
    if speaker.voice_profile == VoiceProfileState.DISABLED and speaker.voice_receipts.exists():
        raise ForgottenVoiceError(speaker)
    sample, is_new = VoiceSample.objects.update_or_create(
        speaker=speaker,
        model=model_of(heard.used),
        checksum=heard.checksum,
        start_s=heard.start_s,
        defaults={
            "episode": episode,
            "source": heard.source,
            "end_s": heard.end_s,
            "net_s": heard.voice.net_s,
            "embedding": heard.voice.embedding,
            "confirmed_at": timezone.now(),
            "confirmed_by_id": by.pk if by else None,
        },
    )
    renew_profile(speaker, sample.model)
    return Stored(sample, is_new)


@transaction.atomic
def confirm_voice(
    transcript: Transcript, label: str, speaker: Speaker | None, by: AbstractBaseUser | None
) -> VoiceSample | None:
    """Let the voice of a label be a confirmed sample of `speaker`, and of nobody else, and renew the profiles.

    Nothing is stored where the show did not opt in, the speaker's profile is disabled, too little was heard of the voice alone, or nobody
    is meant. The transcript must come with its episode and show.
    """
    cluster = VoiceCluster.objects.filter(recording=transcript.recording_id, label=label).first()
    if cluster is None or cluster.embedding is None:
        return None
    checksum = hashlib.sha256(f"recording {transcript.recording_id}\n{label}".encode()).hexdigest()
    _take_from_others(checksum, speaker)
    allowed = transcript.episode.show.recognises_voices and cluster.net_s >= SHORTEST_SAMPLE_S
    if speaker is None or speaker.voice_profile == VoiceProfileState.DISABLED or not allowed:
        return None
    heard = transcript.utterances.filter(label=label).aggregate(first=Min("start_s"), last=Max("end_s"))
    start_s = heard["first"] or 0.0
    sample, _ = VoiceSample.objects.update_or_create(
        speaker=speaker,
        model=cluster.model,
        checksum=checksum,
        start_s=start_s,
        defaults={
            "episode": transcript.episode,
            "recording_id": transcript.recording_id,
            "source": f"{transcript.episode.title[:200]}, {label}"[:300],
            "end_s": max(heard["last"] or 0.0, start_s + cluster.net_s),
            "net_s": cluster.net_s,
            "embedding": cluster.embedding,
            "confirmed_at": timezone.now(),
            "confirmed_by_id": by.pk if by else None,
        },
    )
    renew_profile(speaker, cluster.model)
    return sample


def _take_from_others(checksum: str, speaker: Speaker | None) -> None:
    """Delete samples of this voice that are laid to somebody else."""
    wrong = VoiceSample.objects.filter(checksum=checksum).exclude(speaker=speaker)
    for each in list(wrong.select_related("speaker", "model")):
        each.delete()
        renew_profile(each.speaker, each.model)


def renew_profile(speaker: Speaker, model: VoiceModel) -> VoiceProfile | None:
    """Make somebody's profile of the samples that may enrich it, and say with the speaker how it stands; `None` without such samples.

    A profile that was disabled stays so.
    """
    samples = list(VoiceSample.objects.of(speaker).by_model(model).enriching().in_order())
    profile = None
    if samples:
        made = enrol(speaker.pk, model.sha256, [_as_sample(sample) for sample in samples])
        profile, _ = VoiceProfile.objects.update_or_create(
            speaker=speaker,
            model=model,
            defaults={"centroid": made.centroid, "seconds": made.seconds, "recordings": made.recordings},
        )
    else:
        VoiceProfile.objects.filter(speaker=speaker, model=model).delete()
    tell_state(speaker)
    return profile


def tell_state(speaker: Speaker) -> None:
    """Say with the speaker how their profile stands, by what is kept of their voice. One that was disabled stays so."""
    if VoiceProfile.objects.filter(speaker=speaker).exists():
        state = VoiceProfileState.ACTIVE
    elif VoiceSample.objects.of(speaker).waiting().exists():
        state = VoiceProfileState.PENDING
    else:
        state = VoiceProfileState.NONE
    _set_state(speaker, state)


def _as_sample(sample: VoiceSample) -> Sample:
    # A file of no episode is a day of its own.
    day = f"episode {sample.episode_id}" if sample.episode_id else sample.checksum
    return Sample(np.asarray(sample.embedding, np.float32), sample.net_s, day)


def _set_state(speaker: Speaker, state: VoiceProfileState) -> None:
    if speaker.voice_profile not in (state, VoiceProfileState.DISABLED):
        speaker.voice_profile = state
        speaker.save(update_fields=["voice_profile"])


def name_voices(voices: Sequence[Voice], used: ModelUsed) -> dict[str, Named]:
    """Who each voice of a recording is likely to be. One query a voice; profiles of other models are left out."""
    model = VoiceModel.objects.filter(sha256=used.sha256).first()
    return {voice.label: Named(voice, _match(voice, model)) for voice in voices}


def _match(voice: Voice, model: VoiceModel | None) -> Match[Speaker]:
    if voice.embedding is None or model is None:
        return decide((), voice.net_s)
    return decide(VoiceProfile.objects.nearest(voice.embedding, model), voice.net_s)
