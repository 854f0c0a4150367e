"""What claims mean, as vectors."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from pgvector.django import HalfVectorField

from debates.models.claim import Claim
from transcripts.embedding import DIMENSIONS


class ClaimVector(models.Model):
    """Where a claim lies among meanings. Triggers make a row for each claim, empty it when the sentence changes, and take it away.

    `checksum` is the MD5 of the sentence that was read; both are empty until the worker has read it. The vector has length 1.
    """

    claim = models.OneToOneField(
        Claim, on_delete=models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )
    checksum = models.UUIDField(null=True, blank=True, db_index=True)
    vector = HalfVectorField(dimensions=DIMENSIONS, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checksum=None, vector=None) | Q(checksum__isnull=False, vector__isnull=False),
                name="claim_vector_whole_or_wanted",
            )
        ]
        indexes = [models.Index("claim", condition=Q(vector=None), name="claim_vector_wanted")]

    def __str__(self) -> str:
        return f"meaning of claim {self.pk}"
