"""From a recording to a transcript with names, a stage at a time: each can be done again, and none twice."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from transcripts import jobs
from transcripts.attribution.labelling import LabellingError
from transcripts.attribution.naming import Verdict
from transcripts.attribution.voice_labels import is_nameless, labelled_turns, wants_names, words_end_s
from transcripts.cues import TranscriptError
from transcripts.door import options_here
from transcripts.fetching import FetchError, fetch_to
from transcripts.hearing.engines import Engines
from transcripts.hearing.heard import current_words, names_given, store_words
from transcripts.ingest import IngestError
from transcripts.models import (
    Episode,
    Hearing,
    HearingResult,
    HearingStage,
    HearingState,
    Recording,
    Show,
    VoiceCluster,
)
from transcripts.profiles.enrolling import model_of
from transcripts.recordings.bringing import sound_in, take_out_if_empty
from transcripts.speech.audio import NO_RECORDING, AudioError, Sound, clock
from transcripts.speech.engines import SpeechError
from transcripts.speech.values import ModelUsed
from transcripts.speech.voicing import voices_of

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

LARGEST_BYTES = 2 << 30
FETCH_S = 3600.0
EDITION_S = 30.0
"""How much longer than its recording words may go on before they are taken for those of another."""

TOLD_S = 1.0
"""Seconds between two words of how far a stage is."""


class HearingError(ValueError):
    """A recording that cannot be heard now. The message names the trouble and the remedy."""


class CancelledError(Exception):
    """Somebody asked for the end of the run."""


_TROUBLE = (
    AudioError,
    FetchError,
    HearingError,
    IngestError,
    LabellingError,
    OSError,
    SpeechError,
    TranscriptError,
)
"""What ends a run with its words: they are for whoever brought the recording."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a stage leaves: its result as JSON, the models that worked, and what is to be stored with it."""

    result: dict[str, Any]
    used: Sequence[ModelUsed] = ()
    store: Callable[[], None] = lambda: None


def begin(
    recording: Recording, by: AbstractBaseUser | AnonymousUser | None = None, *, keeps_words: bool = False
) -> Hearing:
    """Queue the hearing of a recording; with `keeps_words` for the names of those who say the words that its episode has.

    Raises HearingError where it is under way, where there is nothing to hear, and where no words want names.
    """
    if not recording.media_url and not recording.media_file:
        raise HearingError("The recording has no file and no address. Give it one.")
    if keeps_words:
        _refuse_words_without_need(recording)
    try:
        with transaction.atomic():
            hearing = Hearing.objects.create(
                recording=recording, requested_by_id=by.pk if by else None, keeps_words=keeps_words
            )
            jobs.defer(jobs.HEAR, jobs.SPEECH, hearing=hearing.pk)
    except IntegrityError as error:
        raise HearingError("This recording is being heard already. Wait for it, or cancel it.") from error
    return hearing


def _refuse_words_without_need(recording: Recording) -> None:
    words = recording.episode.transcripts.filter(is_current=True).first()
    if words is None:
        raise HearingError("The episode has no words that could get names. Have the recording written down.")
    if words.recording_id != recording.pk:
        raise HearingError(
            "The words are those of another recording of this episode, with other times. Choose that one."
        )
    if not wants_names(words):
        raise HearingError(
            "Every sentence has its name, or there are no times by which voices could be laid over them."
        )


def begin_for(episode: Episode) -> Hearing | None:
    """Queue the hearing of an episode's first recording, unless it is being heard or has nothing to hear.

    Where the episode has words, it is heard only if they are nobody's yet, and only for the names.
    """
    words = episode.transcripts.filter(is_current=True).first()
    if words is not None and not is_nameless(words):
        return None
    first = episode.recordings.order_by("-is_primary", "pk").first()
    recording = words.recording if words else first
    with contextlib.suppress(HearingError):
        return begin(recording, keeps_words=words is not None) if recording else None
    return None


def cancel(hearing: Hearing) -> None:
    """Ask for the end of a run: at once where it waits, within seconds where it works. A finished one stays as it is."""
    Hearing.objects.filter(pk=hearing.pk).unfinished().update(cancel_asked=True)
    waiting = Hearing.objects.select_for_update().filter(pk=hearing.pk, state=HearingState.WAITING)
    with transaction.atomic():
        if (found := waiting.first()) is not None:
            _finish(found, HearingState.CANCELLED)


def carry_on(pk: int, heard_by: Engines | None = None) -> None:
    """Do the next stage of a run and queue the one after it; what is in the way ends the run, with its words.

    Does nothing for a run that has ended. `heard_by` are the engines of the settings, if nobody names others.
    """
    hearing = Hearing.objects.unfinished().with_places().filter(pk=pk).first()
    if hearing is None:
        return
    done = set(hearing.results.values_list("stage", flat=True))
    stage = next((each for each in hearing.stages if each not in done), None)
    try:
        if hearing.cancel_asked:
            raise CancelledError
        if stage is not None:
            _do(hearing, stage, heard_by or import_string(settings.HEARING_ENGINES))
    except CancelledError:
        _finish(hearing, HearingState.CANCELLED)
    except _TROUBLE as error:
        with transaction.atomic():
            _finish(hearing, HearingState.FAILED, str(error))
            if isinstance(error, AudioError):
                _drop_what_is_no_recording(hearing, error)


def give_up(pk: int) -> None:
    """Say of a run whose worker died again and again that it failed."""
    for hearing in Hearing.objects.unfinished().filter(pk=pk):
        _finish(
            hearing,
            HearingState.FAILED,
            f"The worker died while {hearing.get_stage_display()}, again and again: it may need more memory.",
        )


def _do(hearing: Hearing, stage: HearingStage, heard_by: Engines) -> None:
    hearing.state, hearing.stage, hearing.progress = HearingState.RUNNING, stage, 0.0
    hearing.stage_begun_at = hearing.told_at = timezone.now()
    hearing.save(update_fields=["state", "stage", "progress", "stage_begun_at", "told_at"])
    begun = time.monotonic()
    outcome = _STAGES[stage](hearing, heard_by, _teller(hearing))
    with transaction.atomic():
        outcome.store()
        HearingResult.objects.create(
            hearing=hearing,
            stage=stage,
            used=[asdict(each) for each in outcome.used],
            result=outcome.result,
            seconds=time.monotonic() - begun,
        )
        if stage is HearingStage.INGEST:
            _finish(hearing, HearingState.DONE)
        else:
            jobs.defer(jobs.HEAR, jobs.SPEECH, hearing=hearing.pk)


def _teller(hearing: Hearing) -> Callable[[float], None]:
    """Tells how far the stage is, now and then, and hears whether somebody cancelled."""
    last = 0.0

    def tell(share: float) -> None:
        nonlocal last
        if time.monotonic() - last < TOLD_S:
            return
        last = time.monotonic()
        own = Hearing.objects.filter(pk=hearing.pk)
        own.update(progress=min(1.0, max(0.0, share)), told_at=timezone.now())
        if own.filter(cancel_asked=True).exists():
            raise CancelledError

    return tell


def _finish(hearing: Hearing, state: HearingState, trouble: str = "") -> None:
    """End a run; what was fetched for it goes."""
    hearing.state, hearing.trouble = state, trouble
    hearing.told_at = timezone.now()
    if state is HearingState.DONE:
        hearing.progress = 1.0
    name, storage = hearing.audio.name, hearing.audio.storage
    hearing.audio = ""
    hearing.save(update_fields=["state", "trouble", "told_at", "progress", "audio"])
    if name:
        storage.delete(name)


def _drop_what_is_no_recording(hearing: Hearing, error: AudioError) -> None:
    """Delete a file of ours in which there is nothing to hear, so that a better one can be brought in its place.

    One that could not be read for another reason stays, and so does one that is only too long, where its episode has words. The
    episode goes as well, where there is nothing else of it.
    """
    kept = hearing.source.media_file
    has_words = hearing.source.episode.transcripts.exists()
    if kept and error.code in NO_RECORDING and not (error.code == "too-long" and has_words):
        kept.delete()
        take_out_if_empty(hearing.source.episode)


def _fetch(hearing: Hearing, _: Engines, tell: Callable[[float], None]) -> Outcome:
    """Bring the recording here, unless a file of ours is kept with it."""
    if hearing.source.media_file:
        return Outcome({"source": hearing.source.media_file.name})
    url = hearing.source.media_url
    with tempfile.TemporaryDirectory(prefix="counterpoint-hearing-") as folder:
        path = Path(folder) / "audio"
        options = replace(options_here(), max_bytes=LARGEST_BYTES, total_s=FETCH_S)
        fetch_to(path, url, options)
        tell(1.0)
        with path.open("rb") as file:
            hearing.audio.save(f"{hearing.pk}", File(file), save=True)
    return Outcome({"source": url})


def _decode(hearing: Hearing, _: Engines, tell: Callable[[float], None]) -> Outcome:
    """See whether all of it can be read, and how long it is."""
    with _sound(hearing, tell) as sound:
        length, warnings = sound.duration_s, list(sound.warnings)

    def store() -> None:
        Recording.objects.filter(pk=hearing.source.pk, duration_s=None).update(duration_s=length)

    return Outcome({"duration_s": length, "warnings": warnings}, store=store)


def _transcribe(hearing: Hearing, heard_by: Engines, tell: Callable[[float], None]) -> Outcome:
    transcriber = heard_by.transcriber()
    with _sound(hearing) as sound:
        segments = [asdict(segment) for segment in transcriber.transcribe(sound, tell)]
    return Outcome({"language": transcriber.language, "segments": segments}, [transcriber.used])


def _diarize(hearing: Hearing, heard_by: Engines, tell: Callable[[float], None]) -> Outcome:
    """Who speaks when, and the voice of each label: those that the words have, or else those of the voices that are told apart.

    The numbers of voices are kept only where the show lets them be recognized.
    """
    encoder = heard_by.encoder()
    used: list[ModelUsed] = []
    turns = labelled_turns(current_words(hearing)) if hearing.keeps_words else []
    with _sound(hearing) as sound:
        if hearing.keeps_words:
            _refuse_another_edition(hearing, sound)
        if not turns:
            diarizer = heard_by.diarizer(encoder)
            turns = diarizer.diarize(sound, told=lambda share: tell(share * 0.9))
            used = [*diarizer.used]
        voices = voices_of(sound, turns, encoder)

    def store() -> None:
        show = hearing.source.episode.show_id
        listens = Show.objects.filter(
            pk=show, recognises_voices=True
        ).exists()  # it may have changed meanwhile
        hearing.source.voice_clusters.all().delete()
        model = model_of(encoder.used)
        VoiceCluster.objects.bulk_create(
            VoiceCluster(
                recording=hearing.source,
                label=voice.label,
                model=model,
                embedding=voice.embedding if listens else None,
                net_s=voice.net_s,
            )
            for voice in voices.values()
        )

    used += [] if encoder.used in used else [encoder.used]
    return Outcome({"turns": [asdict(turn) for turn in turns]}, used, store)


def _refuse_another_edition(hearing: Hearing, sound: Sound) -> None:
    last_s = words_end_s(current_words(hearing))
    if last_s > sound.duration_s + EDITION_S:
        raise HearingError(
            f"The words go on to {clock(last_s)}, but the recording ends at {clock(sound.duration_s)}: they are of different editions. "
            "Bring the recording that was written down."
        )


def _name(hearing: Hearing, _: Engines, tell: Callable[[float], None]) -> Outcome:
    """How sure the names are that the labels would have now. The names are not kept here: the next stage asks again, and a voice
    that is forgotten meanwhile leaves nothing.
    """
    return Outcome({"names": {each.label: _called(each) for each in names_given(hearing)}})


def _called(verdict: Verdict) -> dict[str, Any]:
    return {
        "sure": verdict.is_sure,
        "band": verdict.match.band.value,
        "policy": verdict.match.policy,
    }


def _ingest(hearing: Hearing, _: Engines, tell: Callable[[float], None]) -> Outcome:
    return Outcome(store_words(hearing))


@contextlib.contextmanager
def _sound(hearing: Hearing, tell: Callable[[float], None] | None = None) -> Iterator[Sound]:
    """The recording's sound, from wherever its file is stored."""
    with sound_in(hearing.source.media_file or hearing.audio, tell) as sound:
        yield sound


_STAGES: dict[HearingStage, Callable[[Hearing, Engines, Callable[[float], None]], Outcome]] = {
    HearingStage.FETCH: _fetch,
    HearingStage.DECODE: _decode,
    HearingStage.TRANSCRIBE: _transcribe,
    HearingStage.DIARIZE: _diarize,
    HearingStage.NAME: _name,
    HearingStage.INGEST: _ingest,
}
