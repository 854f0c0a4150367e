"""What a new debate may begin with: an episode, a claim or words that are looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from debates.likeness import claims_like
from debates.models import Claim, Quote, Relation
from transcripts.models import Episode, Reader

CLAIMS_MOST = 200
SIDES_MOST = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A debate before it is one: what its form is filled with, and the claims that may be placed in it."""

    question: str = ""
    sides: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    main: tuple[Claim, ...] = ()


def draft_from_episode(episode: Episode, reader: Reader) -> Draft:
    """The claims said in an episode, and those who hold most of them as sides. Two queries."""
    claims = _in_order_said(Quote.objects.filter(utterance__transcript__episode=episode), reader)
    return Draft("", _holders(claims), tuple(claims))


def draft_from_claim(claim: Claim, reader: Reader) -> Draft:
    """A claim with those that bear on it and those it bears on. Four queries."""
    relations = Relation.objects.touching(claim)
    near = Q(premises__relation__in=relations) | Q(relations_onto__in=relations)
    others = Claim.objects.open_to(reader).filter(near).exclude(pk=claim.pk).distinct().order_by("pk")
    claims = [claim, *others[: CLAIMS_MOST - 1]]
    return Draft(f"Is it so: {claim.text}"[:300], _holders(claims), tuple(claims), (claim,))


def draft_from_words(words: str, reader: Reader) -> Draft:
    """Claims that have these words, then those that mean nearly the same. Nine queries at most."""
    wanted = " ".join(words.split())[:200]
    if not wanted:
        return Draft()
    having = Claim.objects.open_to(reader).filter(text__icontains=wanted).order_by("-pk")[: CLAIMS_MOST - 30]
    alike = [like.claim for like in claims_like(wanted, reader, most=30)]
    claims = list({claim.pk: claim for claim in [*having, *alike]}.values())
    return Draft(wanted if wanted.endswith("?") else "", _holders(claims), tuple(claims))


def _in_order_said(quotes: QuerySet[Quote], reader: Reader) -> list[Claim]:
    found = (
        Quote.objects.filter(pk__in=quotes.values("pk")).open_to(reader).select_related("claim").in_order()
    )
    return list({quote.claim_id: quote.claim for quote in found}.values())[:CLAIMS_MOST]


def _holders(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Who holds most of the claims, the busiest first."""
    held = Quote.objects.filter(claim__in=[claim.pk for claim in claims], holder__isnull=False)
    counts = Counter(held.values_list("holder__name", flat=True))
    return tuple(
        name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SIDES_MOST]
    )
