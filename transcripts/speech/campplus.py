"""CAM++ of 3D-Speaker: a stretch of speech to 192 numbers.

Wang et al., "CAM++: A Fast and Efficient Network for Speaker Verification Using Context-Aware Masking" (2023). The
weights' card is in `weights/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from transcripts.speech.running import WEIGHTS, checksum, session
from transcripts.speech.values import RATE, ModelUsed, Samples

DIMENSIONS = 192
SHORTEST_S = 0.5
BANDS = 80


class CamPlusPlus:
    """One stretch at a time, on one thread: some 9 ms a second of speech."""

    dimensions = DIMENSIONS

    def __init__(self, weights: Path = WEIGHTS / "campplus.onnx") -> None:
        self.used = ModelUsed("CAM++ zh-en", checksum(weights))
        self._session = session(weights)

    def embed(self, stretches: Iterable[Samples]) -> Samples:
        rows = [self._row(stretch) for stretch in stretches]
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), np.float32)

    def _row(self, stretch: Samples) -> Samples:
        bands = filter_bank(stretch)
        (found,) = self._session.run(None, {"x": (bands - bands.mean(axis=0))[None]})
        row: Samples = np.asarray(found, np.float32)[0]
        return row / max(float(np.linalg.norm(row)), 1e-9)


def filter_bank(samples: Samples) -> Samples:
    """Kaldi's logarithms of 80 mel bands, 100 rows a second, without dither: the same sound gives the same rows.

    A stretch shorter than half a second is filled up with silence.
    """
    import kaldi_native_fbank

    shortest = round(SHORTEST_S * RATE)
    if len(samples) < shortest:
        samples = np.pad(samples, (0, shortest - len(samples)))
    options = kaldi_native_fbank.FbankOptions()
    options.frame_opts.samp_freq = RATE
    options.frame_opts.dither = 0
    options.mel_opts.num_bins = BANDS
    options.energy_floor = 0.0
    bank = kaldi_native_fbank.OnlineFbank(options)
    bank.accept_waveform(RATE, samples)
    bank.input_finished()
    return np.stack([bank.get_frame(row) for row in range(bank.num_frames_ready)]).astype(np.float32)
