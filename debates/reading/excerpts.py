"""Words of a transcript in their surroundings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from debates.models import Passage
from transcripts.models import Utterance

AROUND = 2
"""Sentences shown on each side of a passage."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words in their surroundings: what comes before, the passage itself, what follows; whose voice, and the line."""

    before: str
    words: str
    after: str
    line: Utterance

    @property
    def voice(self) -> str:
        return self.line.speaker.name if self.line.speaker else self.line.label


Texts = dict[tuple[int, int], str]
"""Sentences by transcript and position."""


def lines_around(passages: Iterable[Passage]) -> Texts:
    """The sentences of the passages and those near them, in one query."""
    near: dict[int, set[int]] = defaultdict(set)
    for passage in passages:
        positions = range(passage.first.position - AROUND, passage.last.position + AROUND + 1)
        near[passage.first.transcript_id].update(positions)
    wanted = Q(pk__in=[])
    for transcript, places in near.items():
        wanted |= Q(transcript=transcript, position__in=places)
    found = Utterance.objects.filter(wanted).values_list("transcript", "position", "text")
    return {(transcript, position): text for transcript, position, text in found}


def excerpt_of(passage: Passage, lines: Texts) -> Excerpt:
    """Return the words of `passage` in their surroundings, out of `lines_around` it.

    Its first utterance has its speaker loaded, and its transcript up to the show.
    """
    transcript, first, last = passage.first.transcript_id, passage.first.position, passage.last.position
    texts = {
        position: lines[transcript, position]
        for position in range(first - AROUND, last + AROUND + 1)
        if (transcript, position) in lines
    }
    words = [word for position in range(first, last + 1) for word in texts[position].split(" ")]
    end = len(words) - len(texts[last].split(" ")) + passage.word_end
    before = [texts[position] for position in sorted(texts) if position < first]
    after = [texts[position] for position in sorted(texts) if position > last]
    return Excerpt(
        " ".join([*before, *words[: passage.word_start]]),
        " ".join(words[passage.word_start : end]),
        " ".join([*words[end:], *after]),
        passage.first,
    )
