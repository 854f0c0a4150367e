"""Servers that misbehave: each is given up, in time, with its reason."""

from __future__ import annotations

import gzip
import socket
import struct
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from transcripts.fetching import FetchError, Options, fetch

if TYPE_CHECKING:
    from tests.transcripts.fetching.conftest import LocalServer, Serve

OK = b"HTTP/1.1 200 OK\r\n"
HELLO = OK + b"Content-Length: 5\r\n\r\nhello"
BUSY = b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n"


def refused(server: LocalServer, options: Options) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(server.url, options)
    return caught.value


def once(options: Options) -> Options:
    return replace(options, tries=1)


def drip(head: bytes, piece: bytes, every_s: float) -> object:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            time.sleep(every_s)
            connection.sendall(piece)

    return answer


@pytest.mark.parametrize(
    "head", [OK + b"\r\n", OK, b""], ids=["in the body", "in the headers", "in the first line"]
)
def test_a_slow_drip_is_given_up_when_the_time_is_over(serve: Serve, local: Options, head: bytes) -> None:
    started = time.monotonic()
    error = refused(serve(drip(head, b"x", 0.05)), replace(once(local), total_s=0.5))
    assert error.code == "timeout"
    assert str(error) == "The whole took longer than 0.5 s and was given up."
    assert time.monotonic() - started < 3


def test_silence_is_given_up_sooner(serve: Serve, local: Options) -> None:
    error = refused(serve(lambda _: time.sleep(2)), replace(once(local), read_s=0.2))
    assert (error.code, str(error)) == ("timeout", "The server sent nothing for 0.2 s.")


def test_an_endless_body_is_cut_off_at_the_limit(serve: Serve, local: Options) -> None:
    error = refused(serve(drip(OK + b"\r\n", b"x" * 20_000, 0)), local)
    assert (error.code, str(error)) == ("too_large", "The answer is larger than 97.6562 KiB.")


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", b"X-Y: z\r\n" * 1_000),
        (b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\3", b"x" * 20_000),
        (b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 1_000),
    ],
    ids=["trailers", "a name inside the compression", "empty members of the compression"],
)
def test_what_is_endless_and_no_body_is_cut_off_too(
    serve: Serve, local: Options, head: bytes, piece: bytes
) -> None:
    assert refused(serve(drip(OK + head, piece, 0)), local).code == "too_large"


def test_a_body_that_announces_too_much_is_not_even_read(serve: Serve, local: Options) -> None:
    assert refused(serve(OK + b"Content-Length: 100001\r\n\r\n"), local).code == "too_large"


def test_a_redirect_loop_is_seen(serve: Serve, local: Options) -> None:
    there, back = (b"HTTP/1.1 302 Found\r\nLocation: /%s\r\n\r\n" % path for path in (b"b", b""))
    server = serve(there, back)
    error = refused(server, local)
    assert (error.code, str(error)) == ("redirect_loop", f"'{server.url}' leads round in a circle.")
    assert len(server.requests) == 2


def test_redirects_have_an_end(serve: Serve, local: Options) -> None:
    def further(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /%d\r\n\r\n" % time.monotonic_ns())

    server = serve(further)
    assert refused(server, local).code == "too_many_redirects"
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://10.0.0.1/", "blocked_address"),
        ("http://169.254.169.254/latest/meta-data/", "blocked_address"),
        ("//[fd00:ec2::254]/", "blocked_address"),
        ("file:///etc/passwd", "bad_scheme"),
        ("gopher://127.0.0.1/", "bad_scheme"),
        ("http://me:secret@127.0.0.1/", "has_password"),
        ("http://2130706433/", "bad_address"),
        ("http://[", "bad_address"),
        ("", "bad_redirect"),
    ],
)
def test_a_redirect_is_looked_at_like_any_address(
    serve: Serve, local: Options, location: str, code: str
) -> None:
    server = serve(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n".encode())
    assert refused(server, local).code == code


def test_a_gzip_bomb_is_not_unpacked(serve: Serve, local: Options) -> None:
    packed = gzip.compress(bytes(40_000_000))
    head = OK + f"Content-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    assert refused(serve(head + packed), local).code == "too_large"
    assert refused(serve(head + packed), replace(local, max_bytes=50_000_000)).code == "bomb"


def test_a_compression_that_breaks_off_or_is_broken_is_told(serve: Serve, local: Options) -> None:
    packed = gzip.compress(b"hello")
    head = OK + b"Content-Encoding: gzip\r\n\r\n"
    assert refused(serve(head + packed[:-4]), once(local)).code == "wrong_length"
    assert refused(serve(head + b"hello"), local).code == "bad_encoding"
    assert refused(serve(head + packed + b"and more"), local).code == "bad_encoding"


def test_a_compression_that_was_not_asked_for_is_refused(serve: Serve, local: Options) -> None:
    error = refused(serve(OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(b"hello")), local)
    assert str(error) == "The answer is packed as 'deflate', which was not asked for."


def test_a_body_shorter_than_announced_is_refused(serve: Serve, local: Options) -> None:
    error = refused(serve(OK + b"Content-Length: 6\r\n\r\nhello"), once(local))
    assert (error.code, str(error)) == (
        "wrong_length",
        "The answer of '127.0.0.1' breaks off before its end.",
    )


def test_a_body_longer_than_announced_is_refused(serve: Serve, local: Options) -> None:
    error = refused(serve(OK + b"Content-Length: 4\r\n\r\nhello"), once(local))
    assert (error.code, str(error)) == ("wrong_length", "The answer has 5 bytes where it announced 4.")


def test_chunks_that_break_off_are_refused(serve: Serve, local: Options) -> None:
    assert (
        refused(serve(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"), once(local)).code == "wrong_length"
    )


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
        OK + b"".join(b"X-%d: y\r\n" % number for number in range(200)) + b"\r\n",
        OK + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
    ],
    ids=[
        "chunk sizes",
        "a chunk of less than nothing",
        "a chunk without end",
        "another protocol",
        "noise",
        "two lengths",
        "many headers",
        "a long header",
    ],
)
def test_what_is_not_http_is_refused(serve: Serve, local: Options, answer: bytes) -> None:
    server = serve(answer)
    assert refused(server, local).code == "bad_response"
    assert len(server.requests) == 1


def test_headers_have_a_limit_together(serve: Serve, local: Options) -> None:
    head = b"".join(b"X-%d: %s\r\n" % (number, b"y" * 5_000) for number in range(60))
    error = refused(serve(OK + head + b"\r\nhello"), local)
    assert (error.code, str(error)) == ("too_large", "The answer's headers are longer than 128 KiB.")


def test_a_reset_connection_is_tried_again(serve: Serve, local: Options, waits: list[float]) -> None:
    def reset(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    server = serve(reset, reset, HELLO)
    assert fetch(server.url, local).body == b"hello"
    assert waits == [1.0, 2.0]
    assert refused(serve(reset), local).code == "connection_lost"


def test_a_port_where_nobody_listens_is_unreachable(local: Options) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached: Connection refused") as caught:
        fetch(f"http://127.0.0.1:{port}/", once(local))
    assert caught.value.code == "unreachable"


def test_waits_as_long_as_the_server_asks(serve: Serve, local: Options, waits: list[float]) -> None:
    server = serve(BUSY + b"Retry-After: 3\r\n\r\n", BUSY + b"\r\n", HELLO)
    assert fetch(server.url, local).body == b"hello"
    assert waits == [3.0, 2.0]


def test_waits_until_the_date_the_server_gives(serve: Serve, local: Options, waits: list[float]) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    server = serve(BUSY + f"Retry-After: {later}\r\n\r\n".encode(), HELLO)
    fetch(server.url, replace(local, max_wait_s=200, total_s=300))
    assert 98 <= waits[0] <= 100


def test_a_server_that_wants_an_hour_is_left_alone(serve: Serve, local: Options, waits: list[float]) -> None:
    server = serve(BUSY + b"Retry-After: 3600\r\n\r\n")
    error = refused(server, local)
    assert (error.code, error.status, error.retry_after_s, error.is_transient) == ("busy", 429, 3600.0, True)
    assert (len(server.requests), waits) == (1, [])


@pytest.mark.parametrize("date", ["1 Jan 99999999999 00:00:00", "Mon, 01 Jan 0001 00:00:00 +2359", "0,0 0:0"])
def test_a_date_that_no_calendar_has_is_no_time_to_wait(
    serve: Serve, local: Options, waits: list[float], date: str
) -> None:
    server = serve(BUSY + f"Retry-After: {date}\r\n\r\n".encode())
    assert refused(server, once(local)).retry_after_s in (None, 0.0)


def test_tries_end(serve: Serve, local: Options, waits: list[float]) -> None:
    server = serve(b"HTTP/1.1 503 Unavailable\r\nRetry-After: soon\r\n\r\n")
    error = refused(server, local)
    assert (error.code, error.status, error.retry_after_s) == ("busy", 503, None)
    assert (len(server.requests), waits) == (3, [1.0, 2.0])
