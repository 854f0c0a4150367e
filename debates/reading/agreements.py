"""Where the sides of a debate agree: what one grants, supports or asserts of the other's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from debates.graph import Kind, RelationEdge
from debates.models import Claim, Debate, Quote, Relation, Stance
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import hues_by_side
from debates.reading.skeletons import read_skeleton
from transcripts.models import Reader

_OWN = (Stance.ASSERTS, Stance.GRANTS)


@dataclass(frozen=True, slots=True)
class Support:
    """How a claim of one side speaks for a claim of another, and that claim."""

    relation: Relation
    card: ClaimCard


@dataclass(frozen=True, slots=True)
class Agreement:
    """A claim on which sides agree: who grants it, who of several sides asserts it, and which claims of other sides it supports."""

    card: ClaimCard
    grants: tuple[Quote, ...]
    asserted: tuple[Quote, ...]
    supported: tuple[Support, ...]


class AgreementsReading:
    """The claims of one debate on which its sides agree, in the order in which they were said."""

    def __init__(self, debate: Debate, reader: Reader = None) -> None:
        """`debate` must come with its sides. Makes up to twelve queries."""
        self.debate = debate
        self._skeleton = read_skeleton(debate, reader)
        self._hues = hues_by_side(holder for side in debate.sides.all() for holder in side.holders.all())
        self._sides = {
            holder.speaker_id: number
            for number, side in enumerate(debate.sides.all())
            for holder in side.holders.all()
            if holder.speaker_id is not None
        }
        across = [edge for edge in self._skeleton.graph.relations.values() if self._crosses(edge)]
        agreed = self._shared() | {premise for edge in across for premise in edge.premises}
        wanted = agreed | {edge.target_claim for edge in across if edge.target_claim is not None}
        self._claims = {claim.pk: claim for claim in Claim.objects.filter(pk__in=wanted).with_quotes(reader)}
        self._relations = Relation.objects.in_bulk([edge.id for edge in across])
        self._from = defaultdict[int, list[RelationEdge]](list)
        for edge in across:
            for premise in edge.premises:
                self._from[premise].append(edge)
        self.agreements = [self._agreement(claim) for claim in self._skeleton.graph.in_order(agreed)]

    def _crosses(self, edge: RelationEdge) -> bool:
        """Whether a claim of one side speaks for a claim of another."""
        if edge.kind not in {Kind.SUPPORT, Kind.REPHRASE} or edge.target_claim is None:
            return False
        target = self._skeleton.sides.get(edge.target_claim)
        sides = {self._skeleton.sides.get(premise) for premise in edge.premises}
        return target is not None and None not in sides and sides != {target}

    def _shared(self) -> set[int]:
        """Claims that somebody of a side grants, or that people of two sides assert. Makes a query."""
        quotes = Quote.objects.filter(
            claim__in=self._skeleton.sections, stance__in=_OWN, holder__in=self._sides
        )
        granted, sides = set[int](), defaultdict[int, set[int]](set)
        for claim, holder, stance in quotes.values_list("claim", "holder", "stance"):
            sides[claim].add(self._sides[holder])
            if stance == Stance.GRANTS:
                granted.add(claim)
        return granted | {claim for claim, numbers in sides.items() if len(numbers) > 1}

    def _agreement(self, claim: int) -> Agreement:
        own = [quote for quote in self._claims[claim].quotes.all() if quote.holder_id in self._sides]
        asserted = [quote for quote in own if quote.stance == Stance.ASSERTS]
        several = len({self._sides[quote.holder_id] for quote in asserted if quote.holder_id}) > 1
        return Agreement(
            self._card(claim),
            tuple(quote for quote in own if quote.stance == Stance.GRANTS),
            tuple(asserted) if several else (),
            tuple(
                Support(self._relations[edge.id], self._card(edge.target_claim))
                for edge in self._from[claim]
                if edge.target_claim is not None
            ),
        )

    def _card(self, claim: int) -> ClaimCard:
        several = len(self._skeleton.episodes) > 1
        return card(self._claims[claim], self._hues, names_episode=several)
