from __future__ import annotations

import pytest

from transcripts.feeds import feeds_named_in

HERE = "https://weather.example/about/"


def _page(*links: str) -> bytes:
    return f"<!doctype html><html><head>{''.join(links)}</head><body>Hello</body></html>".encode()


def test_feeds_come_in_the_pages_order_each_once_with_whole_addresses() -> None:
    links = [
        '<link rel="alternate" type="application/rss+xml" title="One" href="/one.xml">',
        '<LINK REL="Alternate Feed" TYPE="application/atom+xml" HREF="https://other.example/two">',
        '<link rel="alternate" type="application/rss+xml" title="Again" href="https://weather.example/one.xml">',
    ]
    assert feeds_named_in(_page(*links), HERE) == [
        ("One", "https://weather.example/one.xml"),
        ("", "https://other.example/two"),
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="text/css" href="/site.css">',
        '<link rel="alternate" type="application/json+oembed" href="/embed">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        "<a rel='alternate' type='application/rss+xml' href='/one.xml'>feed</a>",
    ],
)
def test_other_links_are_no_feeds(link: str) -> None:
    assert feeds_named_in(_page(link), HERE) == []


@pytest.mark.parametrize("data", [b"", b"Ann: It rained.", b"<", b"<>\0<<", b"\xff\xfe<", b"<a>" * 100_000])
def test_what_is_no_page_names_none(data: bytes) -> None:
    assert feeds_named_in(data, HERE) == []
