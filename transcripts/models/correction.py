"""What readers offer to correct in a transcript."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of, says_something
from transcripts.models.transcript import Utterance

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

LONGEST = 1000
HOUR = datetime.timedelta(hours=1)
OF_ONE_VISITOR = 10
"""Offers that one visitor may make in an hour."""

OF_ALL_VISITORS = 300
"""Offers that all visitors together may make in an hour: more is no reader."""


class CorrectionOfferQuerySet(models.QuerySet["CorrectionOffer"]):
    def waiting(self) -> Self:
        return self.filter(state=CorrectionOffer.State.WAITING)

    def in_shows(self, shows: frozenset[int] | None) -> Self:
        """Those of shows with these keys, of all where none are named."""
        return self if shows is None else self.filter(utterance__transcript__episode__show__in=shows)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def with_places(self) -> Self:
        return self.select_related("utterance__transcript__episode__show", "utterance__speaker")

    def of_the_last_hour(self) -> Self:
        return self.filter(created_at__gte=timezone.now() - HOUR)

    def are_too_many_from(self, visitor: str) -> bool:
        """Whether this visitor, or all together, offered as much in the last hour as is taken. Makes two queries."""
        recent = self.of_the_last_hour()
        return recent.filter(visitor=visitor).count() >= OF_ONE_VISITOR or recent.count() >= OF_ALL_VISITORS


class CorrectionKind(models.TextChoices):
    """What a reader finds wrong with a sentence."""

    WORDS = "words", "The words are wrong"
    SPEAKER = "speaker", "Somebody else says this"
    TIME = "time", "The time is wrong"


class CorrectionState(models.TextChoices):
    """What became of an offer."""

    WAITING = "waiting", "waits"
    DONE = "done", "done"
    DISMISSED = "dismissed", "dismissed"


@revised()
class CorrectionOffer(models.Model):
    """A reader's word that a sentence is wrong: its words, its time, or who is named as its speaker.

    It changes nothing by itself: an editor looks and decides. `visitor` tells visitors apart for a day, without saying
    who they are.
    """

    Kind = CorrectionKind
    State = CorrectionState

    utterance = models.ForeignKey(Utterance, on_delete=models.CASCADE, related_name="correction_offers")
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.WORDS)
    proposal = models.TextField(max_length=LONGEST)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    visitor = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = CorrectionOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_one_of("kind", CorrectionKind), name="correction_kind_is_known"
            ),
            models.CheckConstraint(condition=says_something("proposal"), name="correction_says_something"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | Q(state__in=["done", "dismissed"], decided_at__isnull=False),
                name="correction_decided_when_it_is",
            ),
        ]
        indexes = [models.Index("created_at", name="correction_newest")]

    def __str__(self) -> str:
        return self.proposal

    def decide(self, state: CorrectionState, by: AbstractBaseUser | AnonymousUser) -> None:
        """Note that an editor made the correction elsewhere, or found none needed."""
        self.state, self.decided_at, self.decided_by_id = state, timezone.now(), by.pk
        self.save(update_fields=["state", "decided_at", "decided_by"])
