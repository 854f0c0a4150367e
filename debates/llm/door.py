"""The one address that is talked to: the operator's, whatever it is, and no other.

The site's guarded door refuses addresses of this machine and of its network, as strangers choose what goes through it.
This one is the operator's setting and may be local, so it is open to exactly that: no redirect leads elsewhere, no proxy of
the environment is asked, and an answer has an end in bytes and in seconds, however slowly it drips.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import cast

import httpx

from debates.llm.endpoint import Endpoint


class _Measured(httpx.SyncByteStream):
    """A body that ends with an error once it is too long or too late."""

    def __init__(self, stream: httpx.SyncByteStream, most_bytes: int, until: float) -> None:
        self._stream, self._left, self._until = stream, most_bytes, until

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            self._left -= len(part)
            if self._left < 0:
                raise httpx.ReadError("the answer is too long")
            if time.monotonic() > self._until:
                raise httpx.ReadTimeout("the answer takes too long")
            yield part

    def close(self) -> None:
        self._stream.close()


class _OnlyThere(httpx.BaseTransport):
    """A transport to one scheme, host and port."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._there = _origin(httpx.URL(endpoint.url))
        self._transport = httpx.HTTPTransport(retries=0, trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if _origin(request.url) != self._there:
            raise httpx.UnsupportedProtocol(f"{request.url} is not the endpoint that was set")
        until = time.monotonic() + self._endpoint.request_s
        response = self._transport.handle_request(request)
        body = cast("httpx.SyncByteStream", response.stream)
        response.stream = _Measured(body, self._endpoint.most_bytes, until)
        return response

    def close(self) -> None:
        self._transport.close()


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def client(endpoint: Endpoint) -> httpx.Client:
    """A client that reaches nothing but `endpoint`."""
    return httpx.Client(
        transport=_OnlyThere(endpoint),
        follow_redirects=False,
        trust_env=False,
        timeout=httpx.Timeout(endpoint.request_s, connect=min(10.0, endpoint.request_s)),
    )
