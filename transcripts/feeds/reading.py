"""Bytes to a tree, however broken, without believing what they ask for.

No entity is expanded, no DTD or address fetched, no tree of absurd depth built. A file that declares entities of
its own is refused: no feed needs any, and each known attack by XML does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from itertools import islice
from typing import Any

from lxml import etree

from transcripts.cues import ParseWarning
from transcripts.feeds.plain_text import legal_references
from transcripts.feeds.records import FeedError

MAX_BYTES = 32 * 1024 * 1024
"""Larger than the largest feeds seen, of some thousands of episodes with their notes."""

MAX_PREFIXES = 30
MAX_PREFIXED = 200_000
"""Namespace prefixes that are looked after when nobody declared them, and tags that are searched for them."""

Element = Any
"""An element of lxml, which has no types of its own."""

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
_DECLARED = re.compile(rb"<\?xml\b[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_READABLE = re.compile(
    r"(iso[-_]|windows-|cp\d|koi8|big5|gb|euc|shift|latin|(us-)?ascii$|utf-?(8|16|32))", re.IGNORECASE
)
_HTML = re.compile(
    r"\s*(<!--.{0,2000}?-->\s*)?<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_BARE = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z_][\w.-]{0,40};)")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):[A-Za-z_]")
_ITEM = re.compile(r"<(?:item|entry|podcast:liveItem)[\s>]")
_ROOT = re.compile(r"<[A-Za-z_][\w.:-]*")


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file. Lines of its elements count from `first_line`.

    `item_tags` is how many items a broken file begins, reached by the parser or not; 0 for a sound one.
    """

    root: Element
    first_line: int
    warnings: tuple[ParseWarning, ...]
    item_tags: int = 0

    def line(self, element: Element) -> int | None:
        """The 1-based line of the file where `element` begins."""
        return None if element.sourceline is None else int(element.sourceline) + self.first_line - 1


def read(data: bytes, name: str = "feed") -> Tree:
    """The tree of an XML file; `name` says what it ought to be, for messages.

    Raises FeedError: empty, too_large, html, not_xml, entities.
    """
    if len(data) > MAX_BYTES:
        raise FeedError("too_large", f"The {name} is larger than {MAX_BYTES // 1024**2} MiB.")
    text, warnings = decode(data)
    if not text.strip():
        raise FeedError("empty", f"The {name} is empty.", 1)
    if _HTML.match(text):
        raise FeedError(
            "html", f"This is a web page, not the {name} itself; give the {name}'s own address.", 1
        )
    text, first_line = _without_declaration(text)
    if "<!DOCTYPE" in text[:2000]:
        text = _mended(text)
    root, trouble = _parse(text)
    if root is None:
        raise FeedError("not_xml", f"This is not XML, as a {name} is.", 1)
    _refuse_entities(root, name)
    if trouble is not None:
        line, message = trouble
        broken = f"The XML is broken and was read as far as it makes sense: {message}"
        warnings = (*warnings, ParseWarning(line + first_line - 1, "broken_xml", broken))
    return Tree(root, first_line, warnings, 0 if trouble is None else _item_tags(text))


def decode(data: bytes) -> tuple[str, tuple[ParseWarning, ...]]:
    """The text of an XML file, and what was odd about its bytes.

    UTF-8 where the bytes are UTF-8, whatever is declared: other encodings read as UTF-8 by chance never are. Then
    what is declared, then Windows-1252, then UTF-8 with what is unreadable replaced.
    """
    declared = _declared(data)
    for encoding in ("utf-8", declared, "cp1252"):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\x00" in text or ("\x1b" in text and encoding != declared):
            continue
        return text.removeprefix("\ufeff"), _odd_encoding(encoding, declared)
    message = "Some bytes are in no known encoding; each was replaced by \ufffd."
    return data.decode("utf-8", errors="replace"), (ParseWarning(None, "encoding", message),)


def _declared(data: bytes) -> str:
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return encoding
    if data[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
        return "utf-16-le" if data[0] else "utf-16-be"
    match = _DECLARED.search(data[:1000])
    name = match.group(1).decode("ascii") if match else "utf-8"
    return name if _READABLE.match(name) else "utf-8"


def _odd_encoding(used: str, declared: str) -> tuple[ParseWarning, ...]:
    if used == declared or used == declared.lower() or declared.lower() in ("utf8", "us-ascii", "ascii"):
        return ()
    message = f"The bytes are {used}, though the file says {declared}."
    return (ParseWarning(1, "encoding", message),)


def _without_declaration(text: str) -> tuple[str, int]:
    """The text from its first element on, and the line it begins at: blank lines before the declaration are common."""
    match = _DECLARATION.match(text)
    start = match.end() if match else len(text) - len(text.lstrip())
    return text[start:], text.count("\n", 0, start) + 1


def _parse(text: str) -> tuple[Element | None, tuple[int, str] | None]:
    """The root, and the line and words of the first error if it could only be read with some mending."""
    try:
        return _root(text, recover=False), None
    except etree.XMLSyntaxError as error:
        trouble = (error.lineno or 1, _first_words(error.msg or "it ends too early"))
    try:
        return _root(_mended(text), recover=True), trouble
    except etree.XMLSyntaxError:
        return None, trouble


def _first_words(message: str) -> str:
    return message.partition("\n")[0].partition(", line ")[0][:120]


def _root(text: str, *, recover: bool) -> Element | None:
    parser = etree.XMLParser(
        recover=recover,
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(text.encode("utf-8", errors="replace"), parser)


def _refuse_entities(root: Element, name: str) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise FeedError(
            "entities", f"The {name} declares entities of its own, which is not read for safety.", 1
        )


def _mended(text: str) -> str:
    """What people and programs commonly get wrong, put right: HTML's entities, bare `&`, control characters,
    prefixes that nobody declared."""
    parts = list(_by_cdata(legal_references(_CONTROLS.sub("", text))))
    parts[::2] = [_BARE.sub("&amp;", _NAMED.sub(_character, part)) for part in parts[::2]]
    return _with_prefixes("".join(parts))


def _by_cdata(text: str) -> Iterator[str]:
    """The text in pieces, by turns outside and inside CDATA sections."""
    start = 0
    while True:
        opening = text.find("<![CDATA[", start)
        closing = text.find("]]>", opening) if opening >= 0 else -1
        if closing < 0:
            yield text[start:]
            return
        yield text[start:opening]
        yield text[opening : closing + 3]
        start = closing + 3


def _item_tags(text: str) -> int:
    outside = islice(_by_cdata(text), 0, None, 2)
    return sum(len(_ITEM.findall(part)) for part in outside)


def _character(match: re.Match[str]) -> str:
    character = html5.get(match.group(1), "")
    return match.group(0) if not character or character in "<>&\"'" else character


def _with_prefixes(text: str) -> str:
    used = dict.fromkeys(match.group(1) for match in islice(_PREFIX.finditer(text), MAX_PREFIXED))
    missing = [prefix for prefix in list(used)[:MAX_PREFIXES] if f"xmlns:{prefix}" not in text]
    declarations = "".join(
        f' xmlns:{prefix}="{NAMESPACES.get(prefix, f"urn:undeclared:{prefix}")}"'
        for prefix in missing
        if prefix not in ("xml", "xmlns")
    )
    return _ROOT.sub(lambda match: match.group(0) + declarations, text, count=1)
