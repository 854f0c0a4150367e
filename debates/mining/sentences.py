"""Stage 1: turns to sentences, each on its exact words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debates.mining.draft import Draft
from debates.mining.vocabulary import Finding, Span
from transcripts.words.sentences import sentence_spans


def split_into_sentences(draft: Draft) -> Draft:
    """One finding for every sentence of every turn, voiced by the turn's speaker."""
    return replace(draft, findings=tuple(_findings(draft)))


def _findings(draft: Draft) -> Iterator[Finding]:
    number = 0
    for place, turn in enumerate(draft.turns):
        voice = draft.roster.label(turn.speaker) if turn.speaker and turn.speaker.strip() else None
        for start, end in sentence_spans(turn.text):
            words = turn.text[start:end]
            yield Finding(
                id=number, span=Span(place, start, end), text=words, statement=words, voiced_by=voice
            )
            number += 1
