"""Where claims went that were merged into others."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from debates.models.claim import Claim
from transcripts.models.revisions import revised
from transcripts.models.rules import is_slug


@revised()
class MergedClaim(models.Model):
    """The key of a claim that is no more, and the claim that has its quotes and relations: old links lead there."""

    key = models.CharField(max_length=40, unique=True)
    into = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="merged")
    merged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=is_slug("key"), name="merged_claim_key_is_url_safe")]

    def __str__(self) -> str:
        return f"{self.key} is now {self.into}"
