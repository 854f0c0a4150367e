from __future__ import annotations

import pytest

from tests.transcripts.speech.sounds import silence, sound, tone
from transcripts.speech.fakes import FakeEncoder
from transcripts.speech.values import Turn
from transcripts.speech.voicing import voices_of

LOW, HIGH = 210.0, 610.0


def test_each_label_has_the_voice_of_its_turns() -> None:
    heard = sound(tone(LOW, 8), tone(HIGH, 4), tone(LOW, 2))
    voices = voices_of(heard, [Turn(0, 8, "A"), Turn(8, 12, "B"), Turn(12, 14, "A")], FakeEncoder())
    low, high = FakeEncoder().embed([tone(LOW, 1), tone(HIGH, 1)])
    assert list(voices) == ["A", "B"]
    assert voices["A"].net_s == 10
    assert voices["A"].embedding is not None
    assert float(voices["A"].embedding @ low) == pytest.approx(1)
    assert voices["B"].embedding is not None
    assert float(voices["B"].embedding @ high) == pytest.approx(1)


def test_where_two_speak_neither_voice_is_learned() -> None:
    heard = sound(tone(LOW, 4), tone(HIGH, 4))
    voices = voices_of(heard, [Turn(0, 8, "A"), Turn(4, 8, "B")], FakeEncoder())
    low = FakeEncoder().embed([tone(LOW, 1)])[0]
    assert voices["A"].embedding is not None
    assert float(voices["A"].embedding @ low) == pytest.approx(1)
    assert voices["B"].net_s == 0
    assert voices["B"].embedding is None


def test_a_recording_without_turns_has_no_voices() -> None:
    assert voices_of(sound(silence(3)), [], FakeEncoder()) == {}
