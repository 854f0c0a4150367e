"""What a URL asks for, taken apart once. The check and the connection both use these parts, never the text again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from transcripts.fetching.results import FetchError

MAX_URL = 8_000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_LABELS = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_KEPT_IN_PATH = "/%:=&?~+!$,;'@()*[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """`host` is ASCII, without the brackets of an IPv6 address; `path` carries the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host and port as a Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"


def target(url: str) -> Target:
    """Take `url` apart.

    Raises FetchError: bad_scheme, has_password, bad_address. Hosts that are numbers in other notations than four
    decimals (`0x7f.1`, `2130706433`, `0177.0.0.1`) are refused, whatever they would come to.

    >>> target("HTTPS://Example.org/a b?c#d").url
    'https://example.org/a%20b?c'
    """
    url = url.strip().replace(" ", "%20")
    parts = _split(url)
    if parts.scheme not in _DEFAULT_PORTS:
        raise FetchError("bad_scheme", f"Only http and https addresses are fetched, not {shown(url)}.")
    if "@" in parts.netloc:
        raise FetchError("has_password", "An address with a user name or password in it is not fetched.")
    port = _port(parts)
    path = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    query = quote(parts.query, safe=_KEPT_IN_PATH)
    return Target(parts.scheme, _host(parts), port, f"{path}?{query}" if query else path)


def redirected(base: Target, location: str) -> Target:
    """Where a redirect from `base` leads. Raises FetchError as `target` does."""
    try:
        return target(urljoin(base.url, location.strip()))
    except ValueError:
        raise FetchError("bad_address", f"{shown(location)} is not a web address.") from None


def shown(url: str) -> str:
    """`url` short enough for a message."""
    return repr(url if len(url) <= 120 else f"{url[:119]}…")


def _split(url: str) -> SplitResult:
    if len(url) > MAX_URL:
        raise FetchError("bad_address", f"The address is longer than {MAX_URL} characters.")
    if _UNFIT.search(url):
        raise FetchError("bad_address", f"The address {shown(url)} has characters that no address has.")
    try:
        return urlsplit(url)
    except ValueError:
        raise FetchError("bad_address", f"{shown(url)} is not a web address.") from None


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError:
        raise FetchError("bad_address", f"The port in {shown(parts.netloc)} is not a number.") from None
    return _DEFAULT_PORTS[parts.scheme] if port is None else port


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if ":" in name:
        return _ipv6(name)
    try:
        host = name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if len(host) > 253 or not _LABELS.fullmatch(host):
        raise FetchError("bad_address", f"{shown(name)} is not a host name.")
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return _ipv4(host)
    return host


def _ipv4(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except AddressValueError:
        raise FetchError("bad_address", f"{shown(host)} is not written as an address is.") from None


def _ipv6(host: str) -> str:
    try:
        address = IPv6Address(host)
    except AddressValueError:
        raise FetchError("bad_address", f"{shown(host)} is not written as an address is.") from None
    if address.scope_id is not None:
        raise FetchError("blocked_address", f"{shown(host)} is an address with a zone.")
    return str(address)
