"""What comes back through the door, and what is said when nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TRANSIENT = frozenset({"busy", "connection_lost", "timeout", "unknown_host", "unreachable", "wrong_length"})
"""Codes of trouble that another try may mend."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer, 200 or 304.

    `url` is where the answer came from, after redirects; `moved_to` is where the address asked for has moved for
    good (a 301 or 308 at every step until there), empty if it has not. `headers` has lower-case names.
    `body` is decoded, and empty for a 304 or when it was written to a file; `size` counts its bytes either way.
    `etag` and `last_modified` are verbatim, to be sent back next time.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    size: int = 0
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""

    @property
    def not_modified(self) -> bool:
        """The server says that what was fetched last time still stands."""
        return self.status == 304


class FetchError(Exception):
    """An address that was refused, or gave nothing that can be used. The message is fit for a person.

    `code` is one of: bad_address, bad_scheme, has_password, bad_port, unknown_host, blocked_address, unreachable,
    connection_lost, timeout, tls, redirect_loop, too_many_redirects, bad_redirect, too_large, bomb, wrong_length,
    bad_encoding, bad_response, busy, http_status. `status` is the answer's where there was one. `retry_after_s` is
    how long the server asked to be left alone, where it asked for longer than the door waits.
    """

    def __init__(
        self, code: str, message: str, *, status: int | None = None, retry_after_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.retry_after_s = retry_after_s

    @property
    def is_transient(self) -> bool:
        """Whether the same address may answer later."""
        return self.code in TRANSIENT
