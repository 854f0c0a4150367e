"""Quotes that wait for an editor: the older words beside the place that is proposed in the new transcript."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from debates.models import Passage, Reanchoring
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


@dataclass(frozen=True, slots=True)
class WaitingQuote:
    """One entry of the queue. `proposed` is absent where nothing was found."""

    row: Reanchoring
    old: Excerpt
    proposed: Excerpt | None

    @property
    def percent(self) -> int:
        return round(self.row.score * 100)


def read_waiting(rows: Sequence[Reanchoring]) -> list[WaitingQuote]:
    """Return `rows`, their places loaded (`with_places`), with the words around both places. Makes one query."""
    passages = [passage for row in rows for passage in (row.old_passage, row.new_passage) if passage]
    lines = _lines_around(passages)
    return [
        WaitingQuote(
            row,
            _excerpt(row.old_passage, lines),
            _excerpt(row.new_passage, lines) if row.new_passage else None,
        )
        for row in rows
    ]


def _lines_around(passages: Iterable[Passage]) -> dict[tuple[int, int], Utterance]:
    """The utterances of the passages and those near them, by transcript and position."""
    wanted = Q(pk__in=[])
    for passage in passages:
        wanted |= Q(
            transcript=passage.first.transcript_id,
            position__gte=passage.first.position - AROUND,
            position__lte=passage.last.position + AROUND,
        )
    found = Utterance.objects.filter(wanted).with_speakers().with_places()
    return {(line.transcript_id, line.position): line for line in found}


def _excerpt(passage: Passage, lines: dict[tuple[int, int], Utterance]) -> Excerpt:
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
