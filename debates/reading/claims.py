"""A claim as its own page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from debates.models import Claim, Debate, Quote, Relation, RelationKind
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import Hues, hues_everywhere
from debates.reading.standings import Standings
from debates.reading.telling import ToldStanding
from debates.reading.weighed import Dependence, Numbers, dependence_of, numbers_of
from transcripts.models import Reader


@dataclass(frozen=True, slots=True)
class Bearing:
    """A relation seen from one claim: the card at its other end.

    An undercut denies a step between two claims: `step_to` is the one it leads to, `step_from` the one it starts from,
    whichever is not on the page already.
    """

    relation: Relation
    card: ClaimCard
    step_to: Claim | None = None
    step_from: Claim | None = None


class ClaimReading:
    """One claim with every time it was said, all that bears on it, and where it is left. Makes up to eighteen queries."""

    def __init__(self, claim: Claim, reader: Reader = None) -> None:
        """The claim's quotes must be loaded (`with_quotes`)."""
        self.claim = claim
        self.quotes: list[Quote] = list(claim.quotes.all())
        self.debates = list(Debate.objects.about(claim).newest_first())
        self._relations = list(Relation.objects.touching(claim).with_ends(reader).with_terms().in_order())
        self._reader = reader
        self._claims = self._neighbours()
        holders = [
            quote.holder for each in self._claims.values() for quote in each.quotes.all() if quote.holder
        ]
        voices = [quote.voiced_by for quote in self.quotes if quote.voiced_by]
        self._hues: Hues = hues_everywhere([*holders, *voices])
        self.standings = Standings(self._claims, reader, whole=True)

    def _neighbours(self) -> dict[int, Claim]:
        """Claims at either end of the relations, and of those that they undercut; this one included."""
        ends = {self.claim.pk}
        for relation in self._relations:
            for each in (relation, relation.target_relation):
                if each is not None:
                    ends.update(_premises(each))
                    ends.update([] if each.target_claim_id is None else [each.target_claim_id])
        return {claim.pk: claim for claim in Claim.objects.filter(pk__in=ends).with_quotes(self._reader)}

    @cached_property
    def standing(self) -> ToldStanding | None:
        """Where it is left, or None where that is not worked out."""
        return self.standings.told(self.claim.pk)

    @cached_property
    def dependence(self) -> Dependence | None:
        """On which disputed links that rests."""
        return dependence_of(self.standing.row, self._reader) if self.standing else None

    @property
    def numbers(self) -> Numbers | None:
        """What the formal rules say."""
        return numbers_of(self.standing.row) if self.standing else None

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
        """What rebuts it, then what denies the steps that it is a reason for."""
        return [*self._onto({RelationKind.ATTACK}), *self._undercuts()]

    @property
    def bears_on(self) -> list[Bearing]:
        """What it supports, rebuts, restates or undercuts in turn."""
        return [
            Bearing(relation, self._card(target), step_to=self._step_end(relation.target_relation))
            for relation in self._relations
            if self.claim.pk in _premises(relation)
            for target in self._targets(relation)
        ]

    def _onto(self, kinds: set[RelationKind]) -> list[Bearing]:
        return [
            Bearing(relation, self._card(premise))
            for relation in self._relations
            if relation.target_claim_id == self.claim.pk and relation.kind in kinds
            for premise in _premises(relation)
        ]

    def _undercuts(self) -> list[Bearing]:
        """Undercuts of steps from this claim, then of steps to it."""
        undercuts = [(relation, relation.target_relation) for relation in self._relations]
        steps = [(undercut, step) for undercut, step in undercuts if step is not None]
        return [
            *(
                Bearing(undercut, self._card(premise), step_to=self._step_end(step))
                for undercut, step in steps
                if self.claim.pk in _premises(step)
                for premise in _premises(undercut)
            ),
            *(
                Bearing(undercut, self._card(premise), step_from=self._claims[start])
                for undercut, step in steps
                if step.target_claim_id == self.claim.pk
                for premise in _premises(undercut)
                for start in _premises(step)
            ),
        ]

    def _targets(self, relation: Relation) -> list[int]:
        """The claim a relation reaches; for an undercut, the claims whose step it denies."""
        if relation.target_claim_id is not None:
            return [relation.target_claim_id]
        return _premises(relation.target_relation) if relation.target_relation else []

    def _step_end(self, step: Relation | None) -> Claim | None:
        return self._claims[step.target_claim_id] if step and step.target_claim_id is not None else None

    def _card(self, claim_id: int) -> ClaimCard:
        """Its card; one that was said elsewhere than this page's claim says where."""
        shown = card(self._claims[claim_id], self._hues, standing=self.standings.told(claim_id))
        return replace(shown, names_episode=_episode_of(shown) != _episode_of(self.card))


def _episode_of(shown: ClaimCard) -> int | None:
    return shown.quote.utterance.transcript.episode_id if shown.quote else None


def _premises(relation: Relation) -> list[int]:
    return [premise.claim_id for premise in relation.premises.all()]
