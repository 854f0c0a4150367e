"""Lists of subscriptions."""

from __future__ import annotations

import pytest

from transcripts.feeds import FeedError, parse_opml


def test_opens_folders_and_takes_each_address_once() -> None:
    data = b"""\xef\xbb\xbf<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
        <outline text="Talk"><outline type="rss" text="A &amp; B" title="" xmlUrl=" https://a.example/feed "/>
        <outline text="Deep"><outline text="x" title="C" xmlurl="http://c.example/rss"/></outline></outline>
        <outline text="Again" xmlUrl="https://a.example/feed"/><outline text="No address"/>
        <outline text="Bad" xmlUrl="file:///etc/passwd"/></body></opml>"""
    assert parse_opml(data) == [("A & B", "https://a.example/feed"), ("C", "http://c.example/rss")]


def test_reads_a_list_with_bare_ampersands() -> None:
    data = b'<opml><body><outline text="A & B" xmlUrl="https://a.example/?x=1&y=2"/></body></opml>'
    assert parse_opml(data) == [("A & B", "https://a.example/?x=1&y=2")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<rss/>", "not_opml"),
        (b"<html></html>", "html"),
        (b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>", "entities"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(FeedError) as caught:
        parse_opml(data)
    assert caught.value.code == code
