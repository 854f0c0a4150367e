"""Words by which editors put claims together across debates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.urls import reverse

from debates.models.claim import Claim
from transcripts.models.revisions import revised
from transcripts.models.rules import is_slug, says_something
from transcripts.models.slugs import free_slug

TAG_LONGEST = 60


class TagQuerySet(models.QuerySet["Tag"]):
    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "pk")

    def in_use(self) -> Self:
        """Those that some claim has which may be listed, with how many such claims have it."""
        count = Count("claim_tags", filter=Q(claim_tags__claim__in=Claim.objects.listed()))
        return self.annotate(claim_count=count).filter(claim_count__gt=0)

    def most_used(self) -> Self:
        """Of those in use, the ones that most claims have first."""
        return self.order_by("-claim_count", Lower("name"), "pk")

    def on(self, claim: Claim) -> Self:
        return self.filter(claim_tags__claim=claim)


class TagManager(models.Manager["Tag"]):
    def named(self, name: str) -> Tag:
        """Return the tag called `name`, capitals aside, made if there is none."""
        found = self.filter(name__iexact=name).order_by("pk").first()
        return found or self.create(name=name, slug=free_slug(self.all(), name, "tag"))


@revised()
class Tag(models.Model):
    """A word for what claims of several debates are about."""

    name = models.CharField(max_length=TAG_LONGEST)
    slug = models.SlugField(max_length=90, unique=True)

    objects = TagManager.from_queryset(TagQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="tag_name_once"),
            models.CheckConstraint(condition=says_something("name"), name="tag_says_something"),
            models.CheckConstraint(condition=is_slug("slug"), name="tag_slug_fits_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tag_detail", args=[self.slug])


@revised()
class ClaimTag(models.Model):
    """A tag on a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="claim_tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="claim_tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "tag"], name="tag_once_a_claim")]

    def __str__(self) -> str:
        return f"{self.tag} on {self.claim}"


def set_tags(claim: Claim, names: Iterable[str]) -> None:
    """Let `claim` have these tags and no others; those that stay are not touched."""
    wanted = {tag.pk: tag for tag in map(Tag.objects.named, names)}
    here = {each.tag_id: each for each in ClaimTag.objects.filter(claim=claim)}
    for pk in here.keys() - wanted.keys():
        here[pk].delete()
    for pk in wanted.keys() - here.keys():
        ClaimTag.objects.create(claim=claim, tag=wanted[pk])
