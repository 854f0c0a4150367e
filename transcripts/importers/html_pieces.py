"""HTML to a stream of tags and texts, in time linear in its size, whatever it holds.

It knows no scripts, no styles and no addresses, and builds no tree: a page only ever yields its words. The standard library's
parser takes quadratic time on tags that never close, and libxml2's tells no lines to a reader that builds no tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transcripts.importers.entities import unescape

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})(?=[\s/>])([^<>]*)>")
_MARKUP = re.compile(r"<[!?/][^<>]*>")
_DATETIME = re.compile(r"\bdatetime\s{0,3}=\s{0,3}[\"']?([0-9:.,]{1,20})", re.IGNORECASE)
_RAW = frozenset(("script", "style", "template", "textarea", "title", "svg", "noscript", "iframe", "select"))
_LONGEST_ATTRIBUTE = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag, or text between two of them. `name` is empty for text; `close` marks an end tag; `line` counts from 1.

    `text` is plain: entities stand for themselves. Of a tag it is the value of `datetime`, where it has one.
    """

    line: int
    name: str = ""
    close: bool = False
    text: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The tags and texts of a page, without comments and without what scripts and the like hold.

    A `<` that begins no tag is text.

    >>> [(piece.name or piece.text, piece.close) for piece in pieces("<p class=a>1 < 2 &amp; 3<!-- no --></p>")]
    [('p', False), ('1 ', False), ('< 2 & 3', False), ('p', True)]
    """
    scanner = _Scanner(text)
    while scanner.at < len(text):
        yield from scanner.step()


class _Scanner:
    """Where in the text the reader is, and on which line."""

    def __init__(self, text: str) -> None:
        self.at = 0
        self._text = text
        self._line = 1
        self._counted = 0
        self._comments_end = True
        self._endless: set[str] = set()

    def step(self) -> Iterator[Piece]:
        text, at = self._text, self.at
        if text[at] == "<":
            if tag := _TAG.match(text, at):
                yield from self._tag(tag)
                return
            if self._skips(at):
                return
        end = text.find("<", at + 1)
        self.at = len(text) if end < 0 else end
        yield Piece(self._line_of(at), text=unescape(text[at : self.at]))

    def _tag(self, tag: re.Match[str]) -> Iterator[Piece]:
        name, close = tag[2].lower(), bool(tag[1])
        self.at = self._end(tag)
        moment = _DATETIME.search(tag[3]) if name == "time" else None
        yield Piece(self._line_of(tag.start()), name, close, moment[1] if moment else "")
        if name in _RAW and not close and not tag[3].endswith("/"):
            self._skip_raw(name)

    def _skip_raw(self, name: str) -> None:
        """Go to the end of an element that holds no words; one that never ends hides nothing."""
        if name in self._endless:
            return
        if end := re.compile(f"</{name}", re.IGNORECASE).search(self._text, self.at):
            self.at = end.start()
        else:
            self._endless.add(name)

    def _end(self, tag: re.Match[str]) -> int:
        """After the tag, also where a quoted attribute holds a `>`."""
        for quote in "\"'":
            if tag[3].count(quote) % 2:
                closing = self._text.find(quote, tag.end(), tag.end() + _LONGEST_ATTRIBUTE)
                end = self._text.find(">", closing, closing + _LONGEST_ATTRIBUTE) if closing >= 0 else -1
                return end + 1 if end >= 0 else tag.end()
        return tag.end()

    def _skips(self, at: int) -> bool:
        """Whether a comment or a declaration stands here; the reader is then behind it."""
        if self._text.startswith("<!--", at) and self._comments_end:
            end = self._text.find("-->", at + 4)
            self._comments_end = end >= 0
            if end >= 0:
                self.at = end + 3
                return True
        if markup := _MARKUP.match(self._text, at):
            self.at = markup.end()
            return True
        return False

    def _line_of(self, at: int) -> int:
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line
