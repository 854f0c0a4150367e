from __future__ import annotations

import numpy as np

from tests.transcripts.speech.sounds import sound, tone
from transcripts.speech.fakes import FakeEncoder
from transcripts.speech.refining import likeliest, refined
from transcripts.speech.segmentation import FRAME_S, frames_within

LOW, HIGH = 210.0, 610.0


def test_a_slip_costs_more_than_it_brings() -> None:
    scores = np.array([[0.9, 0.1], [0.4, 0.5], [0.9, 0.1], [0.1, 0.9], [0.1, 0.9]], np.float32)
    assert likeliest(scores, np.full(5, 0.6, np.float32)).tolist() == [0, 0, 0, 1, 1]


def test_a_change_is_cheaper_after_a_silence() -> None:
    scores = np.array([[0.9, 0.1], [0.4, 0.8], [0.9, 0.1]], np.float32)
    assert likeliest(scores, np.array([0.2, 0.6, 0.6], np.float32)).tolist() == [0, 0, 0]
    assert likeliest(scores, np.array([0.2, 0.1, 0.1], np.float32)).tolist() == [0, 1, 0]


def test_a_change_moves_to_where_it_is_heard() -> None:
    heard = sound(tone(LOW, 6), tone(HIGH, 6))
    frames = frames_within(12)
    middle = round(6 / FRAME_S)
    before = np.zeros((frames, 2), bool)
    before[: middle + 60, 0] = True  # a second too late
    before[middle + 60 :, 1] = True
    middles = FakeEncoder().embed([tone(LOW, 1), tone(HIGH, 1)])
    after = refined(heard, before, middles, FakeEncoder())
    assert abs(int(after[:, 0].sum()) - middle) <= 30
    assert (after.sum(axis=1) == 1).all()


def test_where_two_speak_both_still_do() -> None:
    both = np.ones((frames_within(4), 2), bool)
    middles = FakeEncoder().embed([tone(LOW, 1), tone(HIGH, 1)])
    assert refined(sound(tone(LOW, 4)), both, middles, FakeEncoder()).all()
