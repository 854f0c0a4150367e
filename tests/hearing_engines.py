"""Engines for workers of their own process, named by COUNTERPOINT_HEARING: one waits for ever, one refuses what was done before."""

from __future__ import annotations

import os
import time
from pathlib import Path

from transcripts.hearing import Engines
from transcripts.speech.engines import Transcriber
from transcripts.speech.fakes import FakeDiarizer, FakeEncoder, FakeTranscriber
from transcripts.speech.values import Segment, Turn

SAID = [Segment(0.0, 3.0, " It is so.", (), -0.2, 1.0, 0.0, 0.0)]


def _waits(_: object) -> FakeDiarizer:
    """Says that it has begun, and never ends."""
    Path(os.environ["BEGUN"]).touch()
    time.sleep(3600)
    raise AssertionError("nobody killed it")


def _never_again() -> Transcriber:
    raise AssertionError("the words were written down before")


WAITING = Engines(lambda: FakeTranscriber(SAID), FakeEncoder, _waits)
GOING_ON = Engines(_never_again, FakeEncoder, lambda _: FakeDiarizer([Turn(0.0, 3.0, "A")]))
