"""Engines for tests and for trying things out: they hear what they are told, at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from transcripts.speech.audio import Sound
from transcripts.speech.engines import Told, untold
from transcripts.speech.values import RATE, ModelUsed, Samples, Segment, Turn


class FakeTranscriber:
    """Says the same for every recording."""

    used = ModelUsed("fake transcriber", "0" * 64)

    def __init__(self, segments: Sequence[Segment], language: str = "en") -> None:
        self._segments = segments
        self.language = language

    def transcribe(self, sound: Sound, told: Told = untold) -> Iterator[Segment]:
        for number, segment in enumerate(self._segments, 1):
            yield segment
            told(number / len(self._segments))


class FakeDiarizer:
    """Gives the same turns for every recording."""

    used = (ModelUsed("fake diarizer", "1" * 64),)

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = turns

    def diarize(self, sound: Sound, speakers: int | None = None, told: Told = untold) -> list[Turn]:
        told(1.0)
        return list(self._turns)


class FakeEncoder:
    """Tells voices by their pitch: each `WIDTH_HZ` of the strongest frequency has a direction of its own."""

    WIDTH_HZ = 20
    dimensions = 192

    def __init__(self, name: str = "fake encoder", sha256: str = "2" * 64) -> None:
        self.used = ModelUsed(name, sha256)

    def embed(self, stretches: Iterable[Samples]) -> Samples:
        rows = [self._row(stretch) for stretch in stretches]
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), np.float32)

    def _row(self, stretch: Samples) -> Samples:
        strengths = np.abs(np.fft.rfft(stretch))
        pitch = int(strengths.argmax()) * RATE / len(stretch)
        row = np.zeros(self.dimensions, np.float32)
        row[int(pitch / self.WIDTH_HZ) % self.dimensions] = 1
        return row
