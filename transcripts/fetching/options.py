"""How far the door opens."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from transcripts.fetching.resolving import Resolver, system_addresses

PORTS = frozenset({80, 443, 8080, 8443})
"""Web ports. Anything else would let an address talk to mail servers, databases and the like."""

USER_AGENT = "Counterpoint/0.1 (reads podcast feeds and transcripts for an archive of debates)"


@dataclass(frozen=True, slots=True)
class Options:
    """Limits and manners of one fetch. All times are in seconds.

    `max_bytes` caps the body as received and as decompressed; `max_ratio` the one against the other, from the
    first MiB on. `total_s` caps everything: names, redirects, waits, tries. `read_s` is the longest silence,
    `connect_s` the longest wait for a connection. `tries` counts the first. `max_wait_s` is the longest
    Retry-After that is waited for; a server that asks for more is left alone, and the caller told.
    `allow_loopback` opens this machine's own addresses, at any port: for development and tests. `ca_file` adds
    certificate authorities to the known ones. `resolver` and `sleep` are the edges, for whoever needs others.
    """

    user_agent: str = USER_AGENT
    max_bytes: int = 32 * 1024 * 1024
    max_ratio: int = 200
    total_s: float = 60.0
    connect_s: float = 10.0
    read_s: float = 15.0
    max_redirects: int = 8
    tries: int = 3
    backoff_s: float = 1.0
    max_wait_s: float = 30.0
    ports: frozenset[int] = PORTS
    allow_loopback: bool = False
    ca_file: Path | None = None
    resolver: Resolver = system_addresses
    sleep: Callable[[float], None] = time.sleep

    def for_recordings(self) -> Options:
        """The same manners for hours of audio: up to 2 GiB, up to an hour."""
        return replace(self, max_bytes=2 * 1024**3, total_s=3600.0)


DEFAULTS = Options()
