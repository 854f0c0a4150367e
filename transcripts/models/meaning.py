"""What sentences mean, as vectors, and which transcripts still wait for theirs."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from pgvector.django import HalfVectorField

from transcripts.embedding import DIMENSIONS
from transcripts.models.transcript import Utterance


class SentenceVector(models.Model):
    """Where a sentence lies among meanings: near another one that says the same, in whatever words.

    Only words that may stand in lists have one: a sentence loses its vector, by the database's own triggers, when its words
    change, go, are taken down or leave the lists. `checksum` is the MD5 of the text that was read. The vector has length 1.
    """

    utterance = models.OneToOneField(
        Utterance, on_delete=models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )
    checksum = models.UUIDField(db_index=True)
    vector = HalfVectorField(dimensions=DIMENSIONS)

    def __str__(self) -> str:
        return f"meaning of utterance {self.pk}"


class VectorsWanted(models.Model):
    """A transcript with sentences that may have no vectors yet; triggers note it, and the worker strikes it off."""

    transcript_id = models.BigIntegerField(primary_key=True)
    noted_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "vectors wanted"

    def __str__(self) -> str:
        return f"vectors of transcript {self.pk}"
