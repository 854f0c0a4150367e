"""The second half of script/server: database, preparation, then web server and worker until somebody stops them."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured

from debates import localpg
from debates.database import database_settings
from debates.serve import children
from debates.serve.claims import AlreadyServedError, ServeError, claim_folder, claim_port, complain, sign
from debates.serve.options import Options, parse
from transcripts import jobs

MANAGE = [sys.executable, "manage.py"]
WATCH_S = 0.5
SHORT_LIFE_S = 10.0
SHORT_LIVES = 3
ANSWER_LIMIT_S = 60.0
ANY_ADDRESS = {"0.0.0.0", "::", ""}  # noqa: S104  compared with, not listened on


@dataclass
class Service:
    """One of the site's programs, kept running: how to start it, and how often it ended at once."""

    name: str
    command: Sequence[str]
    keep: Sequence[int] = ()
    process: subprocess.Popen[str] | None = None
    started_s: float = 0.0
    short_lives: int = 0

    def start(self) -> None:
        self.started_s = time.monotonic()
        self.process = children.start(self.command, keep=self.keep)

    def restart_if_ended(self) -> None:
        """Start it again if it ended. Raises ServeError if it does nothing but end."""
        if self.process is None or (status := self.process.poll()) is None:
            return
        children.stop([self.process])  # what it started may still run
        short = time.monotonic() - self.started_s < SHORT_LIFE_S
        self.short_lives = self.short_lives + 1 if short else 0
        if self.short_lives == SHORT_LIVES:
            raise ServeError(
                f"the {self.name} ended {SHORT_LIVES} times as soon as it was started (status {status})"
            )
        print(f"The {self.name} ended (status {status}): starting it again.", file=sys.stderr, flush=True)
        time.sleep(self.short_lives)
        self.start()


def main(arguments: Sequence[str]) -> int:
    """Serve until stopped; returns the exit status: 0 after a stop, 1 after an error."""
    chosen = parse(arguments)
    os.environ["COUNTERPOINT_DATA"] = str(chosen.data)
    os.environ.pop("COUNTERPOINT_DEBUG", None)
    os.environ.setdefault("COUNTERPOINT_HOSTS", ",".join(host_names(chosen.host)))
    try:
        with children.stopping_on_signals():
            _claim_and_serve(chosen)
    except ServeError as error:
        return complain(error)
    except children.Stopped as stopped:
        return 128 + stopped.number
    return 0


def _claim_and_serve(options: Options) -> None:
    try:
        lock = claim_folder(options.data)
    except AlreadyServedError:
        if not options.password:
            raise
        print(set_passwords(), end="")
        return
    if options.password:
        with lock, database(options.data / "pg"):
            print(prepare(options), end="")
        return
    with lock, claim_port(options.host, options.port) as listening:
        sign(lock, f"at {address(options.host, listening.getsockname()[1])} by process {os.getpid()}")
        with database(options.data / "pg") as revive:
            serve(options, listening, revive)


def serve(options: Options, listening: socket.socket, revive: Callable[[], None]) -> None:
    """Prepare the site and run it until somebody stops it; ends all that was started.

    Raises ServeError, and Stopped where the site was not yet up.
    """
    host, port = listening.getsockname()[:2]
    accounts = prepare(options)
    worker = [*MANAGE, "procrastinate", "worker", "--queues", "default"]
    services = [_web(listening), Service("job worker", worker)]
    if options.speech:
        hearing = [*MANAGE, "procrastinate", "worker", "--queues", jobs.SPEECH, "--concurrency", "1"]
        services.append(Service("speech worker", hearing))
    if os.environ.get("COUNTERPOINT_LLM", "").strip():
        asking = [*MANAGE, "procrastinate", "worker", "--queues", jobs.ASKING, "--concurrency", "1"]
        services.append(Service("worker that asks the language model", asking))
    try:
        for service in services:
            service.start()
        _wait_for_an_answer(host, port, services)
        print(_welcome(options, port, accounts), flush=True)
        with contextlib.suppress(children.Stopped):
            _keep_running(services, revive)
    finally:
        children.stop([service.process for service in services if service.process])


def _keep_running(services: Sequence[Service], revive: Callable[[], None]) -> NoReturn:
    while True:
        time.sleep(WATCH_S)
        revive()
        for service in services:
            service.restart_if_ended()


@contextlib.contextmanager
def database(folder: Path) -> Iterator[Callable[[], None]]:
    """Keep the embedded server of `folder` running within, unless DATABASE_URL names another.

    Gives a function that starts the server again if it was killed. Both raise ServeError.
    """
    try:
        embedded = database_settings(folder)["ENGINE"] == "debates.embedded"
    except ImproperlyConfigured as error:
        raise ServeError(str(error)) from error

    def revive() -> None:
        try:
            if embedded:
                localpg.ensure(folder)
        except localpg.EmbeddedServerError as error:
            raise ServeError(str(error)) from error

    try:
        revive()
        yield revive
    finally:
        if embedded and not localpg.stop_if_unused(folder):
            print("The database keeps running: other processes use it.", file=sys.stderr)


def prepare(options: Options) -> str:
    """Bring database and static files up to date, in a process of its own; returns new accounts, a line each."""
    chosen = ["--no-demo"] * (not options.demo) + ["--password"] * options.password
    status, accounts = children.run([*MANAGE, "prepare", *chosen], stdout=subprocess.PIPE)
    if status != 0:
        raise ServeError("the site could not be prepared, as said above")
    return accounts


def set_passwords() -> str:
    """New passwords on a running site; returns the accounts, a line each. Raises ServeError."""
    status, accounts = children.run([*MANAGE, "demo_passwords"], stdout=subprocess.PIPE)
    if status != 0:
        raise ServeError("the passwords could not be set, as said above")
    return accounts


def host_names(host: str) -> list[str]:
    """The names that the site answers to when it listens on `host`, as browsers write them."""
    own = [socket.gethostname(), *_addresses()] if host in ANY_ADDRESS else [host]
    names = ["localhost", "127.0.0.1", "[::1]", *(f"[{name}]" if ":" in name else name for name in own)]
    return list(dict.fromkeys(names))


def _addresses() -> list[str]:
    """This machine's addresses under its own name; none where it does not know its name."""
    with contextlib.suppress(socket.gaierror):
        return [
            str(entry[4][0])
            for entry in socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
        ]
    return []


def _web(listening: socket.socket) -> Service:
    settings = "python:debates.serve.gunicorn_settings"
    bind = f"fd://{listening.fileno()}"
    command = [sys.executable, "-m", "gunicorn", "--config", settings, "--bind", bind, "debates.wsgi"]
    return Service("web server", command, keep=(listening.fileno(),))


def _wait_for_an_answer(host: str, port: int, services: Sequence[Service]) -> None:
    """Return when the home page answers, whatever it says; the first visitor then does not wait."""
    end = time.monotonic() + ANSWER_LIMIT_S
    while time.monotonic() < end:
        for service in services:
            service.restart_if_ended()
        status = _home_page_status(host, port)
        if status >= 500:
            print(f"The home page answers with an error ({status}): see above.", file=sys.stderr)
        if status:
            return
    raise ServeError(f"the web server gave no answer within {ANSWER_LIMIT_S:.0f} s")


def _home_page_status(host: str, port: int) -> int:
    """The status that the home page answers with; 0 where none came within a second."""
    connection = http.client.HTTPConnection(host, port, timeout=1.0)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _welcome(options: Options, port: int, accounts: str) -> str:
    lines = [f"Counterpoint is at {address(options.host, port)}  (Ctrl-C stops it)"]
    if accounts:
        lines += ["Sign in as", *(f"    {line}" for line in accounts.splitlines())]
        lines += ["These passwords are shown this once; script/server --password makes new ones."]
    else:
        lines += ["Sign in as editor or admin; script/server --password makes new passwords."]
    return "\n".join(lines)


def address(host: str, port: int) -> str:
    """The home page's address, as one types it on this machine."""
    name = "localhost" if host in {*ANY_ADDRESS, "127.0.0.1", "::1"} else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
