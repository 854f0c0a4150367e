"""Servers on this machine that answer each connection exactly as a test says, well or badly."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from transcripts.fetching import Options

Answer = Callable[[socket.socket], None]


@dataclass
class LocalServer:
    """`requests` holds what was asked, in order, as text; the last of `answers` is given again when they run out."""

    listener: socket.socket
    answers: list[Answer]
    tls: ssl.SSLContext | None
    requests: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(5)
            if self.tls is not None:
                with self.tls.wrap_socket(connection, server_side=True) as secured:
                    self._answer(secured)
            else:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        asked = b""
        while b"\r\n\r\n" not in asked:
            piece = connection.recv(65536)
            if not piece:
                return
            asked += piece
        self.requests.append(asked.decode("latin-1"))
        self.answers[min(len(self.requests), len(self.answers)) - 1](connection)


Serve = Callable[..., LocalServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server that gives each of the answers in turn; bytes are sent as they are."""
    listeners: list[socket.socket] = []

    def start(*answers: Answer | bytes, tls: ssl.SSLContext | None = None) -> LocalServer:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        server = LocalServer(listener, [_sender(answer) for answer in answers], tls)
        threading.Thread(target=server.run, daemon=True).start()
        return server

    yield start
    for listener in listeners:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _sender(answer: Answer | bytes) -> Answer:
    return answer if callable(answer) else lambda connection: connection.sendall(answer)


@pytest.fixture
def waits() -> list[float]:
    """The seconds that were waited between tries; nobody really waits."""
    return []


@pytest.fixture
def local(waits: list[float]) -> Options:
    """Small limits, one's own machine allowed, waits written down."""
    return Options(
        allow_loopback=True,
        max_bytes=100_000,
        total_s=4.0,
        connect_s=1.0,
        read_s=0.4,
        max_redirects=3,
        sleep=waits.append,
    )
