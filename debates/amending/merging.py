"""Merging two claims that say the same, and splitting one that says two things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from debates.models import Claim, MergedClaim, Placement, Premise, Quote, Relation
from debates.models.claim import Origin
from debates.revising.undoing import WORKED_OUT
from transcripts.models import NotPossibleError
from transcripts.models.revisions import Revision

COLUMNS_OF_PLACES = ("utterance_id", "word_start", "end_utterance_id", "word_end")


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a claim's company: so many quotes moved, relations that were the same folded, and such as would have
    joined the claim to itself taken away."""

    quotes: int
    folded: int
    dropped: int


@transaction.atomic
def merge_claims(kept: Claim, gone: Claim, text: str) -> Merged:
    """Let `kept`, worded as `text`, have all that stands on `gone`, which is no more; its address leads to `kept`.

    Relations that come to say the same are folded into the older one. Raises NotPossibleError where there are not two claims.
    """
    rows = Claim.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    here = {claim.pk: claim for claim in rows}
    if len(here) < 2:
        raise NotPossibleError("Two claims that are there are needed to merge.")
    kept, gone = here[kept.pk], here[gone.pk]
    quotes = gone.quotes.count()
    dropped = _drop_what_would_return(kept, gone)
    _lead(Relation.objects.filter(target_claim=gone), "target_claim", kept)
    _lead(Premise.objects.filter(claim=gone), "claim", kept)
    folded = _fold_relations(kept)
    _fold_quotes(kept, gone)
    _keep_main(kept, gone)
    _hand_over(gone, kept)
    MergedClaim.objects.create(key=gone.key, into=kept)
    gone.delete()
    kept.text = text
    kept.origin = Origin.SAID if kept.quotes.exists() else kept.origin
    kept.save(update_fields=["text", "origin"])
    return Merged(quotes, folded, dropped)


def _drop_what_would_return(kept: Claim, gone: Claim) -> int:
    """Take away relations between the two, and say how many."""
    both = [kept.pk, gone.pk]
    relations = Relation.objects.filter(target_claim__in=both, premises__claim__in=both).distinct()
    count = relations.count()
    relations.delete()
    return count


def _lead(rows: models.QuerySet[Any], field: str, to: models.Model) -> None:
    """Let each of `rows` lead to `to` instead; one that is there already for `to` goes, as it would say the same twice."""
    for row in rows.order_by("pk"):
        try:
            with transaction.atomic():
                setattr(row, field, to)
                row.save(update_fields=[field])
        except IntegrityError:
            type(row)._base_manager.filter(pk=row.pk).delete()


def _hand_over(gone: models.Model, kept: models.Model, but: type[models.Model] | None = None) -> None:
    """Let everything that leads to `gone` lead to `kept`, but what is worked out, and rows of `but`. A query a table, and one a row."""
    for way in type(gone)._meta.get_fields(include_hidden=True):
        if not isinstance(way, models.ManyToOneRel) or way.related_model in (*WORKED_OUT, but):
            continue
        if not issubclass(way.related_model, Revision) and not way.related_model._meta.auto_created:
            _lead(way.related_model._base_manager.filter(**{way.field.name: gone}), way.field.name, kept)


def _fold_relations(kept: Claim) -> int:
    """Fold relations about `kept` that are of the same kind between the same ends, undercuts of folded ones as well."""
    folded = 0
    while pair := _same(Relation.objects.touching(kept)):
        older, newer = pair
        if not older.evidence and newer.evidence:
            older.evidence, older.evidence_utterance = newer.evidence, newer.evidence_utterance
        older.reason = older.reason or newer.reason
        older.save(update_fields=["evidence", "evidence_utterance", "reason"])
        for term in newer.terms.all():
            older.terms.add(term)
        _hand_over(newer, older, but=Premise)
        newer.delete()
        folded += 1
    return folded


def _same(relations: models.QuerySet[Relation]) -> tuple[Relation, Relation] | None:
    """Two relations that say the same, the older first, if there are any. Two queries."""
    seen: dict[tuple[object, ...], Relation] = {}
    for relation in relations.prefetch_related("premises").order_by("pk"):
        starts = frozenset(premise.claim_id for premise in relation.premises.all())
        key = (relation.kind, relation.target_claim_id, relation.target_relation_id, starts)
        if key in seen:
            return seen[key], relation
        seen[key] = relation
    return None


def _fold_quotes(kept: Claim, gone: Claim) -> None:
    """Fold quotes of the same words into those that `kept` has; the others move with all that leads to the claim."""
    here = {_place(quote): quote for quote in kept.quotes.all()}
    for quote in gone.quotes.order_by("pk"):
        if (same := here.get(_place(quote))) is not None:
            _hand_over(quote, same)
            quote.delete()


def _place(quote: Quote) -> tuple[object, ...]:
    return tuple(getattr(quote, column) for column in COLUMNS_OF_PLACES)


def _keep_main(kept: Claim, gone: Claim) -> None:
    """Where both stand in a debate, the one that stays is a main claim if either was, and has a section if either had."""
    there = {placed.debate_id: placed for placed in gone.placements.all()}
    for placed in kept.placements.filter(debate__in=there):
        other = there[placed.debate_id]
        placed.is_main = placed.is_main or other.is_main
        placed.section_id = placed.section_id or other.section_id
        placed.save(update_fields=["is_main", "section"])


@transaction.atomic
def split_claim(
    claim: Claim, text: str, quotes: Iterable[Quote], relations: Iterable[Relation], by: models.Model | None
) -> Claim:
    """Make a second claim, worded as `text`, of these quotes and relations of `claim`, placed in the same debates.

    Raises NotPossibleError where one of the two would be left without a quote.
    """
    locked = Claim.objects.select_for_update().get(pk=claim.pk)
    moving = Quote.objects.filter(claim=locked, pk__in=[quote.pk for quote in quotes])
    count = moving.count()
    if locked.origin == Origin.SAID and not 0 < count < locked.quotes.count():
        raise NotPossibleError("Each of the two needs at least one quote: choose some of them, not all.")
    origin = Origin.SAID if count else Origin.SUPPLIED
    new = Claim.objects.create(text=text, origin=origin, created_by_id=by.pk if by else None)
    moving.update(claim=new)
    for placed in locked.placements.all():
        Placement.objects.create(debate_id=placed.debate_id, claim=new, section_id=placed.section_id)
    chosen = [relation.pk for relation in relations]
    Relation.objects.filter(Q(target_claim=locked), pk__in=chosen).update(target_claim=new)
    Premise.objects.filter(relation__in=chosen, claim=locked).update(claim=new)
    return new
