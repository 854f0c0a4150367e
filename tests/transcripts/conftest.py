"""A site on this machine that feeds and transcripts are fetched from."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class _Site(BaseHTTPRequestHandler):
    """Answers from the server's `pages`: a path to (body, headers); 304 where the validator is sent back."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("If-None-Match")))
        body, headers = self.server.pages.get(self.path, (None, {}))
        if body is None:
            self.send_error(404)
        elif "Location" in headers:
            self.send_response(int(headers["Status"]))
            self.send_header("Location", headers["Location"])
            self.end_headers()
        elif "Status" in headers:
            self.send_response(int(headers["Status"]))
            self.send_header("Retry-After", headers["Retry-After"])
            self.end_headers()
        elif headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            self.send_response(304)
            self.end_headers()
        else:
            self.send_response(200)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        server.pages, server.asked = {}, []
        server.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
