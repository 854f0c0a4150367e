"""The virtual environment that script/server makes, in a small checkout whose second half only says that it runs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SECOND_HALF = "import sys\nprint('serving', *sys.argv[1:])\n"
NOTHING = "# nothing is required\n"
INSTALLING = "Installing requirements.txt: half a minute or so, this once …"


@pytest.fixture(scope="module")
def provisioned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small checkout that has its environment already; tests copy it, for making one takes seconds."""
    made = small_checkout(tmp_path_factory.mktemp("with space") / "checkout")
    assert serve(made).stdout.startswith("serving")
    return made


@pytest.fixture
def checkout(provisioned: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "checkout"
    shutil.copytree(provisioned, copied, symlinks=True)
    return copied


def small_checkout(folder: Path) -> Path:
    shutil.copytree(CHECKOUT / "debates" / "serve", folder / "debates" / "serve")
    shutil.copytree(CHECKOUT / "script", folder / "script")
    (folder / "debates" / "__init__.py").touch()
    (folder / "debates" / "serve" / "site.py").write_text(SECOND_HALF)
    (folder / "requirements.txt").write_text(NOTHING)
    return folder


def serve(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "script" / "server", "--port", "0"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_makes_the_environment_and_goes_on_in_it(tmp_path: Path) -> None:
    checkout = small_checkout(tmp_path / "checkout")
    ended = serve(checkout)
    assert ended.stderr.splitlines() == ["Making the virtual environment .venv …", INSTALLING]
    assert ended.stdout == f"serving --port 0 --data {checkout}/var\n"
    assert (checkout / ".venv" / "bin" / "python").exists()


def test_installs_nothing_the_second_time(checkout: Path) -> None:
    ended = serve(checkout)
    assert (ended.stderr, ended.returncode) == ("", 0)


def test_installs_again_when_the_requirements_change(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text("# still nothing\n")
    assert serve(checkout).stderr.splitlines() == [INSTALLING]
    assert serve(checkout).stderr == ""


def test_makes_the_environment_anew_when_its_python_has_gone(checkout: Path) -> None:
    for python in (checkout / ".venv" / "bin").glob("python*"):
        python.unlink()
    (checkout / ".venv" / "bin" / "python").symlink_to("/nowhere/python")
    assert serve(checkout).stderr.splitlines() == ["Making the virtual environment .venv …", INSTALLING]


def test_begins_afresh_after_an_installation_that_was_broken_off(checkout: Path) -> None:
    (checkout / ".venv" / ".unfinished").touch()
    assert serve(checkout).stderr.splitlines() == ["Making the virtual environment .venv …", INSTALLING]


def test_says_so_when_a_requirement_cannot_be_had(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text("./there-is-no-such-folder\n")
    ended = serve(checkout)
    message = "script/server: requirements.txt could not be installed, as pip says above: is there a network?"
    assert (ended.returncode, ended.stderr.splitlines()[-1]) == (1, message)


def with_a_slow_pip(checkout: Path) -> Path:
    """Make the environment's pip wait; returns a file that says which process waits."""
    package = next((checkout / ".venv" / "lib").glob("python*/site-packages/pip"))
    began = checkout / "pip-began"
    main = f"import os, time\nopen({str(began)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)\n"
    (package / "__main__.py").write_text(main)
    (checkout / "requirements.txt").write_text("# changed\n")
    return began


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_pip_ends_with_it(checkout: Path, number: signal.Signals) -> None:
    began = with_a_slow_pip(checkout)
    with subprocess.Popen(
        [checkout / "script" / "server", "--port", "0"], stderr=subprocess.DEVNULL
    ) as server:
        assert wait_until_there(began)
        pip = int(began.read_text())
        server.send_signal(number)
        status = server.wait(timeout=20)
    assert status == (130 if number == signal.SIGINT else -9)
    assert wait_until_gone(pip)
    assert (checkout / ".venv" / ".unfinished").exists()


def wait_until_there(file: Path) -> bool:
    end = time.monotonic() + 20
    while not (file.exists() and file.read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    return file.exists()


def wait_until_gone(pid: int) -> bool:
    end = time.monotonic() + 10
    while runs(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not runs(pid)


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_of_two_first_starts_at_once_one_installs(tmp_path: Path) -> None:
    checkout = small_checkout(tmp_path / "checkout")
    command = [checkout / "script" / "server", "--port", "0", "--data"]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    both = [subprocess.Popen([*command, tmp_path / name], **options) for name in ("one", "two")]
    printed = [process.communicate(timeout=60) for process in both]
    assert [out.split()[0] for out, _ in printed] == ["serving", "serving"]
    assert "".join(err for _, err in printed).count(INSTALLING) == 1


# -- Debian's separate package ---------------------------------------------------------------------------------------


def without_ensurepip(folder: Path, apt: str) -> dict[str, str]:
    """An environment in which Python lacks what Debian keeps in python3-venv, and apt-get is a script of ours."""
    (folder / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    (folder / "bin").mkdir()
    for name in ("apt-get", "sudo"):
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{apt}\n")
        (folder / "bin" / name).chmod(0o755)
    return {"PYTHONPATH": str(folder), "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}


def test_names_debians_package_where_it_may_not_install_it(tmp_path: Path) -> None:
    ended = serve(small_checkout(tmp_path / "checkout"), **without_ensurepip(tmp_path, "exit 1"))
    assert ended.returncode == 1
    message = "script/server: Python's venv module is not complete: install the package python3."
    assert ended.stderr.splitlines()[-1].startswith(message)
    assert not (tmp_path / "checkout" / ".venv").exists()


def test_installs_debians_package_where_it_may(tmp_path: Path) -> None:
    record = tmp_path / "asked"
    ended = serve(
        small_checkout(tmp_path / "checkout"), **without_ensurepip(tmp_path, f'echo "$@" >> "{record}"')
    )
    assert "Installing Debian's package python3." in ended.stderr
    asked = record.read_text()
    assert "update" in asked
    assert "install --yes --no-install-recommends python3." in asked
