"""Files to cues. Each format is one module; its content, never its name or type, decides which one reads it."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers import (
    caption_paste,
    labelled_text,
    podcast20_html,
    podlove_xml,
    rttm,
    sbv,
    speaker_page,
    speaker_time_text_csv,
    srt,
    timestamped_text,
    ttml,
    webvtt,
)
from transcripts.importers.decoding import MAX_BYTES, decode
from transcripts.importers.json_formats import JSON_IMPORTERS, parse_json
from transcripts.importers.json_text import is_json
from transcripts.importers.unrecognised import reason
from transcripts.uncollected import uncollected

VERSION = "1"
"""Of all importers together; it is raised whenever one of them reads a file otherwise than before."""


class Importer(Protocol):
    """A format."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """The format's name, in commands and in the database."""

    @property
    def TITLE(self) -> str:  # noqa: N802
        """The format's name for people."""

    def read(self, data: bytes) -> Parsed:
        """The cues of a file. Raises TranscriptError if it is not in this format."""


class TextImporter(Importer, Protocol):
    """What a module of this package offers; those of JSON are in `json_formats`."""

    def sniff(self, text: str) -> float:
        """How surely `text` is in this format, from 0 (not at all) to 1 (certainly)."""


_TEXT: tuple[TextImporter, ...] = (
    webvtt,
    srt,
    sbv,
    ttml,
    rttm,
    podcast20_html,
    speaker_time_text_csv,
    speaker_page,
    labelled_text,
    timestamped_text,
    caption_paste,
    podlove_xml,
)

_ALL: tuple[Importer, ...] = (*_TEXT, *JSON_IMPORTERS)

LOOKED_AT = 2_000_000
"""Characters of a file by which its format is told."""

IMPORTERS: MappingProxyType[str, Importer] = MappingProxyType({importer.NAME: importer for importer in _ALL})
"""Every format by name. Of two that are equally sure of a file, the earlier reads it."""


@uncollected()
def parse(data: bytes, format: str | None = None) -> Parsed:
    """Read a transcript; `format` overrules what the content says.

    Raises TranscriptError with a code, a line and a remedy for what cannot be read.

    >>> parse(b"Ann: Hello.\\n\\nBob: Hi.\\n").cues[1].speaker
    'Bob'
    """
    if format is not None:
        return _importer(format).read(data)
    source = decode(data)
    if is_json(source.text):
        if (parsed := parse_json(source)) is None:
            raise _unknown(source.text)
        return parsed
    beginning = _beginning(source.text)
    scores = [importer.sniff(beginning) for importer in _TEXT]
    surest = max(scores)
    if surest <= 0:
        raise _unknown(source.text)
    del source, beginning  # the importer decodes the bytes anew, and a large file would lie in memory twice
    return _TEXT[scores.index(surest)].read(data)


def _beginning(text: str) -> str:
    """As much of a text as tells its format, to the end of a line: a few hours of speech."""
    if len(text) <= LOOKED_AT:
        return text
    return text[: text.rfind("\n", 0, LOOKED_AT) + 1] or text[:LOOKED_AT]


def read_limited(path: Path) -> bytes:
    """The bytes of a file, one more than the limit at most, so that a huge one is refused unread.

    Raises OSError if it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _importer(name: str) -> Importer:
    if name not in IMPORTERS:
        raise TranscriptError("unknown-format", f"There is no format “{name}”. {_choices()}")
    return IMPORTERS[name]


def _choices() -> str:
    return f"These are read: {', '.join(IMPORTERS)}."


def _unknown(text: str) -> TranscriptError:
    why, line = reason(text)
    return TranscriptError("unknown-format", f"{why} {_choices()}", line)
