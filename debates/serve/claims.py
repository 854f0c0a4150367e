"""What a running site holds alone: its data folder and its port."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import sys
from pathlib import Path
from typing import IO

BACKLOG = 512


class ServeError(Exception):
    """The site cannot be served; the message is one line that says why, and what to do."""


class AlreadyServedError(ServeError):
    """Another process serves the data folder."""


def complain(error: ServeError) -> int:
    """Print the error as script/server does; returns the exit status for it."""
    print(f"script/server: {error}", file=sys.stderr)
    return 1


def claim_folder(folder: Path) -> IO[str]:
    """Make the folder and keep others from serving it as long as the returned file is open.

    Raises AlreadyServedError, or ServeError where the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (folder / "serve.lock").open("a+")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServeError(
            f"the data folder {folder} cannot be written ({reason}): choose another with --data DIR"
        ) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        where = lock.read().strip() or "by another process"
        lock.close()
        raise AlreadyServedError(f"the data folder {folder} is already served, {where}") from None
    return lock


def sign(lock: IO[str], words: str) -> None:
    """Write into the claimed folder's lock who has it, for those who come second."""
    lock.truncate(0)
    lock.write(words)
    lock.flush()


def claim_port(host: str, port: int) -> socket.socket:
    """Listen at the address, so that nobody else can; who comes early waits for an answer. Raises ServeError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror:
        raise ServeError(f"there is no address called {host}: choose another with --host") from None
    family, kind, protocol, _, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    bound = socket.socket(family, kind, protocol)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise ServeError(_bind_problem(host, port, error)) from None
    return bound


def _bind_problem(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken: choose another with --port"
    if error.errno == errno.EACCES:
        return f"port {port} is for administrators: choose one above 1023 with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: choose another with --host"
    return f"cannot listen on {host} port {port}: {os.strerror(error.errno or 0)}"
