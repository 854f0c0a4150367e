"""The voice behind each label of a recording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from transcripts.speech.audio import Sound
from transcripts.speech.engines import VoiceEncoder
from transcripts.speech.turning import alone
from transcripts.speech.values import Samples, Turn, Voice

STRETCH_S = 0.5
"""Shorter stretches are left out: most of them is the breath before somebody else."""

PIECE_S = 6.0
ENOUGH_S = 90.0
"""Seconds of a voice that are listened to, the longest stretches first; more change its vector by next to nothing."""


def voices_of(sound: Sound, turns: Sequence[Turn], encoder: VoiceEncoder) -> dict[str, Voice]:
    """The voice of each label, from where nobody else speaks: the mean of its pieces, each weighing its seconds."""
    stretches: dict[str, list[Turn]] = defaultdict(list)
    for stretch in alone(turns):
        stretches[stretch.label].append(stretch)
    labels = dict.fromkeys(turn.label for turn in sorted(turns, key=lambda turn: turn.start_s))
    return {label: _voice(sound, label, stretches[label], encoder) for label in labels}


def _voice(sound: Sound, label: str, stretches: Sequence[Turn], encoder: VoiceEncoder) -> Voice:
    net_s = sum(each.end_s - each.start_s for each in stretches)
    pieces = _pieces(sound, [each for each in stretches if each.end_s - each.start_s >= STRETCH_S])
    if not pieces:
        return Voice(label, net_s, None)
    weights = np.array([len(piece) for piece in pieces], np.float32)
    mean = weights @ encoder.embed(pieces)
    return Voice(label, net_s, np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32))


def _pieces(sound: Sound, stretches: Sequence[Turn]) -> list[Samples]:
    pieces: list[Samples] = []
    heard_s = 0.0
    for stretch in sorted(stretches, key=lambda each: each.start_s - each.end_s):
        length_s = min(stretch.end_s - stretch.start_s, ENOUGH_S - heard_s)
        if length_s < STRETCH_S:
            break
        count = max(1, round(length_s / PIECE_S))
        pieces += np.array_split(sound.between(stretch.start_s, stretch.start_s + length_s), count)
        heard_s += length_s
    return pieces
