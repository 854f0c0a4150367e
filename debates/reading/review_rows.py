"""Suggestions as the review queue needs them: whole pages of them in a few narrow queries.

One query with everything would be two dozen joins over all that waits, which take longer to write and to plan than to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debates.models import Quote, Suggestion
from transcripts.models import Transcript

_WORDS = ("utterance__speaker", "end_utterance", "holder")


def load_rows(keys: Sequence[int]) -> list[Suggestion]:
    """The suggestions with these keys, in this order, with their words, holders, ends, quotes and episodes.

    Makes two queries, and one more each where there are relations and where there are holders.
    """
    found = Suggestion.objects.select_related(*_WORDS).in_bulk(keys)
    rows = [found[key] for key in keys if key in found]
    ends = _ends(rows)
    quotes = _quotes(rows)
    for each in rows:
        each.premise = ends.get(each.premise_id or 0)
        each.target = ends.get(each.target_id or 0)
        each.quote = quotes.get(each.quote_id or 0)
    _attach_transcripts([*rows, *ends.values()], quotes.values())
    return rows


def _ends(rows: Iterable[Suggestion]) -> dict[int, Suggestion]:
    keys = {key for each in rows for key in (each.premise_id, each.target_id) if key}
    return Suggestion.objects.select_related(*_WORDS).in_bulk(keys) if keys else {}


def _quotes(rows: Iterable[Suggestion]) -> dict[int, Quote]:
    keys = {each.quote_id for each in rows if each.quote_id}
    return Quote.objects.select_related(*_WORDS, "voiced_by", "claim").in_bulk(keys) if keys else {}


def _attach_transcripts(suggestions: Sequence[Suggestion], quotes: Iterable[Quote]) -> None:
    """Give each its transcript with the way up to the show, and its words the same one."""
    wanted = {each.transcript_id for each in suggestions}
    transcripts = Transcript.objects.select_related("episode__show").in_bulk(wanted)
    for each in suggestions:
        each.transcript = transcripts[each.transcript_id]
    words = [each.utterance for each in suggestions if each.utterance]
    for line in [*words, *(quote.utterance for quote in quotes)]:
        line.transcript = transcripts[line.transcript_id]
