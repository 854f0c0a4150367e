"""One server's files and processes: where they are, whether it runs, how it is stopped. Standard library only."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

USER = "postgres"
PORT = 5432  # part of the socket's file name, no TCP port
STOP_LIMIT_S = 60.0
SOCKET_PATH_LIMIT = 100  # bytes; the kernel's own limit is 107


class EmbeddedServerError(Exception):
    """The server cannot be had; the message is one line that says why, and what to do."""


@dataclass(frozen=True)
class Address:
    """Where clients connect: `host` is the folder of the Unix socket."""

    host: str
    port: str = str(PORT)
    user: str = USER


@dataclass(frozen=True)
class Server:
    """The files of one server, all below `folder` but, where its path is unfit for a socket, the socket."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def sockets(self) -> Path:
        """A folder for the socket whose path fits the kernel's limit and PostgreSQL's comma-separated lists."""
        inside = self.folder / "run"
        longest = os.fsencode(inside / f".s.PGSQL.{PORT}.lock")
        if len(longest) <= SOCKET_PATH_LIMIT and re.fullmatch(rb"/[\w/.+-]+", longest):
            return inside
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path("/tmp") / f"pg-{os.geteuid()}-{name}"  # noqa: S108  every process must find the same place

    def postmaster(self) -> tuple[int, str] | None:
        """The running server's process id and status (starting, ready, stopping, …), read from its pid file.

        None where nothing runs. A process that has ended but was not yet waited for does not run, and neither does
        one that merely has the number of a server that was killed.
        """
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return None
        if not lines or not self.is_served_by(pid := int(lines[0])):
            return None
        return pid, lines[7].strip() if len(lines) > 7 else "starting"

    def is_ready(self) -> bool:
        running = self.postmaster()
        return running is not None and running[1] == "ready"

    def is_served_by(self, pid: int) -> bool:
        """True for every process of this server, the postmaster and its children: they work in the data folder."""
        try:
            program = Path(f"/proc/{pid}/exe").readlink().name
            return program.startswith("postgres") and Path(f"/proc/{pid}/cwd").readlink() == self.data
        except OSError:
            return False

    def processes(self) -> list[int]:
        """All processes of this server, of a killed postmaster's children too."""
        return [int(name) for name in os.listdir("/proc") if name.isdigit() and self.is_served_by(int(name))]


@contextlib.contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[IO[str]]:
    """Hold `path` exclusively. Raises BlockingIOError if it is taken and `wait` is false."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield file


@contextlib.contextmanager
def alone(server: Server) -> Iterator[None]:
    """Keep everybody from joining or starting the server. Raises BlockingIOError if anybody uses it.

    Tries for a moment: the watchdog holds clients.lock too, for an instant, when it finds it free.
    """
    with locked(server.folder / "start.lock"), (server.folder / "clients.lock").open("a") as clients:
        for wait_s in (0.01, 0.05, 0.2, 0.0):
            try:
                fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not wait_s:
                    raise
                time.sleep(wait_s)
        yield


def stop(server: Server) -> None:
    """End the server's sessions and the server, as `pg_ctl stop` would; needs no program, so none can be missing."""
    for order in (signal.SIGINT, signal.SIGQUIT):
        end = time.monotonic() + STOP_LIMIT_S
        if running := server.postmaster():
            with contextlib.suppress(ProcessLookupError):
                os.kill(running[0], order)
        while server.postmaster() and time.monotonic() < end:
            time.sleep(0.02)
    with contextlib.suppress(OSError):  # not there, or the server would not stop
        server.sockets.rmdir()
