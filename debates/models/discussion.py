"""What people who work here say to each other: comments on claims and relations, who is named in them, and who follows what."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from debates.models.claim import Claim, is_said_in_private_alone
from debates.models.debate import Debate
from debates.models.relation import Premise, Relation
from debates.models.user import User
from transcripts.actions import Action
from transcripts.models import NotPossibleError, Reader, may_read_private
from transcripts.models.revisions import revised
from transcripts.models.rules import says_something
from transcripts.models.visibility import closed_to

LONGEST = 4000
MOST_NAMED = 10
"""People that one comment tells by naming them."""
MOST_AT_ONCE, WITHIN = 30, timedelta(minutes=10)
"""Comments that one person may write in that time."""
MOST_WATCHED = 200

_NAMED = re.compile(r"(?<![\w.@+-])@([\w.@+-]{1,150})")


class CommentQuerySet(models.QuerySet["Comment"]):
    def standing(self) -> Self:
        """Those that were not taken away."""
        return self.filter(removed_at=None)

    def on(self, about: Claim | Relation) -> Self:
        return self.filter(claim=about) if isinstance(about, Claim) else self.filter(relation=about)

    def of_watched(self, by: User) -> Self:
        """Those of others on the claims that somebody follows, on relations at these, and on claims of debates that they follow."""
        claims = Claim.objects.filter(Q(watches__user=by) | Q(placements__debate__watches__user=by))
        relations = Q(relation__target_claim__in=claims) | Q(relation__premises__claim__in=claims)
        return self.filter(Q(claim__in=claims) | relations).exclude(author=by).distinct()

    def open_to(self, reader: Reader) -> Self:
        """Those that `reader` may see: all but what is about words that are closed to them."""
        if may_read_private(reader):
            return self
        starts = Premise.objects.filter(relation=OuterRef("relation"))
        return self.exclude(
            is_said_in_private_alone(reader, "claim")
            | is_said_in_private_alone(reader, "relation__target_claim")
            | closed_to(reader, "relation__evidence_utterance__transcript__episode__")
            | Exists(starts.filter(is_said_in_private_alone(reader, "claim")))
        )

    def naming(self, person: User) -> Self:
        return self.filter(mentions__user=person).exclude(author=person)

    def with_places(self) -> Self:
        return self.select_related("author", "claim", "relation")

    def in_order(self) -> Self:
        return self.order_by("written_at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-written_at", "-pk")


@revised()
class Comment(models.Model):
    """A remark on a claim or on a relation, in plain text. Its author may change it and take it away."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="comments")
    relation = models.ForeignKey(
        Relation, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    text = models.TextField(max_length=LONGEST)
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=says_something("text"), name="comment_says_something"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False, relation=None) | Q(claim=None, relation__isnull=False),
                name="comment_on_one_thing",
            ),
        ]
        indexes = [models.Index("author", "written_at", name="comment_by_author")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{discussion_url(self.about)}#c{self.pk}"

    @property
    def about(self) -> Claim | Relation:
        found = self.claim or self.relation
        assert found is not None  # noqa: S101  the database keeps it
        return found

    def may_be_changed_by(self, person: User) -> bool:
        return self.author_id == person.pk and self.removed_at is None

    def may_be_removed_by(self, person: User) -> bool:
        """Its author may, and whoever edits what it is about."""
        return self.removed_at is None and (
            self.author_id == person.pk or person.may(Action.EDIT, self.about)
        )

    @transaction.atomic
    def say(self, text: str) -> None:
        """Store the words, new or changed, and tell whom they name. Raises NotPossibleError for one who writes too much at once."""
        if self._state.adding:
            _allow_another(self.author)
        else:
            self.changed_at = timezone.now()
        self.text = text
        self.save()
        named = User.objects.filter(username__in=_names_in(text), is_active=True)
        Mention.objects.bulk_create(
            (Mention(comment=self, user=person) for person in named), ignore_conflicts=True
        )

    def remove(self) -> None:
        """Take the words away; that something was said stays."""
        self.removed_at, self.text = timezone.now(), "–"
        self.save(update_fields=["removed_at", "text"])
        self.mentions.all().delete()


def discussion_url(about: Claim | Relation) -> str:
    """The page on which this is discussed."""
    name = "claim_discussion" if isinstance(about, Claim) else "relation_discussion"
    return reverse(name, args=[about.key])


def _names_in(text: str) -> list[str]:
    """Who is named by `@name`, without the full stop after it; the first few."""
    names = [match.rstrip(".+-@") for match in _NAMED.findall(text)]
    return list(dict.fromkeys(filter(None, names)))[:MOST_NAMED]


def _allow_another(author: User | None) -> None:
    recent = Comment.objects.filter(author=author, written_at__gt=timezone.now() - WITHIN)
    if recent.count() >= MOST_AT_ONCE:
        raise NotPossibleError("That is a lot in ten minutes. Wait a little: your words stay in the form.")


@revised()
class Mention(models.Model):
    """Somebody whom a comment names."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once_a_comment")]

    def __str__(self) -> str:
        return f"@{self.user}"


class WatchQuerySet(models.QuerySet["Watch"]):
    def newest_first(self) -> Self:
        return self.select_related("claim", "debate").order_by("-since", "-pk")

    def open_to(self, reader: Reader) -> Self:
        """Those of what `reader` may see: all but claims on words that were closed to them since."""
        if may_read_private(reader):
            return self
        return self.exclude(is_said_in_private_alone(reader, "claim"))

    def on(self, about: Claim | Debate) -> Self:
        return self.filter(claim=about) if isinstance(about, Claim) else self.filter(debate=about)


@revised()
class Watch(models.Model):
    """That somebody follows a claim or a debate."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="watches")
    debate = models.ForeignKey(
        Debate, on_delete=models.CASCADE, null=True, blank=True, related_name="watches"
    )
    since = models.DateTimeField(auto_now_add=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "claim", "debate"], nulls_distinct=False, name="watch_once_a_thing"
            ),
            models.CheckConstraint(
                condition=Q(claim__isnull=False, debate=None) | Q(claim=None, debate__isnull=False),
                name="watch_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.about)

    @property
    def about(self) -> Claim | Debate:
        found = self.claim or self.debate
        assert found is not None  # noqa: S101  the database keeps it
        return found


def follow(user: User, about: Claim | Debate) -> None:
    """Put it on the watch list, once. Raises NotPossibleError where the list is full."""
    if user.watches.count() >= MOST_WATCHED and not user.watches.on(about).exists():
        raise NotPossibleError(f"You follow {MOST_WATCHED} things already. Leave one first.")
    where = {"claim": about} if isinstance(about, Claim) else {"debate": about}
    Watch.objects.get_or_create(user=user, **where)
