"""Claims that a machine proposes in the episodes of a debate, and that wait for an editor."""

from __future__ import annotations

from django.db.models import Q

from debates.models import Suggestion
from debates.models.claim import Origin
from debates.models.suggestion import SuggestionQuerySet
from debates.reading.debates import DebateReading
from debates.reading.filters import Filters
from transcripts.models import Reader
from transcripts.models.visibility import closed_to, may_read_private


def suggested_in(reading: DebateReading, filters: Filters, reader: Reader) -> SuggestionQuerySet:
    """Return the claims that wait, most likely ones first, by those filters that can be told of them.

    A suggestion is said and never supplied, and it has no standing before it is on the map.
    """
    found = (
        Suggestion.objects.of_claims()
        .waiting()
        .filter(
            sentence_kind=Suggestion.SentenceKind.CLAIM,
            transcript__is_current=True,
            transcript__episode__in=reading.sources,
            transcript__episode__is_taken_down=False,
        )
    )
    if not may_read_private(reader):
        found = found.exclude(closed_to(reader, "transcript__episode__"))
    if filters.standing or filters.origin == Origin.SUPPLIED:
        return found.none()
    return found.filter(_asked_for(reading, filters)).with_words().best_first()


def _asked_for(reading: DebateReading, filters: Filters) -> Q:
    asked = Q()
    if filters.speaker:
        asked &= Q(voiced_by=reading.offer.voice(filters))
    if filters.episode:
        asked &= Q(transcript__episode=reading.offer.episode(filters))
    if (party := reading.offer.holder(filters)) is not None:
        asked &= Q(holder=party[0], holder_words=party[1])
    return asked
