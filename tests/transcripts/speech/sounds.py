"""Sounds for tests: tones, and files of every kind made with PyAV."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from transcripts.speech.audio import Sound
from transcripts.speech.values import RATE, Samples


def tone(hertz: float, seconds: float) -> Samples:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def sound(*pieces: Samples) -> Sound:
    return Sound((np.concatenate(pieces) * 32767).astype(np.int16))


def write(
    path: Path, samples: Samples, codec: str = "pcm_s16le", rate: int = RATE, layout: str = "mono"
) -> Path:
    """Encode `samples`; the path's ending decides the container."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.layout = layout
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=rate)
        frame = av.AudioFrame.from_ndarray((samples * 32767).astype(np.int16)[None], "s16", "mono")
        frame.rate = RATE
        for piece in [*resampler.resample(frame), None]:
            container.mux(stream.encode(piece))
    return path


def write_video(path: Path) -> Path:
    """A film of half a second without sound."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), "rgb24")))
        container.mux(stream.encode(None))
    return path
