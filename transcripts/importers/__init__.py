"""Files to cues. Each format is one module; its content, never its name or type, decides which one reads it."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers import labelled_text, speaker_page, timestamped_text, webvtt
from transcripts.importers.decoding import MAX_BYTES, decode


class Importer(Protocol):
    """What a module of this package offers."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """The format's name, in commands and in the database."""

    @property
    def TITLE(self) -> str:  # noqa: N802
        """The format's name for people."""

    def sniff(self, text: str) -> float:
        """How surely `text` is in this format, from 0 (not at all) to 1 (certainly)."""

    def read(self, data: bytes) -> Parsed:
        """The cues of a file. Raises TranscriptError if it is not in this format."""


_ALL: tuple[Importer, ...] = (webvtt, speaker_page, labelled_text, timestamped_text)

IMPORTERS: MappingProxyType[str, Importer] = MappingProxyType({importer.NAME: importer for importer in _ALL})
"""Every format by name. Of two that are equally sure of a file, the earlier reads it."""


def parse(data: bytes, format: str | None = None) -> Parsed:
    """Read a transcript; `format` overrules what the content says.

    Raises TranscriptError with a code, a line and a remedy for what cannot be read.

    >>> parse(b"Ann: Hello.\\n\\nBob: Hi.\\n").cues[1].speaker
    'Bob'
    """
    if format is not None:
        return _importer(format).read(data)
    text = decode(data).text
    scores = {name: importer.sniff(text) for name, importer in IMPORTERS.items()}
    surest = max(scores, key=scores.__getitem__)
    if scores[surest] <= 0:
        raise _unknown(text)
    return IMPORTERS[surest].read(data)


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
    return f"These are read: {', '.join(importer.TITLE for importer in IMPORTERS.values())}."


def _unknown(text: str) -> TranscriptError:
    reason = "No turn, time or heading that makes a transcript was recognised."
    line = next((number for number, line in enumerate(text.split("\n"), 1) if line.strip()), 1)
    if "-->" in text[:10_000]:
        reason = (
            "It has times with “-->”, as subtitles have, but its first line is not “WEBVTT”. Put that line "
            "and a blank one at its top if its times are written 00:01:02.500."
        )
    elif text.lstrip()[:1] in "{[<" and not text.lstrip().startswith("[0"):
        reason = "It looks like JSON, XML or HTML. Export it as WebVTT or as text with speaker names."
    return TranscriptError("unknown-format", f"{reason} {_choices()}", line)
