"""What no address gets through the door, and what holds on the way."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme

from transcripts.fetching import FetchError, Options, fetch
from transcripts.fetching.addresses import refusal
from transcripts.fetching.targets import target

if TYPE_CHECKING:
    from tests.transcripts.fetching.conftest import Serve

HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def names(*answers: Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A resolver that gives each answer once, in turn, and then the last again."""
    left = list(answers)
    return lambda _host, _port: left.pop(0) if len(left) > 1 else left[0]


def refused(url: str, options: Options) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(url, replace(options, tries=1))
    return caught.value


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9", "168.63.129.16",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::ffff:0:127.0.0.1", "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::",
        "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
        "nonsense", "",
    ],
)  # fmt: skip
def test_no_address_inside_is_talked_to(address: str) -> None:
    assert refusal(address) is not None


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "172.32.0.1",
        "100.128.0.1",
        "192.0.1.1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2606:4700::1111",
    ],
)
def test_public_addresses_are_talked_to(address: str) -> None:
    assert refusal(address) is None


def test_loopback_is_opened_for_development_and_nothing_else_with_it() -> None:
    assert [
        refusal(address, allow_loopback=True) for address in ("127.0.0.1", "::1", "::ffff:127.0.0.1")
    ] == [None] * 3
    assert refusal("10.0.0.1", allow_loopback=True) == "a private address"
    assert refusal("169.254.169.254", allow_loopback=True) == "a link-local or metadata address"
    assert refusal("64:ff9b::127.0.0.1", allow_loopback=True) == "a loopback address"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "bad_scheme"),
        ("ftp://example.org/", "bad_scheme"),
        ("javascript:alert(1)", "bad_scheme"),
        ("example.org/feed", "bad_scheme"),
        ("", "bad_scheme"),
        ("http://", "bad_address"),
        ("http:///feed", "bad_address"),
        ("http://user@example.org/", "has_password"),
        ("http://user:word@example.org/", "has_password"),
        ("http://example.org:65536/", "bad_address"),
        ("http://example.org:eighty/", "bad_address"),
        ("http://2130706433/", "bad_address"),
        ("http://0x7f000001/", "bad_address"),
        ("http://0x7f.1/", "bad_address"),
        ("http://0177.0.0.1/", "bad_address"),
        ("http://127.1/", "bad_address"),
        ("http://127.0.0.1.0x/", "bad_address"),
        ("http://1.2.3.4.5/", "bad_address"),
        ("http://１２７.１/", "bad_address"),
        ("http://exa mple.org/", "bad_address"),
        ("http://example.org\\@10.0.0.1/", "bad_address"),
        ("http://example.org/\r\nX-Evil: 1", "bad_address"),
        ("http://exam%70le.org/", "bad_address"),
        ("http://a..b/", "bad_address"),
        ("http://" + "a" * 64 + ".org/", "bad_address"),
        ("http://example.org/" + "a" * 8_000, "bad_address"),
        ("http://[::1", "bad_address"),
        ("http://[fe80::1%25eth0]/", "blocked_address"),
    ],
)
def test_addresses_that_are_none_or_are_tricks(url: str, code: str) -> None:
    assert refused(url, Options()).code == code


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "１２７.0.0.1",
        "10.0.0.1",
        "[::1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:169.254.169.254]",
        "127.0.0.1.",
    ],
)
def test_addresses_inside_are_refused_however_they_are_written(host: str) -> None:
    assert refused(f"http://{host}/", Options()).code in ("blocked_address", "bad_address")


def test_names_that_lead_inside_are_refused_and_say_why() -> None:
    error = refused("http://intranet.example/", Options(resolver=names(["192.168.1.7"])))
    assert error.code == "blocked_address"
    assert str(error) == "'intranet.example' is a private address, which is not fetched from."
    assert refused("http://localhost/", Options()).code == "blocked_address"


def test_one_address_inside_spoils_an_answer() -> None:
    options = Options(resolver=names(["93.184.216.34", "10.0.0.1"]))
    assert refused("http://both.example/", options).code == "blocked_address"


def test_ports_of_other_services_are_refused() -> None:
    error = refused("http://mail.example:25/", Options(resolver=names(["93.184.216.34"])))
    assert (error.code, str(error)) == ("bad_port", "Port 25 is not a web port; 80, 443, 8080, 8443 are.")


def test_an_unknown_name_is_told(local: Options) -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    error = refused("http://nowhere.example/", replace(local, resolver=nobody))
    assert error.code == "unknown_host"
    assert "No address is known for 'nowhere.example'" in str(error)
    assert refused("http://empty.example/", replace(local, resolver=names([]))).code == "unknown_host"


def test_a_resolver_that_hangs_is_not_waited_for(local: Options) -> None:
    release = threading.Event()

    def hang(_host: str, _port: int) -> list[str]:
        release.wait(5)
        return []

    error = refused("http://slow.example/", replace(local, resolver=hang, connect_s=0.1))
    release.set()
    assert error.code == "unknown_host"


def test_the_address_that_was_checked_is_the_one_connected_to(serve: Serve, local: Options) -> None:
    server = serve(HELLO)
    options = replace(local, resolver=names(["127.0.0.1"], ["10.0.0.1"]))
    assert fetch(f"http://changes.example:{server.port}/", options).body == b"hello"
    assert f"Host: changes.example:{server.port}" in server.requests[0]


def test_a_name_that_changes_its_address_is_checked_again_at_each_redirect(
    serve: Serve, local: Options
) -> None:
    server = serve(b"HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n", HELLO)
    options = replace(local, resolver=names(["127.0.0.1"], ["169.254.169.254"]))
    error = refused(f"http://changes.example:{server.port}/", options)
    assert error.code == "blocked_address"
    assert len(server.requests) == 1


def test_the_next_address_is_tried_when_the_first_is_dead(serve: Serve, local: Options) -> None:
    server = serve(HELLO)
    options = replace(local, resolver=names(["127.0.0.2", "127.0.0.1"]))
    assert fetch(f"http://two.example:{server.port}/", options).body == b"hello"


def test_proxies_of_the_environment_are_not_asked(
    serve: Serve, local: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, server = serve(HELLO), serve(HELLO)
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    fetch(server.url, local)
    assert (len(proxy.requests), len(server.requests)) == (0, 1)


def test_a_name_outside_ascii_is_asked_for_in_its_other_form() -> None:
    assert target("http://bücher.example/ä?ö").url == "http://xn--bcher-kva.example/%C3%A4?%C3%B6"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA, local: Options, tmp_path: Path) -> Options:
    """As `local`, knowing the test's certificate authority; every name is this machine."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return replace(local, ca_file=tmp_path / "ca.pem", resolver=names(["127.0.0.1"]))


def presenting(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_the_certificate_is_checked_against_the_name_not_the_address(
    serve: Serve, trusting: Options, authority: trustme.CA
) -> None:
    asked_for: list[str | None] = []
    context = presenting(authority, "talks.example")
    context.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    server = serve(HELLO, tls=context)
    assert fetch(f"https://talks.example:{server.port}/", trusting).body == b"hello"
    assert asked_for == ["talks.example"]
    assert f"Host: talks.example:{server.port}" in server.requests[0]


def test_another_name_s_certificate_is_refused(
    serve: Serve, trusting: Options, authority: trustme.CA
) -> None:
    server = serve(HELLO, tls=presenting(authority, "other.example"))
    error = refused(f"https://talks.example:{server.port}/", trusting)
    assert error.code == "tls"
    assert "certificate is not valid for 'talks.example'" in str(error)
    assert server.requests == []


def test_an_unknown_authority_is_refused(serve: Serve, trusting: Options, authority: trustme.CA) -> None:
    server = serve(HELLO, tls=presenting(authority, "talks.example"))
    error = refused(f"https://talks.example:{server.port}/", replace(trusting, ca_file=None))
    assert error.code == "tls"
    assert str(error).startswith("No secure connection to 'talks.example': ")
    assert not error.is_transient


def test_a_server_that_speaks_no_tls_is_told(serve: Serve, trusting: Options) -> None:
    server = serve(HELLO)
    assert refused(f"https://talks.example:{server.port}/", trusting).code in ("tls", "timeout")


def test_a_handshake_that_never_ends_is_given_up(trusting: Options) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        error = refused(f"https://talks.example:{port}/", replace(trusting, connect_s=0.3))
    assert error.code == "timeout"


def test_time_limits_hold_under_tls_too(serve: Serve, trusting: Options, authority: trustme.CA) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            threading.Event().wait(0.05)
            connection.sendall(b"x")

    server = serve(drip, tls=presenting(authority, "talks.example"))
    error = refused(f"https://talks.example:{server.port}/", replace(trusting, total_s=0.5))
    assert str(error) == "The whole took longer than 0.5 s and was given up."
