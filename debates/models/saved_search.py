"""Searches that somebody keeps, to be told when there is more to find."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from debates.models.user import User
from transcripts.models.rules import says_something

LONGEST = 500
"""Characters of a search: as many as are read."""

MOST_A_PERSON = 50
"""Searches that one person may keep: each may be asked every few minutes, for ever."""


class TooManyError(ValueError):
    """Somebody keeps as many searches as they may; the message says what to do."""


def new_secret() -> str:
    """What a feed's address cannot be guessed by: 192 bits."""
    return secrets.token_urlsafe(24)


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, owner: User) -> SavedSearchQuerySet:
        return self.filter(owner=owner)

    def newest_first(self) -> SavedSearchQuerySet:
        return self.order_by("-pk")

    def read_by(self, secret: str) -> SavedSearchQuerySet:
        """The one with this secret, as long as its owner may sign in."""
        return self.filter(secret=secret, owner__is_active=True)

    @transaction.atomic
    def keep(self, owner: User, typed: str) -> SavedSearch:
        """Keep a search for its owner; the one that is kept already, where it is the same. Raises TooManyError."""
        User.objects.select_for_update().get(pk=owner.pk)
        kept = self.of(owner)
        if (same := kept.filter(typed=typed).first()) is not None:
            return same
        if kept.count() >= MOST_A_PERSON:
            raise TooManyError(
                f"You keep {MOST_A_PERSON} searches, which is as many as you may. Let one go first."
            )
        return self.create(owner=owner, typed=typed)


class SavedSearch(models.Model):
    """A search in the language of the search box. Whoever knows its secret may read its feed, which holds public words alone."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    typed = models.CharField(max_length=LONGEST)
    secret = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [
            models.UniqueConstraint(fields=["owner", "typed"], name="saved_search_once_a_person"),
            models.CheckConstraint(condition=says_something("typed"), name="saved_search_says_something"),
        ]

    def __str__(self) -> str:
        return self.typed

    def get_absolute_url(self) -> str:
        """The feed."""
        return reverse("saved_search_feed", args=[self.secret])
