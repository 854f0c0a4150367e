"""A relation with both its ends, however far apart they were said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debates.models import Claim, Passage, Quote, Relation
from debates.reading.circles import circle_of
from debates.reading.excerpts import Excerpt, excerpt_of, lines_around
from transcripts.models import Reader


@dataclass(frozen=True, slots=True)
class End:
    """A claim at one end, where it was first said (`None` for a supplied one), and whose view it is there."""

    claim: Claim
    quote: Quote | None
    excerpt: Excerpt | None


class RelationReading:
    """One relation: what it starts from, what it reaches, what undercuts it, and the circle it closes, if it does. About ten queries."""

    def __init__(self, relation: Relation, reader: Reader) -> None:
        """The ends must be loaded (`with_ends`)."""
        self.relation = relation
        self.undercut = relation.target_relation
        starts = [premise.claim_id for premise in relation.premises.all()]
        reached: list[int | None] = [relation.target_claim_id]
        if self.undercut is not None:
            starts_there = (premise.claim_id for premise in self.undercut.premises.all())
            reached = [*starts_there, self.undercut.target_claim_id]
        ends = _ends([pk for pk in [*starts, *reached] if pk], reader)
        self.premises = [ends[pk] for pk in starts]
        self.reached = [ends[pk] for pk in reached if pk]
        self.undercuts = list(relation.undercuts.with_ends(reader).in_order())
        self.circle = circle_of(relation)


def _ends(claims: Sequence[int], reader: Reader) -> dict[int, End]:
    found = Claim.objects.filter(pk__in=claims).with_quotes(reader)
    first = {claim.pk: next(iter(claim.quotes.all()), None) for claim in found}
    whole = Quote.objects.with_places().select_related("utterance__speaker", "end_utterance")
    quotes = whole.in_bulk([quote.pk for quote in first.values() if quote])
    passages = {
        quote.claim_id: Passage(quote.utterance, quote.word_start, quote.end_utterance, quote.word_end)
        for quote in quotes.values()
    }
    lines = lines_around(passages.values())
    return {
        claim.pk: End(
            claim,
            first[claim.pk],
            excerpt_of(passages[claim.pk], lines) if claim.pk in passages else None,
        )
        for claim in found
    }
