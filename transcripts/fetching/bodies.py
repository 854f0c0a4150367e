"""Bodies: unpacked a little at a time, and given up when they grow past their limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from transcripts.fetching.options import Options
from transcripts.fetching.results import FetchError

_PIECE = 64 * 1024
_RATIO_FROM = 1024 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class Gunzip:
    """A gzip stream, one member or several, in pieces of at most 64 KiB."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)
        self._is_fresh = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` unpacks to. Raises FetchError(bad_encoding) for what is not gzip."""
        while data:
            if self._member.eof:
                self._member, self._is_fresh = zlib.decompressobj(_GZIP), True
            try:
                piece = self._member.decompress(data, _PIECE)
            except zlib.error as error:
                raise FetchError("bad_encoding", f"The answer's compression is broken: {error}.") from error
            self._is_fresh = False
            data = self._member.unconsumed_tail or self._member.unused_data
            if piece:
                yield piece

    @property
    def is_whole(self) -> bool:
        return self._is_fresh or self._member.eof


class Plain:
    """A body that is sent as it is."""

    is_whole = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data


def decoder(content_encoding: str) -> Gunzip | Plain:
    """What undoes `content_encoding`. Raises FetchError(bad_encoding) for any but gzip, which is all that is asked for."""
    name = content_encoding.strip().lower()
    if name in ("", "identity"):
        return Plain()
    if name in ("gzip", "x-gzip"):
        return Gunzip()
    raise FetchError("bad_encoding", f"The answer is packed as {name[:40]!r}, which was not asked for.")


def pour(pieces: Iterator[bytes], content_encoding: str, into: BinaryIO, options: Options) -> int:
    """Write a body, unpacked, and return its size in bytes.

    Raises FetchError: too_large, bomb, bad_encoding, wrong_length.
    """
    unpack = decoder(content_encoding)
    received = size = 0
    for piece in pieces:
        received += len(piece)
        for plain in unpack.feed(piece):
            size += len(plain)
            _check(received, size, options)
            into.write(plain)
    if not unpack.is_whole:
        raise FetchError("wrong_length", "The answer breaks off before its end.")
    return size


def _check(received: int, size: int, options: Options) -> None:
    if max(received, size) > options.max_bytes:
        raise too_large(options)
    if size > _RATIO_FROM and size > received * options.max_ratio:
        raise FetchError("bomb", f"The answer unpacks to more than {options.max_ratio} times its size.")


def too_large(options: Options) -> FetchError:
    """The refusal of a body over the limit."""
    return FetchError("too_large", f"The answer is larger than {_amount(options.max_bytes)}.")


def _amount(size: int) -> str:
    return f"{size / 1024**2:g} MiB" if size >= 1024**2 else f"{size / 1024:g} KiB"
