"""ZIP archives of transcripts, opened without trust: nothing is written to disk, every limit is checked while reading. Pure."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from transcripts.importers.decoding import MAX_BYTES

MOST_MEMBERS = 1000
"""Files in one archive. Larger catalogues come in several, or from a feed."""

MOST_BYTES = 200_000_000
"""Bytes of all files together, unpacked."""

HIGHEST_RATIO = 200
"""Unpacked against packed bytes, from `RATIO_FROM` bytes on. Text packs to a tenth or so; a bomb to a thousandth."""

RATIO_FROM = 1_000_000
LONGEST_NAME = 500
DEEPEST = 12

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_ODD = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_DRIVE = re.compile(r"^[A-Za-z]:")


class ArchiveError(ValueError):
    """An archive that is refused whole. The message names the trouble and the remedy."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive. With a `trouble` its bytes were not read."""

    name: str
    data: bytes = b""
    trouble: str = ""


def is_archive(data: bytes) -> bool:
    return data.startswith(_MAGIC)


class Archive:
    """An archive that was opened. Raises ArchiveError for one that is broken, empty, too full or an office document.

    `left_out` names what operating systems put into archives and nobody wrote; every other file is a member.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise ArchiveError("The archive is damaged. Pack the files again.") from error
        files = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        if any(info.filename in _OFFICE for info in files):
            raise ArchiveError(
                "This is an office document or an e-book. Save it as plain text and bring that."
            )
        self.left_out = [info.filename[:LONGEST_NAME] for info in files if _is_systems(info.filename)]
        self._files = [info for info in files if not _is_systems(info.filename)]
        if not self._files:
            raise ArchiveError("There is no file in the archive.")
        if len(self._files) > MOST_MEMBERS:
            raise ArchiveError(
                f"The archive holds {len(self._files):,} files; at most {MOST_MEMBERS:,} are taken at once. Divide it."
            )

    def __len__(self) -> int:
        return len(self._files)

    def members(self) -> Iterator[Member]:
        """Yield each file with its bytes, or with the reason why those were not read; one at a time in memory."""
        left = MOST_BYTES
        for info in self._files:
            member = self._member(info, left)
            left -= len(member.data)
            yield member

    def _member(self, info: zipfile.ZipInfo, left: int) -> Member:
        name = _ODD.sub("\ufffd", info.filename)[:LONGEST_NAME] or "unnamed"
        if trouble := _trouble_with_name(info.filename) or _trouble_with_size(info, left):
            return Member(name, trouble=trouble)
        try:
            data = self._read(info, min(MAX_BYTES, left))
        except (RuntimeError, NotImplementedError):
            return Member(
                name, trouble="It is encrypted, or packed in a way that is not read here. Unpack it first."
            )
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            return Member(name, trouble="It is damaged inside the archive. Pack it again.")
        if data is None:
            return Member(name, trouble="It is larger than the archive says. Pack it again.")
        if is_archive(data):
            return Member(
                name, trouble="It is an archive inside an archive. Unpack that one and bring it by itself."
            )
        return Member(name, data)

    def _read(self, info: zipfile.ZipInfo, most: int) -> bytes | None:
        """The bytes of a file; `None` if there are more than `most`, or more than the archive says."""
        with self._zip.open(info) as file:
            data = file.read(min(most, info.file_size) + 1)
        return data if len(data) <= min(most, info.file_size) else None


def _is_systems(name: str) -> bool:
    path = PurePosixPath(name)
    return path.parts[:1] == ("__MACOSX",) or path.name.lower() in _SYSTEM


def _trouble_with_name(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(name):
        return "Its name leads out of the archive. Pack the files again with plain names."
    if _ODD.search(name):
        return "Its name holds characters that cannot be shown. Rename it."
    if len(name) > LONGEST_NAME or len(parts) > DEEPEST:
        return f"Its name is longer than {LONGEST_NAME} characters or more than {DEEPEST} folders deep. Rename it."
    return ""


def _trouble_with_size(info: zipfile.ZipInfo, left: int) -> str:
    if info.file_size > MAX_BYTES:
        return f"It is larger than {MAX_BYTES // 1_000_000} MB. Bring a smaller file."
    if info.file_size > RATIO_FROM and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
        return f"It unpacks to more than {HIGHEST_RATIO} times its size, as no transcript does."
    if info.file_size > left:
        return f"With it the archive unpacks to more than {MOST_BYTES // 1_000_000} MB. Divide the archive."
    return ""
