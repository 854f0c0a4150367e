"""What comes back from servers that behave, and what is sent to them."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from transcripts.fetching import FetchError, Options, fetch, fetch_to

if TYPE_CHECKING:
    from tests.transcripts.fetching.conftest import Serve

HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello"


def gone_to(location: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def test_gives_the_body_and_where_it_came_from(serve: Serve, local: Options) -> None:
    server = serve(HELLO)
    fetched = fetch(f"{server.url}a/feed.xml?b=c#part", local)
    assert (fetched.status, fetched.body, fetched.size) == (200, b"hello", 5)
    assert fetched.url == f"{server.url}a/feed.xml?b=c"
    assert fetched.headers == {"content-type": "text/plain"}
    assert fetched.moved_to == ""


def test_says_who_asks(serve: Serve, local: Options) -> None:
    server = serve(HELLO)
    fetch(
        f"{server.url}feed", replace(local, user_agent="Counterpoint/9 (https://example.org; me@example.org)")
    )
    lines = server.requests[0].split("\r\n")
    assert lines[0] == "GET /feed HTTP/1.1"
    assert f"Host: 127.0.0.1:{server.port}" in lines
    assert "User-Agent: Counterpoint/9 (https://example.org; me@example.org)" in lines


def test_reads_a_body_in_chunks(serve: Serve, local: Options) -> None:
    server = serve(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")
    assert fetch(server.url, local).body == b"hello"


def test_reads_a_body_that_ends_with_the_connection(serve: Serve, local: Options) -> None:
    assert fetch(serve(b"HTTP/1.0 200 OK\r\n\r\nhello").url, local).body == b"hello"


def test_an_interim_answer_is_passed_over(serve: Serve, local: Options) -> None:
    assert fetch(serve(b"HTTP/1.1 100 Continue\r\n\r\n" + HELLO).url, local).body == b"hello"


def test_unpacks_gzip_of_one_member_and_of_two(serve: Serve, local: Options) -> None:
    packed = gzip.compress(b"hello ") + gzip.compress(b"world")
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    server = serve(head + packed)
    assert fetch(server.url, local).body == b"hello world"
    assert "Accept-Encoding: gzip" in server.requests[0]


def test_keeps_validators_verbatim_and_sends_them_back(serve: Serve, local: Options) -> None:
    first = b'HTTP/1.1 200 OK\r\nETag: W/"a b"\r\nLast-Modified: last tuesday\r\nContent-Length: 0\r\n\r\n'
    server = serve(first, b'HTTP/1.1 304 Not Modified\r\nETag: W/"a b"\r\n\r\n')
    before = fetch(server.url, local)
    assert (before.etag, before.last_modified, before.not_modified) == ('W/"a b"', "last tuesday", False)
    after = fetch(server.url, local, etag=before.etag, last_modified=before.last_modified)
    assert (after.status, after.body, after.not_modified) == (304, b"", True)
    assert 'If-None-Match: W/"a b"\r\nIf-Modified-Since: last tuesday\r\n' in server.requests[1]


def test_a_validator_cannot_smuggle_in_a_header(serve: Serve, local: Options) -> None:
    server = serve(HELLO)
    fetch(server.url, local, etag='"a"\r\nX-Evil: 1')
    assert "X-Evil" not in server.requests[0]


def test_refuses_a_304_that_nobody_asked_for(serve: Serve, local: Options) -> None:
    with pytest.raises(FetchError, match="answers 304") as caught:
        fetch(serve(b"HTTP/1.1 304 Not Modified\r\n\r\n").url, local)
    assert caught.value.code == "http_status"


def test_follows_redirects_and_says_where_to(serve: Serve, local: Options) -> None:
    server = serve(gone_to("/b"), gone_to("c?d=e"), HELLO)
    fetched = fetch(f"{server.url}a", local)
    assert fetched.url == f"{server.url}c?d=e"
    assert fetched.moved_to == ""
    assert [request.split()[1] for request in server.requests] == ["/a", "/b", "/c?d=e"]


def test_says_where_an_address_has_moved_for_good(serve: Serve, local: Options) -> None:
    server = serve(gone_to("/b", 301), gone_to("/c", 308), gone_to("/d", 307), HELLO)
    fetched = fetch(f"{server.url}a", local)
    assert (fetched.moved_to, fetched.url) == (f"{server.url}c", f"{server.url}d")


def test_a_missing_page_is_an_error_with_its_status(serve: Serve, local: Options, waits: list[float]) -> None:
    server = serve(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(FetchError) as caught:
        fetch(server.url, local)
    assert (caught.value.code, caught.value.status) == ("http_status", 410)
    assert str(caught.value) == f"'{server.url}' answers 410 (Gone)."
    assert (len(server.requests), waits) == (1, [])


def test_writes_a_large_body_to_a_file_unpacked_by_nobody(
    serve: Serve, local: Options, tmp_path: Path
) -> None:
    server = serve(HELLO)
    fetched = fetch_to(tmp_path / "talk.mp3", server.url, local)
    assert (fetched.body, fetched.size) == (b"", 5)
    assert (tmp_path / "talk.mp3").read_bytes() == b"hello"
    assert [path.name for path in tmp_path.iterdir()] == ["talk.mp3"]
    assert "Accept-Encoding: identity" in server.requests[0]


def test_a_file_is_left_as_it_was_when_the_body_breaks_off(
    serve: Serve, local: Options, tmp_path: Path
) -> None:
    (tmp_path / "talk.mp3").write_bytes(b"before")
    server = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello")
    with pytest.raises(FetchError, match="breaks off"):
        fetch_to(tmp_path / "talk.mp3", server.url, replace(local, tries=1))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("talk.mp3", b"before")]


def test_a_file_is_left_as_it_was_when_nothing_has_changed(
    serve: Serve, local: Options, tmp_path: Path
) -> None:
    (tmp_path / "talk.mp3").write_bytes(b"before")
    server = serve(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert fetch_to(tmp_path / "talk.mp3", server.url, local, etag='"a"').not_modified
    assert (tmp_path / "talk.mp3").read_bytes() == b"before"


def test_the_second_try_of_a_file_starts_afresh(serve: Serve, local: Options, tmp_path: Path) -> None:
    server = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nlonger than hello", HELLO)
    fetch_to(tmp_path / "talk.mp3", server.url, local)
    assert (tmp_path / "talk.mp3").read_bytes() == b"hello"


def test_a_file_that_cannot_be_written_is_no_fault_of_the_network(
    serve: Serve, local: Options, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        fetch_to(tmp_path / "nowhere" / "talk.mp3", serve(HELLO).url, local)


def test_recordings_may_be_larger_and_slower() -> None:
    options = Options(user_agent="x").for_recordings()
    assert (options.user_agent, options.max_bytes, options.total_s) == ("x", 2_147_483_648, 3600.0)
