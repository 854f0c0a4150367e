"""From a place in a transcript to a quote: exact words, context and seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debates.models.claim import Claim, Quote, Stance
from transcripts.models import Speaker, Utterance
from transcripts.words.anchors import CONTEXT_CHARACTERS, describe
from transcripts.words.timing import word_times

# Utterances on each side that are read for the 32 characters of context: the shortest have two characters.
CONTEXT_UTTERANCES = CONTEXT_CHARACTERS // 2

ANCHOR_FIELDS = (
    "utterance", "word_start", "end_utterance", "word_end", "exact", "prefix", "suffix", "start_s", "end_s",
    "times_estimated",
)  # fmt: skip
"""All that a quote says of its place."""


@dataclass(frozen=True, slots=True)
class Passage:
    """From word `word_start` of `first` up to, not including, word `word_end` of `last`. Words count from 0."""

    first: Utterance
    word_start: int
    last: Utterance
    word_end: int


@dataclass(frozen=True, slots=True)
class View:
    """Whose view the words state, and what the voice does with it.

    The holder is a speaker, or a group or unnamed party by its words ("critics"), never both. For every stance
    but a report the holder is whoever speaks, and both may be left out.
    """

    stance: str = Stance.ASSERTS
    holder: Speaker | None = None
    holder_words: str = ""


def quote_passage(claim: Claim, passage: Passage, view: View) -> Quote:
    """Store where `claim` was voiced and return the quote; the same passage again changes its view only.

    Makes two queries and one write. Raises IntegrityError where the passage crosses voices or transcripts, or the
    view makes no sense (a report of oneself, an assertion held by somebody else).
    """
    first, last = passage.first, passage.last
    around = list(
        Utterance.objects.filter(
            transcript_id=first.transcript_id,
            position__gte=first.position - CONTEXT_UTTERANCES,
            position__lte=last.position + CONTEXT_UTTERANCES,
        ).in_order()
    )
    quote, _ = Quote.objects.update_or_create(
        claim=claim,
        utterance=first,
        word_start=passage.word_start,
        end_utterance=last,
        word_end=passage.word_end,
        defaults={
            **words_of(passage, around),
            "voiced_by": first.speaker,
            **holder_fields(view, first.speaker),
        },
    )
    return quote


def move_quote(quote: Quote, passage: Passage) -> None:
    """Let `quote` stand on other words, of whichever transcript of its episode; whose view it states follows the voice.

    Makes one query and one write. Raises IntegrityError as `quote_passage` does, or where its claim stands there already.
    """
    around = list(
        Utterance.objects.filter(
            transcript_id=passage.first.transcript_id,
            position__gte=passage.first.position - CONTEXT_UTTERANCES,
            position__lte=passage.last.position + CONTEXT_UTTERANCES,
        ).in_order()
    )
    place_quote(quote, passage, around)
    own = quote.stance != Stance.REPORTS
    quote.voiced_by = passage.first.speaker
    quote.holder = quote.voiced_by if own else quote.holder
    quote.save(update_fields=[*ANCHOR_FIELDS, "voiced_by", "holder"])


def place_quote(quote: Quote, passage: Passage, around: Sequence[Utterance]) -> None:
    """Set the fields of `quote` that name its place, without saving it. Raises ValueError as `words_of` does."""
    quote.utterance, quote.word_start = passage.first, passage.word_start
    quote.end_utterance, quote.word_end = passage.last, passage.word_end
    for field, value in words_of(passage, around).items():
        setattr(quote, field, value)


def words_of(passage: Passage, around: Sequence[Utterance]) -> dict[str, object]:
    """Return a quote's exact words, context and seconds; `around` holds the passage's utterances and those near it, in order.

    Raises ValueError for a passage that is empty or lies outside its transcript.
    """
    first, last = passage.first, passage.last
    places = {utterance.pk: index for index, utterance in enumerate(around)}
    words = describe(
        [utterance.text for utterance in around],
        places[first.pk],
        passage.word_start,
        places.get(last.pk, places[first.pk]),
        passage.word_end,
    )
    start_s, end_s = passage_times(passage)
    return {
        "exact": words.exact,
        "prefix": words.prefix,
        "suffix": words.suffix,
        "start_s": start_s,
        "end_s": end_s,
        "times_estimated": first.times_estimated or last.times_estimated or _is_part(passage),
    }


def change_view(quote: Quote, view: View) -> Quote:
    """Say whose view `quote` states; the words stay. Raises IntegrityError as `quote_passage` does."""
    for field, value in holder_fields(view, quote.voiced_by).items():
        setattr(quote, field, value)
    quote.save(update_fields=["stance", "holder", "holder_words"])
    return quote


def holder_fields(view: View, voiced_by: Speaker | None) -> dict[str, object]:
    """Return the quote's holder, holder words and stance: one's own view is held by whoever voices it."""
    if view.stance == Stance.REPORTS:
        return {"stance": view.stance, "holder": view.holder, "holder_words": view.holder_words}
    return {"stance": view.stance, "holder": view.holder or voiced_by, "holder_words": view.holder_words}


def passage_times(passage: Passage) -> tuple[float | None, float | None]:
    """Return the seconds at which the passage begins and ends, by the share of its words in its utterances."""
    first, last = passage.first, passage.last
    if first.start_s is None or first.end_s is None or last.start_s is None or last.end_s is None:
        return None, None
    begins = word_times(first.text, first.start_s, first.end_s)[passage.word_start][0]
    ends = word_times(last.text, last.start_s, last.end_s)[passage.word_end - 1][1]
    return begins, ends


def _is_part(passage: Passage) -> bool:
    return passage.word_start > 0 or passage.word_end < len(passage.last.text.split(" "))
