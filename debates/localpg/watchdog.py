"""The watchdog: a process that outlives all clients of a server, for as long as it takes to stop it.

Needs the standard library only, and so starts in milliseconds and does not mind its virtual environment's end.
"""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

from debates.localpg.programs import run
from debates.localpg.server import Server, alone, locked, stop

GRACE_S = 3.0  # long enough for a process to be replaced by its successor without a stop between them
CHECKOUT = Path(__file__).resolve().parents[2]


def spawn(server: Server) -> None:
    """Start the folder's watchdog unless it has one; called under start.lock.

    The shell between makes it nobody's child here: whoever ends all children of a process leaves it alone.
    """
    try:
        with locked(server.folder / "watch.lock", wait=False):
            pass
    except BlockingIOError:
        return
    program = [sys.executable, "-PS", __file__, str(server.folder)]
    run(
        ["/bin/sh", "-c", '"$@" </dev/null >/dev/null 2>&1 &', "sh", *program],
        more={"PYTHONPATH": str(CHECKOUT)},
    )


def watch(server: Server) -> None:
    """Wait for the last client's end, and stop the server if GRACE_S later there is still none."""
    with locked(server.folder / "watch.lock", wait=False) as watching:
        while True:
            with locked(server.folder / "clients.lock"):
                pass
            time.sleep(GRACE_S)
            with contextlib.suppress(BlockingIOError), alone(server):
                stop(server)
                watching.close()  # before start.lock is free: who starts the server next must see that nobody watches
                return


if __name__ == "__main__":
    with contextlib.suppress(
        BlockingIOError, FileNotFoundError
    ):  # another one watches; the folder was deleted
        watch(Server(Path(sys.argv[1])))
