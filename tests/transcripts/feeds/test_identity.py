"""Which items are the same episode."""

from __future__ import annotations

import pytest

from transcripts.feeds import Feed, parse_feed


def feed(*items: str) -> Feed:
    inside = "\n".join(f"<item>{item}</item>" for item in items)
    return parse_feed(f"<rss><channel>\n{inside}</channel></rss>".encode())


def media(url: str) -> str:
    return f'<enclosure url="{url}" type="audio/mpeg"/>'


@pytest.mark.parametrize(
    ("item", "guid"),
    [
        (media("https://m.example/1.mp3?utm=feed#t=5"), "enclosure:m.example/1.mp3"),
        (media("http://M.example/1.mp3"), "enclosure:m.example/1.mp3"),
        (media("https://m.example/play.php?id=7"), "enclosure:m.example/play.php?id=7"),
        ("<link>https://s.example/1</link><title>One</title>", "link:https://s.example/1"),
        ("<title>One</title>", "title:82a5f8bf6ec19baad113b7f1744ba416"),
    ],
)
def test_an_item_without_a_guid_goes_by_what_stays(item: str, guid: str) -> None:
    show = feed(item)
    assert (show.episodes[0].guid, show.episodes[0].has_own_guid) == (guid, False)
    assert [(warning.line, warning.code) for warning in show.warnings] == [(2, "no_guid")]


def test_an_empty_guid_is_none() -> None:
    assert (
        feed(f"<guid> </guid>{media('https://m.example/1.mp3')}").episodes[0].guid
        == "enclosure:m.example/1.mp3"
    )


def test_a_guid_is_kept_as_it_is_but_for_space_around_it() -> None:
    show = feed('<guid isPermaLink="false">\n Fri, 11 Sep 2020 GMT </guid>')
    assert (show.episodes[0].guid, show.episodes[0].has_own_guid) == ("Fri, 11 Sep 2020 GMT", True)
    assert show.episodes[0].link == ""


def test_an_item_that_is_nothing_is_left_out_and_told() -> None:
    show = feed("<description>x</description>", "<guid>g</guid>")
    assert (show.found, show.kept) == (2, 1)
    assert [(warning.line, warning.code) for warning in show.warnings] == [(2, "no_identity")]


def test_a_copy_of_an_item_is_left_out_and_told() -> None:
    one = f"<guid>g</guid><title>One</title>{media('https://m.example/1.mp3?a')}"
    show = feed(one, one.replace("?a", "?b"), "<guid>g</guid><title>No media</title>")
    assert (show.found, show.kept, show.episodes[0].line) == (3, 1, 2)
    assert [(warning.line, warning.code, warning.message) for warning in show.warnings] == [
        (3, "duplicate_guid", "'One' has the guid of 'One' (line 2) and was left out."),
        (4, "duplicate_guid", "'No media' has the guid of 'One' (line 2) and was left out."),
    ]


def test_of_two_episodes_under_one_guid_the_older_keeps_it() -> None:
    newer = f"<guid>0</guid><title>New</title><pubDate>2021-02-01</pubDate>{media('https://m.example/2.mp3')}"
    older = f"<guid>0</guid><title>Old</title><pubDate>2021-01-01</pubDate>{media('https://m.example/1.mp3')}"
    show = feed(newer, older)
    assert [(episode.guid, episode.title, episode.has_own_guid) for episode in show.episodes] == [
        ("enclosure:m.example/2.mp3", "New", False),
        ("0", "Old", True),
    ]
    assert [(warning.line, warning.code) for warning in show.warnings] == [(2, "shared_guid")]
    assert (show.found, show.kept) == (2, 2)
