"""Podlove's simple transcripts as XML: `speech` elements with a `speaker` and `item`s that have a `start` and an `end`.

As Podlove Publisher writes them, in the namespace http://podlove.org/simple-transcripts. Entities are not resolved, and nothing
is loaded.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from transcripts.cues import Cue, Parsed, TranscriptError
from transcripts.importers.account import Account
from transcripts.importers.decoding import decode
from transcripts.words.timing import with_ends

NAME = "podlove-xml"
TITLE = "Podlove XML"

_NAMESPACE = "http://podlove.org/simple-transcripts"
_ROOT = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:[\w.-]+:)?transcripts?[\s>/]", re.DOTALL)
_TIME = re.compile(r"(?:([0-9]{1,6}):)?([0-9]{1,6}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?")
_LONGEST_S = 3_600_000.0
_MOST_CHARACTERS = 10_000_000


def sniff(text: str) -> float:
    """0.95 for XML whose root is Podlove's."""
    return 0.95 if _ROOT.match(text[:5000]) and _NAMESPACE in text[:5000] else 0.0


def read(data: bytes) -> Parsed:
    """One cue an item, in the voice of its speech. Raises TranscriptError where this is no such XML."""
    source = decode(data)
    root = _root(source.text)
    account = Account(source.warnings)
    cues: list[Cue] = []
    for speech in _children(root, "speech"):
        speaker = next((_text(each) for each in _children(speech, "speaker")), "") or None
        for item in _children(speech, "item"):
            account.find(item.sourceline or 1)
            if cue := _cue(item, speaker, account):
                cues.append(cue)
    if not cues:
        account.warn(None, "no-cues", "The file holds no item with words. Check that it is the right file.")
    return account.parsed(NAME, with_ends(cues), len(cues))


def _root(text: str) -> Any:
    if len(text) > _MOST_CHARACTERS:
        raise TranscriptError(
            "too-large",
            f"The file has more than {_MOST_CHARACTERS:,} characters. Split it into one file an episode.",
            line=1,
        )
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise TranscriptError(
            "bad-xml", "A transcript has no DOCTYPE and defines no entities. Remove them.", line=1
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.lstrip().encode(errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        skipped = text[: len(text) - len(text.lstrip())].count("\n")
        raise TranscriptError(
            "bad-xml",
            f"The file is not proper XML: {error.msg}. Mend it there, or export it again.",
            line=(error.lineno or 1) + skipped,
        ) from error
    if not _is(root, "transcripts") and not _is(root, "transcript"):
        raise TranscriptError(
            "no-transcript",
            f"This XML is no Podlove transcript: its first element is to be “transcripts” in {_NAMESPACE}.",
            line=root.sourceline,
        )
    return root


def _is(element: Any, name: str) -> bool:
    return isinstance(element.tag, str) and element.tag == f"{{{_NAMESPACE}}}{name}"


def _children(element: Any, name: str) -> list[Any]:
    return [child for child in element if _is(child, name)]


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _cue(item: Any, speaker: str | None, account: Account) -> Cue | None:
    text = _text(item)
    if not text:
        account.warn(item.sourceline, "empty-cue", "This cue has no words, and was left out.")
        return None
    start_s, end_s = (_seconds(item, name, account) for name in ("start", "end"))
    if start_s is not None and end_s is not None and end_s < start_s:
        account.warn(
            item.sourceline,
            "ends-before-start",
            f"This cue ends at {end_s:g} s, before it starts at {start_s:g} s. Its times are kept as they are written.",
        )
    return Cue(start_s, end_s, speaker, text, line=item.sourceline)


def _seconds(item: Any, name: str, account: Account) -> float | None:
    written = item.get(name)
    if written is None:
        return None
    match = _TIME.fullmatch(written.strip())
    if match:
        hours, minutes, whole, fraction = match.groups()
        at_s = int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{fraction or 0}")
        if at_s <= _LONGEST_S:
            return round(at_s, 3)
    account.warn(
        item.sourceline,
        "bad-time",
        f"“{written[:40]}” is no time in a recording; the cue was kept without it.",
    )
    return None
