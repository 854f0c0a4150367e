"""An embedded server stops when its last client has gone, and not before."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from debates import localpg
from tests.debates.localpg.servers import (
    JOIN_AND_FORK,
    Clients,
    answer,
    postmaster,
    runs,
    wait_until,
)


def test_stays_when_one_of_two_clients_is_killed(clients: Clients) -> None:
    killed, _ = clients.join(), clients.join()
    server = postmaster(clients.folder)
    killed.kill()
    time.sleep(4)
    assert runs(server)
    assert answer(clients.folder, "SELECT 1") == 1


def test_stops_seconds_after_its_last_client_was_killed(clients: Clients) -> None:
    client = clients.join()
    server = postmaster(clients.folder)
    client.kill()
    client.wait()
    time.sleep(1)
    assert runs(server), "a successor may be on its way"
    assert wait_until(lambda: not runs(server), limit_s=10)
    assert wait_until(lambda: not (clients.folder / "run").exists(), limit_s=5)


def test_a_client_that_comes_within_the_grace_keeps_the_server(clients: Clients) -> None:
    first = clients.join()
    server = postmaster(clients.folder)
    first.kill()
    first.wait()
    clients.join()
    time.sleep(4)
    assert postmaster(clients.folder) == server
    assert runs(server)


def test_a_forked_child_uses_the_server_after_its_parent_was_killed(clients: Clients) -> None:
    parent = clients.start(program=JOIN_AND_FORK)
    child = int(parent.stdout.readline())
    time.sleep(0.5)
    server = postmaster(clients.folder)
    parent.kill()
    parent.wait()
    time.sleep(4)
    try:
        assert runs(server)
    finally:
        os.kill(child, signal.SIGKILL)
    assert wait_until(lambda: not runs(server), limit_s=10)


def test_a_killed_watchdog_is_replaced_by_the_next_client(clients: Clients) -> None:
    client = clients.join()
    server = postmaster(clients.folder)
    assert wait_until(lambda: len(watchdogs(clients.folder)) == 1, limit_s=5)
    os.kill(watchdogs(clients.folder)[0], signal.SIGKILL)
    second = clients.join()
    for process in (client, second):
        process.kill()
        process.wait()
    assert wait_until(lambda: not runs(server), limit_s=10)


def watchdogs(folder: Path) -> list[int]:
    lines = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,args="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [int(line.split()[0]) for line in lines if line.endswith(f"watchdog.py {folder}")]


def test_stops_at_once_when_its_only_client_says_so(short_folder: Path) -> None:
    localpg.ensure(short_folder)
    server = postmaster(short_folder)
    assert localpg.stop_if_unused(short_folder) is True
    assert not runs(server)


def test_does_not_stop_while_somebody_else_uses_it(clients: Clients) -> None:
    clients.join()
    localpg.ensure(clients.folder)
    assert localpg.stop_if_unused(clients.folder) is False
    assert answer(clients.folder, "SELECT 1") == 1


def test_stopping_what_never_started_is_no_error(tmp_path: Path) -> None:
    assert localpg.stop_if_unused(tmp_path / "pg") is True
