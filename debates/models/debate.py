"""Debates: a question, its sides, its sections, and the claims placed in them."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from debates.models.claim import Claim
from debates.models.noting import notes_changes
from transcripts.models import Speaker
from transcripts.models.revisions import revised
from transcripts.models.rules import says_something

RESERVED_SLUGS = ("new",)
"""Words that stand in other addresses where a debate's slug stands."""


class DebateQuerySet(models.QuerySet["Debate"]):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def with_sides(self) -> Self:
        holders = SideHolder.objects.select_related("speaker").order_by("pk")
        sides = Side.objects.in_order().prefetch_related(Prefetch("holders", queryset=holders))
        return self.prefetch_related(Prefetch("sides", queryset=sides))

    def with_sections(self) -> Self:
        return self.prefetch_related(Prefetch("sections", queryset=Section.objects.in_order()))

    def with_claim_counts(self) -> Self:
        return self.annotate(claim_count=Count("placements"))

    def about(self, claim: Claim) -> Self:
        return self.filter(placements__claim=claim)


@revised(exclude=["changed_at"])
class Debate(models.Model):
    """A question, its sides, its sections, and the claims that bear on it."""

    slug = models.SlugField(max_length=90, unique=True)
    question = models.CharField(max_length=300)
    summary = models.TextField(blank=True, max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = DebateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=says_something("question"), name="debate_asks_a_question")
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("debate_detail", args=[self.slug])

    def clean(self) -> None:
        """Refuse an address at which another page stands."""
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": f"Another page has the address “{self.slug}”: choose another."})

    def place(self, claim: Claim, section: Section | None = None, *, is_main: bool = False) -> Placement:
        """Put `claim` on this debate, under `section` if one is given; placing it again moves it."""
        placement, _ = Placement.objects.update_or_create(
            debate=self, claim=claim, defaults={"section": section, "is_main": is_main}
        )
        return placement


class SideQuerySet(models.QuerySet["Side"]):
    def in_order(self) -> Self:
        return self.order_by("position", "pk")


@revised()
class Side(models.Model):
    """A named group of holders in a debate."""

    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="sides")
    name = models.CharField(max_length=100)
    position = models.PositiveIntegerField(default=0)

    objects = SideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["debate", "name"],
                deferrable=models.Deferrable.DEFERRED,
                name="side_name_once_a_debate",
            ),
            models.CheckConstraint(condition=says_something("name"), name="side_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


@revised()
class SideHolder(models.Model):
    """Somebody whose views make up a side: a speaker, or a group kept by its words."""

    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="holders")
    speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="side_holdings"
    )
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["side", "speaker", "words"], nulls_distinct=False, name="side_holder_once"
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=False, words="")
                | (Q(speaker__isnull=True) & says_something("words")),
                name="side_holder_is_a_speaker_or_words",
            ),
        ]

    def __str__(self) -> str:
        return self.speaker.name if self.speaker else self.words


class SectionQuerySet(models.QuerySet["Section"]):
    def in_order(self) -> Self:
        return self.order_by("position", "pk")


@revised()
class Section(models.Model):
    """A sub-question of a debate."""

    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="sections")
    question = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["debate", "question"],
                deferrable=models.Deferrable.DEFERRED,
                name="section_question_once_a_debate",
            ),
            models.CheckConstraint(condition=says_something("question"), name="section_asks_a_question"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_with_its_claims",
                operation=pgtrigger.UpdateOf("debate_id"),
                when=pgtrigger.Before,
                func="""
                IF EXISTS (SELECT 1 FROM debates_placement p
                            WHERE p.section_id = NEW.id AND p.debate_id <> NEW.debate_id) THEN
                    RAISE EXCEPTION 'a claim would be placed in a section of another debate'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.question


class PlacementQuerySet(models.QuerySet["Placement"]):
    def in_order(self) -> Self:
        return self.order_by("pk")


@revised()
class Placement(models.Model):
    """A claim's place in a debate. One claim may bear on several debates, once on each."""

    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="placements")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="placements")
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="placements"
    )
    is_main = models.BooleanField(default=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["debate", "claim"], name="placement_once_a_debate")]
        triggers = [
            *notes_changes("SELECT claim_id, debate_id FROM changed"),
            pgtrigger.Trigger(
                name="section_of_the_same_debate",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                IF NEW.section_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM debates_section s WHERE s.id = NEW.section_id AND s.debate_id = NEW.debate_id
                ) THEN
                    RAISE EXCEPTION 'a claim is placed in a section of another debate'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} in {self.debate}"
