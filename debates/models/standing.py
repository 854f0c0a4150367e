"""Where claims stand and what debates turn on, as last worked out; and what changed since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from debates.graph import Word
from debates.models.claim import Claim
from debates.models.debate import Debate
from transcripts.models.rules import is_one_of

RENEW = "debates.renew_standings"
"""The job that works out anew what changes touched. The trigger below queues it by this name."""

_QUEUE = f"""
IF EXISTS (SELECT 1 FROM changed) THEN
    INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args)
    VALUES ('default', '{RENEW}', '{RENEW} ' || pg_current_xact_id(), '{{}}')
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING;
END IF;
RETURN NULL;
"""  # noqa: S608  no words but our own


class Left(models.TextChoices):
    """Where a claim is left: the words of `debates.graph.Word`."""

    NEVER_CHALLENGED = Word.NEVER_CHALLENGED.value, "Never challenged"
    ANSWERED = Word.ANSWERED.value, "Challenged and answered"
    UNANSWERED = Word.UNANSWERED.value, "Challenged and not answered"
    CONTESTED = Word.CONTESTED.value, "Contested"
    CONCEDED = Word.CONCEDED.value, "Conceded"


class MapChangeQuerySet(models.QuerySet["MapChange"]):
    def touching(self, claims: Iterable[int]) -> Self:
        """Changes of these claims, given as numbers or as a query, or of claims that hang together with one of them."""
        numbers = claims if isinstance(claims, models.QuerySet) else list(claims)
        components = ClaimStanding.objects.filter(claim__in=numbers).values("component")
        together = ClaimStanding.objects.filter(component__in=components).values("claim")
        return self.filter(Q(claim__in=numbers) | Q(claim__in=together))


class MapChange(models.Model):
    """A claim or a debate that a statement touched, until what follows from it is worked out.

    Every statement that changes claims, quotes, relations, premises or placements notes this in its own transaction; the first
    note of a transaction queues the job. Plain numbers, as what was touched may be gone. The number of the last note is the
    version of the map.
    """

    claim = models.BigIntegerField(null=True, blank=True, db_index=True)
    debate = models.BigIntegerField(null=True, blank=True)

    objects = MapChangeQuerySet.as_manager()

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="queues_the_renewal",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="changed"),
                func=_QUEUE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}: claim {self.claim}, debate {self.debate}"


class ClaimStanding(models.Model):
    """Where one claim is left, and because of what.

    `component` is the lowest number of a claim that hangs together with this one by relations. `chain` has the moves that give
    the word, `rests_on` the disputed links on which it depends, `numbers` what the formal rules say; their forms are those of
    `debates.standings.stored`. `version` is the version of the map of which this is true.
    """

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    word = models.CharField(max_length=30, choices=Left.choices)
    component = models.BigIntegerField(db_index=True)
    chain = models.JSONField()
    rests_on = models.JSONField()
    numbers = models.JSONField()
    version = models.BigIntegerField()
    renewed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=is_one_of("word", Left), name="standing_is_known")]

    def __str__(self) -> str:
        return self.get_word_display()


class DebateDigest(models.Model):
    """What one debate turns on, how it hangs together, and where its claims stood as it was said.

    The forms are those of `debates.standings.stored`.
    """

    debate = models.OneToOneField(Debate, on_delete=models.CASCADE, primary_key=True, related_name="digest")
    cruxes: Any = models.JSONField()
    shape: Any = models.JSONField()
    timeline: Any = models.JSONField()
    version = models.BigIntegerField()
    renewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"what is known of {self.debate}"
