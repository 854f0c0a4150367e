"""Claims and relations of one debate, as the pages about the whole of it show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from debates.models import Claim, Debate, Relation
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import hues_by_side
from transcripts.models import Reader


@dataclass(frozen=True, slots=True)
class Line:
    """A relation with the claims at its ends. An undercut has no target of its own: `step_to` is where the step leads that it denies."""

    relation: Relation
    premises: tuple[ClaimCard, ...]
    target: ClaimCard | None
    step_to: ClaimCard | None


def cards_of(debate: Debate, claims: Iterable[int], reader: Reader) -> dict[int, ClaimCard]:
    """The cards of these claims in the colours of the debate's sides, without those closed to `reader`. Makes two queries.

    The debate must come with its sides (`with_sides`).
    """
    hues = hues_by_side(holder for side in debate.sides.all() for holder in side.holders.all())
    found = Claim.objects.open_to(reader).filter(pk__in=set(claims)).with_quotes(reader)
    return {claim.pk: card(claim, hues) for claim in found}


def ends_of(relations: Iterable[Relation]) -> set[int]:
    """The claims at the ends of relations, and those to which undercut steps lead. The relations' ends must be loaded (`with_ends`)."""
    found: set[int] = set()
    for relation in relations:
        found.update(premise.claim_id for premise in relation.premises.all())
        for each in (relation, relation.target_relation):
            if each is not None and each.target_claim_id is not None:
                found.add(each.target_claim_id)
    return found


def line_of(relation: Relation, cards: Mapping[int, ClaimCard]) -> Line | None:
    """A relation with its ends, or None where one of them is not among the cards."""
    if not ends_of([relation]) <= cards.keys():
        return None
    step = relation.target_relation
    return Line(
        relation,
        tuple(cards[premise.claim_id] for premise in relation.premises.all()),
        None if relation.target_claim_id is None else cards[relation.target_claim_id],
        None if step is None or step.target_claim_id is None else cards[step.target_claim_id],
    )
