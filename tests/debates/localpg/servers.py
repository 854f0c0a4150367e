"""Processes that share an embedded server, and what can be seen of it from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
TMP = Path("/tmp")  # noqa: S108  where a socket goes whose own folder has an unfit path
SITE_PACKAGES = Path(psycopg.__file__).resolve().parents[1]
NOBODY = 65534
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")

JOIN = """
import sys
from pathlib import Path
from debates import localpg
try:
    print(localpg.ensure(Path(sys.argv[1])).host, flush=True)
except localpg.EmbeddedServerError as error:
    print(error, file=sys.stderr)
    raise SystemExit(1)
sys.stdin.read()
"""
# A parent and its forked child, both clients; prints the child's number, then waits in both.
JOIN_AND_FORK = """
import os, sys, time
from pathlib import Path
from debates import localpg
localpg.ensure(Path(sys.argv[1]))
if child := os.fork():
    print(child, flush=True)
else:
    localpg.ensure(Path(sys.argv[1]))
time.sleep(60)
"""
# A process that adopts orphans and does not wait for them, as some containers' first process: kills the server
# twice over, and prints the second server's folder of sockets.
KILL_WITHOUT_WAITING = """
import ctypes, os, signal, sys, time
from pathlib import Path
from debates import localpg
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
folder = Path(sys.argv[1])
localpg.ensure(folder)
killed = int((folder / "data" / "postmaster.pid").read_text().split()[0])
state = lambda: Path(f"/proc/{killed}/stat").read_text().rsplit(")", 1)[1].split()[0]
os.kill(killed, signal.SIGKILL)
while state() != "Z":
    time.sleep(0.01)
localpg.ensure(folder)
print(state())
"""


@dataclass(frozen=True)
class Clients:
    """Processes that use the server of `folder`."""

    folder: Path
    started: list[subprocess.Popen[str]]

    def start(self, program: str = JOIN, **options: object) -> subprocess.Popen[str]:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), **options.pop("env", {})}
        process = subprocess.Popen(
            [str(options.pop("python", sys.executable)), "-c", program, str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            **options,
        )
        self.started.append(process)
        return process

    def join(self, **options: object) -> subprocess.Popen[str]:
        """Start a client and wait until it has joined."""
        process = self.start(**options)
        assert process.stdout.readline(), process.stderr.read()
        return process

    def refusal(self, **options: object) -> str:
        """Start a client that the server refuses, and return what it was told."""
        out, err = self.start(**options).communicate(timeout=30)
        assert out == ""
        return err.strip()

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.communicate()


def answer(folder: Path, query: str, database: str = "counterpoint") -> object:
    """The first value of the query's answer, from the server that runs in `folder` without joining it."""
    where = {"host": str(sockets(folder)), "port": "5432", "user": "postgres", "dbname": database}
    with psycopg.connect(**where, autocommit=True) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def sockets(folder: Path) -> Path:
    return Path(pid_file(folder)[4])


def postmaster(folder: Path) -> int:
    return int(pid_file(folder)[0])


def pid_file(folder: Path) -> list[str]:
    return (folder / "data" / "postmaster.pid").read_text().splitlines()


def runs(pid: int) -> bool:
    """False for a process that has ended, waited for or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(happened: Callable[[], bool], limit_s: float) -> bool:
    end = time.monotonic() + limit_s
    while not happened() and time.monotonic() < end:
        time.sleep(0.05)
    return happened()
