"""Words that the sides of a debate use in different senses."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.db.models.functions import Lower

from debates.models.claim import Quote
from debates.models.debate import Debate, Side
from debates.models.keys import new_key
from debates.models.relation import Relation
from transcripts.models.revisions import revised
from transcripts.models.rules import is_slug, says_something


class TermQuerySet(models.QuerySet["Term"]):
    def in_order(self) -> Self:
        return self.order_by(Lower("word"), "pk")

    def with_senses(self) -> Self:
        """Attach each term's senses in the order of the sides, with quotes and places, and its relations."""
        senses = Sense.objects.with_places().order_by("side__position", "side", "pk")
        return self.prefetch_related(Prefetch("senses", queryset=senses), "relations")


@revised()
class Term(models.Model):
    """A word that the sides of a debate use in different senses; `relations` rest on that difference."""

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="terms")
    word = models.CharField(max_length=100)
    relations = models.ManyToManyField(Relation, blank=True, related_name="terms")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("debate", Lower("word"), name="term_word_once_a_debate"),
            models.CheckConstraint(condition=is_slug("key"), name="term_key_is_url_safe"),
            models.CheckConstraint(condition=says_something("word"), name="term_is_a_word"),
        ]

    def __str__(self) -> str:
        return self.word

    def get_absolute_url(self) -> str:
        return f"{self.debate.get_absolute_url()}#term-{self.key}"


@revised()
class TermRelation(Term.relations.through):  # type: ignore[misc,name-defined]  # made by Django as it runs
    """A relation that rests on a term."""

    class Meta:
        proxy = True


class SenseQuerySet(models.QuerySet["Sense"]):
    def with_places(self) -> Self:
        return self.select_related(
            "side",
            "quote__holder",
            "quote__voiced_by",
            "quote__utterance__transcript__recording",
            "quote__utterance__transcript__episode__show",
        )


@revised()
class Sense(models.Model):
    """What one side means by a term, and the quote that shows it."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="senses")
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="senses")
    meaning = models.CharField(max_length=500)
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="senses")

    objects = SenseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "side"], name="sense_once_a_side"),
            models.CheckConstraint(condition=says_something("meaning"), name="sense_says_something"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_side_of_the_same_debate",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                IF NOT EXISTS (
                    SELECT 1 FROM debates_term t JOIN debates_side s ON s.debate_id = t.debate_id
                     WHERE t.id = NEW.term_id AND s.id = NEW.side_id
                ) THEN
                    RAISE EXCEPTION 'a sense is that of a side of another debate'
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.meaning
