"""A server that was killed is started again with its data."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from debates import localpg
from tests.debates.localpg.servers import (
    KILL_WITHOUT_WAITING,
    Clients,
    answer,
    postmaster,
    runs,
    sockets,
    wait_until,
)


def test_a_killed_server_is_started_again_with_its_data(clients: Clients) -> None:
    clients.join()
    answer(clients.folder, "CREATE TABLE kept AS SELECT 42 AS value")
    os.kill(postmaster(clients.folder), signal.SIGKILL)
    clients.join()
    assert answer(clients.folder, "SELECT value FROM kept") == 42


def test_the_same_client_finds_a_killed_server_started_again(short_folder: Path) -> None:
    address = localpg.ensure(short_folder)
    killed = postmaster(short_folder)
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: not runs(killed), limit_s=5)
    assert localpg.ensure(short_folder) == address
    assert postmaster(short_folder) != killed
    assert localpg.stop_if_unused(short_folder) is True


def test_starts_again_although_nobody_waits_for_the_killed_server(clients: Clients) -> None:
    out, err = clients.start(program=KILL_WITHOUT_WAITING).communicate(timeout=60)
    assert (out, err) == ("Z\n", "")


def test_ends_a_session_that_outlives_its_killed_server(clients: Clients) -> None:
    clients.join()
    psql = [
        str(localpg.binaries() / "psql"),
        "-h",
        str(sockets(clients.folder)),
        "-U",
        "postgres",
        "counterpoint",
    ]
    query = "SELECT count(*) FROM generate_series(1, 1000000000000)"
    with subprocess.Popen([*psql, "-c", query], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as busy:
        find = "SELECT max(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT count%'"
        assert wait_until(lambda: answer(clients.folder, find) is not None, limit_s=5)
        session = answer(clients.folder, find)
        os.kill(postmaster(clients.folder), signal.SIGKILL)
        clients.join()
        assert not runs(session)
        busy.wait(timeout=5)
    assert answer(clients.folder, "SELECT 1") == 1
