"""Where the channel and the items of a feed are, and what lxml alone can read of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from transcripts.feeds import podcast_tags
from transcripts.feeds.plain_text import one_line
from transcripts.feeds.podcast_tags import attribute, is_podcast, local
from transcripts.feeds.reading import NAMESPACES, Element, Tree
from transcripts.feeds.records import Feed, FeedEpisode, Person
from transcripts.feeds.values import amount, moment, whole

ROW = "counterpoint_row"
"""The key under which feedparser gives back an item's number."""

_ROW_NAMESPACE = "urn:counterpoint:row"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN = frozenset(
    {
        "",
        *(address.lower() for name, address in NAMESPACES.items() if name != "podcast"),
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://my.netscape.com/publish/formats/rss-0.91.dtd",
        "http://backend.userland.com/rss2",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        _ROW_NAMESPACE,
    }
)
_READ = frozenset(
    (
        "author", "channel", "content", "created", "creator", "date", "description", "duration", "enclosure", "encoded",
        "entry", "episode", "guid", "icon", "id", "image", "issued", "item", "link", "logo", "modified", "new-feed-url",
        "pubdate", "published", "row", "season", "subtitle", "summary", "title", "updated",
    )
)  # fmt: skip
"""Names, in lower case, of what feedparser is asked to read."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What an item takes from its channel: the base of addresses, the language, the people."""

    base: str
    language: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item as far as lxml reads it; `start` is when a live one begins."""

    episode: FeedEpisode
    start: datetime | None


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed as far as lxml reads it: `feed` has no episodes yet, `items` are in the file's order."""

    feed: Feed
    channel: Channel
    items: tuple[Item, ...]


def outline(tree: Tree, base: str) -> Outline:
    """Read what `podcast:*` says; `base` completes addresses."""
    element = _channel_element(tree.root)
    people = podcast_tags.people(element, base)
    channel = Channel(base, _language(element), people)
    items = tuple(_item(item, tree, channel) for item in _items(tree.root))
    return Outline(_feed(element, channel), channel, items)


def for_feedparser(tree: Tree) -> bytes:
    """The tree as XML with what feedparser reads and nothing that leads it astray. The tree is used up.

    Tags of other namespaces go: feedparser takes a live item's title for the channel's. Live items become items, and
    each item is numbered in a tag of its own, so that nothing hangs on both parsers counting alike.
    """
    items = list(_items(tree.root))
    for number, item in enumerate(items):
        if local(item) == "liveitem":
            item.tag = "item"
        row = etree.SubElement(item, f"{{{_ROW_NAMESPACE}}}row", nsmap={"counterpoint": _ROW_NAMESPACE})
        row.text = str(number)
    etree.strip_elements(
        tree.root, "{*}width", "{*}height", with_tail=False
    )  # feedparser stumbles on stray ones
    for parent in (_channel_element(tree.root), *items):
        _prune(parent)
    return bytes(etree.tostring(tree.root, encoding="utf-8"))


def _prune(parent: Element) -> None:
    has_description = any(local(child) == "description" and child.text for child in parent)
    for child in list(parent):
        is_read = local(child) in _READ and _namespace(child) in _OWN
        if not is_read or (has_description and local(child) == "encoded"):
            parent.remove(child)


def _channel_element(root: Element) -> Element:
    """What holds the show: `<channel>`, or in Atom the root itself."""
    return next((child for child in root if local(child) == "channel"), root)


def _items(root: Element) -> Iterator[Element]:
    """Every item, and every `podcast:liveItem`, wherever it stands."""
    for element in root.iter(etree.Element):
        name = local(element)
        if name in ("item", "entry"):
            is_item = _namespace(element) in _OWN
        else:
            is_item = name == "liveitem" and is_podcast(element)
        if is_item:
            yield element


def _namespace(element: Element) -> str:
    return str(element.tag).rpartition("}")[0].lstrip("{").lower()


def _language(channel: Element) -> str:
    declared = (child.text for child in channel if local(child) == "language" and _namespace(child) in _OWN)
    return one_line(next(declared, None) or channel.get(_LANGUAGE) or "")


def _feed(element: Element, channel: Channel) -> Feed:
    return Feed(
        language=channel.language,
        people=channel.people,
        guid=podcast_tags.text(element, "guid"),
        medium=podcast_tags.text(element, "medium").lower(),
        licence=podcast_tags.licence(element),
        locked=podcast_tags.locked(element),
    )


def _item(element: Element, tree: Tree, channel: Channel) -> Item:
    is_live = local(element) == "liveitem"
    episode = FeedEpisode(
        guid="",
        alternates=podcast_tags.alternates(element, channel.base),
        transcripts=podcast_tags.transcripts(element, channel.base, channel.language),
        chapters=podcast_tags.chapters(element, channel.base),
        soundbites=podcast_tags.soundbites(element),
        people=podcast_tags.people(element, channel.base) or channel.people,
        season=whole(podcast_tags.text(element, "season")),
        number=amount(podcast_tags.text(element, "episode")),
        licence=podcast_tags.licence(element),
        live=(attribute(element, "status").lower() or "pending") if is_live else "",
        line=tree.line(element),
    )
    return Item(episode, moment(attribute(element, "start")) if is_live else None)
