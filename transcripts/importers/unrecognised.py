"""Why a text is in none of the formats, as far as its looks tell, and what to do about it."""

from __future__ import annotations

import re

from transcripts.importers import labelled_text, timestamped_text
from transcripts.importers.json_text import is_json
from transcripts.importers.text_lines import unsigned

_DOCUMENT = re.compile(
    r"\s*<(?:[!?]|(?:html|head|body|div|p|span|section|article|main|h[1-6]|ul|ol|table|tt|rss|feed|podcast|transcript)\b)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"\s*(?:(?:var|let|const|export) |window\.)")
_LIKE_A_TIME = re.compile(r"\s*[\[(]?[-\u2212]?\d+:[\d:.,]*\d[\])]?(?=\s|\Z)")


def reason(text: str) -> tuple[str, int]:
    """What is wrong, and on which line it shows.

    >>> reason("[99:99] Hello.")
    ('“[99:99]” is no time. Write it as 00:12:34, in front of the words.', 1)
    """
    line = next((number for number, line in enumerate(text.split("\n"), 1) if line.strip()), 1)
    return _by_kind(text, line) or _by_turns(text) or _by_time(text, line) or (_NOTHING, line)


_NOTHING = "No turn, time or heading that makes a transcript was recognised."


def _by_kind(text: str, line: int) -> tuple[str, int] | None:
    if "-->" in text[:10_000]:
        return (
            "It has times with “-->”, as subtitles have, but its first line is not “WEBVTT”. Put that line "
            "and a blank one at its top if its times are written 00:01:02.500.",
            line,
        )
    if is_json(text):
        return (
            "It is JSON, but nothing in it is a list of entries with words and with times or speakers.",
            line,
        )
    if _SCRIPT.match(text):
        return (
            "It looks like JavaScript. If it holds a list of entries, save that list alone, from “[” to “]”.",
            line,
        )
    if _DOCUMENT.match(text):
        return "It looks like XML or HTML. Export it as WebVTT or as text with speaker names.", line
    return None


def _by_turns(text: str) -> tuple[str, int] | None:
    for importer in (labelled_text, timestamped_text):
        if line := importer.lone_turn(text):
            negative = unsigned(text.split("\n")[line - 1].strip())[1]
            return (
                f"{'The time on this line is negative. ' if negative else ''}The file has only one turn, which is too little "
                f"to tell its format by. If that is all of it, name the format: --format {importer.NAME}.",
                line,
            )
    return None


def _by_time(text: str, line: int) -> tuple[str, int] | None:
    if match := _LIKE_A_TIME.match(text.lstrip()):
        return f"“{match[0][:60]}” is no time. Write it as 00:12:34, in front of the words.", line
    return None
