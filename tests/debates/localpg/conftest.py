"""Clients of embedded servers that end with the test."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from debates import localpg
from tests.debates.localpg.servers import (
    TMP,
    Clients,
)


@pytest.fixture
def serving() -> Iterator[Callable[[Path], Clients]]:
    """Makes the clients of a folder's server; afterwards ends them and the server."""
    made: list[Clients] = []

    def clients(folder: Path) -> Clients:
        made.append(Clients(folder, []))
        return made[-1]

    yield clients
    for each in made:
        each.end()
        if running := localpg.Server(each.folder).postmaster():
            os.kill(running[0], signal.SIGQUIT)  # at once, without writing out what nobody will read
        localpg.stop_if_unused(each.folder)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder with a path short enough for sockets inside it, which pytest's own is not always.

    A server that was told to end at once may still write its last file while the folder goes.
    """
    with tempfile.TemporaryDirectory(prefix="cp-", dir=TMP, ignore_cleanup_errors=True) as made:
        yield Path(made) / "pg"


@pytest.fixture
def cold(short_folder: Path, serving: Callable[[Path], Clients]) -> Clients:
    """The clients of a server that was never started, in a folder that goes after them: it is asked for first."""
    return serving(short_folder)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Path]:
    """The data of a server that ran once; copying it takes a tenth of the time of making it.

    Its watchdog may look at the lock files once more while the folder goes.
    """
    with tempfile.TemporaryDirectory(prefix="cp-", dir=TMP, ignore_cleanup_errors=True) as made:
        localpg.ensure(Path(made))
        assert localpg.stop_if_unused(Path(made)) is True
        yield Path(made) / "data"


@pytest.fixture
def clients(cold: Clients, cluster: Path) -> Clients:
    """The clients of a server that was started and stopped before."""
    cold.folder.mkdir(mode=0o700)
    shutil.copytree(cluster, cold.folder / "data")
    return cold
