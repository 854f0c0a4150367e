"""Words of a transcript in their surroundings."""

from __future__ import annotations

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


def lines_around(passages: Iterable[Passage]) -> dict[tuple[int, int], Utterance]:
    """The utterances of the passages and those near them, by transcript and position, in one query."""
    wanted = Q(pk__in=[])
    for passage in passages:
        wanted |= Q(
            transcript=passage.first.transcript_id,
            position__gte=passage.first.position - AROUND,
            position__lte=passage.last.position + AROUND,
        )
    found = Utterance.objects.filter(wanted).with_speakers().with_places()
    return {(line.transcript_id, line.position): line for line in found}


def excerpt_of(passage: Passage, lines: dict[tuple[int, int], Utterance]) -> Excerpt:
    """Return the words of `passage` in their surroundings, out of `lines_around` it."""
    transcript, first, last = passage.first.transcript_id, passage.first.position, passage.last.position
    texts = {
        position: lines[transcript, position].text
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
        lines[transcript, first],
    )
