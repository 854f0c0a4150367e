"""A language model's server on this machine: it speaks the wire protocol and says what a test has it say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What the server sends: `cut` ends the body early, `drip_s` waits between its bytes."""

    body: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    drip_s: float = 0.0


Answering = Reply | Callable[[Request], Reply]


def says(content: object, tokens: tuple[int, int] | None = (100, 50), ended: str = "stop") -> Reply:
    """An answer in the protocol: `content` as it is where it is text, else as JSON."""
    words = content if isinstance(content, str) else json.dumps(content)
    answer: dict[str, Any] = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "tiny",
        "choices": [{"index": 0, "finish_reason": ended, "message": {"role": "assistant", "content": words}}],
    }
    if tokens:
        answer["usage"] = {
            "prompt_tokens": tokens[0],
            "completion_tokens": tokens[1],
            "total_tokens": sum(tokens),
        }
    return Reply(json.dumps(answer))


def fails(status: int, message: str = "not now", **headers: str) -> Reply:
    return Reply(json.dumps({"error": {"message": message}}), status, headers)


@dataclass
class Served:
    """`asked` are the bodies of all requests, `paths` and `keys` their addresses and keys."""

    url: str
    asked: list[Request] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def shown(self, number: int = 0) -> dict[str, Any]:
        """What the model was given to read."""
        return json.loads(self.asked[number]["messages"][-1]["content"])


@contextmanager
def serving(replies: Sequence[Answering]) -> Iterator[Served]:
    """Replies in turn; the last one again and again."""
    served = Served("")
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            served.asked.append(asked)
            served.paths.append(self.path)
            served.keys.append(self.headers["Authorization"])
            reply = left.pop(0) if len(left) > 1 else left[0]
            self._send(reply(asked) if callable(reply) else reply)

        def _send(self, reply: Reply) -> None:
            body = reply.body.encode()
            self.send_response(reply.status)
            given = {name.replace("_", "-"): value for name, value in reply.headers.items()}
            for name, value in {"Content-Type": "application/json", **given}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            for byte in [body[place : place + 1] for place in range(len(body))] if reply.drip_s else []:
                try:
                    self.wfile.write(byte)
                except OSError:
                    return
                time.sleep(reply.drip_s)
            if not reply.drip_s:
                self.wfile.write(body[: reply.cut])

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    served.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
