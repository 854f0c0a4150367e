"""The latest arguments on a claim or a debate, as everybody may see them: what its feed says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from debates.models import Claim, Debate, Relation
from debates.models.relation import RelationQuerySet
from debates.reading.cards import known_by

SHOWN = 50
"""Entries of a feed."""

_LINKS = {"support": "supports", "attack": "rebuts", "undercut": "denies the step to", "rephrase": "restates"}


@dataclass(frozen=True, slots=True)
class Argument:
    """A relation in words: what is argued, by whom (empty where nobody is known), and on what, with both of its times.

    `changed_at` is when the relation or a claim that it starts from was last put in other words.
    """

    relation: Relation
    text: str
    by: str
    link: str
    reached: str
    made_at: datetime.datetime
    changed_at: datetime.datetime


def arguments_on(claim: Claim) -> list[Argument]:
    """Those on one claim, undercuts of its steps included, newest first. Makes up to nine queries."""
    return _told(Relation.objects.onto(Claim.objects.filter(pk=claim.pk)))


def arguments_in(debate: Debate) -> list[Argument]:
    """Those between claims of one debate, newest first. Makes up to nine queries."""
    placed = Claim.objects.on(debate)
    return _told(Relation.objects.onto(placed).filter(premises__claim__in=placed))


def _told(relations: RelationQuerySet) -> list[Argument]:
    shown = list(relations.newest_first().with_ends()[:SHOWN])
    claims = {claim.pk: claim for claim in Claim.objects.filter(pk__in=_ends(shown)).with_quotes()}
    changed = _changes(shown)
    return [
        _argument(relation, claims, changed.get(relation.pk, relation.created_at))
        for relation in shown
        if not any(claims[pk].is_closed for pk in _ends([relation]))
    ]


def _starts(relation: Relation) -> list[int]:
    return [premise.claim_id for premise in relation.premises.all()]


def _reached(relation: Relation) -> int | None:
    """The claim that it bears on; for an undercut, that to which the step leads."""
    step = relation.target_relation
    return step.target_claim_id if step else relation.target_claim_id


def _ends(relations: Iterable[Relation]) -> set[int]:
    return {pk for relation in relations for pk in (*_starts(relation), _reached(relation)) if pk is not None}


def _changes(relations: list[Relation]) -> dict[int, datetime.datetime]:
    """When each relation, or a claim that it starts from, was last changed. Makes two queries."""
    keys = [relation.pk for relation in relations]
    found: dict[int, datetime.datetime] = {}
    for path in ("revisions__pgh_created_at", "premises__claim__revisions__pgh_created_at"):
        latest = Relation.objects.filter(pk__in=keys).annotate(latest=Max(path)).values_list("pk", "latest")
        for relation, at in latest:
            if at is not None:
                found[relation] = max(at, found.get(relation, at))
    return found


def _argument(relation: Relation, claims: dict[int, Claim], changed_at: datetime.datetime) -> Argument:
    starts = [claims[pk] for pk in _starts(relation)]
    quotes = [quote for quote in map(known_by, starts) if quote is not None]
    reached = _reached(relation)
    return Argument(
        relation,
        " ".join(claim.text for claim in starts),
        ", ".join(dict.fromkeys(quote.holder_name for quote in quotes if quote.holder_name)),
        _LINKS[relation.kind],
        claims[reached].text if reached is not None else "another step",
        relation.created_at,
        max(changed_at, relation.created_at),
    )
