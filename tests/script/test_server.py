"""script/server itself: started, asked, killed in every way, and looked for afterwards."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from debates import localpg
from tests.postgres_over_tcp import free_port, serving_over_tcp

# One process runs all of these, for they share a prepared data folder.
pytestmark = pytest.mark.xdist_group("script/server")

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPT = CHECKOUT / "script" / "server"
TMP = Path("/tmp")  # noqa: S108  pytest's own folders are too deep for a socket


@dataclass
class Started:
    """A script/server on a data folder of its own, with what it prints kept in two files."""

    process: subprocess.Popen[bytes]
    data: Path
    out: Path
    err: Path

    def is_up(self) -> bool:
        return "Counterpoint is at" in self.out.read_text() or self.process.poll() is not None

    @property
    def port(self) -> int:
        return int(re.search(r"http://localhost:(\d+)/", self.out.read_text())[1])

    def home_page_status(self) -> int:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=20)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        finally:
            connection.close()

    def processes(self) -> dict[int, str]:
        """All processes that work for this site, by number: they carry its data folder in their environment."""
        mine = f"COUNTERPOINT_DATA={self.data}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if mine in (entry / "environ").read_bytes().split(b"\0"):
                        found[int(entry.name)] = (
                            (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                        )
                except OSError:
                    continue
        return {pid: line for pid, line in found.items() if line and not is_a_postgres(pid)}

    def process_that(self, says: str) -> int:
        """The child of the site that `says` this; numbers wrap around, so the lowest need not be the oldest."""
        saying = [pid for pid, line in self.processes().items() if says in line and "setpriv" not in line]
        return next(pid for pid in saying if parent(pid) == self.process.pid)

    def all_is_gone(self) -> bool:
        database = localpg.Server(self.data / "pg").postmaster()
        return self.process.poll() is not None and not self.processes() and database is None


def parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return None


def is_a_postgres(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/exe").readlink().name == "postgres"
    except OSError:
        return False


def working_in(folder: str) -> list[str]:
    """The command lines, but for our own, that name the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                found += [line] if folder in line else []
    return found


def wait_until(happened: Callable[[], bool], limit_s: float) -> bool:
    end = time.monotonic() + limit_s
    while not happened() and time.monotonic() < end:
        time.sleep(0.05)
    return happened()


def begin(folder: Path, kept: Path, *options: str, wait: bool = True, **environment: str) -> Started:
    """Start script/server on `folder`, and wait until it is up or has ended; `kept` is for what it prints."""
    kept.mkdir()
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with (kept / "out").open("wb") as out, (kept / "err").open("wb") as err:
        process = subprocess.Popen(
            [SCRIPT, "--port", "0", "--data", str(folder), *options],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env={**inherited, **environment},
            start_new_session=True,
        )
    site = Started(process, folder, kept / "out", kept / "err")
    assert not wait or wait_until(site.is_up, limit_s=90), site.err.read_text()
    return site


def interrupt(site: Started) -> int:
    """Press Ctrl-C; returns the exit status."""
    os.kill(site.process.pid, signal.SIGINT)
    return site.process.wait(timeout=30)


@dataclass
class FirstRun:
    """What the very first start on an empty folder said, how it ended, and what of it was left at once."""

    data: Path
    said: str
    status: int
    home_page_status: int
    left: object


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cp ", dir=TMP) as made:
        yield Path(made)
        for data in ("data", "copy"):
            localpg.stop_if_unused(Path(made) / data / "pg")
        # A database and its guard end a moment after their last user, and write into the folder till then.
        assert wait_until(lambda: not working_in(made), limit_s=30), working_in(made)


@pytest.fixture(scope="module")
def first_run(place: Path) -> FirstRun:
    site = begin(place / "data", place / "first")
    home_page_status = site.home_page_status()
    status = interrupt(site)
    left = localpg.Server(site.data / "pg").postmaster() or site.processes()
    return FirstRun(site.data, site.out.read_text(), status, home_page_status, left)


@pytest.fixture(scope="module")
def site(first_run: FirstRun, place: Path) -> Iterator[Started]:
    """A site that tests share, and leave running."""
    shutil.copytree(first_run.data, place / "copy")
    shared = begin(place / "copy", place / "shared")
    yield shared
    assert interrupt(shared) == 0


@pytest.fixture
def start(tmp_path: Path, first_run: FirstRun) -> Iterator[Callable[..., Started]]:
    """Starts a site of the test's own, on the folder that the first run prepared unless told; ends it afterwards."""
    started: list[Started] = []

    def start_another(*options: str, wait: bool = True, folder: Path = first_run.data, **env: str) -> Started:
        started.append(begin(folder, tmp_path / f"printed{len(started)}", *options, wait=wait, **env))
        return started[-1]

    yield start_another
    for each in started:
        each.process.terminate()
        each.process.wait(timeout=30)


def refusal(*options: str, **environment: str) -> tuple[int, str]:
    """The exit status and the words of a script/server that does not come up."""
    ended = subprocess.run(
        [SCRIPT, *options], env={**os.environ, **environment}, capture_output=True, text=True, timeout=60
    )
    assert ended.stdout == ""
    return ended.returncode, ended.stderr.strip()


# -- the usual way ---------------------------------------------------------------------------------------------------


def test_the_first_start_serves_and_prints_how_to_sign_in(first_run: FirstRun) -> None:
    assert first_run.home_page_status == 200
    assert re.search(r"^    editor  [a-z2-9]{4}(-[a-z2-9]{4}){3}$", first_run.said, re.M)
    assert re.search(r"^    admin   [a-z2-9]{4}(-[a-z2-9]{4}){3}$", first_run.said, re.M)


def test_ctrl_c_stops_site_and_database(first_run: FirstRun) -> None:
    assert first_run.status == 0
    assert first_run.left == {}


def test_the_second_start_prepares_nothing(start: Callable[..., Started]) -> None:
    site = start()
    said = site.out.read_text() + site.err.read_text()
    assert "Sign in as editor or admin; script/server --password makes new passwords." in said
    assert not re.search("Installing|Migrating|Collected|Loaded", said)


def test_passwords_are_set_again_on_a_running_site_and_work(site: Started) -> None:
    ended = subprocess.run(
        [SCRIPT, "--data", site.data, "--password"], capture_output=True, text=True, timeout=60
    )
    name, password = ended.stdout.splitlines()[0].split()
    assert (ended.returncode, name) == (0, "editor")
    where = {"host": localpg.ensure(site.data / "pg").host, "user": "postgres", "dbname": "counterpoint"}
    with psycopg.connect(**where) as database:
        query = "SELECT password FROM debates_user WHERE username = 'editor'"
        stored = database.execute(query).fetchone()[0]
    assert PBKDF2PasswordHasher().verify(password, stored)


def test_passwords_are_set_while_nothing_runs_and_nothing_keeps_running(
    start: Callable[..., Started],
) -> None:
    site = start()
    interrupt(site)
    ended = subprocess.run(
        [SCRIPT, "--data", site.data, "--password", "--no-demo"], capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout.split()[0]) == (0, "editor")
    assert localpg.stop_if_unused(site.data / "pg") is True


def test_the_database_stays_for_others_that_use_it(start: Callable[..., Started]) -> None:
    site = start()
    localpg.ensure(site.data / "pg")
    assert interrupt(site) == 0
    assert "The database keeps running: other processes use it." in site.err.read_text()
    assert localpg.stop_if_unused(site.data / "pg") is True


# -- kills -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_nothing_outlives_it(start: Callable[..., Started], number: signal.Signals) -> None:
    site = start()
    assert len(site.processes()) >= 4, "gunicorn and its two workers, and the job worker"
    os.kill(site.process.pid, number)
    assert wait_until(site.all_is_gone, limit_s=25), site.processes()


def test_a_killed_worker_and_a_killed_web_server_are_started_again(site: Started) -> None:
    killed = [site.process_that("procrastinate worker"), site.process_that("gunicorn")]
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: site.err.read_text().count("starting it again") >= 2, limit_s=30)
    assert site.home_page_status() == 200
    assert wait_until(
        lambda: any("procrastinate worker" in line for line in site.processes().values()), limit_s=10
    )


def test_a_killed_database_is_started_again(site: Started) -> None:
    server = localpg.Server(site.data / "pg")
    killed, _ = server.postmaster()
    os.kill(killed, signal.SIGKILL)
    assert wait_until(lambda: server.is_ready() and server.postmaster()[0] != killed, limit_s=20)
    assert site.home_page_status() == 200


# -- refusals, a line each -------------------------------------------------------------------------------------------


def test_a_data_folder_that_is_served_already_is_refused(site: Started) -> None:
    where = f"at http://localhost:{site.port}/ by process {site.process.pid}"
    assert refusal("--port", "0", "--data", str(site.data)) == (
        1,
        f"script/server: the data folder {site.data} is already served, {where}",
    )


def test_a_taken_port_is_refused(site: Started, tmp_path: Path) -> None:
    told = refusal("--port", str(site.port), "--data", str(tmp_path / "other"))
    assert told == (1, f"script/server: port {site.port} is taken: choose another with --port")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    folder = tmp_path / "file" / "data"
    told = refusal("--data", str(folder))
    assert told == (
        1,
        f"script/server: the data folder {folder} cannot be written (Not a directory): choose another with --data DIR",
    )


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    told = refusal("--host", "203.0.113.9", "--port", "0", "--data", str(tmp_path))
    assert told == (1, "script/server: 203.0.113.9 is no address of this machine: choose another with --host")


def test_a_database_address_that_will_not_do_is_refused(tmp_path: Path) -> None:
    told = refusal("--port", "0", "--data", str(tmp_path), DATABASE_URL="mysql://h/talks")
    assert told == (1, "script/server: DATABASE_URL must begin with postgresql:// (only PostgreSQL will do)")


def test_a_database_that_cannot_be_reached_is_refused_without_a_traceback(tmp_path: Path) -> None:
    url = f"postgresql://ann:secret@127.0.0.1:{free_port()}/talks"
    status, told = refusal("--port", "0", "--data", str(tmp_path), DATABASE_URL=url)
    assert (status, told.splitlines()[-1]) == (
        1,
        "script/server: the site could not be prepared, as said above",
    )
    assert told.startswith("CommandError: The database cannot be reached: connection failed:")
    assert "secret" not in told
    assert len(told.splitlines()) == 2


@pytest.mark.parametrize("options", [["--port", "99999"], ["--nonsense"], ["stray"]])
def test_wrong_usage_has_a_status_of_its_own(options: list[str]) -> None:
    status, told = refusal(*options)
    assert status == 2
    assert told.startswith("usage: script/server [-h] [--port PORT] [--host HOST] [--data DIR]")


def test_help_touches_nothing(tmp_path: Path) -> None:
    ended = subprocess.run(
        [SCRIPT, "--help", "--data", tmp_path / "data"], capture_output=True, text=True, check=True
    )
    assert ended.stdout.startswith("usage: script/server [-h] [--port PORT]")
    assert not (tmp_path / "data").exists()


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    for tool in ("dirname", "sh"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\nexit 1\n')
    old.chmod(0o755)
    ended = subprocess.run([SCRIPT], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (
        1,
        "Counterpoint needs Python 3.11 or newer, and there is Python 3.9.2 here: "
        "install python3 (Debian 12, Ubuntu 24.04 or newer have it)\n",
    )


# -- interrupted, elsewhere, side by side ----------------------------------------------------------------------------


def test_ctrl_c_while_it_prepares_leaves_nothing(start: Callable[..., Started], tmp_path: Path) -> None:
    site = start(wait=False, folder=tmp_path / "data")
    assert wait_until(lambda: any(" prepare" in line for line in site.processes().values()), limit_s=30)
    assert interrupt(site) == 130
    assert wait_until(site.all_is_gone, limit_s=10), site.processes()


def test_of_two_starts_at_once_one_serves(start: Callable[..., Started]) -> None:
    sites = [start(wait=False), start(wait=False)]
    assert wait_until(lambda: all(site.is_up() for site in sites), limit_s=60)
    refused = [site for site in sites if site.process.poll() is not None]
    assert [site.process.returncode for site in refused] == [1]
    assert "is already served" in refused[0].err.read_text()


def test_serves_from_a_server_of_ones_own(start: Callable[..., Started], tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=TMP) as folder, serving_over_tcp(Path(folder)) as address:
        with psycopg.connect(f"{address}postgres", autocommit=True) as server:
            server.execute("CREATE DATABASE talks")
        site = start("--no-demo", folder=tmp_path / "data", DATABASE_URL=f"{address}talks")
        assert site.home_page_status() == 200
        assert interrupt(site) == 0
        assert not (site.data / "pg").exists()
