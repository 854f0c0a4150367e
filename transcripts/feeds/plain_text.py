"""Show notes as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

MAX_MARKUP = 1_000_000
"""Characters of show notes that are read. The longest seen have some tens of thousands."""

Element = Any
_LINE, _PARAGRAPH, _BR = "\x01", "\x02", "\x03"
_WIDE = ("p", "ul", "ol", "dl", "table", "blockquote", "pre", "section", "article", "hr", "h1", "h2", "h3", "h4", "h5", "h6")  # fmt: skip
_AROUND = dict.fromkeys(("li", "tr", "dt", "dd", "div"), _LINE) | dict.fromkeys(_WIDE, _PARAGRAPH)
_BREAKS = re.compile(r"[\x01-\x03][\x01-\x03\s]*")
_UNSEEN = ("script", "style", "template", "title")
_SPACE = re.compile(r"[^\S\n]+")
_REFERENCE = re.compile(r"&#(x[0-9a-fA-F]{1,20}|[0-9]{1,20});?", re.IGNORECASE)
_MARKS = re.compile(r"[\x01-\x03\n]")


def plain(markup: str) -> str:
    """The words of a piece of HTML: a line a line, a blank line between paragraphs. Cut at MAX_MARKUP characters.

    >>> plain("<p>One<br>two &amp; three</p><p>four</p>")
    'One\\ntwo & three\\n\\nfour'
    """
    if "<" not in markup and "&" not in markup:
        return tidy(markup)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    data = legal_references(markup[:MAX_MARKUP].replace("\x00", "")).encode("utf-8", errors="replace")
    root = etree.fromstring(b"<div>" + data + b"</div>", parser)
    return "" if root is None else tidy(_BREAKS.sub(_break, "".join(_words(root))))


def _words(root: Element) -> Iterator[str]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        yield _BR if is_start and element.tag == "br" else _AROUND.get(element.tag, "")
        if is_start:
            yield "" if element.tag in _UNSEEN else _flat(element.text)
        else:
            yield _flat(element.tail)


def _flat(text: str | None) -> str:
    return _MARKS.sub(" ", text or "")


def _break(run: re.Match[str]) -> str:
    is_wide = _PARAGRAPH in run.group() or run.group().count(_BR) > 1
    return "\n\n" if is_wide else "\n"


def legal_references(text: str) -> str:
    """Text whose numeric references (`&#55296;`) to what is no character stand for \ufffd: parsers choke on them."""
    return _REFERENCE.sub(_legal, text)


def _legal(match: re.Match[str]) -> str:
    digits = match.group(1).lower()
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    is_legal = (
        code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0xFFFF < code < 0x110000
    )
    return match.group(0) if is_legal else "\ufffd"


def tidy(text: str) -> str:
    """Text without spaces at the ends of lines and without more than one blank line in a row."""
    lines = [_SPACE.sub(" ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Text with every run of white space made one space."""
    return " ".join(text.split())
