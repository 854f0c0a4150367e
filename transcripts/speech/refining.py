"""Where exactly voices change: each second and a half of speech compared with the voices found, and the likeliest path through them.

Segmentation misses a change between two voices that follow each other closely and sound alike. Viterbi's algorithm (1967) weighs
how near each moment is to every voice against how seldom voices change.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transcripts.speech.audio import Sound
from transcripts.speech.engines import VoiceEncoder
from transcripts.speech.segmentation import FIRST_S, FRAME_S, Activity
from transcripts.speech.values import Samples

HEARD = round(1.5 / FRAME_S)
"""Frames that are listened to at once; each next time begins half as many later."""

TICK = round(0.2 / FRAME_S)
"""Frames that have one voice together."""

LEAST = round(0.4 / FRAME_S)
CHANGE = 0.6
"""Cosine that a change of voice costs, summed over ticks."""

PAUSE_CHANGE = 0.2
"""The same after a silence."""

KEPT = 0.1
"""Cosine by which what was found before is preferred, each tick."""


def refined(sound: Sound, active: Activity, middles: Samples, encoder: VoiceEncoder) -> Activity:
    """Who speaks in each frame, [frames, voices], with changes of voice moved to where they are heard.

    `middles` has one row for each voice. Frames in which several or none speak stay as they are.
    """
    regions = _runs(np.asarray(active.any(axis=1)))
    if active.shape[1] < 2 or not regions:
        return active
    scores: list[Samples] = []
    costs: list[float] = []
    places: list[tuple[int, int]] = []
    for first, last in regions:
        near = _nearness(sound, first, last, middles, encoder) + KEPT * active[first:last]
        ticks = _ticks(first, last)
        scores += [near[start - first : end - first].mean(axis=0) for start, end in ticks]
        costs += [PAUSE_CHANGE, *[CHANGE] * (len(ticks) - 1)]
        places += ticks
    path = likeliest(np.stack(scores), np.array(costs, np.float32))
    single = active.sum(axis=1) == 1
    found = active.copy()
    for (start, end), voice in zip(places, path.tolist(), strict=True):
        own = found[start:end]
        own[single[start:end]] = np.arange(active.shape[1]) == voice
    return found


def _nearness(sound: Sound, first: int, last: int, middles: Samples, encoder: VoiceEncoder) -> Samples:
    """The cosine of each frame from `first` up to `last` with each voice: the mean of the times it was listened to."""
    total = np.zeros((last - first, len(middles)), np.float32)
    times = np.zeros((last - first, 1), np.float32)
    for start, end in _heard(first, last):
        (vector,) = encoder.embed([sound.between(_second(start), _second(end))])
        total[start - first : end - first] += middles @ vector
        times[start - first : end - first] += 1
    near: Samples = np.divide(total, np.maximum(times, 1), dtype=np.float32)
    return near


def _heard(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Stretches to listen to: of `HEARD` frames, overlapping by half, that end with the region."""
    if last - first < LEAST:
        return
    count = max(1, round((last - first) / HEARD * 2) - 1)
    length = min(HEARD, last - first)
    for start in np.linspace(first, last - length, count).astype(int).tolist():
        yield start, start + length


def _ticks(first: int, last: int) -> list[tuple[int, int]]:
    edges = np.linspace(first, last, max(1, round((last - first) / TICK)) + 1).astype(int).tolist()
    return list(pairwise(edges))


def likeliest(scores: Samples, costs: Samples) -> NDArray[np.intp]:
    """The voice of each tick that gives the greatest sum of `scores`, [ticks, voices], less the cost of each change.

    `costs[n]` is that of a change just before tick n.
    """
    best = np.zeros(scores.shape[1], np.float32)
    came: list[NDArray[np.intp]] = []
    for score, cost in zip(scores, costs, strict=True):
        leader = int(best.argmax())
        changed = best[leader] - cost > best
        came.append(np.where(changed, leader, np.arange(len(best))))
        best = np.maximum(best, best[leader] - cost) + score
    path = np.zeros(len(scores), np.intp)
    voice = int(best.argmax())
    for place in range(len(scores) - 1, -1, -1):
        path[place] = voice
        voice = int(came[place][voice])
    return path


def _second(frame: int) -> float:
    return max(0.0, FIRST_S + (frame - 0.5) * FRAME_S)


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0])))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
