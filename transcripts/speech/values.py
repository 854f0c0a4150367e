"""What hearing a recording yields: words, turns, voices. Seconds count from its start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Sound between -1 and 1, one channel, `RATE` numbers a second."""

RATE = 16_000


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word as it was heard, with the white space before it. `probability` runs from 0 to 1."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words that the model wrote in one go, with its own figures of doubt."""

    start_s: float
    end_s: float
    text: str
    words: tuple[SpokenWord, ...]
    avg_logprob: float
    compression_ratio: float
    no_speech_prob: float
    temperature: float
    tokens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """Which model worked with which parameters; `sha256` is that of its weights."""

    name: str
    sha256: str
    parameters: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody speaks. `label` means nothing outside its recording; `overlap` says that another speaks meanwhile."""

    start_s: float
    end_s: float
    label: str
    overlap: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One label's voice: a vector of length 1, and the seconds in which nobody else speaks.

    `embedding` is `None` where those are too few to tell a voice.
    """

    label: str
    net_s: float
    embedding: Samples | None
