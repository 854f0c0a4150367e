"""Which database the site uses, and whether it will do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from debates import localpg
from debates.database import database_settings, server_problems
from tests.postgres_over_tcp import PASSWORD, serving_over_tcp

CHECKOUT = Path(__file__).resolve().parents[2]
TMP = Path("/tmp")  # noqa: S108  pytest's own folders are too deep for a socket


@pytest.fixture
def no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("COUNTERPOINT_DB_POOL", raising=False)


@pytest.fixture(scope="module")
def over_tcp() -> Iterator[str]:
    """The address of a server on TCP with a password, up to the database's name."""
    with tempfile.TemporaryDirectory(dir=TMP) as folder, serving_over_tcp(Path(folder)) as address:
        yield address


def wrapper(settings: dict[str, Any]) -> PostgresWrapper:
    """A connection of its own, made as Django would make it from these settings."""
    return ConnectionHandler({"default": settings})["default"]


def first(database: PostgresWrapper, query: str) -> object:
    with database.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


# -- the settings ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_address")
def test_without_an_address_the_embedded_server_is_used() -> None:
    assert database_settings(Path("/data/pg")) == {
        "ENGINE": "debates.embedded",
        "NAME": "counterpoint",
        "HOST": "/data/pg",
        "OPTIONS": {"options": "-c TimeZone=UTC"},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
    }


@pytest.mark.usefixtures("no_address")
def test_web_processes_keep_as_many_connections_as_they_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_DB_POOL", "4")
    options = database_settings(Path("/data/pg"))["OPTIONS"]
    assert options["pool"] == {"min_size": 1, "max_size": 4, "timeout": 20.0}


@pytest.mark.usefixtures("no_address")
def test_a_pool_of_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_DB_POOL", "many")
    with pytest.raises(
        ImproperlyConfigured, match="COUNTERPOINT_DB_POOL is a number of connections, not 'many'"
    ):
        database_settings(Path("/data/pg"))


def place(monkeypatch: pytest.MonkeyPatch, url: str) -> dict[str, Any]:
    """The settings for an address, less those that all have."""
    monkeypatch.setenv("DATABASE_URL", url)
    settings = database_settings(Path("/data/pg"))
    common = {"ENGINE", "CONN_MAX_AGE", "CONN_HEALTH_CHECKS"}
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    return {name: value for name, value in settings.items() if name not in common}


@pytest.mark.usefixtures("no_address")
@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_an_address_says_where_the_server_is(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    assert place(monkeypatch, f"{scheme}://ann:secret@db.example:6543/talks?sslmode=require") == {
        "NAME": "talks",
        "USER": "ann",
        "PASSWORD": "secret",
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "require", "options": "-c TimeZone=UTC"},
    }


@pytest.mark.usefixtures("no_address")
def test_percent_signs_in_an_address_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    found = place(monkeypatch, "postgresql://a%40b:p%2Fw%3A%25%20x@h/my%20talks")
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("a@b", "p/w:% x", "my talks")


@pytest.mark.usefixtures("no_address")
@pytest.mark.parametrize(
    "url", ["postgresql:///talks?host=/run/My%20Sockets", "postgresql://%2Frun%2FMy%20Sockets/talks"]
)
def test_an_address_may_name_a_folder_of_sockets(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    found = place(monkeypatch, url)
    assert (found["HOST"], found["NAME"], found["PORT"]) == ("/run/My Sockets", "talks", "")


@pytest.mark.usefixtures("no_address")
def test_an_address_may_have_six_byte_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    found = place(monkeypatch, "postgresql://ann@[::1]:5433/talks")
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("::1", "5433", "")


@pytest.mark.usefixtures("no_address")
def test_server_options_in_an_address_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    found = place(monkeypatch, "postgresql://h/talks?options=-c%20statement_timeout%3D5s")
    assert found["OPTIONS"]["options"] == "-c statement_timeout=5s -c TimeZone=UTC"


@pytest.mark.usefixtures("no_address")
@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            "mysql://ann:secret@h/talks",
            "DATABASE_URL must begin with postgresql:// (only PostgreSQL will do)",
        ),
        (
            "postgresql://ann:secret@h",
            "DATABASE_URL names no database: postgresql://user:password@host:port/database",
        ),
        (
            "postgresql://ann:secret@h/talks?colour=red",
            'DATABASE_URL cannot be read: invalid URI query parameter: "colour"',
        ),
        (
            "postgresql://ann:secret@[::1/talks",
            'DATABASE_URL cannot be read: end of string reached when looking for matching "]" in IPv6 host address '
            'in URI: "the address"',
        ),
    ],
)
def test_an_address_that_will_not_do_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str, message: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured) as refusal:
        database_settings(Path("/data/pg"))
    assert str(refusal.value) == message


# -- the embedded engine ---------------------------------------------------------------------------------------------


@pytest.fixture
def folder(django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """A folder for an embedded server of the test's own; databases may be used."""
    with tempfile.TemporaryDirectory(dir=TMP) as made, django_db_blocker.unblock():
        yield Path(made) / "pg"
        localpg.stop_if_unused(Path(made) / "pg")


@pytest.mark.usefixtures("no_address")
@pytest.mark.parametrize(
    "command", [["--help"], ["migrate", "--help"], ["check"], ["collectstatic", "--noinput", "-v0"]]
)
def test_a_command_that_needs_no_database_starts_none(command: list[str], tmp_path: Path) -> None:
    ended = manage(*command, COUNTERPOINT_DATA=str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    assert not (tmp_path / "pg").exists()


@pytest.mark.usefixtures("no_address")
def test_a_connection_starts_the_server(folder: Path) -> None:
    database = wrapper(database_settings(folder))
    assert not folder.exists()
    assert first(database, "SELECT current_database()") == "counterpoint"
    database.close()


@pytest.mark.usefixtures("no_address")
def test_a_pool_outlives_its_server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four threads at once, the server killed between two rounds of queries: no query fails."""
    monkeypatch.setenv("COUNTERPOINT_DB_POOL", "4")
    settings = {**database_settings(folder), "TIME_ZONE": None}
    wrappers = [wrapper(settings) for _ in range(4)]
    try:
        assert answers_at_once(wrappers) == ["UTC"] * 4
        server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(server, signal.SIGKILL)
        while localpg.Server(folder).postmaster():
            threading.Event().wait(0.02)
        assert answers_at_once(wrappers) == ["UTC"] * 4
    finally:
        wrappers[0].close_pool()


def answers_at_once(wrappers: list[PostgresWrapper]) -> list[object]:
    """What each answers in a thread of its own, returning its connection to the pool."""
    answers: list[object] = []

    def ask(database: PostgresWrapper) -> None:
        database.inc_thread_sharing()
        answers.append(first(database, "SHOW timezone"))
        database.close()

    threads = [threading.Thread(target=ask, args=[each]) for each in wrappers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.usefixtures("no_address")
def test_closing_a_pool_that_was_never_opened_starts_no_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERPOINT_DB_POOL", "2")
    wrapper(database_settings(folder)).close_pool()
    assert not folder.exists()


@pytest.mark.usefixtures("no_address")
def test_a_test_database_goes_although_somebody_is_connected(folder: Path) -> None:
    settings = {**database_settings(folder), "TEST": {"NAME": "test_talks", "MIGRATE": False}}
    database = wrapper(settings)
    with database._nodb_cursor() as cursor:
        cursor.execute("CREATE DATABASE test_talks")
    host = str(folder / "run")
    with psycopg.connect(host=host, user="postgres", dbname="test_talks", autocommit=True) as lingering:
        database.creation._destroy_test_db("test_talks", verbosity=0)
        with pytest.raises(psycopg.OperationalError):
            lingering.execute("SELECT 1")
    assert first(database, "SELECT count(*) FROM pg_database WHERE datname = 'test_talks'") == 0
    database.close()


@pytest.mark.usefixtures("no_address")
def test_the_servers_own_shell_is_at_hand(tmp_path: Path) -> None:
    ended = manage("dbshell", "--", "-Atc", "SELECT current_database()", COUNTERPOINT_DATA=str(tmp_path))
    localpg.stop_if_unused(tmp_path / "pg")
    assert (ended.stdout, ended.stderr) == ("counterpoint\n", "")


# -- a server of one's own -------------------------------------------------------------------------------------------


@pytest.fixture
def own_server(
    over_tcp: str, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[PostgresWrapper]:
    """A connection to the server on TCP, as the site's settings make it."""
    monkeypatch.setenv("DATABASE_URL", f"{over_tcp}postgres")
    database = wrapper(database_settings(Path("/nowhere")))
    with django_db_blocker.unblock():
        yield database
        database.close()


def test_a_server_on_tcp_is_reached_with_its_password(own_server: PostgresWrapper) -> None:
    assert first(own_server, "SELECT current_user::text") == "owner"
    assert first(own_server, "SELECT inet_server_addr()::text") == "127.0.0.1/32"
    assert own_server.settings_dict["PASSWORD"] == PASSWORD


def test_a_server_elsewhere_is_asked_for_universal_time(own_server: PostgresWrapper) -> None:
    assert first(own_server, "SHOW timezone") == "UTC"
    assert first(own_server, "SELECT reset_val FROM pg_settings WHERE name = 'TimeZone'") == "UTC"


def test_a_server_with_all_that_is_needed_has_no_problem(own_server: PostgresWrapper) -> None:
    with own_server.cursor() as cursor:
        assert server_problems(cursor) == []


def test_a_user_who_may_not_create_an_extension_is_told_who_may(own_server: PostgresWrapper) -> None:
    with own_server.cursor() as cursor:
        cursor.execute("CREATE ROLE guest")
        cursor.execute("SET ROLE guest")
        problems = server_problems(cursor)
        cursor.execute("RESET ROLE")
        cursor.execute("DROP ROLE guest")
    assert problems == [
        f"The database user may not create the extension {name}: let an administrator run CREATE EXTENSION {name};"
        for name in ("pg_trgm", "unaccent", "vector")
    ]


class OldServersCursor:
    """What a PostgreSQL 14 without pgvector answers, in the order of the questions."""

    def __init__(self) -> None:
        self.answers: list[Any] = [
            [("140011",)],
            [("pg_trgm", "ready"), ("unaccent", "ready"), ("vector", "missing")],
        ]

    def execute(self, query: str, parameters: object = None) -> None:
        self.current = self.answers.pop(0)

    def fetchone(self) -> Any:
        return self.current[0]

    def fetchall(self) -> Any:
        return self.current


def test_an_old_server_and_a_missing_extension_are_named() -> None:
    assert server_problems(OldServersCursor()) == [
        "The database server is PostgreSQL 14: 15 or newer is needed.",
        "The database server lacks the extension vector: install it there (Debian: postgresql-contrib, pgvector).",
    ]


@pytest.mark.django_db
def test_the_sites_own_database_passes_its_check() -> None:
    assert run_checks(tags=["database"], databases=["default"]) == []
    assert connection.vendor == "postgresql"


def test_a_server_that_cannot_be_reached_is_told_by_the_check() -> None:
    ended = manage(
        "check",
        "--tag",
        "database",
        "--database",
        "default",
        DATABASE_URL="postgresql://ann@127.0.0.1:1/talks",
    )
    assert ended.returncode == 1
    assert "(debates.E001) The database cannot be reached: connection failed:" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_site_migrates_on_a_server_of_ones_own(over_tcp: str) -> None:
    with psycopg.connect(f"{over_tcp}postgres", autocommit=True) as server:
        server.execute("CREATE DATABASE talks")
    ended = manage("migrate", "-v0", DATABASE_URL=f"{over_tcp}talks")
    assert (ended.returncode, ended.stderr) == (0, "")
    with psycopg.connect(f"{over_tcp}talks") as database:
        tables = database.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename = 'debates_debate'"
        ).fetchone()
    assert tables == (1,)
