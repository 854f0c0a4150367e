"""Host names to addresses, without waiting for ever."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence

Resolver = Callable[[str, int], Sequence[str]]
"""A host name and a port to the addresses behind it. Raises OSError when there are none."""


def system_addresses(host: str, port: int) -> list[str]:
    """What the system's resolver says of `host`, each address once, in its order of preference.

    Raises OSError if there is no such name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(str(error)) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def resolve(resolver: Resolver, host: str, port: int, wait_s: float) -> Sequence[str]:
    """What `resolver` says, if it says so within `wait_s`: the system's own patience runs to half a minute.

    Asked in a thread that is left behind when it takes longer. Raises OSError, TimeoutError among them.
    """
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=wait_s)
    except queue.Empty:
        raise TimeoutError(f"no answer within {wait_s:.1f} s") from None
    if isinstance(answer, Exception):
        raise answer
    return answer
