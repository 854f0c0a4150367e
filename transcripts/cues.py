"""What every importer yields: cues, and an account of what was found and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """One word with its own times, where a file gives them. Seconds from the start of the recording.

    A tuple, as a file holds tens of thousands: a frozen dataclass takes three times as long to make.
    """

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of words in one voice, as the file has it.

    `start_s` and `end_s` are seconds from the start of the recording, `None` where the file gives none.
    `speaker` is the file's own label for the voice, which means nothing outside that file.
    `text` is plain: no markup, no speaker prefix. A blank line in it separates paragraphs.
    `estimated` says that `end_s` was derived rather than read. Where a file says that a cue ends before it
    starts, both times are kept as they are written, with a warning `ends-before-start`.
    `line` is the 1-based line of the file where the cue begins.
    """

    start_s: float | None
    end_s: float | None
    speaker: str | None
    text: str
    words: tuple[Word, ...] = ()
    estimated: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something a person should know about what was read. `line` is 1-based, `None` for the whole file."""

    line: int | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file, read.

    `found` counts the cues that the file holds, `kept` those that came out; every difference between
    the two is explained by a warning.
    """

    format: str
    cues: tuple[Cue, ...]
    warnings: tuple[ParseWarning, ...]
    found: int
    kept: int


class TranscriptError(ValueError):
    """A file that cannot be taken. The message names the trouble and the remedy; `line` is 1-based."""

    def __init__(self, code: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"
