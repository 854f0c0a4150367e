"""Claims that are here already: near to a text, found by words, or lately worked on."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from debates.likeness import claims_like
from debates.models import Claim, Quote
from transcripts.models import Reader

SHOWN = 6
NEAR_FROM = 0.3
"""Share of letter triples (0 to 1) from which two sentences may be the same claim: below it most pairs have a topic in common, no more."""

MEANT_FROM = 0.6
"""Likeness in meaning from which a sentence is worth a look."""

FOUND_FROM = 0.35
LONGEST = 500
"""Characters of a text that are compared."""


@dataclass(frozen=True, slots=True)
class NearClaim:
    """A claim, how near it is (0 to 1), how often it was said, and whose view it is where somebody said it."""

    claim: Claim
    nearness: float
    times_said: int
    holder: str


def near_claims(text: str, reader: Reader, most: int = SHOWN) -> list[NearClaim]:
    """Return claims in nearly the words of `text`, the nearest first. Makes one query."""
    words = " ".join(text.split())[:LONGEST]
    if not words:
        return []
    return _ranked(Claim.objects.open_to(reader), TrigramSimilarity("text", words), NEAR_FROM, most)


def claims_meant(text: str, reader: Reader, most: int = SHOWN) -> list[NearClaim]:
    """Return claims that may say the same as `text`, in like words or others, the nearest first. Makes seven queries."""
    by_words = near_claims(text, reader, most)
    known = {near.claim.pk for near in by_words}
    by_meaning = [
        NearClaim(like.claim, like.likeness, len(quotes), quotes[0].holder_name if quotes else "")
        for like in claims_like(text, reader, most)
        if like.claim.pk not in known and like.likeness >= MEANT_FROM
        for quotes in [list(like.claim.quotes.all())]
    ]
    return sorted([*by_words, *by_meaning], key=lambda near: (-near.nearness, near.claim.pk))[:most]


def find_claims(words: str, reader: Reader, most: int = SHOWN) -> list[NearClaim]:
    """Return claims in which these words, or words like them, stand, the nearest first. Makes one query."""
    words = " ".join(words.split())[:LONGEST]
    if not words:
        return []
    nearness = Greatest(TrigramWordSimilarity(words, "text"), TrigramSimilarity("text", words))
    return _ranked(Claim.objects.open_to(reader), nearness, FOUND_FROM, most)


def recent_claims(
    by: AbstractBaseUser | AnonymousUser, most: int = SHOWN, first: Claim | None = None
) -> list[NearClaim]:
    """Return the claims that this editor made last, newest first, after `first` where one is named. One query, two with `first`."""
    made = Claim.objects.filter(created_by=by.pk)
    if first is None:
        return _ranked(made, F("pk"), 0, most)
    named = _ranked(Claim.objects.filter(pk=first.pk), F("pk"), 0, 1)
    return [*named, *_ranked(made.exclude(pk=first.pk), F("pk"), 0, most - 1)]


def _ranked(claims: QuerySet[Claim], nearness: Combinable, at_least: float, most: int) -> list[NearClaim]:
    first = Quote.objects.filter(claim=OuterRef("pk")).order_by("pk")
    rows = claims.annotate(
        nearness=nearness,
        times_said=Count("quotes"),
        holder_name=Subquery(first.values("holder__name")[:1]),
        holder_said=Subquery(first.values("holder_words")[:1]),
    )
    return [
        NearClaim(row, float(row.nearness), row.times_said, row.holder_name or row.holder_said or "")
        for row in rows.filter(nearness__gte=at_least).order_by("-nearness", "pk")[:most]
    ]
