"""Lists of subscriptions, as podcast players export them."""

from __future__ import annotations

from lxml import etree

from transcripts.feeds.plain_text import one_line
from transcripts.feeds.podcast_tags import attribute, local
from transcripts.feeds.reading import Element, read
from transcripts.feeds.records import FeedError
from transcripts.feeds.values import web_address


def parse_opml(data: bytes) -> list[tuple[str, str]]:
    """Title and address of each feed in the list, folders opened up, each address once, in the list's order.

    Raises FeedError for what is not OPML, or is not safe to read.

    >>> parse_opml(b'<opml><body><outline text="A" xmlUrl="https://a.example/feed"/></body></opml>')
    [('A', 'https://a.example/feed')]
    """
    tree = read(data, "list of subscriptions")
    if local(tree.root) != "opml":
        raise FeedError(
            "not_opml", f"This is XML, but its first element is <{local(tree.root)[:40]}>, not <opml>.", 1
        )
    feeds: dict[str, str] = {}
    for outline in tree.root.iter(etree.Element):
        url = web_address(attribute(outline, "xmlurl")) if local(outline) == "outline" else ""
        if url:
            feeds.setdefault(url, _title(outline))
    return [(title, url) for url, title in feeds.items()]


def _title(outline: Element) -> str:
    return one_line(attribute(outline, "title") or attribute(outline, "text"))
