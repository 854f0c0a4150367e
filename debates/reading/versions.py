"""The versions of an episode's words, and what changed from one to the next, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Coalesce
from rapidfuzz.distance import Indel

from debates.revising.wording import Piece, compare
from transcripts.models import Episode, Transcript

SHOWN = 50
"""Changed sentences on the page; a label that stands for somebody else changes hundreds."""


class Said(NamedTuple):
    """A sentence and whose voice it is in: a person's name, or the file's label."""

    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangedSentence:
    """One sentence before and after: `line` is its place in the newer version, counted from 0, or that of what follows where it went."""

    line: int
    voice_before: str
    voice: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class VersionsReading:
    """All versions, the newest first; one of them beside the one before it, and how many changed sentences are not shown."""

    versions: tuple[Transcript, ...]
    chosen: Transcript | None = None
    before: Transcript | None = None
    changes: tuple[ChangedSentence, ...] = ()
    more: int = 0

    @property
    def current(self) -> Transcript | None:
        return next((each for each in self.versions if each.is_current), None)


def read_versions(episode: Episode, chosen: str = "") -> VersionsReading:
    """Read the versions of `episode`, whose show is loaded, and compare the one of number `chosen`, or the newest, with that before it.

    Words that were taken down are not compared. Makes three queries.
    """
    versions = list(episode.transcripts.order_by("-version"))
    for each in versions:
        each.episode = episode
    numbers = [str(each.version) for each in versions]
    at = numbers.index(chosen) if chosen in numbers else 0
    if at + 1 >= len(versions) or episode.is_taken_down:
        return VersionsReading(tuple(versions))
    new, old = versions[at], versions[at + 1]
    changes = list(changed_sentences(_said(old), _said(new)))
    return VersionsReading(tuple(versions), new, old, tuple(changes[:SHOWN]), max(0, len(changes) - SHOWN))


def _said(transcript: Transcript) -> list[Said]:
    voice = Coalesce(F("speaker__name"), F("label"))
    rows = transcript.utterances.in_order().annotate(voice=voice).values_list("voice", "text")
    return [Said(voice, text) for voice, text in rows]


def changed_sentences(old: Sequence[Said], new: Sequence[Said]) -> Iterator[ChangedSentence]:
    """The sentences that are not in both, in order. Those that came in the place of others stand beside them, one by one.

    >>> [(each.line, each.voice) for each in changed_sentences([Said("Ann", "So."), Said("Bob", "No.")], [Said("Ann", "So."), Said("Ann", "No.")])]
    [(1, 'Ann')]
    """
    for begun, gone, made in _runs(old, new):
        for number, (before, after) in enumerate(zip_longest(gone, made, fillvalue=Said("", ""))):
            line = begun + min(number, max(0, len(made) - 1))
            yield ChangedSentence(line, before.voice, after.voice, tuple(compare(before.text, after.text)))


def _runs(old: Sequence[Said], new: Sequence[Said]) -> Iterator[tuple[int, Sequence[Said], Sequence[Said]]]:
    """Where the two part: from which sentence of `new` on, what stood there, and what stands there."""
    src, dest = 0, 0
    for each in Indel.opcodes(old, new):
        if each.tag != "equal":
            continue
        if each.src_start > src or each.dest_start > dest:
            yield dest, old[src : each.src_start], new[dest : each.dest_start]
        src, dest = each.src_end, each.dest_end
    if len(old) > src or len(new) > dest:
        yield dest, old[src:], new[dest:]
