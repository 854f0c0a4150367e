"""What `podcast:*` tags say. See https://github.com/Podcastindex-org/podcast-namespace (docs/1.0.md).

Feeds declare the namespace by its canonical address or by that of its page on GitHub, of any branch; both count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from transcripts.feeds.plain_text import one_line
from transcripts.feeds.reading import Element
from transcripts.feeds.records import AlternateEnclosure, ChaptersLink, Person, Soundbite, TranscriptLink
from transcripts.feeds.values import amount, web_address, whole

_RANKS = {
    "application/json": 0,
    "text/vtt": 1,
    "application/srt": 2,
    "application/x-subrip": 2,
    "application/x-srt": 2,
    "text/srt": 2,
    "text/html": 3,
    "text/plain": 4,
}
_RANKS_BY_NAME = {".json": 0, ".vtt": 1, ".srt": 2, ".html": 3, ".htm": 3, ".txt": 4}
_SAYS_LITTLE = ("", "text/plain", "application/octet-stream")
_LAST = 5


def is_podcast(element: Element) -> bool:
    """Whether an element is of the podcast namespace, under any of its names."""
    namespace = str(element.tag).rpartition("}")[0].lower()
    return "podcastindex.org/namespace" in namespace or "podcastindex-org/podcast-namespace" in namespace


def local(element: Element) -> str:
    """An element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def tags(parent: Element, name: str) -> Iterator[Element]:
    """The `podcast:name` children of `parent`."""
    return (child for child in parent if local(child) == name and is_podcast(child))


def text(parent: Element, name: str) -> str:
    """The text of the first such child; empty if there is none."""
    return next((one_line(child.text or "") for child in tags(parent, name)), "")


def attribute(element: Element, name: str) -> str:
    """An attribute, whatever the case of its name; empty if there is none."""
    return next((str(value).strip() for key, value in element.attrib.items() if key.lower() == name), "")


def people(parent: Element, base: str) -> tuple[Person, ...]:
    """Who is named; a tag without a name is nobody."""
    named = ((element, one_line("".join(element.itertext()))) for element in tags(parent, "person"))
    return tuple(_person(element, name, base) for element, name in named if name)


def _person(element: Element, name: str, base: str) -> Person:
    return Person(
        name=name,
        role=attribute(element, "role").lower() or "host",
        group=attribute(element, "group").lower() or "cast",
        href=web_address(attribute(element, "href"), base),
        img=web_address(attribute(element, "img"), base),
    )


def transcripts(item: Element, base: str, language: str) -> tuple[TranscriptLink, ...]:
    """The item's transcripts, the likeliest to be of use first.

    Those in the show's own `language` come before translations; then JSON, which may have each word's time, VTT,
    SRT, HTML, text, anything else; then the feed's order. Whoever cannot use one goes on to the next.
    """
    found = [
        TranscriptLink(
            url=web_address(attribute(element, "url"), base),
            type=attribute(element, "type").lower(),
            language=attribute(element, "language"),
            rel=attribute(element, "rel").lower(),
        )
        for element in tags(item, "transcript")
    ]
    return tuple(sorted((link for link in found if link.url), key=lambda link: _preference(link, language)))


def _preference(link: TranscriptLink, language: str) -> tuple[bool, int]:
    return _is_foreign(link.language, language), _rank(link)


def _rank(link: TranscriptLink) -> int:
    kind = link.type.partition(";")[0].strip()
    by_name = _RANKS_BY_NAME.get(PurePosixPath(urlsplit(link.url).path).suffix.lower())
    if by_name is not None and (kind in _SAYS_LITTLE or kind not in _RANKS):
        return by_name
    return _RANKS.get(kind, _LAST)


def _is_foreign(language: str, show_language: str) -> bool:
    primary, shows = (code.lower().replace("_", "-").partition("-")[0] for code in (language, show_language))
    return bool(primary and shows) and primary != shows


def chapters(item: Element, base: str) -> ChaptersLink | None:
    """Where the item's chapters lie."""
    links = (
        ChaptersLink(web_address(attribute(element, "url"), base), attribute(element, "type").lower())
        for element in tags(item, "chapters")
    )
    return next((link for link in links if link.url), None)


def soundbites(item: Element) -> tuple[Soundbite, ...]:
    """The item's soundbites that have a start and a length."""
    return tuple(_soundbites(tags(item, "soundbite")))


def _soundbites(elements: Iterable[Element]) -> Iterator[Soundbite]:
    for element in elements:
        start_s, duration_s = amount(attribute(element, "starttime")), amount(attribute(element, "duration"))
        if start_s is not None and duration_s:
            yield Soundbite(start_s, duration_s, one_line(element.text or ""))


def alternates(item: Element, base: str) -> tuple[AlternateEnclosure, ...]:
    """The item's other media files that can be had by http."""
    found = (_alternate(element, base) for element in tags(item, "alternateenclosure"))
    return tuple(alternate for alternate in found if alternate.urls)


def _alternate(element: Element, base: str) -> AlternateEnclosure:
    urls = (web_address(attribute(source, "uri"), base) for source in tags(element, "source"))
    return AlternateEnclosure(
        urls=tuple(url for url in urls if url),
        type=attribute(element, "type").lower(),
        length=whole(attribute(element, "length")),
        bitrate=amount(attribute(element, "bitrate")),
        title=attribute(element, "title"),
        is_default=attribute(element, "default").lower() == "true",
    )


def licence(parent: Element) -> str:
    """The licence by its identifier, else by its address; empty where none is stated."""
    for element in tags(parent, "license"):
        return one_line(element.text or "") or attribute(element, "url")
    return ""


def locked(channel: Element) -> bool | None:
    """Whether the owner forbids moving the feed to another host; `None` where nothing is said."""
    answer = text(channel, "locked").lower()
    return {"yes": True, "true": True, "no": False, "false": False}.get(answer)
