"""pyannote's segmentation-3.0: which of up to three voices speak in each sixtieth of a second of a ten-second window.

Bredin, "pyannote.audio 2.1 speaker diarization pipeline" (2023), and Plaquet and Bredin, "Powerset multi-class cross entropy
loss" (2023). The voices of one window mean nothing in the next: `local_diarizer` tells which are one person's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from transcripts.speech.audio import Sound
from transcripts.speech.running import WEIGHTS, checksum, session
from transcripts.speech.values import RATE, ModelUsed

WINDOW_S = 10.0
STEP_S = 5.0
FRAME_S = 270 / RATE
FIRST_S = 991 / 2 / RATE
"""The middle of the first frame."""

VOICES = 3
_POWERSET = np.array(
    [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=bool
)

Activity = NDArray[np.bool_]
"""[frames, VOICES]: who speaks when."""


@dataclass(frozen=True, slots=True)
class Window:
    """Who speaks in ten seconds from `start_s` on."""

    start_s: float
    active: Activity


class Segmentation:
    """Windows that overlap by half, one at a time, on one thread."""

    def __init__(self, weights: Path = WEIGHTS / "segmentation.onnx") -> None:
        self.used = ModelUsed("segmentation-3.0", checksum(weights), {"step_s": STEP_S})
        self._session = session(weights)

    def windows(self, sound: Sound) -> Iterator[Window]:
        """Every window of a recording in order; the last one is filled up with silence."""
        length = round(WINDOW_S * RATE)
        start_s = 0.0
        while True:
            samples = sound.between(start_s, start_s + WINDOW_S)
            kept = frames_within(len(samples) / RATE)
            if len(samples) < length:
                samples = np.pad(samples, (0, length - len(samples)))
            (scores,) = self._session.run(None, {"x": samples[None, None]})
            yield Window(start_s, _POWERSET[np.asarray(scores)[0].argmax(axis=1)][:kept])
            if start_s + WINDOW_S >= sound.duration_s:
                return
            start_s += STEP_S


def frames_within(seconds: float) -> int:
    """How many frames have their middle within so many seconds."""
    return max(0, int((seconds - FIRST_S) / FRAME_S) + 1)
