"""Relations between claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When
from django.urls import reverse

from debates.models.claim import Claim, is_said_in_private_alone
from debates.models.keys import new_key
from debates.models.noting import notes_changes
from debates.models.veiling import VeilingQuerySet
from transcripts.models import Reader, Utterance, may_read_private
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of, is_slug
from transcripts.models.visibility import closed_to


class RelationKind(models.TextChoices):
    """How premises bear on what they answer. Labels are what pages say."""

    SUPPORT = "support", "supports"
    ATTACK = "attack", "rebuts"
    UNDERCUT = "undercut", "undercuts"
    REPHRASE = "rephrase", "restates"


_ENDS = """
SELECT target_claim_id, NULL::bigint FROM changed
UNION ALL
SELECT p.claim_id, NULL FROM changed JOIN debates_premise p ON p.relation_id = changed.id
UNION ALL
SELECT p.claim_id, NULL FROM changed JOIN debates_premise p ON p.relation_id = changed.target_relation_id
"""
"""The claims at the ends of changed relations: for an undercut, those at the start of what it undercuts."""

_PREMISES = """
SELECT claim_id, NULL::bigint FROM changed
UNION ALL
SELECT r.target_claim_id, NULL FROM changed JOIN debates_relation r ON r.id = changed.relation_id
"""


class RelationQuerySet(VeilingQuerySet["Relation"]):
    def among(self, claims: Iterable[Claim]) -> Self:
        """Relations that start from one of `claims` and reach one of them, undercuts by what they undercut."""
        keys = [claim.pk for claim in claims]
        on_claims = Q(target_claim__in=keys)
        on_relations = Q(target_relation__premises__claim__in=keys)
        return self.filter(on_claims | on_relations, premises__claim__in=keys).distinct()

    def touching(self, claim: Claim) -> Self:
        """Relations onto or from `claim`, and undercuts of those."""
        return self.filter(
            Q(target_claim=claim)
            | Q(premises__claim=claim)
            | Q(target_relation__target_claim=claim)
            | Q(target_relation__premises__claim=claim)
        ).distinct()

    def onto(self, claims: Iterable[Claim]) -> Self:
        """Relations that bear on one of `claims`, and undercuts of steps to them or from them."""
        reached = Q(target_claim__in=claims)
        steps = Q(target_relation__target_claim__in=claims) | Q(target_relation__premises__claim__in=claims)
        return self.filter(reached | steps).distinct()

    def wholly_open_to(self, reader: Reader) -> Self:
        """Those between claims that `reader` may see, every one, an undercut's step included."""
        if may_read_private(reader):
            return self
        closed = Premise.objects.filter(is_said_in_private_alone(reader, "claim"))
        return self.exclude(
            Exists(closed.filter(relation=OuterRef("pk")))
            | Exists(closed.filter(relation=OuterRef("target_relation")))
            | is_said_in_private_alone(reader, "target_claim")
            | is_said_in_private_alone(reader, "target_relation__target_claim")
        )

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def with_ends(self, reader: Reader = None) -> Self:
        """Attach the claims at both ends. What private words are cited is hidden from whoever may not read them."""
        premises = Premise.objects.select_related("claim").order_by("pk")
        found = self.select_related("target_claim", "target_relation").prefetch_related(
            Prefetch("premises", queryset=premises), Prefetch("target_relation__premises", queryset=premises)
        )
        if may_read_private(reader):
            return found
        starting = Premise.objects.filter(relation=OuterRef("pk"))
        cites = closed_to(reader, "evidence_utterance__transcript__episode__") | Exists(
            starting.filter(is_said_in_private_alone(reader, "claim"))
        )
        return found.annotate(cites_private_words=Case(When(cites, then=True), default=False)).veiled()

    def with_terms(self) -> Self:
        """Attach the words in two senses on which each rests, with their debates."""
        return self.prefetch_related("terms__debate")

    def in_order(self) -> Self:
        return self.order_by("pk")


class RelationManager(models.Manager["Relation"]):
    @transaction.atomic
    def link(
        self, premises: Iterable[Claim], kind: str, target: Claim | Relation, **details: object
    ) -> Relation:
        """Relate linked `premises` to `target`: a claim, or a relation where `kind` is an undercut.

        Raises IntegrityError where the relation makes no sense (a claim to itself, an undercut of a claim).
        """
        end = {"target_relation" if isinstance(target, Relation) else "target_claim": target}
        relation = self.create(kind=kind, **end, **details)
        Premise.objects.bulk_create(Premise(relation=relation, claim=claim) for claim in premises)
        return relation


@revised()
class Relation(models.Model):
    """One or more claims, as linked premises, that bear on a claim; an undercut bears on a relation."""

    cites_private_words = False

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=8, choices=RelationKind.choices)
    target_claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="relations_onto"
    )
    target_relation = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="undercuts"
    )
    evidence = models.TextField(blank=True, help_text="The words that make it a relation, exactly as said.")
    evidence_utterance = models.ForeignKey(
        Utterance, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True, help_text="Why these words make it one, for a person to read.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RelationManager.from_queryset(RelationQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_one_of("kind", RelationKind), name="relation_kind_is_known"),
            models.CheckConstraint(condition=is_slug("key"), name="relation_key_is_url_safe"),
            models.CheckConstraint(
                condition=Q(kind="undercut", target_claim__isnull=True, target_relation__isnull=False)
                | (~Q(kind="undercut") & Q(target_claim__isnull=False, target_relation__isnull=True)),
                name="relation_undercuts_a_relation_or_bears_on_a_claim",
            ),
            models.CheckConstraint(
                condition=Q(target_relation__isnull=True) | ~Q(target_relation=F("id")),
                name="relation_never_undercuts_itself",
            ),
        ]
        triggers = [
            *notes_changes(_ENDS),
            pgtrigger.Trigger(
                name="starts_from_a_premise_and_never_returns",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("target_claim_id"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func="""
                IF EXISTS (SELECT 1 FROM debates_relation r WHERE r.id = NEW.id) AND NOT EXISTS (
                    SELECT 1 FROM debates_premise p WHERE p.relation_id = NEW.id
                ) THEN
                    RAISE EXCEPTION 'a relation starts from no claim' USING ERRCODE = 'check_violation';
                END IF;
                IF EXISTS (SELECT 1 FROM debates_premise p JOIN debates_relation r ON r.id = p.relation_id
                            WHERE p.relation_id = NEW.id AND p.claim_id = r.target_claim_id) THEN
                    RAISE EXCEPTION 'a relation joins a claim to itself' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.key})"

    def get_absolute_url(self) -> str:
        return reverse("relation_detail", args=[self.key])

    def veil(self) -> None:
        """Hide in this object, not in the database, what it cites of private words."""
        if self.cites_private_words:
            self.evidence = self.reason = ""


@revised()
class Premise(models.Model):
    """One claim among those a relation starts from."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="premises")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="premises")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["relation", "claim"], name="premise_once_a_relation")]
        triggers = [
            *notes_changes(_PREMISES),
            pgtrigger.Trigger(
                name="never_the_target_itself",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                IF EXISTS (SELECT 1 FROM debates_relation r
                            WHERE r.id = NEW.relation_id AND r.target_claim_id = NEW.claim_id) THEN
                    RAISE EXCEPTION 'a relation joins a claim to itself' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="leaves_no_relation_without_one",
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("relation_id"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func="""
                IF EXISTS (SELECT 1 FROM debates_relation r WHERE r.id = OLD.relation_id) AND NOT EXISTS (
                    SELECT 1 FROM debates_premise p WHERE p.relation_id = OLD.relation_id
                ) THEN
                    RAISE EXCEPTION 'a relation would start from no claim' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.claim)


@transaction.atomic
def delete_claim(claim: Claim) -> None:
    """Delete a claim with its quotes and places, and with every relation from or to it."""
    Relation.objects.filter(Q(target_claim=claim) | Q(premises__claim=claim)).distinct().delete()
    claim.delete()
