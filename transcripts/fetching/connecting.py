"""A connection to the very address that was checked.

urllib3 is given that address in place of the host, so it resolves nothing; the host goes into the Host header, into
the TLS greeting and into the check of the certificate. No second look-up, nothing to rebind.
"""

from __future__ import annotations

import io
import socket
import ssl
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import cast

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from transcripts.fetching.addresses import is_loopback, refusal
from transcripts.fetching.bodies import too_large
from transcripts.fetching.deadlines import Deadline
from transcripts.fetching.options import Options
from transcripts.fetching.resolving import resolve
from transcripts.fetching.results import FetchError
from transcripts.fetching.targets import Target, shown

_MOST_SENT = 2
"""How much of a body may come for each byte that it may hold: chunks have heads and trailers of their own."""

MAX_HEAD = 128 * 1024
"""Bytes of status line and headers. Real ones have two or three thousand."""


def checked_addresses(target: Target, options: Options, deadline: Deadline) -> Sequence[str]:
    """The addresses behind `target`, all of them fit to be talked to.

    One unfit address spoils the answer: a name that leads both outside and inside is a trick or a mistake.
    Raises FetchError: unknown_host, blocked_address, bad_port, timeout.
    """
    addresses = _addresses(target, options, deadline)
    for address in addresses:
        reason = refusal(address, allow_loopback=options.allow_loopback)
        if reason is not None:
            raise FetchError(
                "blocked_address", f"{shown(target.host)} is {reason}, which is not fetched from."
            )
    if target.port not in options.ports and not all(is_loopback(address) for address in addresses):
        known = ", ".join(str(port) for port in sorted(options.ports))
        raise FetchError("bad_port", f"Port {target.port} is not a web port; {known} are.")
    return addresses


def _addresses(target: Target, options: Options, deadline: Deadline) -> Sequence[str]:
    if _is_address(target.host):
        return [target.host]
    try:
        found = resolve(options.resolver, target.host, target.port, deadline.wait_s(options.connect_s))
    except OSError as error:
        raise FetchError("unknown_host", f"No address is known for {shown(target.host)}: {error}.") from error
    if not found:
        raise FetchError("unknown_host", f"No address is known for {shown(target.host)}.")
    return found


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class Wire(io.RawIOBase):
    """What comes off a socket: nothing after the deadline, no silence longer than `read_s`, a head of fair size.

    `received` counts bytes; `tell` gives the same, so that a buffer over it knows how far it has been read.
    `has_ended` says that the other side has hung up.
    """

    def __init__(self, sock: socket.socket, options: Options, deadline: Deadline) -> None:
        super().__init__()
        self.received = 0
        self.in_head = True
        self.has_ended = False
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._options = options
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.received

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        if self.in_head and self.received > MAX_HEAD:
            raise FetchError("too_large", f"The answer's headers are longer than {MAX_HEAD // 1024} KiB.")
        if self.received > MAX_HEAD + _MOST_SENT * self._options.max_bytes:
            raise too_large(self._options)
        self._sock.settimeout(self._deadline.wait_s(self._options.read_s))
        try:
            count = self._raw.readinto(buffer)
        except TimeoutError:
            self._deadline.wait_s(0)
            silence = f"The server sent nothing for {self._options.read_s:g} s."
            raise FetchError("timeout", silence) from None
        self.received += count or 0
        self.has_ended = self.has_ended or count == 0
        return count

    def readall(self) -> bytes:
        """Nobody reads to the end at one go, but where a chunk says that it is -1 bytes long."""
        raise FetchError("bad_response", "The answer has a chunk of no size at all.")

    def close(self) -> None:
        self._raw.close()
        super().close()


class _WiredSocket:
    """As much of a socket as http.client asks for, with a Wire to read from."""

    def __init__(self, sock: socket.socket, wire: Wire) -> None:
        self._sock = sock
        self._reader = io.BufferedReader(wire)

    def makefile(self, mode: str) -> io.BufferedReader[Wire]:
        return self._reader

    def sendall(self, data: bytes) -> None:
        self._sock.sendall(data)

    def settimeout(self, timeout_s: float | None) -> None:
        """The Wire sets its own before each read."""

    def close(self) -> None:
        self._sock.close()

    def head_size(self) -> int:
        """Bytes consumed so far by whoever reads: the head, when asked between head and body."""
        return self._reader.tell()


class Line:
    """An open connection to a target, ready for one request."""

    def __init__(self, connection: HTTPConnection, options: Options, deadline: Deadline) -> None:
        sock = cast(socket.socket, connection.sock)
        self.connection = connection
        self.wire = Wire(sock, options, deadline)
        self._socket = _WiredSocket(sock, self.wire)
        connection.sock = cast(socket.socket, self._socket)

    def end_head(self) -> int:
        """The head has been read; its size in bytes."""
        self.wire.in_head = False
        return self._socket.head_size()

    def close(self) -> None:
        self.connection.close()
        self._socket.close()
        self.wire.close()


def connect(target: Target, options: Options, deadline: Deadline) -> Line:
    """Connect to the first address that answers.

    Raises FetchError: those of `checked_addresses`, and unreachable, timeout, tls.
    """
    trouble: FetchError | None = None
    for address in checked_addresses(target, options, deadline):
        connection = _connection(target, address, options, deadline)
        try:
            _open(connection, target)
        except FetchError as error:
            connection.close()
            trouble = error
            continue
        return Line(connection, options, deadline)
    raise trouble or FetchError("unreachable", f"{shown(target.host)} cannot be reached.")


def _connection(target: Target, address: str, options: Options, deadline: Deadline) -> HTTPConnection:
    timeout_s = deadline.wait_s(options.connect_s)
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=timeout_s)
    return HTTPSConnection(
        address,
        target.port,
        timeout=timeout_s,
        server_hostname=target.host,
        ssl_context=_tls(options.ca_file),
    )


def _open(connection: HTTPConnection, target: Target) -> None:
    try:
        connection.connect()
    except NewConnectionError as error:
        raise FetchError("unreachable", f"{shown(target.host)} cannot be reached: {_said(error)}.") from error
    except (ConnectTimeoutError, TimeoutError):
        raise FetchError("timeout", f"{shown(target.host)} did not answer in time.") from None
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or str(error)
        raise FetchError("tls", f"No secure connection to {shown(target.host)}: {reason}.") from error
    except (OSError, HTTPError) as error:
        raise FetchError("unreachable", f"{shown(target.host)} cannot be reached: {_said(error)}.") from error


def _said(error: Exception) -> str:
    """The system's own words, without the objects that libraries print around them."""
    cause = error.__cause__ or error
    return cause.strerror if isinstance(cause, OSError) and cause.strerror else type(cause).__name__


@lru_cache(maxsize=8)
def _tls(ca_file: Path | None) -> ssl.SSLContext:
    """Names and chains are verified, TLS 1.2 at least. Debian's authorities may not be installed; certifi's are."""
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    return context
