"""Words that the sides of a debate use in different senses."""

from __future__ import annotations

from dataclasses import dataclass

from debates.models import Debate, Quote, Relation, RelationKind, Sense, Term
from debates.reading.debate_maps import may_see
from debates.reading.hues import hues_by_side
from transcripts.models import Reader

SHORT = 90
"""Characters of a claim or a quote in a choice."""


@dataclass(frozen=True, slots=True)
class SenseReading:
    """What one side means by the word; `quote` is None where its words are not for this reader."""

    sense: Sense
    hue: int
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class TermReading:
    """A word with its senses in the order of the sides, and the number of relations that rest on it."""

    term: Term
    senses: tuple[SenseReading, ...]
    resting: int


def terms_of(debate: Debate, reader: Reader) -> list[TermReading]:
    """The terms of a debate whose sides are loaded, by their words. Makes three queries, one where there are none."""
    hues = hues_by_side(holder for side in debate.sides.all() for holder in side.holders.all())
    first = {side.pk: next(iter(side.holders.all()), None) for side in debate.sides.all()}

    def reading(sense: Sense) -> SenseReading:
        holder = first.get(sense.side_id)
        visible = may_see(sense.quote.utterance.transcript.episode, reader)
        hue = hues.of(holder.speaker, holder.words) if holder else 0
        return SenseReading(sense, hue, sense.quote if visible else None)

    return [
        TermReading(term, tuple(map(reading, term.senses.all())), len(term.relations.all()))
        for term in Term.objects.filter(debate=debate).with_senses().in_order()
    ]


def quote_choices(debate: Debate, reader: Reader) -> list[tuple[str, str]]:
    """The quotes of a debate as choices for an editor, as they were said."""
    quotes = Quote.objects.filter(claim__placements__debate=debate).with_places().in_order()
    return [
        (str(quote.pk), f"{quote.holder_name or 'somebody'}: {_short(quote.exact)}")
        for quote in quotes
        if may_see(quote.utterance.transcript.episode, reader)
    ]


def relation_choices(debate: Debate) -> list[tuple[str, str]]:
    """The rebuttals and undercuts among the claims of a debate as choices for an editor."""
    claims = [placement.claim for placement in debate.placements.select_related("claim")]
    relations = Relation.objects.among(claims).with_ends().in_order()
    texts = {claim.pk: _short(claim.text) for claim in claims}
    return [
        (str(relation.pk), _told(relation, texts))
        for relation in relations
        if relation.kind in {RelationKind.ATTACK, RelationKind.UNDERCUT}
    ]


def _told(relation: Relation, texts: dict[int, str]) -> str:
    premises = " with ".join(texts.get(each.claim_id, "another claim") for each in relation.premises.all())
    step = relation.target_relation
    end = relation.target_claim_id if step is None else step.target_claim_id
    target = texts.get(end or 0, "another claim")
    return f"{premises} {relation.get_kind_display()} {'' if step is None else 'a step to '}{target}"


def _short(text: str) -> str:
    return f"“{text}”" if len(text) <= SHORT else f"“{text[:SHORT].rpartition(' ')[0]} …”"
