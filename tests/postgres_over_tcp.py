"""A PostgreSQL server as others run it: on a TCP port of this machine, with a password."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from debates.localpg import programs

PASSWORD = "pass/word:with@everything? 100%"
PASSWORD_IN_URL = "pass%2Fword%3Awith%40everything%3F%20100%25"


@contextlib.contextmanager
def serving_over_tcp(folder: Path) -> Iterator[str]:
    """Runs a server within; gives its address up to the database's name, `postgresql://…:port/`."""
    port = free_port()
    (folder / "password").write_text(f"{PASSWORD}\n")
    command = [
        "initdb",
        "-D",
        "data",
        "-U",
        "owner",
        "--auth=scram-sha-256",
        "--pwfile=password",
        "--no-sync",
    ]
    made = programs.run_postgres([*command, "--encoding=UTF8", "--locale=C"], folder)
    assert made.returncode == 0, made.stderr
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
    with (folder / "data" / "postgresql.conf").open("a") as file:
        file.writelines(
            f"{name} = '{value}'\n" for name, value in {**settings, "timezone": "Asia/Tokyo"}.items()
        )
    # pg_ctl's own way of waiting asks over the socket that is not there, so it is asked for nothing but the start.
    programs.run_postgres(["pg_ctl", "-D", "data", "-l", "log", "-W", "start"], folder)
    try:
        address = f"postgresql://owner:{PASSWORD_IN_URL}@127.0.0.1:{port}/"
        wait_for_answer(address)
        yield address
    finally:
        programs.run_postgres(["pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop"], folder)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wait_for_answer(address: str, limit_s: float = 20.0) -> None:
    """Wait until the server takes connections: it opens its port before it has started."""
    end = time.monotonic() + limit_s
    while True:
        try:
            psycopg.connect(f"{address}postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return
