"""Voices heard anew: when the model changes, or a show lets its voices be recognized, what is kept here is listened to again."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction

from transcripts.door import options_here
from transcripts.fetching import FetchError, fetch_to
from transcripts.models import Recording, Utterance, VoiceCluster, VoiceModel, VoiceProfile, VoiceSample
from transcripts.profiles.enrolling import model_of, renew_profile
from transcripts.recordings.bringing import sound_in
from transcripts.recordings.publishers import takes_seconds
from transcripts.speech.audio import AudioError, Sound, decoded
from transcripts.speech.engines import VoiceEncoder
from transcripts.speech.values import Turn, Voice
from transcripts.speech.voicing import voices_of

LARGEST_BYTES = 2 << 30
FETCH_S = 3600.0

LOOSE_S = 5.0
"""A sample without sentences is heard whole where it lasts at most so much longer than was heard of it alone."""


@dataclass(slots=True)
class HeardAnew:
    """What came of it: how many samples and voices of recordings are the present model's now, how many samples are not."""

    samples: int = 0
    voices: int = 0
    left: int = 0
    troubles: list[str] = field(default_factory=list)


def hear_anew(encoder: VoiceEncoder) -> HeardAnew:
    """Give samples and voices of recordings the numbers of this encoder, a recording at a time.

    Times, confirmations and who gave them stay. Old numbers go in the transaction that stores the new ones; an old profile goes once its
    last sample is heard anew. Samples of files that are not kept here stay as they are, and are compared with nothing. What cannot be
    had or read is told, and the rest is done: again, it goes on with what is left.
    """
    model, done = model_of(encoder.used), HeardAnew()
    for recording in _recordings(model):
        try:
            with _sound(recording) as sound:
                _hear(recording, sound, encoder, model, done)
        except (AudioError, FetchError, OSError) as error:
            done.troubles.append(f"{recording}: {error}")
    _drop_old_profiles(model)
    done.left = VoiceSample.objects.exclude(model=model).count()
    return done


def _recordings(model: VoiceModel) -> Iterable[Recording]:
    wanted = {
        *VoiceSample.objects.to_hear_anew(model).values_list("recording", flat=True),
        *VoiceCluster.objects.to_hear_anew(model).values_list("recording", flat=True),
    }
    return Recording.objects.filter(pk__in=wanted).select_related("episode__show").order_by("pk")


@contextlib.contextmanager
def _sound(recording: Recording) -> Iterator[Sound]:
    if recording.media_file:
        with sound_in(recording.media_file) as sound:
            yield sound
        return
    if not recording.media_url or takes_seconds(recording.media_url):
        raise AudioError("no-recording", "It is not kept here, and its address names no sound.")
    with tempfile.TemporaryDirectory(prefix="counterpoint-hearing-") as folder:
        path = Path(folder) / "audio"
        fetch_to(path, recording.media_url, replace(options_here(), max_bytes=LARGEST_BYTES, total_s=FETCH_S))
        with decoded(path) as sound:
            yield sound


def _hear(
    recording: Recording, sound: Sound, encoder: VoiceEncoder, model: VoiceModel, done: HeardAnew
) -> None:
    said = list(
        Utterance.objects.current().timed().filter(transcript__recording=recording).order_by("start_s")
    )
    samples = VoiceSample.objects.to_hear_anew(model).filter(recording=recording).select_related("speaker")
    heard = [(sample, _voice_of(sample, said, sound, encoder)) for sample in samples]
    clusters = list(VoiceCluster.objects.to_hear_anew(model).filter(recording=recording))
    by_label = voices_of(sound, _turns(said, {each.label for each in clusters}), encoder)
    with transaction.atomic():
        for sample, voice in heard:
            done.samples += voice is not None and _store(sample, voice, model)
        for cluster in clusters:
            done.voices += _store_cluster(cluster, by_label.get(cluster.label), model)
        for speaker in {sample.speaker for sample, _ in heard}:
            renew_profile(speaker, model)


def _turns(said: Sequence[Utterance], labels: set[str]) -> list[Turn]:
    """All that is said, where it is asked for any of these labels: a voice is heard where nobody else speaks."""
    return [Turn(each.start_s or 0.0, each.end_s or 0.0, each.label) for each in said] if labels else []


def _voice_of(
    sample: VoiceSample, said: Sequence[Utterance], sound: Sound, encoder: VoiceEncoder
) -> Voice | None:
    """The voice of a sample, by the sentences of its speaker between its times, or by all that lies between them; `None` where that
    cannot be told.
    """
    own = [
        Turn(each.start_s or 0.0, each.end_s or 0.0, "own")
        for each in said
        if each.speaker_id == sample.speaker_id and _lies_in(each, sample)
    ]
    if not own and sample.end_s - sample.start_s <= sample.net_s + LOOSE_S:
        own = [Turn(sample.start_s, sample.end_s, "own")]
    voice = voices_of(sound, own, encoder).get("own")
    return voice if voice and voice.embedding is not None else None


def _lies_in(said: Utterance, sample: VoiceSample) -> bool:
    start_s, end_s = said.start_s, said.end_s
    return start_s is not None and end_s is not None and sample.start_s <= start_s < end_s <= sample.end_s


def _store(sample: VoiceSample, voice: Voice, model: VoiceModel) -> bool:
    """Put the new numbers in the place of the old; a sample that the model has already makes the old one needless."""
    same = VoiceSample.objects.of(sample.speaker).by_model(model)
    if same.filter(checksum=sample.checksum, start_s=sample.start_s).exists():
        sample.delete()
        return False
    sample.model, sample.embedding = model, voice.embedding
    sample.save(update_fields=["model", "embedding"])
    return True


def _store_cluster(cluster: VoiceCluster, voice: Voice | None, model: VoiceModel) -> bool:
    if voice is None or voice.embedding is None:
        return False
    cluster.model, cluster.embedding = model, voice.embedding
    cluster.save(update_fields=["model", "embedding"])
    return True


def _drop_old_profiles(model: VoiceModel) -> None:
    """Drop what other models made of people all of whose samples are this model's by now."""
    for profile in VoiceProfile.objects.exclude(model=model).select_related("speaker", "model"):
        if not VoiceSample.objects.of(profile.speaker).by_model(profile.model).exists():
            renew_profile(profile.speaker, profile.model)
