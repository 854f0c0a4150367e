"""TTML, and DFXP before it: timed text in XML (https://www.w3.org/TR/ttml2/).

Read: `p` with `begin`, `end`, `dur`, within what its `div` and `body` say; clock and offset times, frames and ticks; `br`;
`span`, with times of its own or without; `ttm:agent` as voice. Styles, regions and pictures are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from transcripts.cues import Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.cue_text import Payload, Piece, stretches
from transcripts.importers.decoding import decode
from transcripts.importers.entities import unescape
from transcripts.importers.spoken import Spoken, parsed
from transcripts.importers.ttml_times import Clock

NAME = "ttml"
TITLE = "TTML"

MAX_MARKS = 600_000
"""The most tags and attributes taken from one file: each takes some hundred bytes of memory until the file is read."""
"""The most tags taken from one file, which bounds the memory that its tree takes."""

_BREAK = "\v"

Element = Any
"""An element of lxml, which has no types of its own."""

_ROOT = re.compile(
    r"[\ufeff\s]*(?:<\?[^<>]*\?>\s*|<!--[^<>]*-->\s*|<!DOCTYPE[^<>\[]*>\s*){0,20}<(?:[\w.-]{1,40}:)?tt[\s>]"
)
_DECLARATION = re.compile(r"[\ufeff\s]*(?:<\?xml\b[^<>]*\?>\s*)?")
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^<>]{0,2000}\[", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\n\r]+")
_SPACE_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}space"
_ID_ATTRIBUTE = "{http://www.w3.org/XML/1998/namespace}id"
_SKIPPED = frozenset(
    ("head", "metadata", "set", "animate", "image", "audio", "desc", "title", "copyright", "agent")
)
_TIMES = ("begin", "end", "dur")


@dataclass(frozen=True, slots=True)
class _Context:
    """Where an element is in the recording and in whose voice.

    `start_s` is what the times of its children count from. `timed` says whether the file gives it, or it is 0 for want of
    anything else.
    """

    start_s: float = 0.0
    end_s: float | None = None
    timed: bool = False
    agent: str | None = None
    preserved: bool = False
    sequence: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """Words within a paragraph, and what surrounds them. `first` says that a timed span begins with them."""

    text: str
    context: _Context
    first: bool = False


def sniff(text: str) -> float:
    """1 for XML whose first element is `tt`, else 0."""
    return 1.0 if _ROOT.match(text[:20_000]) else 0.0


def read(data: bytes) -> Parsed:
    """One cue a `p`, in the order of the file.

    Raises TranscriptError: `bad-xml`, `xml-entities` for a file that declares entities of its own, `not-ttml`,
    `too-many-tags`.
    """
    source = decode(data)
    account = Account(source.warnings)
    root, first_line = _root(source.text)
    del source  # a large file would fill the memory several times over
    spoken = list(_Reader(root, first_line, account).spoken())
    del root
    voices = any(stretch.voice for each in spoken for stretch in each.stretches)
    return parsed(NAME, spoken, account, prefixes=not voices)


def _root(text: str) -> tuple[Element, int]:
    """The first element, and the line that its own lines count from."""
    if text.count("<") + text.count("=") > MAX_MARKS:
        raise TranscriptError(
            "too-many-tags",
            f"The file holds more than {MAX_MARKS:,} tags and attributes. Check that it is a transcript, and split it into "
            "one file an episode.",
            line=1,
        )
    if _ENTITY.search(text):
        raise TranscriptError(
            "xml-entities",
            "The file declares XML entities of its own, which is not read for safety. Export it without a DOCTYPE.",
            line=1,
        )
    declaration = _DECLARATION.match(text)
    start = declaration.end() if declaration else 0
    first_line = text.count("\n", 0, start) + 1
    try:
        root = _parsed_xml(_CONTROLS.sub("\ufffd", text[start:] if start else text))
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "it is empty").split(", line ")[0]
        raise TranscriptError(
            "bad-xml",
            f"This is not proper XML: {reason}. Mend it there, or export the file again.",
            (error.lineno or 1) + first_line - 1,
        ) from error
    if _name(root) != "tt":
        raise TranscriptError(
            "not-ttml",
            f"The first element of a TTML file is <tt>, not <{_name(root)[:40]}>. Choose another format.",
            1,
        )
    return root, first_line


def _parsed_xml(text: str) -> Element:
    """The first element. No entity, DTD or address is followed, and nothing may nest more than 256 deep."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(text.encode("utf-8", errors="replace"), parser)


def _name(element: Element) -> str:
    """The name of an element without its namespace: three versions of the standard have three."""
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    """The value of an attribute in whatever namespace, or nothing."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _agents(root: Element) -> Iterator[tuple[str, str]]:
    """The ids of voices and their names, the full one where there are several."""
    for agent in root.iter("{*}agent"):
        names = [
            (_attribute(name, "type") != "full", " ".join("".join(name.itertext()).split())) for name in agent
        ]
        shown = [text for _, text in sorted(names, key=lambda name: name[0]) if text]
        if shown and agent.get(_ID_ATTRIBUTE):
            yield str(agent.get(_ID_ATTRIBUTE)), shown[0]


_UNITS = frozenset(("word", "sentence"))
"""What a span is one of in the files of Apple Podcasts: no space stands between two, and their times count from the start of the
recording, not from that of what is around them."""


class _Reader:
    """Goes through a document with its clock and the names of its voices at hand."""

    def __init__(self, root: Element, first_line: int, account: Account) -> None:
        self._root = root
        self._first_line = first_line
        self._account = account
        self._clock = Clock.of(
            {str(key).rpartition("}")[2]: str(value) for key, value in root.attrib.items()}
        )
        self._agents = dict(_agents(root))

    def spoken(self) -> Iterator[Spoken]:
        """The paragraphs of the document, as cues."""
        context = self._within(self._root, _Context())
        for body in self._root:
            if _name(body) == "body":
                yield from self._in(body, self._within(body, context))

    def _line(self, element: Element) -> int:
        return int(element.sourceline or 1) + self._first_line - 1

    def _within(self, element: Element, around: _Context, from_s: float | None = None) -> _Context:
        """An element's own context; its times count from `from_s`, or from the start of what is around it."""
        origin_s = around.start_s if from_s is None else from_s
        times = [self._time(element, name) for name in _TIMES]
        begin_s, until_s, length_s = times
        unread = any(
            element.get(name) is not None and at_s is None for name, at_s in zip(_TIMES, times, strict=True)
        )
        start_s = origin_s + (begin_s or 0.0)
        ends = [around.end_s] if around.end_s is not None else []
        ends += [origin_s + until_s] if until_s is not None else []
        ends += [start_s + length_s] if length_s is not None else []
        agents = _attribute(element, "agent").split()
        space = element.get(_SPACE_ATTRIBUTE)
        return _Context(
            round(start_s, 3),
            round(min(ends), 3) if ends else None,
            not unread and (around.timed or from_s is not None or any(at_s is not None for at_s in times)),
            self._agents.get(agents[0], agents[0]) if agents else around.agent,
            around.preserved if space is None else space == "preserve",
            element.get("timeContainer") == "seq",
        )

    def _time(self, element: Element, name: str) -> float | None:
        value = element.get(name)
        at_s = None if value is None else self._clock.seconds(value)
        if value is not None and at_s is None:
            self._account.warn(
                self._line(element), "bad-time", f"“{value[:40]}” is no time of TTML, and was passed over."
            )
        return at_s

    def _children(self, element: Element, around: _Context) -> Iterator[tuple[Element, _Context]]:
        """The elements within one, each with its context; in a sequence each counts from the end of the one before."""
        from_s = around.start_s if around.sequence else None
        for child in element:
            if isinstance(child.tag, str) and _name(child) not in _SKIPPED:
                apples = _attribute(child, "unit") in _UNITS
                context = self._within(child, around, 0.0 if apples else from_s)
                if around.sequence and context.end_s is not None:
                    from_s = context.end_s
                yield child, context

    def _in(self, element: Element, around: _Context) -> Iterator[Spoken]:
        self._report_loose(element)
        for child, context in self._children(element, around):
            if _name(child) == "p":
                yield self._paragraph(child, context)
            else:
                yield from self._in(child, context)

    def _report_loose(self, element: Element) -> None:
        loose = [
            text.strip()
            for text in (element.text, *(child.tail for child in element))
            if text and text.strip()
        ]
        if loose:
            self._account.warn(
                self._line(element),
                "text-outside-cue",
                f"“{loose[0][:60]}” stands in no paragraph <p> and was left out.",
            )

    def _paragraph(self, element: Element, context: _Context) -> Spoken:
        self._account.find(self._line(element))
        texts = _collapsed(list(self._texts(element, context, first=False)))
        start_s, end_s = _interval(element, context, texts)
        pieces = [
            Piece(
                each.context.agent,
                each.text,
                each.context.start_s if each.first and end_s is not None else None,
            )
            for each in texts
        ]
        found = stretches(Payload(tuple(pieces), ()), start_s or 0.0, end_s or start_s or 0.0)
        return Spoken(self._line(element), start_s, end_s, tuple(found))

    def _texts(self, element: Element, context: _Context, *, first: bool) -> Iterator[_Text]:
        """The words within a paragraph, with a line break for each `br`."""
        if element.text:
            yield _Text(element.text, context, first)
        inside = dict(self._children(element, context))
        for child in element:
            if child.tag is etree.Entity:  # of a DTD that is not read
                yield _Text(unescape(child.text), context)
            elif _name(child) == "br":
                yield _Text(_BREAK, context)
            elif child in inside:
                timed = any(child.get(name) for name in _TIMES)
                yield from self._texts(child, inside[child], first=timed)
            if child.tail:
                yield _Text(child.tail, context)
            elif child in inside and _attribute(child, "unit") in _UNITS:
                yield _Text(" ", context)


def _interval(
    element: Element, context: _Context, texts: Sequence[_Text]
) -> tuple[float | None, float | None]:
    """When a paragraph is said: as it says itself, else as its spans say, else as what is around it says."""
    own = (context.start_s, context.end_s) if context.timed else (None, None)
    spans = [each.context for each in texts if each.first and each.context.timed]
    if not spans or any(element.get(name) is not None for name in _TIMES):
        return own
    ends = [span.end_s for span in spans if span.end_s is not None]
    return min(span.start_s for span in spans), max(ends) if len(ends) == len(spans) else own[1]


def _collapsed(texts: Sequence[_Text]) -> list[_Text]:
    """`texts` with single spaces, also where two meet, unless the file wants its spaces preserved."""
    collapsed: list[_Text] = []
    at_space = True
    for each in texts:
        text = each.text if each.context.preserved or each.text == _BREAK else _SPACE.sub(" ", each.text)
        text = text.replace(_BREAK, "\n")
        if at_space and not each.context.preserved:
            text = text.lstrip(" ")
        if text:
            at_space = text[-1].isspace()
        collapsed.append(replace(each, text=text))
    return collapsed
