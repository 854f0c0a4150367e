"""Bytes to text, for every importer: encodings, line ends, and what is refused before any format is asked."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from transcripts.cues import ParseWarning, TranscriptError

MAX_BYTES = 20_000_000
"""The largest file taken. A three-hour transcript with a time for every word is about 3 MB."""
SAVE_SMALLER = "A single episode that is longer fits as WebVTT, or as JSON without line breaks and without the times of words."
"""The remedy for a file that is one episode and yet too much."""
MAX_LINES = 2_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"ID3", "an MP3 recording"),
    (b"\xff\xfb", "an MP3 recording"),
    (b"\xff\xf3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"RIFF", "a WAV recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM recording"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_LOOKED_AT = 65_536
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MALFORMED = re.compile("\ufffd+")
_FEWEST_LOST = 4  # fewer are stray bytes, however short the file
_SAVE_AS = "Save the file as UTF-8 and import it again."


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text, with `\\n` at every line end, no byte order mark and no NUL, and what was wrong with it."""

    text: str
    warnings: tuple[ParseWarning, ...] = ()


def decode(data: bytes) -> Source:
    r"""The text of a file: by its byte order mark, else UTF-8.

    Malformed bytes become U+FFFD, with a warning that names the first line with one. NUL becomes
    U+FFFD too, as WebVTT wants it.

    Raises TranscriptError: `too-large`, `too-many-lines`, `empty-file`, `binary-file`, or `wrong-encoding` for UTF-16 and
    UTF-32 without a byte order mark, for ISO-2022, for text that is plainly Windows-1252 throughout, and for text of
    which much cannot be read.

    >>> decode("Caf\u00e9\r\n".encode("utf-16")).text
    'Café\n'
    >>> decode(b"one\ntw\xff").warnings[0].line
    2
    """
    _check_size(data)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    _check_magic(data)
    _check_wide(data)
    _check_controls(data)
    _check_escapes(data)
    _check_western(data)
    return _decoded(data, "utf-8")


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        shape = "in one line" if data.find(b"\n", 0, MAX_BYTES) < 0 else "long"
        raise TranscriptError(
            "too-large",
            f"The file is {len(data) / 1e6:.0f} MB {shape}; at most {MAX_BYTES / 1e6:.0f} MB are read. "
            f"Check that it is a transcript, and split it into one file an episode. {SAVE_SMALLER}",
            line=1,
        )


def _check_magic(data: bytes) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic) or (magic == b"RIFF" and data[4:8] == b"ftyp"):
            raise _binary(f"This is {kind}, not a transcript.")
    if data[4:8] == b"ftyp":
        raise _binary("This is an MP4 or M4A recording, not a transcript.")


_WIDE = (("utf-32-le", 4, (2, 3)), ("utf-32-be", 4, (0, 1)), ("utf-16-le", 2, (1,)), ("utf-16-be", 2, (0,)))


def _check_wide(data: bytes) -> None:
    """Refuse text of two or four bytes a character, told by where its NULs are."""
    head = data[: _LOOKED_AT - _LOOKED_AT % 4]
    nulls = head.count(0)
    if not nulls or nulls < 0.01 * len(head) or head.startswith(b"WEBVTT"):
        return  # a signature of one byte a character settles it
    for encoding, width, places in _WIDE:
        there = sum(head[place::width].count(0) for place in places)
        if there * (2 if width == 4 else 1) >= 0.95 * nulls and _reads_as(head, encoding):
            name = encoding[:6].upper() + (", little-endian" if encoding.endswith("le") else ", big-endian")
            raise TranscriptError(
                "wrong-encoding",
                f"The file looks like {name}, without the mark that says so. {_SAVE_AS}",
                line=1,
            )


def _reads_as(head: bytes, encoding: str) -> bool:
    """Whether `head` makes text in `encoding`: characters that can be shown, and spaces or line ends among them."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    shown = sum(character.isprintable() or character in "\t\r\n" for character in text)
    spaces = sum(map(text.count, " \n:"))
    return shown >= 0.95 * len(text) and 0 < 0.005 * len(text) <= spaces


def _check_controls(data: bytes) -> None:
    head = data[:_LOOKED_AT]
    if len(head) - len(head.translate(None, _CONTROL)) > 0.05 * len(head):
        raise _binary("The file holds binary data, not text.")


def _binary(message: str) -> TranscriptError:
    remedy = "Choose the text or subtitle file that goes with the recording."
    return TranscriptError("binary-file", f"{message} {remedy}", line=1)


_ESCAPES = re.compile(rb"\x1b(?:\$[@AB]|\$[()*][A-H]|\([IJ])")


def _check_escapes(data: bytes) -> None:
    """Refuse ISO-2022, which switches alphabets by escape sequences and has no byte above 127."""
    if match := _ESCAPES.search(data):
        raise TranscriptError(
            "wrong-encoding",
            "The file is not UTF-8 but looks like ISO-2022 (Japanese, Korean or Chinese): its letters cannot be read. "
            f"{_SAVE_AS}",
            line=_line_at(data, match.start()),
        )


def _line_at(data: bytes, place: int) -> int:
    before = data[:place]
    return before.count(b"\n") + before.replace(b"\r\n", b"\n").count(b"\r") + 1


_WESTERN = re.compile(  # one high byte of Windows-1252 beside a letter, and none next to it
    rb"(?:(?<=[A-Za-z])[\x80\x82-\x8c\x8e\x91-\x9c\x9e-\xff]|[\x8a\x8c\x8e\x91\x93\xc0-\xff](?=[A-Za-z]))"
    rb"(?![\x80-\xff])"
)


def _check_western(data: bytes) -> None:
    """Refuse text whose every high byte reads as Windows-1252 and none as UTF-8."""
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high < 3:
        return
    western = list(_WESTERN.finditer(data))
    if len(western) == high:
        raise TranscriptError(
            "wrong-encoding",
            f"The file is not UTF-8 but looks like Windows-1252 (Western European): {high} letters or "
            f"quotation marks cannot be read. {_SAVE_AS}",
            line=_line_at(data, western[0].start()),
        )


def _decoded(data: bytes, encoding: str) -> Source:
    warnings: tuple[ParseWarning, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        warnings = (_malformed(data, encoding, error),)
    if "\ufffd" in text:
        _refuse_unreadable(text, encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if text.count("\n") > MAX_LINES:
        raise TranscriptError(
            "too-many-lines",
            f"The file has more than {MAX_LINES:,} lines. Check that it is a transcript, and split it.",
            line=MAX_LINES + 1,
        )
    if not text.strip(" \t\n\v\f\ufffd\ufeff\u2028\u2029"):
        raise TranscriptError(
            "empty-file", "The file is empty. Choose the file that holds the transcript.", line=1
        )
    return Source(text, warnings)


def _refuse_unreadable(text: str, encoding: str) -> None:
    """Refuse text of which more than one character in twenty, or something on three lines of ten, was lost."""
    lost = text.count("\ufffd")
    lines = [line for line in text.splitlines() if line.strip()]
    damaged = sum("\ufffd" in line for line in lines)
    letters = sum(map(len, text.split()))
    if lost < min(_FEWEST_LOST, letters) or not (lost > 0.05 * letters or damaged > 0.3 * len(lines)):
        return
    before = text[: text.index("\ufffd")].replace("\r\n", "\n").replace("\r", "\n")
    raise TranscriptError(
        "wrong-encoding",
        f"The file is not in {encoding.upper()}: {lost:,} of its {letters:,} characters cannot be read, this line "
        f"having the first. Open it with the program that it came from. {_SAVE_AS}",
        line=before.count("\n") + 1,
    )


def _malformed(data: bytes, encoding: str, error: UnicodeDecodeError) -> ParseWarning:
    before = data[: error.start].decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    places = len(_MALFORMED.findall(data.decode(encoding, errors="replace")))
    return ParseWarning(
        before.count("\n") + 1,
        "malformed-bytes",
        f"Bytes that are not {encoding.upper()} in {places} place{'s' if places > 1 else ''}, this line "
        f"the first: they became “\ufffd”. {_SAVE_AS}",
    )
