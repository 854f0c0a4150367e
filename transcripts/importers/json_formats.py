"""Every format of JSON. A file is read as JSON once, and its keys decide which format it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers import (
    assemblyai,
    aws_transcribe,
    deepgram,
    fireflies,
    google_stt,
    json_turns,
    openai_whisper,
    otter,
    podcast20_json,
    podlove,
    podwhisperer,
    rev,
    whisper_cpp,
    whisper_timestamped,
    whisperx,
)
from transcripts.importers.decoding import Source, decode
from transcripts.importers.json_text import Document, load


class JsonFormat(Protocol):
    """What a module for a format of JSON offers."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """The format's name, in commands and in the database."""

    @property
    def TITLE(self) -> str:  # noqa: N802
        """The format's name for people."""

    @property
    def SHAPE(self) -> str:  # noqa: N802
        """What such a file holds, for people who took another for one."""

    def recognise(self, value: object) -> float:
        """How surely a document is in this format, from 0 (not at all) to 1 (certainly), by its keys."""

    def read(self, document: Document) -> Parsed:
        """The cues of a document that was recognised."""


_ALL: tuple[JsonFormat, ...] = (
    podcast20_json,
    podlove,
    openai_whisper,
    whisper_timestamped,
    whisper_cpp,
    whisperx,
    podwhisperer,
    assemblyai,
    deepgram,
    aws_transcribe,
    google_stt,
    rev,
    otter,
    fireflies,
    json_turns,
)


@dataclass(frozen=True, slots=True)
class JsonImporter:
    """One format of JSON, as an importer of files."""

    format: JsonFormat

    @property
    def NAME(self) -> str:  # noqa: N802
        return self.format.NAME

    @property
    def TITLE(self) -> str:  # noqa: N802
        return self.format.TITLE

    def read(self, data: bytes) -> Parsed:
        """The cues of a file. Raises TranscriptError if it is no JSON, or has not this format's keys."""
        document = load(decode(data))
        if self.format.recognise(document.root.value) <= 0:
            raise TranscriptError(
                "other-shape",
                f"This is no {self.format.TITLE}: such a file holds {self.format.SHAPE}.",
                document.root.line,
            )
        return self.format.read(document)


JSON_IMPORTERS = tuple(map(JsonImporter, _ALL))


def parse_json(source: Source) -> Parsed | None:
    """The cues of a file that is JSON, or None where it is in none of these formats.

    Raises TranscriptError if it is no JSON, and for chapters, which are often taken for a transcript.
    """
    document = load(source)
    value = document.root.value
    scores = [format.recognise(value) for format in _ALL]
    surest = max(scores)
    if surest > 0:
        return _ALL[scores.index(surest)].read(document)
    if isinstance(value, dict) and isinstance(value.get("chapters"), list):
        raise TranscriptError(
            "chapters",
            "These are the chapters of an episode, not its words. Choose the file that holds the transcript.",
            document.root.get("chapters").line,
        )
    return None
