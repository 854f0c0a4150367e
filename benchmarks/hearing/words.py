"""Word error rates beside faster-whisper's own, on readings whose words are known."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.hearing.recordings import samples, sound
from transcripts.speech.values import RATE, Samples
from transcripts.speech.whisper import Whisper, WhisperOptions

GAP_S = 0.4
_WORD = re.compile(r"[a-z0-9']+")


def plain(text: str) -> list[str]:
    """Words as they are compared: lower case, without marks."""
    return _WORD.findall(text.lower().replace("’", "'").replace("-", " "))


def error_rate(wanted: Sequence[str], heard: Sequence[str]) -> float:
    """Words to change, add or leave out, as a share of those wanted."""
    return Levenshtein.distance(wanted, heard) / len(wanted)


def _reading(folder: Path) -> tuple[Samples, list[str]]:
    """The readings in a row, and their words; `transcripts.txt` has a line `name|words` for each."""
    lines = [
        line.split("|") for line in (folder / "lj/transcripts.txt").read_text().splitlines() if "|" in line
    ]
    pieces: list[Samples] = []
    wanted: list[str] = []
    for name, *_, text in lines:
        path = folder / "lj" / f"{Path(name).stem}.flac"
        if path.exists():
            pieces += [samples(path), np.zeros(round(GAP_S * RATE), np.float32)]
            wanted += plain(text)
    return np.concatenate(pieces), wanted


def rows(folder: Path, model: str) -> Iterator[str]:
    heard, wanted = _reading(folder)
    yield "| | words wanted | heard | WER | CPU s a second of audio |"
    yield "|---|---:|---:|---:|---:|"
    whisper = Whisper(WhisperOptions(model=model, language="en", batch=4))
    begun = time.process_time()
    ours = plain("".join(segment.text for segment in whisper.transcribe(sound(heard))))
    yield _row("ours, batch 4", wanted, ours, time.process_time() - begun, len(heard) / RATE)
    yield _row("faster-whisper, batch 4", wanted, *_direct(model, heard), len(heard) / RATE)


def _direct(model: str, heard: Samples) -> tuple[list[str], float]:
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    pipeline: Any = BatchedInferencePipeline(WhisperModel(model, compute_type="int8", cpu_threads=2))
    begun = time.process_time()
    segments, _ = pipeline.transcribe(heard, batch_size=4, beam_size=1, language="en", word_timestamps=True)
    text = "".join(segment.text for segment in segments)
    return plain(text), time.process_time() - begun


def _row(title: str, wanted: list[str], heard: list[str], cpu_s: float, length_s: float) -> str:
    rate = error_rate(wanted, heard)
    return f"| {title} | {len(wanted)} | {len(heard)} | {rate:.2%} | {cpu_s / length_s:.3f} |"
