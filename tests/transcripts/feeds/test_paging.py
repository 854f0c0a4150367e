"""Feeds in several pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from transcripts.feeds import Feed, pages, parse_feed


def page(guid: str, following: str = "") -> bytes:
    link = (
        f'<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="{following}"/>' if following else ""
    )
    return f"<rss><channel>{link}<item><guid>{guid}</guid></item></channel></rss>".encode()


def read(found: Iterator[Feed]) -> tuple[list[str], list[str]]:
    """The guids of the pages, and the codes of all warnings."""
    feeds = list(found)
    guids = [episode.guid for feed in feeds for episode in feed.episodes]
    return guids, [warning.code for feed in feeds for warning in feed.warnings]


def test_follows_the_pages_to_the_last() -> None:
    site = {
        "https://s.example/": page("a", "/2"),
        "https://s.example/2": page("b", "3"),
        "https://s.example/3": page("c"),
    }
    assert read(pages("https://s.example/", site.__getitem__)) == (["a", "b", "c"], [])


def test_a_page_that_leads_back_ends_the_walk() -> None:
    site = {"https://s.example/": page("a", "/2"), "https://s.example/2": page("b", "/")}
    assert read(pages("https://s.example/", site.__getitem__)) == (["a", "b"], ["page_loop"])


def test_pages_with_nothing_new_end_the_walk() -> None:
    asked: list[str] = []

    def endless(url: str) -> bytes:
        asked.append(url)
        return page("same", f"{url}x")

    assert read(pages("https://s.example/", endless)) == (["same", "same"], ["page_loop"])
    assert asked == ["https://s.example/", "https://s.example/x"]


def test_pages_have_an_end() -> None:
    found = pages("https://s.example/", lambda url: page(url, f"{url}x"), max_pages=3)
    guids, warnings = read(found)
    assert (len(guids), warnings) == (3, ["page_limit"])


def test_a_first_page_that_is_at_hand_is_not_asked_for_again() -> None:
    first = parse_feed(page("a", "https://s.example/2"), "https://s.example/")
    site = {"https://s.example/2": page("b")}
    assert read(pages("https://s.example/", site.__getitem__, first=first)) == (["a", "b"], [])


def test_trouble_with_a_page_leaves_those_before_it() -> None:
    site = {"https://s.example/": page("a", "/2")}
    walk = pages("https://s.example/", site.__getitem__)
    assert next(walk).episodes[0].guid == "a"
    with pytest.raises(KeyError):
        next(walk)
