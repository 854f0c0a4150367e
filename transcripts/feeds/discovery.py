"""Feeds that a web page names as its own."""

from __future__ import annotations

from lxml import etree

from transcripts.feeds.plain_text import one_line
from transcripts.feeds.values import web_address

MOST_BYTES = 2_000_000
_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})


def feeds_named_in(page: bytes, address: str) -> list[tuple[str, str]]:
    """Title and address of each feed that a page at `address` links to, each once, in the page's order.

    Empty for what is no page, or a very long one.

    >>> page = b'<html><head><link rel="alternate" type="application/rss+xml" title="Talks" href="/feed"></head></html>'
    >>> feeds_named_in(page, "https://a.example/about")
    [('Talks', 'https://a.example/feed')]
    """
    if len(page) > MOST_BYTES or b"<" not in page[:4096]:
        return []
    root = etree.fromstring(page, etree.HTMLParser(no_network=True, recover=True))
    feeds: dict[str, str] = {}
    for link in root.iter("link") if root is not None else ():
        url = web_address(link.get("href"), address)
        if _is_feed(link.get("rel"), link.get("type")) and url:
            feeds.setdefault(url, one_line(link.get("title") or ""))
    return [(title, url) for url, title in feeds.items()]


def _is_feed(rel: str | None, type: str | None) -> bool:
    return "alternate" in (rel or "").lower().split() and (type or "").strip().lower() in _TYPES
