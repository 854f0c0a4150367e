"""Chapter files of the podcast namespace: a JSON object with a list of starts and titles."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from transcripts.feeds.records import FeedError

MAX_BYTES = 2_000_000
MOST = 1_000
"""Chapters that are kept of one episode."""

LONGEST_TITLE = 300
LATEST_S = 3_600_000.0


@dataclass(frozen=True, slots=True)
class FeedChapter:
    """Where a chapter begins, in seconds of the feed's media file, and what it is called."""

    start_s: float
    title: str


def parse_chapters(data: bytes) -> tuple[FeedChapter, ...]:
    """Return the chapters of a file by time, at most `MOST`; those hidden from lists, untitled or without a time are left out.

    Of several that begin at one second the first counts. Raises FeedError for a file that is no list of chapters.
    Source: the podcast namespace's jsonChapters.md.

    >>> parse_chapters(b'{"version": "1.2.0", "chapters": [{"startTime": 9.5, "title": " The  goal "}]}')
    (FeedChapter(start_s=9.5, title='The goal'),)
    """
    if len(data) > MAX_BYTES:
        raise FeedError("too_large", "The chapters are larger than 2 MB, which no list of chapters is.")
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FeedError("not_chapters", "The chapters are not written in JSON.") from error
    rows = read.get("chapters") if isinstance(read, dict) else None
    if not isinstance(rows, list):
        raise FeedError("not_chapters", "The file holds no list named “chapters”.")
    found: dict[float, FeedChapter] = {}
    for chapter in filter(None, map(_chapter, rows)):
        found.setdefault(chapter.start_s, chapter)
    return tuple(sorted(found.values(), key=lambda chapter: chapter.start_s)[:MOST])


def _chapter(row: Any) -> FeedChapter | None:
    if not isinstance(row, dict) or row.get("toc") is False or not isinstance(row.get("title"), str):
        return None
    title = " ".join("".join(filter(_shows, row["title"])).split())[:LONGEST_TITLE]
    start = row.get("startTime")
    if not title or isinstance(start, bool) or not isinstance(start, int | float):
        return None
    if not 0 <= start < LATEST_S:  # neither is what is no number at all
        return None
    return FeedChapter(float(start), title)


def _shows(character: str) -> bool:
    return character.isprintable() or character.isspace()
