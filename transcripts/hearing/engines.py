"""The engines of hearing as this site's settings choose them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from transcripts.speech.engines import Diarizer, SpeechError, Transcriber, VoiceEncoder

PACKAGES = ("av", "faster_whisper", "kaldi_native_fbank", "scipy")
"""What `requirements-speech.txt` brings."""

HOW_TO_TURN_ON = "Start the site with script/server --speech, which installs what is needed."


class SpeechOffError(SpeechError):
    """The packages that hearing needs are not installed."""

    def __init__(self) -> None:
        super().__init__(f"Transcription and voices are off on this machine. {HOW_TO_TURN_ON}")


def speech_is_on() -> bool:
    """Whether what hearing needs is installed. Imports nothing."""
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


def recordings_are_heard() -> bool:
    """Whether recordings that are queued find a worker: here, or on another machine, as the settings say."""
    return bool(settings.SPEECH_IS_ELSEWHERE) or speech_is_on()


def transcriber() -> Transcriber:
    """Whisper; its weights are fetched if need be, so this is nothing for a request. Raises SpeechError."""
    _require_speech()
    from transcripts.speech.whisper import Whisper, WhisperOptions

    chosen: dict[str, Any] = settings.WHISPER
    return Whisper(WhisperOptions(**chosen, may_fetch=True))


def voice_encoder() -> VoiceEncoder:
    """CAM++. Raises SpeechOffError."""
    _require_speech()
    from transcripts.speech.campplus import CamPlusPlus

    return CamPlusPlus()


def diarizer(encoder: VoiceEncoder) -> Diarizer:
    """Segmentation, and clusters of what `encoder` hears. Raises SpeechOffError."""
    _require_speech()
    from transcripts.speech.local_diarizer import LocalDiarizer
    from transcripts.speech.segmentation import Segmentation

    return LocalDiarizer(Segmentation(), encoder)


def _require_speech() -> None:
    if not speech_is_on():
        raise SpeechOffError


@dataclass(frozen=True, slots=True)
class Engines:
    """Who hears; each is loaded when it is needed."""

    transcriber: Callable[[], Transcriber] = transcriber
    encoder: Callable[[], VoiceEncoder] = voice_encoder
    diarizer: Callable[[VoiceEncoder], Diarizer] = diarizer


HERE = Engines()
