"""The virtual environment `.venv` in the checkout, and the pinned, hashed requirements in it.

Run as a program, `python -m debates.serve.provision requirements.txt requirements-dev.txt`, it installs those files.
Runs under any Python from 3.11 on with the standard library alone.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from debates.serve import children
from debates.serve.claims import ServeError
from debates.serve.options import CHECKOUT

ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UNFINISHED = ENVIRONMENT / ".unfinished"


def provision(*files: Path) -> None:
    """Make PYTHON run with all requirements in `files` installed. Costs one start of Python where that is so already.

    Raises ServeError, with everything as it was or marked as unfinished, so that the next call begins afresh.
    """
    if _is_provisioned(files):
        return
    with _alone():
        if not _is_provisioned(files):  # another one may just have done it
            _provision(files)


def _provision(files: Sequence[Path]) -> None:
    try:
        if UNFINISHED.exists() or not _runs():
            _make_environment()
        UNFINISHED.touch()
        _install(files)
        for file in files:
            _stamp(file).write_text(_checksum(file))
        UNFINISHED.unlink()
    except OSError as error:
        raise ServeError(f"the folder {ENVIRONMENT} cannot be written ({error.strerror})") from None


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two that start at once must not install into each other's way: the second waits, and finds it done."""
    folder = os.open(CHECKOUT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Waiting for another start to finish installing …")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _is_provisioned(files: Sequence[Path]) -> bool:
    try:
        fitting = all(_stamp(file).read_text() == _checksum(file) for file in files)
    except FileNotFoundError:
        return False
    return fitting and not UNFINISHED.exists() and _runs()


def _stamp(file: Path) -> Path:
    """Where the environment keeps the checksum of the requirements file that was installed last."""
    return ENVIRONMENT / f".{file.stem}.sha256"


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _runs() -> bool:
    """False where there is no environment, and where the Python that it was made with has moved or gone."""
    try:
        return subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0  # noqa: S603
    except OSError:
        return False


def _make_environment() -> None:
    _ensure_venv_module()
    tell("Making the virtual environment .venv …")
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    status, _ = children.run([sys.executable, "-m", "venv", str(ENVIRONMENT)])
    if status != 0:
        raise ServeError(
            f"the virtual environment could not be made: {sys.executable} -m venv failed, as said above"
        )


def _install(files: Sequence[Path]) -> None:
    names = " and ".join(file.name for file in files)
    tell(f"Installing {names}: half a minute or so, this once …")
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
    ]
    status, _ = children.run([*pip, *(f"--requirement={file}" for file in files)])
    if status != 0:
        raise ServeError(f"{names} could not be installed, as pip says above: is there a network?")


def _ensure_venv_module() -> None:
    """Debian and Ubuntu keep a part of Python's venv in a package of its own: install it, or name it."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") and (prefix := _as_administrator()) is not None:
        tell(f"Installing Debian's package {package} …")
        for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            status, _ = children.run([*prefix, "apt-get", "--quiet=2", *command])
        if status == 0:
            return
    raise ServeError(
        f"Python's venv module is not complete: install the package {package} (apt install {package})"
    )


def _as_administrator() -> list[str] | None:
    """How to begin a command that needs an administrator's rights without asking anybody; None if there is no way."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return [sudo, "-n"]
    return None


def tell(words: str) -> None:
    """Say what takes so long, where it does not mix with what a command prints as its result."""
    print(words, file=sys.stderr, flush=True)


def main() -> int:
    try:
        with children.stopping_on_signals():
            provision(*(CHECKOUT / name for name in sys.argv[1:]))
    except ServeError as error:
        print(error, file=sys.stderr)
        return 1
    except children.Stopped as stopped:
        return 128 + stopped.number
    return 0


if __name__ == "__main__":
    sys.exit(main())
