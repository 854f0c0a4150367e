"""Whisper by faster-whisper: words with their times, on processor or GPU.

A long recording is heard in parts of ten minutes, cut where it is quietest, so that memory does not grow with its length.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from transcripts.speech.audio import Sound
from transcripts.speech.engines import SpeechError, Told, untold
from transcripts.speech.running import checksum
from transcripts.speech.values import RATE, ModelUsed, Segment, SpokenWord

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

PART_S = 600.0
SEARCHED_S = 60.0
"""How far before the end of a part its quietest place is looked for."""

ROOMY_BYTES = 3 << 30
"""Free memory from which several windows are heard at once."""


@dataclass(frozen=True, slots=True)
class WhisperOptions:
    """`model` is a size, such as `base`, or a folder with weights in CTranslate2's form; `folder` is where fetched ones are kept.

    `batch` 0 takes 4 windows at once where there is memory for it, else one. `language` empty means: find out.
    """

    model: str = "base"
    device: str = "cpu"
    compute_type: str = "int8"
    language: str = ""
    beam: int = 1
    batch: int = 0
    threads: int = 2
    folder: Path | None = None
    may_fetch: bool = False


class Whisper:
    def __init__(self, options: WhisperOptions) -> None:
        self._options = options
        self._batch = options.batch or (4 if _free_memory() > ROOMY_BYTES else 1)
        folder = _weights(options)
        self.used = ModelUsed(
            f"whisper {folder.name if Path(options.model).is_dir() else options.model}",
            checksum(folder / "model.bin"),
            {
                "beam": options.beam,
                "batch": self._batch,
                "compute_type": options.compute_type,
                "language": options.language or None,
            },
        )
        self._model = _loaded(folder, options)
        self.language = options.language

    def transcribe(self, sound: Sound, told: Told = untold) -> Iterator[Segment]:
        self.language = self._options.language
        for start_s, end_s in parts(sound):
            heard, info = self._hear(sound.between(start_s, end_s))
            for each in heard:
                if not self.language and each.words:
                    self.language = info.language
                yield _segment(each, start_s)
                told(min(1.0, (start_s + each.end) / sound.duration_s))
            told(min(1.0, end_s / sound.duration_s))

    def _hear(self, samples: Any) -> tuple[Any, Any]:
        options: dict[str, Any] = {
            "language": self.language or None,
            "beam_size": self._options.beam,
            "vad_filter": True,
            "word_timestamps": True,
        }
        if self._batch == 1:
            heard, info = self._model.transcribe(samples, **options)
        else:
            from faster_whisper import BatchedInferencePipeline

            pipeline = BatchedInferencePipeline(self._model)
            heard, info = pipeline.transcribe(samples, batch_size=self._batch, **options)
        return heard, info


def parts(sound: Sound) -> Iterator[tuple[float, float]]:
    """Cut a recording into parts of at most `PART_S`, each ended at the quietest half second of its last minute."""
    start_s = 0.0
    while sound.duration_s - start_s > PART_S:
        end_s = _quietest(sound, start_s + PART_S - SEARCHED_S, start_s + PART_S)
        yield start_s, end_s
        start_s = end_s
    yield start_s, sound.duration_s


def _quietest(sound: Sound, first_s: float, last_s: float) -> float:
    samples = sound.between(first_s, last_s)
    half = RATE // 2
    powers = (samples[: len(samples) // half * half].reshape(-1, half) ** 2).mean(axis=1)
    return first_s + (int(np.argmin(powers)) + 0.5) * 0.5


def _segment(heard: Any, start_s: float) -> Segment:
    words = tuple(
        SpokenWord(
            word.word, round(start_s + word.start, 3), round(start_s + word.end, 3), float(word.probability)
        )
        for word in heard.words or ()
    )
    return Segment(
        round(start_s + heard.start, 3),
        round(start_s + heard.end, 3),
        heard.text,
        words,
        float(heard.avg_logprob),
        float(heard.compression_ratio),
        float(heard.no_speech_prob),
        float(heard.temperature or 0.0),
        tuple(heard.tokens),
    )


def _weights(options: WhisperOptions) -> Path:
    """The folder with the weights, fetched if that is allowed. Raises SpeechError."""
    if os.sep in options.model or Path(options.model).is_dir():
        folder = Path(options.model)
        if not (folder / "model.bin").is_file():
            raise SpeechError(
                f"There are no Whisper weights at {folder}: a folder with model.bin, config.json and tokenizer.json "
                "in CTranslate2's form is needed. Set COUNTERPOINT_WHISPER_MODEL to one, or to a size such as base."
            )
        return folder
    from faster_whisper.utils import download_model

    try:
        return Path(
            download_model(
                options.model,
                cache_dir=str(options.folder) if options.folder else None,
                local_files_only=not options.may_fetch,
            )
        )
    except ValueError as error:
        raise SpeechError(
            f"{error} Set COUNTERPOINT_WHISPER_MODEL to one of these, or to a folder."
        ) from error
    except Exception as error:
        raise SpeechError(
            f"The weights of Whisper {options.model} are not here and could not be fetched from huggingface.co. "
            "Give this machine a way there, or set COUNTERPOINT_WHISPER_MODEL to a folder that has them."
        ) from error


def _loaded(folder: Path, options: WhisperOptions) -> WhisperModel:
    from faster_whisper import WhisperModel

    try:
        return WhisperModel(
            str(folder), device=options.device, compute_type=options.compute_type, cpu_threads=options.threads
        )
    except (ValueError, RuntimeError) as error:
        raise SpeechError(
            f"Whisper could not be loaded from {folder}: {error} Check COUNTERPOINT_WHISPER_DEVICE, "
            "COUNTERPOINT_WHISPER_COMPUTE and the folder."
        ) from error


def _free_memory() -> int:
    """Bytes that are free on this machine, 0 where it does not say."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0
