"""Files for imports that are to be cut off, and what there is of them afterwards."""

from __future__ import annotations

from transcripts.desk.taking import look_at
from transcripts.models import (
    Episode,
    Import,
    Recording,
    SearchRow,
    Show,
    Speaker,
    Transcript,
    Utterance,
)

TALK = b"""WEBVTT

00:01.000 --> 00:04.000
<v Ann Lee>It rained. It poured.

00:05.000 --> 00:06.000
<v Bob>No.

00:07.000 --> 00:08.000
<v Ann Lee>Yes.
"""

NOTHING = [0, 0, 0, 0, 0, 0, 0]
WHOLE = [1, 1, 1, 1, 4, 2, 4]


def rows() -> list[int]:
    """How much there is of everything that an import makes."""
    models = (Show, Episode, Recording, Transcript, Utterance, Speaker, SearchRow)
    return [model.objects.count() for model in models]


def long_talk(cues: int) -> bytes:
    """For each stage to last a second or so, 80,000 cues will do."""
    times = (f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}" for n in range(cues))
    return ("WEBVTT\n\n" + "".join(f"{t}.000 --> {t}.900\n<v Ann Lee>It rained.\n\n" for t in times)).encode()


def queued(data: bytes = TALK) -> Import:
    """An import that an admin let in."""
    brought = look_at(data, "talk.vtt")
    brought.show, brought.title = "Weather", "Rain"
    brought.start()
    return brought


def state(brought: Import) -> str:
    return str(Import.objects.values_list("state", flat=True).get(pk=brought.pk))


def trouble(brought: Import) -> str:
    return str(Import.objects.values_list("trouble", flat=True).get(pk=brought.pk))
