"""Parts of a file, as players ask for them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Any

PIECE = 64 * 1024

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class RangeNotSatisfiableError(ValueError):
    """A range that begins after the file's end."""


def read_range(header: str, size: int) -> range | None:
    """Return the bytes that a Range header asks for; `None` where it asks for all, for several parts, or makes no sense.

    Raises RangeNotSatisfiableError. Source: RFC 9110, section 14.

    >>> read_range("bytes=2-5", 10), read_range("bytes=7-", 10), read_range("bytes=-3", 10)
    (range(2, 6), range(7, 10), range(7, 10))
    >>> read_range("", 10), read_range("bytes=0-1,4-5", 10), read_range("bytes=5-2", 10)
    (None, None, None)
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found.group(0) == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise RangeNotSatisfiableError(header)
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise RangeNotSatisfiableError(header)
    return range(int(first), min(int(last), size - 1) + 1 if last else size)


def pieces(opened: Callable[[], IO[Any]], wanted: range) -> Iterator[bytes]:
    """Yield those bytes of the file that `opened` gives, in pieces of at most `PIECE`. It is open only while they are taken."""
    if not wanted:
        return
    with opened() as file:
        file.seek(wanted.start)
        left = len(wanted)
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
