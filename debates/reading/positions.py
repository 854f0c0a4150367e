"""Who held what when: one proposition, whatever its wording, person by person across episodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from debates.graph import ArgumentGraph, ClaimNode, Stance
from debates.graph.exchange import restated
from debates.graph.positions import Change, Stated, position
from debates.models import Claim, Quote, Relation
from debates.models.claim import QuoteQuerySet
from debates.reading.hues import hues_everywhere
from debates.reading.maps import edge_of
from transcripts.models import Reader, Speaker


@dataclass(frozen=True, slots=True)
class Held:
    """One time that a person took a stance, and the change that it makes; `marked_by` are the words that mark it."""

    quote: Quote
    change: Change | None
    marked_by: str


@dataclass(frozen=True, slots=True)
class Position:
    """What one person said of one proposition, in the order of the days; `claim` is its first wording of theirs."""

    person: Speaker
    hue: int
    claim: Claim
    steps: tuple[Held, ...]

    @property
    def has_changed(self) -> bool:
        return any(step.change for step in self.steps)

    @property
    def is_telling(self) -> bool:
        """Whether it says more than that somebody once held something."""
        return len(self.steps) > 1 or self.has_changed


# From claim to claim along restatements, either way, by the indexes on both ends.
_RESTATING = """
WITH RECURSIVE reached (claim) AS (
    SELECT unnest(%s::bigint[])
     UNION
    SELECT next.claim
      FROM reached
     CROSS JOIN LATERAL (
        SELECT r.target_claim_id FROM debates_premise p JOIN debates_relation r ON r.id = p.relation_id
         WHERE p.claim_id = reached.claim AND r.kind = 'rephrase'
         UNION ALL
        SELECT p.claim_id FROM debates_relation r JOIN debates_premise p ON p.relation_id = r.id
         WHERE r.target_claim_id = reached.claim AND r.kind = 'rephrase'
     ) next (claim)
)
SELECT r.id FROM reached JOIN debates_relation r ON r.target_claim_id = reached.claim AND r.kind = 'rephrase'
"""


def wordings(claims: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """For each claim that others restate, directly or through others, all of them together with it. Makes four queries."""
    with connection.cursor() as cursor:
        cursor.execute(_RESTATING, [list(claims)])
        restating = [row[0] for row in cursor.fetchall()]
    rows = Relation.objects.filter(Q(pk__in=restating) | Q(target_relation__in=restating)).with_ends()
    edges = [edge_of(relation) for relation in rows]
    ends = {claim for edge in edges for claim in (*edge.premises, edge.target_claim) if claim is not None}
    return restated(ArgumentGraph([ClaimNode(claim) for claim in sorted(ends)], edges))


def wordings_of(claim: Claim) -> tuple[int, ...]:
    """The claim and all that restate it. Makes four queries."""
    return wordings([claim.pk]).get(claim.pk, (claim.pk,))


def positions_on(claim: Claim, alike: Sequence[int], reader: Reader) -> list[Position]:
    """Each person's stances on a claim and on those `alike`, where they tell more than one holding. Makes two queries."""
    quotes = _own_quotes(Quote.objects.open_to(reader).filter(claim__in=alike))
    return _telling(quotes, dict.fromkeys(alike, claim.pk))


def said_in_other_words(claim: Claim, alike: Sequence[int], reader: Reader) -> list[Quote]:
    """Every time that something `alike` was said or reported, earliest first, but for the claim's own quotes. Makes one query."""
    others = Quote.objects.open_to(reader).filter(claim__in=alike).exclude(claim=claim)
    return list(others.with_places().select_related("claim").in_order())


def positions_of(speaker: Speaker, reader: Reader) -> list[Position]:
    """A speaker's stances, proposition by proposition, where they tell more than one holding; changes first.

    Makes six queries.
    """
    quotes = _own_quotes(Quote.objects.listed_for(reader).filter(holder=speaker))
    alike = wordings({quote.claim_id for quote in quotes})
    found = _telling(quotes, {claim: min(members) for claim, members in alike.items()})
    return sorted(found, key=lambda each: not each.has_changed)


def _own_quotes(quotes: QuoteQuerySet) -> list[Quote]:
    """Of these quotes those in which speakers speak for themselves, as they were said."""
    own = quotes.filter(holder__isnull=False).exclude(stance=Stance.REPORTS)
    return list(own.with_places().select_related("claim").in_order())


def _telling(quotes: Iterable[Quote], proposition: Mapping[int, int]) -> list[Position]:
    """Positions that tell something, in the order in which they were taken; claims of one `proposition` count as one."""
    taken: dict[tuple[int, int], list[Quote]] = defaultdict(list)
    people: dict[int, Speaker] = {}
    for quote in quotes:
        if quote.holder is not None:
            people[quote.holder.pk] = quote.holder
            taken[quote.holder.pk, proposition.get(quote.claim_id, quote.claim_id)].append(quote)
    hues = hues_everywhere(people.values())
    found = [
        Position(people[person], hues.of(people[person]), said[0].claim, _steps(said))
        for (person, _), said in taken.items()
    ]
    return [each for each in found if each.is_telling]


def _steps(quotes: Iterable[Quote]) -> tuple[Held, ...]:
    by_number = {quote.pk: quote for quote in quotes}
    stated = [
        Stated(pk, Stance(quote.stance), quote.said_at, _words_of(quote)) for pk, quote in by_number.items()
    ]
    return tuple(
        Held(by_number[step.stated.number], step.change, step.marked_by) for step in position(stated)
    )


def _words_of(quote: Quote) -> str:
    """The words of the quote, with the whole of its sentence where it is part of one: a change of mind is said beside it."""
    return quote.utterance.text if quote.exact in quote.utterance.text else quote.exact
