"""What an engine must do. Each has a file of its own beside this one; fakes for tests are in `fakes`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from transcripts.speech.audio import Sound
from transcripts.speech.values import ModelUsed, Samples, Segment, Turn

Told = Callable[[float], None]
"""Hears how far the work is, from 0 to 1. What it raises ends the work."""


def untold(_: float) -> None:
    """Nobody asks how far the work is."""


class SpeechError(ValueError):
    """Something in the way of hearing: the message names it and the remedy."""


class Transcriber(Protocol):
    """Words with their times."""

    @property
    def used(self) -> ModelUsed: ...

    @property
    def language(self) -> str:
        """The language of what was transcribed last, as a code; empty before that and where there was no speech."""
        ...

    def transcribe(self, sound: Sound, told: Told = untold) -> Iterator[Segment]:
        """Yield what is said, in order; nothing for music or silence. Raises SpeechError."""
        ...


class Diarizer(Protocol):
    """Who speaks when, under labels."""

    @property
    def used(self) -> Sequence[ModelUsed]: ...

    def diarize(self, sound: Sound, speakers: int | None = None, told: Told = untold) -> list[Turn]:
        """Turns in order of their start; none for silence. `speakers` is how many there are, if that is known."""
        ...


class VoiceEncoder(Protocol):
    """A stretch of one voice as a vector: near ones are likely one person's."""

    @property
    def used(self) -> ModelUsed: ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, stretches: Iterable[Samples]) -> Samples:
        """One row of length 1 for each stretch, [stretches, dimensions]. A stretch lasts half a second at least."""
        ...
