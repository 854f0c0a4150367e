"""Recordings in S3, or in a store that speaks as it does, read in the parts that are asked for.

The backend of django-storages brings a whole object into memory before its first byte is read. A player asks for a few seconds of
an hour, and a hearing may be of two gigabytes.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

AHEAD = 256 * 1024
"""Bytes that are asked for at once where a reader takes fewer."""

CONNECT_S = 5
READ_S = 30


class StorageError(OSError):
    """The store did not do what it was asked. The message names the bucket and what it said."""


class ObjectStorage(S3Storage):  # type: ignore[misc]  # it is not annotated
    """Private objects of one bucket. Whatever goes wrong is an OSError, as it is with a folder."""

    def __init__(self, **options: Any) -> None:
        chosen = {"file_overwrite": False, "default_acl": None, "client_config": _config(options)}
        super().__init__(**chosen, **options)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        """Open an object for reading; nothing else is done with recordings."""
        if mode != "rb":
            raise ValueError(f"Objects are opened for reading, not as {mode!r}.")
        with self._trouble_told():
            stored = self.bucket.Object(self._normalize_name(name))
            return File(io.BufferedReader(_Stretches(stored, self._trouble_told), AHEAD), name)

    def _save(self, name: str, content: Any) -> str:
        with self._trouble_told():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with self._trouble_told():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with self._trouble_told():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with self._trouble_told():
            return int(super().size(name))

    @contextlib.contextmanager
    def _trouble_told(self) -> Iterator[None]:
        try:
            yield
        except (ClientError, BotoCoreError) as error:
            if _is_missing(error):
                raise FileNotFoundError("There is no such object.") from error
            raise StorageError(f"The bucket “{self.bucket_name}” did not answer well: {error}") from error


class _Stretches(io.RawIOBase):
    """An object, read by one request for each stretch of it. Raises what `trouble_told` makes of trouble."""

    def __init__(self, stored: Any, trouble_told: Any) -> None:
        self._stored = stored
        self._trouble_told = trouble_told
        self._size: int = stored.content_length
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        end = min(self._size, self._at + len(buffer))
        if end <= self._at:
            return 0
        with self._trouble_told():
            got = self._stored.get(Range=f"bytes={self._at}-{end - 1}")["Body"].read()
        buffer[: len(got)] = got
        self._at += len(got)
        return len(got)


def _config(options: dict[str, Any]) -> Config:
    """Other makers' stores know their buckets by path, and not every checksum that Amazon's knows."""
    elsewhere = bool(options.get("endpoint_url"))
    needed = "when_required" if elsewhere else "when_supported"
    return Config(
        s3={"addressing_style": "path" if elsewhere else "auto"},
        signature_version="s3v4",
        connect_timeout=CONNECT_S,
        read_timeout=READ_S,
        request_checksum_calculation=needed,
        response_checksum_validation=needed,
    )


def _is_missing(error: Exception) -> bool:
    """Whether the object is not there; a bucket that is not is another trouble."""
    response: Any = getattr(error, "response", {})
    if response.get("Error", {}).get("Code") == "NoSuchBucket":
        return False
    return bool(response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404)
