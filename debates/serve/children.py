"""Programs that end with this process, however it ends, and with everything they started."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import IO

STOP_LIMIT_S = 15.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked this process to stop; as KeyboardInterrupt, no error, and not to be caught as one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _raise_stopped(number: int, _: FrameType | None) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)  # a second Ctrl-C must not break off the stopping
    raise Stopped(number)


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Within, Ctrl-C, a request to end and a closed terminal raise Stopped, once."""
    before = {each: signal.signal(each, _raise_stopped) for each in SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def start(
    command: Sequence[str], *, stdout: int | IO[str] | None = None, keep: Sequence[int] = ()
) -> subprocess.Popen[str]:
    """Start `command` in a session of its own, so that the terminal's Ctrl-C reaches this process alone.

    The kernel asks it to end when this process is gone, killed or not: setpriv arranges that.
    """
    setpriv = shutil.which("setpriv")
    dying_too = [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []
    return subprocess.Popen(  # noqa: S603  the commands are this package's own
        [*dying_too, *command],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        text=True,
        pass_fds=keep,
        start_new_session=True,
    )


def run(command: Sequence[str], *, stdout: int | IO[str] | None = None) -> tuple[int, str]:
    """Run `command` to its end; returns its exit status and, with stdout=PIPE, what it printed there.

    If this process is stopped meanwhile, so is the command, before Stopped goes on its way.
    """
    process = start(command, stdout=stdout)
    try:
        printed, _ = process.communicate()
    except BaseException:
        stop([process])
        raise
    return process.returncode, printed or ""


def stop(processes: Sequence[subprocess.Popen[str]]) -> None:
    """Ask all to end, wait, and end by force what is left of them and of what they started."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    end = time.monotonic() + STOP_LIMIT_S
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.0, end - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
