"""Disputes: an editor reads a relation as another kind than the map has it. Both views are kept."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F

from debates.models.noting import notes_changes
from debates.models.relation import Relation, RelationKind
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of

_ENDS = """
SELECT r.target_claim_id, NULL::bigint FROM changed JOIN debates_relation r ON r.id = changed.relation_id
UNION ALL
SELECT p.claim_id, NULL FROM changed JOIN debates_premise p ON p.relation_id = changed.relation_id
"""


class OtherKind(models.TextChoices):
    """As what an editor may read a relation; labels say it of the one who does."""

    SUPPORT = "support", "supports"
    ATTACK = "attack", "rebuts"
    REPHRASE = "rephrase", "restates"
    NONE = "none", "no link at all"


class DissentQuerySet(models.QuerySet["Dissent"]):
    def in_force(self) -> Self:
        """Those that still differ from the map; of an undercut, only that there is no link."""
        return self.exclude(kind=F("relation__kind")).exclude(
            ~models.Q(kind=OtherKind.NONE), relation__kind=RelationKind.UNDERCUT
        )

    def in_order(self) -> Self:
        return self.select_related("editor").order_by("said_at", "pk")


@revised()
class Dissent(models.Model):
    """An editor's view of a relation that differs from the map's, with the reason; one for each editor."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="dissents")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dissents")
    kind = models.CharField(max_length=8, choices=OtherKind.choices)
    reason = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField(auto_now=True)

    objects = DissentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relation", "editor"], name="dissent_once_an_editor"),
            models.CheckConstraint(condition=is_one_of("kind", OtherKind), name="dissent_kind_is_known"),
        ]
        triggers = notes_changes(_ENDS)

    def __str__(self) -> str:
        return f"{self.editor} reads {self.relation} as {self.get_kind_display()}"
