"""Stage 1: turns to sentences, each on its exact words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from debates.mining.captions import said_again
from debates.mining.draft import Draft
from debates.mining.vocabulary import Finding, Span
from transcripts.words.sentences import sentence_spans


def split_into_sentences(draft: Draft) -> Draft:
    """One finding for every sentence of every turn, voiced by the turn's speaker; repeats of rolling captions by themselves."""
    found = list(_findings(draft))
    again = frozenset(finding.id for finding, is_again in found if is_again)
    return replace(draft, findings=tuple(finding for finding, _ in found), again=again)


def _findings(draft: Draft) -> Iterator[tuple[Finding, bool]]:
    number = 0
    again = said_again(draft.turns)
    for place, turn in enumerate(draft.turns):
        voice = draft.roster.label(turn.speaker) if turn.speaker and turn.speaker.strip() else None
        for start, end, is_again in _parts(turn.text, again.get(place, ())):
            words = turn.text[start:end]
            yield (
                Finding(
                    id=number, span=Span(place, start, end), text=words, statement=words, voiced_by=voice
                ),
                is_again,
            )
            number += 1


def _parts(text: str, again: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The sentences of `text`, cut where words come `again`; each with whether it only says them again."""
    at = 0
    for start, end in again:
        yield from ((at + first, at + last, False) for first, last in sentence_spans(text[at:start]))
        yield start, end, True
        at = end
    yield from ((at + first, at + last, False) for first, last in sentence_spans(text[at:]))
