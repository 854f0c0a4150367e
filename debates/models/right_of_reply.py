"""What a person answers to a claim that is put down to them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from debates.models.claim import Claim
from transcripts.models import NotPossibleError
from transcripts.models.revisions import revised
from transcripts.models.rules import is_one_of, is_web_address, says_something

REPLY_LONGEST = 2000


class GivenBy(models.TextChoices):
    """Whose words a reply is."""

    THEMSELVES = "themselves", "in their own words"
    SOMEBODY = "somebody", "on their behalf"


class RightOfReplyQuerySet(models.QuerySet["RightOfReply"]):
    def standing(self) -> Self:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def in_order(self) -> Self:
        return self.order_by("entered_at", "pk")


@revised()
class RightOfReply(models.Model):
    """A reply by or for a person to a claim, shown with it, unedited. It is no claim of the map and bears on no standing.

    `given_by` says whether the words are the person's own. One that was withdrawn is kept, and shown to nobody.
    """

    GivenBy = GivenBy

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="rights_of_reply")
    person = models.CharField(max_length=200)
    given_by = models.CharField(max_length=10, choices=GivenBy.choices, default=GivenBy.THEMSELVES)
    text = models.TextField(max_length=REPLY_LONGEST)
    source_url = models.URLField(max_length=2000, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RightOfReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "rights of reply"
        constraints = [
            models.CheckConstraint(condition=says_something("text"), name="right_of_reply_says_something"),
            models.CheckConstraint(condition=says_something("person"), name="right_of_reply_names_a_person"),
            models.CheckConstraint(
                condition=is_one_of("given_by", GivenBy), name="right_of_reply_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=is_web_address("source_url"), name="right_of_reply_source_is_on_the_web"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None) | Q(withdrawn_at__isnull=False),
                name="right_of_reply_withdrawn_when_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"

    def withdraw(self, by: AbstractBaseUser | AnonymousUser) -> None:
        """Show it no more. Raises NotPossibleError where somebody withdrew it before."""
        withdrawn = RightOfReply.objects.standing().filter(pk=self.pk)
        if not withdrawn.update(withdrawn_at=timezone.now(), withdrawn_by=by.pk):
            raise NotPossibleError("This reply was withdrawn already.")
        self.refresh_from_db()
