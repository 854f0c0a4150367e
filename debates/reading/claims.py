"""A claim as its own page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from debates.models import Claim, Debate, Premise, Quote, Relation, RelationKind
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import Hues, hues_everywhere


@dataclass(frozen=True, slots=True)
class Bearing:
    """A relation seen from one claim: the card at its other end. `step` is what an undercut denies."""

    relation: Relation
    card: ClaimCard
    step: Claim | None = None


class ClaimReading:
    """One claim with every time it was said and all that bears on it. Makes eleven queries."""

    def __init__(self, claim: Claim) -> None:
        """The claim's quotes must be loaded (`with_quotes`)."""
        self.claim = claim
        self.quotes: list[Quote] = list(claim.quotes.all())
        self.debates = list(Debate.objects.about(claim).newest_first())
        self._relations = list(Relation.objects.touching(claim).with_ends().in_order())
        self._claims = self._neighbours()
        holders = [
            quote.holder for each in self._claims.values() for quote in each.quotes.all() if quote.holder
        ]
        voices = [quote.voiced_by for quote in self.quotes if quote.voiced_by]
        self._hues: Hues = hues_everywhere([*holders, *voices])

    def _neighbours(self) -> dict[int, Claim]:
        """Claims at either end of the relations, this one included; those an undercut starts from too."""
        ends = {self.claim.pk}
        for relation in self._relations:
            ends.update(premise.claim_id for premise in relation.premises.all())
            ends.update(_known(relation.target_claim_id))
            if relation.target_relation:
                ends.update(_known(relation.target_relation.target_claim_id))
        ends.update(
            Premise.objects.filter(relation__undercuts__in=self._relations).values_list("claim_id", flat=True)
        )
        return {claim.pk: claim for claim in Claim.objects.filter(pk__in=ends).with_quotes()}

    @property
    def card(self) -> ClaimCard:
        return card(self.claim, self._hues)

    @property
    def sayings(self) -> list[tuple[Quote, int]]:
        """Every time it was said, earliest first, with the colour of whoever holds it there."""
        return [(quote, self._hues.of(quote.holder, quote.holder_words)) for quote in self.quotes]

    @property
    def replies_for(self) -> list[Bearing]:
        """What supports or restates it."""
        return self._onto({RelationKind.SUPPORT, RelationKind.REPHRASE})

    @property
    def replies_against(self) -> list[Bearing]:
        """What rebuts it, then what undercuts the steps that rest on it."""
        return [*self._onto({RelationKind.ATTACK}), *self._undercuts()]

    @property
    def bears_on(self) -> list[Bearing]:
        """What it supports, rebuts or restates in turn."""
        return [
            Bearing(relation, self._card(relation.target_claim_id))
            for relation in self._relations
            if relation.target_claim_id is not None
            and relation.target_claim_id != self.claim.pk
            and self._starts(relation)
        ]

    def _onto(self, kinds: set[RelationKind]) -> list[Bearing]:
        return [
            Bearing(relation, self._card(premise.claim_id))
            for relation in self._relations
            if relation.target_claim_id == self.claim.pk and relation.kind in kinds
            for premise in relation.premises.all()
        ]

    def _undercuts(self) -> list[Bearing]:
        """Undercuts of relations that reach this claim, with the step that each denies."""
        return [
            Bearing(relation, self._card(premise.claim_id), self._step(relation.target_relation))
            for relation in self._relations
            if relation.target_relation is not None and not self._starts(relation)
            for premise in relation.premises.all()
        ]

    def _step(self, undercut: Relation) -> Claim | None:
        target = undercut.target_claim_id
        return self._claims.get(target) if target is not None else None

    def _starts(self, relation: Relation) -> bool:
        return any(premise.claim_id == self.claim.pk for premise in relation.premises.all())

    def _card(self, claim_id: int) -> ClaimCard:
        return card(self._claims[claim_id], self._hues)


def _known(claim_id: int | None) -> set[int]:
    return set() if claim_id is None else {claim_id}
