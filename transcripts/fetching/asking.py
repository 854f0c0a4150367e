"""One request to one address, and what is made of the answer."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError, InvalidChunkLength

from transcripts.fetching.bodies import pour, too_large
from transcripts.fetching.connecting import Line, connect
from transcripts.fetching.deadlines import Deadline
from transcripts.fetching.options import Options
from transcripts.fetching.results import Fetched, FetchError
from transcripts.fetching.targets import Target, redirected, shown
from transcripts.fetching.waiting import retry_after_s

KEPT_HEADERS = (
    "cache-control",
    "content-language",
    "content-type",
    "date",
    "etag",
    "expires",
    "last-modified",
)
CONDITIONS = ("If-None-Match", "If-Modified-Since")
_MOVED = (301, 302, 303, 307, 308)
_MOVED_FOR_GOOD = (301, 308)
_BUSY = (408, 425, 429, 500, 502, 503, 504)
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Redirect:
    """The answer is elsewhere: for now, or for good."""

    to: Target
    for_good: bool


def ask(
    target: Target, asked: Mapping[str, str], body: BinaryIO, options: Options, deadline: Deadline
) -> Fetched | Redirect:
    """Send one GET with the headers `asked` and write the answer's body into `body`.

    Raises FetchError, and OSError where `body` cannot be written.
    """
    line = connect(target, options, deadline)
    try:
        response = _response(line, target, asked, options)
        return _outcome(line, target, response, asked, body, options)
    finally:
        line.close()


def _response(line: Line, target: Target, asked: Mapping[str, str], options: Options) -> BaseHTTPResponse:
    headers = {
        "Host": target.netloc,
        "User-Agent": options.user_agent,
        "Accept": "*/*",
        "Connection": "close",
        **asked,
    }
    with _said_plainly(line, target):
        line.connection.request(
            "GET", target.path, headers=headers, preload_content=False, decode_content=False
        )
        return line.connection.getresponse()


def _outcome(
    line: Line,
    target: Target,
    response: BaseHTTPResponse,
    asked: Mapping[str, str],
    body: BinaryIO,
    options: Options,
) -> Fetched | Redirect:
    status = response.status
    if status in _MOVED:
        return _redirect(target, response)
    if status == 304 and any(name in asked for name in CONDITIONS):
        return _fetched(target, response, 0)
    if status != 200:
        raise _refused(target, response)
    pieces = _pieces(line, target, response, options)
    return _fetched(
        target, response, pour(pieces, response.headers.get("content-encoding", ""), body, options)
    )


def _redirect(target: Target, response: BaseHTTPResponse) -> Redirect:
    location = response.headers.get("location", "")
    if not location:
        raise FetchError("bad_redirect", f"{shown(target.url)} redirects nowhere.", status=response.status)
    return Redirect(redirected(target, location), response.status in _MOVED_FOR_GOOD)


def _fetched(target: Target, response: BaseHTTPResponse, size: int) -> Fetched:
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return Fetched(
        url=target.url,
        status=response.status,
        headers=headers,
        size=size,
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
    )


def _refused(target: Target, response: BaseHTTPResponse) -> FetchError:
    code = "busy" if response.status in _BUSY else "http_status"
    words = http.client.responses.get(response.status, "no known status")
    return FetchError(
        code,
        f"{shown(target.url)} answers {response.status} ({words}).",
        status=response.status,
        retry_after_s=retry_after_s(response.headers.get("retry-after", ""), datetime.now(UTC)),
    )


def _pieces(line: Line, target: Target, response: BaseHTTPResponse, options: Options) -> Iterator[bytes]:
    """The body as sent. What came is held against what was announced, too much as well as too little."""
    announced = _announced(response)
    if announced is not None and announced > options.max_bytes:
        raise too_large(options)
    head = line.end_head()
    stream = response.stream(_PIECE, decode_content=False)
    while True:
        with _said_plainly(line, target):
            piece = next(stream, None)
        if piece is None:
            break
        yield piece
    came = line.wire.received - head
    if announced is not None and came != announced:
        raise FetchError("wrong_length", f"The answer has {came} bytes where it announced {announced}.")


def _announced(response: BaseHTTPResponse) -> int | None:
    length = response.headers.get("content-length", "").strip()
    if "transfer-encoding" in response.headers or not (length.isascii() and length.isdigit()):
        return None
    return int(length[:20])


@contextmanager
def _said_plainly(line: Line, target: Target) -> Iterator[None]:
    """Turns what the libraries raise into the door's own errors."""
    try:
        yield
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise _plain(error, line, shown(target.host)) from error


def _plain(error: Exception, line: Line, host: str) -> FetchError:
    causes = (error, *error.args)
    if any(isinstance(cause, InvalidChunkLength) for cause in causes):
        return FetchError("bad_response", f"What {host} answers is not HTTP as it should be.")
    if any(isinstance(cause, OSError) for cause in causes):
        return FetchError("connection_lost", f"The connection to {host} broke.")
    if line.wire.has_ended and not line.wire.in_head:
        return FetchError("wrong_length", f"The answer of {host} breaks off before its end.")
    return FetchError("bad_response", f"What {host} answers is not HTTP as it should be.")
