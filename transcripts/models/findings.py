"""What a first look finds in a file or at an address: enough for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CUES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """A transcript: nothing stored of its words but a sample.

    `first` and `last` hold a few cues as (seconds or None, label, text); `labels` counts cues by label. `warnings` are
    objects with `line`, `code` and `message`. `same_words` holds the ids of transcripts in which sentences of it stand.
    """

    format: str
    found: int
    kept: int
    warnings: list[dict[str, Any]]
    labels: dict[str, int]
    first: list[tuple[float | None, str, str]]
    last: list[tuple[float | None, str, str]]
    has_times: bool = True
    same_words: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FeedFinding:
    """A feed: `items` episodes, of which `with_transcripts` say where theirs lies; `first` are the newest by title."""

    title: str
    about: str
    items: int
    with_transcripts: int
    first: list[str]
    warnings: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class FeedListFinding:
    """A list of feeds, each as (title, address)."""

    feeds: list[tuple[str, str]]


AnyFinding = Finding | FeedFinding | FeedListFinding
