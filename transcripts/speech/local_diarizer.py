"""Who speaks when, on the processor: segmentation-3.0 tells voices within ten seconds, CAM++ and clustering tie them together.

The order of work is that of pyannote's pipeline (Bredin 2023), with windows that overlap by half, and clustering by the mean
of all pairs. Where two speak at once, both have a turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcripts.speech.audio import Sound
from transcripts.speech.clustering import Labels, centroids, clusters
from transcripts.speech.engines import Told, VoiceEncoder, untold
from transcripts.speech.refining import refined
from transcripts.speech.segmentation import (
    FIRST_S,
    FRAME_S,
    STEP_S,
    VOICES,
    WINDOW_S,
    Activity,
    Segmentation,
    Window,
)
from transcripts.speech.turning import overlapping
from transcripts.speech.values import RATE, ModelUsed, Samples, Turn

NEARNESS = 0.45
"""Mean cosine from which two clusters are one voice."""

SURE_S = 1.5
"""Seconds alone from which a voice in a window helps to make clusters; with less it only joins the nearest."""

PIECE_S = 2.5
ALIKE = 0.3
"""Mean cosine from which pieces of what a window takes for one voice are one."""

ANY_S = 0.3
SMALL_S = 6.0
"""A cluster with less than this, and with less than a fiftieth of all speech, joins the nearest of the others."""

SMALL_SHARE = 0.02
PAUSE_S = 0.8
BREATH_S = 0.3
SHORTEST_S = 0.2


@dataclass(frozen=True, slots=True)
class _Heard:
    """A piece of one voice of one window: the frames in which it is active, and its vector."""

    window: int
    active: NDArray[np.bool_]
    alone_s: float
    vector: Samples


class LocalDiarizer:
    def __init__(self, segmentation: Segmentation, encoder: VoiceEncoder, nearness: float = NEARNESS) -> None:
        self._segmentation = segmentation
        self._encoder = encoder
        self._nearness = nearness

    @property
    def used(self) -> Sequence[ModelUsed]:
        parameters = {**self._segmentation.used.parameters, "nearness": self._nearness}
        segmentation = ModelUsed(self._segmentation.used.name, self._segmentation.used.sha256, parameters)
        return (segmentation, self._encoder.used)

    def diarize(self, sound: Sound, speakers: int | None = None, told: Told = untold) -> list[Turn]:
        windows: list[Activity] = []
        heard: list[_Heard] = []
        for number, window in enumerate(self._segmentation.windows(sound)):
            windows.append(window.active)
            heard += self._voices(sound, number, window)
            told(min(1.0, (number * STEP_S) / sound.duration_s))
        if not heard:
            return []
        numbers, middles = self._whose(heard, speakers)
        return _turns(refined(sound, _laid(windows, heard, numbers), middles, self._encoder))

    def _voices(self, sound: Sound, number: int, window: Window) -> Iterator[_Heard]:
        samples = sound.between(window.start_s, window.start_s + WINDOW_S)
        several = window.active.sum(axis=1) > 1
        for voice in range(VOICES):
            active = window.active[:, voice]
            pieces = [
                self._piece(samples, number, piece, piece & ~several)
                for piece in _pieces(active, active & ~several)
            ]
            yield from _tied([piece for piece in pieces if piece is not None])

    def _piece(
        self, samples: Samples, number: int, active: NDArray[np.bool_], alone: NDArray[np.bool_]
    ) -> _Heard | None:
        alone_s = float(alone.sum() * FRAME_S)
        chosen = alone if alone_s >= ANY_S else active
        if chosen.sum() * FRAME_S < ANY_S:
            return None
        (vector,) = self._encoder.embed([samples[_of_frames(chosen, len(samples))]])
        return _Heard(number, active, alone_s, vector)

    def _whose(self, heard: Sequence[_Heard], speakers: int | None) -> tuple[Labels, Samples]:
        """The number of each one's cluster, and their middles: the sure ones make the clusters, the others join them."""
        vectors = np.stack([each.vector for each in heard])
        alone_s = np.array([each.alone_s for each in heard])
        sure = alone_s >= min(SURE_S, float(alone_s.max()))
        found = clusters(vectors[sure], self._nearness, speakers)
        if speakers is None:
            found = _without_small(vectors[sure], found, alone_s[sure])
        middles = centroids(vectors[sure], found)
        numbers = (vectors @ middles.T).argmax(axis=1)
        numbers[sure] = found
        return _kept_apart(heard, numbers, vectors @ middles.T, sure), middles


def _pieces(active: NDArray[np.bool_], alone: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """Divide a voice into pieces of about `PIECE_S` alone, so that a change of voices which the window missed still shows."""
    passed = np.cumsum(alone) * FRAME_S
    total = float(passed[-1]) if len(passed) else 0.0
    count = max(1, round(total / PIECE_S))
    place = np.minimum((passed * count / max(total, FRAME_S) - 1e-9).astype(np.intp), count - 1)
    for number in range(count):
        yield active & (place == number)


def _tied(pieces: Sequence[_Heard]) -> Iterator[_Heard]:
    """Put the pieces of one voice of a window together again, as far as they sound alike: more seconds tell a voice better."""
    if not pieces:
        return
    found = clusters(np.stack([piece.vector for piece in pieces]), ALIKE)
    for number in range(int(found.max()) + 1):
        tied = [piece for piece, own in zip(pieces, found, strict=True) if own == number]
        mean = (
            np.sum([piece.vector * piece.alone_s for piece in tied], axis=0)
            if len(tied) > 1
            else tied[0].vector
        )
        yield _Heard(
            tied[0].window,
            np.any([piece.active for piece in tied], axis=0),
            sum(piece.alone_s for piece in tied),
            mean / max(float(np.linalg.norm(mean)), 1e-9),
        )


def _of_frames(active: NDArray[np.bool_], samples: int) -> NDArray[np.bool_]:
    """Which samples lie in active frames."""
    frame = ((np.arange(samples) / RATE - FIRST_S) / FRAME_S + 0.5).astype(np.intp)
    chosen: NDArray[np.bool_] = active[np.clip(frame, 0, len(active) - 1)]
    return chosen


def _without_small(vectors: Samples, found: Labels, seconds: NDArray[np.float64]) -> Labels:
    """Give the members of clusters with next to no speech to the nearest of the others, and number anew."""
    total = np.bincount(found, weights=seconds)
    # Windows overlap by half, so that every second counts twice.
    large = np.flatnonzero((total / 2 >= SMALL_S) | (total >= SMALL_SHARE * total.sum()))
    if len(large) in (0, len(total)):
        return found
    nearest = (vectors @ centroids(vectors, found)[large].T).argmax(axis=1)
    place = np.full(len(total), -1)
    place[large] = np.arange(len(large))
    joined: Labels = np.where(place[found] >= 0, place[found], nearest)
    return joined


def _kept_apart(heard: Sequence[_Heard], numbers: Labels, near: Samples, sure: NDArray[np.bool_]) -> Labels:
    """Two voices of one window are not one person: the less sure one takes its next nearest cluster."""
    taken = {(heard[each].window, int(numbers[each])) for each in np.flatnonzero(sure).tolist()}
    kept = numbers.copy()
    for each in np.flatnonzero(~sure).tolist():
        window = heard[each].window
        free = [number for number in np.argsort(-near[each]) if (window, int(number)) not in taken]
        if free:
            kept[each] = free[0]
            taken.add((window, int(free[0])))
    return kept


def _laid(windows: Sequence[Activity], heard: Sequence[_Heard], numbers: Labels) -> Activity:
    """Who speaks in each frame of the whole recording: [frames, clusters].

    Where windows overlap, the mean of what they say decides how many speak, and the clusters most often named are taken.
    """
    starts = [round(number * STEP_S / FRAME_S) for number in range(len(windows))]
    length = starts[-1] + max(len(active) for active in windows)
    votes = np.zeros((length, int(numbers.max()) + 1), np.float32)
    voices = np.zeros(length, np.float32)
    seen = np.zeros(length, np.float32)
    for start, active in zip(starts, windows, strict=True):
        voices[start : start + len(active)] += active.sum(axis=1)
        seen[start : start + len(active)] += 1
    for each, number in zip(heard, numbers, strict=True):
        start = starts[each.window]
        votes[start : start + len(each.active), number] += each.active
    mean = voices / np.maximum(seen, 1)
    # One of two windows is enough for speech, and not enough for two at once.
    speaking = np.where(mean <= 1, np.floor(mean + 0.5), np.ceil(mean - 0.5)).astype(np.intp)
    order = np.argsort(-votes, axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    return (rank < speaking[:, None]) & (votes > 0)


def _turns(active: Activity) -> list[Turn]:
    """Runs of frames as turns, in order, named in the order of their first words."""
    speaking = np.concatenate(([0], np.cumsum(active.sum(axis=1))))
    runs = [
        (first, last, voice)
        for voice in range(active.shape[1])
        for first, last in _runs(active[:, voice], speaking)
    ]
    runs.sort()
    names: dict[int, str] = {}
    for _, _, voice in runs:
        names.setdefault(voice, f"SPEAKER_{len(names):02}")
    return overlapping(Turn(_second(first), _second(last), names[voice]) for first, last, voice in runs)


def _second(frame: int) -> float:
    return round(max(0.0, FIRST_S + (frame - 0.5) * FRAME_S), 3)


def _runs(active: NDArray[np.bool_], speaking: NDArray[np.intp]) -> list[tuple[int, int]]:
    """First frame and the one after the last of each run. Short runs go; a break is bridged, a longer one if nobody fills it.

    `speaking` sums how many speak, up to each frame.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], active.astype(np.int8), [0]))))
    joined: list[tuple[int, int]] = []
    for first, last in edges.reshape(-1, 2):
        if joined:
            gap_s = (first - joined[-1][1]) * FRAME_S
            silent = speaking[first] == speaking[joined[-1][1]]
            if gap_s < (PAUSE_S if silent else BREATH_S):
                joined[-1] = (joined[-1][0], int(last))
                continue
        joined.append((int(first), int(last)))
    return [(first, last) for first, last in joined if (last - first) * FRAME_S >= SHORTEST_S]
