"""What the picture of a page shows where somebody passes it on: only what anybody may read."""

from __future__ import annotations

from django.db.models import F, QuerySet

from debates.models import Claim, Debate, Premise, Quote, RelationKind
from debates.picturing import Picture, Saying
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import hues_everywhere
from transcripts.models import Episode, Speaker


def picture_of_claim(claim: Claim) -> Picture:
    """The claim with the first objection to it or, without one, beside what it objects to. Makes up to eight queries."""
    debate = Debate.objects.about(claim).newest_first().first()
    title = debate.question if debate else ""
    clash = _first_rebuttal(Premise.objects.filter(relation__target_claim=claim).order_by("relation", "pk"))
    clash = clash or _first_rebuttal(Premise.objects.filter(claim=claim).order_by("relation", "pk"))
    return _clash(title, clash) if clash else _clash(title, (claim.pk, None))


def picture_of_debate(debate: Debate) -> Picture:
    """The first clash of the first section that has one; the question alone where nothing was answered yet."""
    within = Premise.objects.filter(
        claim__placements__debate=debate, relation__target_claim__placements__debate=debate
    )
    section = F("relation__target_claim__placements__section__position").asc(nulls_last=True)
    clash = _first_rebuttal(within.order_by(section, "relation", "pk"))
    return _clash(debate.question, clash) if clash else Picture(debate.question, debate.summary)


def picture_of_episode(episode: Episode) -> Picture:
    """Its title, its show and its day; the show must be loaded."""
    day = f"{episode.published_on:%d %B %Y}".removeprefix("0") if episode.published_on else ""
    return Picture(episode.title, " · ".join(part for part in (episode.show.name, day) if part))


def picture_of_speaker(speaker: Speaker) -> Picture:
    """Their name, and how many claims of theirs may be listed."""
    held = Quote.objects.listed_for(None).filter(holder=speaker).values("claim").distinct().count()
    return Picture(speaker.name, f"{held} claim{'' if held == 1 else 's'} on their exact words")


def _first_rebuttal(premises: QuerySet[Premise]) -> tuple[int, int | None] | None:
    """The first claim that is rebutted and what rebuts it, both of them claims that anybody may read."""
    readable = Claim.objects.open_to(None)
    rebuttals = premises.filter(
        relation__kind=RelationKind.ATTACK, claim__in=readable, relation__target_claim__in=readable
    )
    for rebutted, rebutting in rebuttals.values_list("relation__target_claim", "claim")[:1]:
        if rebutted is not None:
            return rebutted, rebutting
    return None


def _clash(title: str, clash: tuple[int, int | None]) -> Picture:
    """A claim and what rebuts it, each in its holder's colour."""
    claims = Claim.objects.filter(pk__in=[each for each in clash if each]).with_quotes().in_bulk()
    hues = hues_everywhere(q.holder for row in claims.values() for q in row.quotes.all() if q.holder)
    left, *right = [_saying(card(claims[each], hues)) for each in clash if each]
    if not right:
        return Picture(title, left=left)
    return Picture(title, "", left, right[0], RelationKind.ATTACK.value, RelationKind.ATTACK.label)


def _saying(shown: ClaimCard) -> Saying:
    whose = f"{shown.holder_name}’s view" if shown.reporter_name else shown.holder_name
    return Saying(shown.claim.text, whose, shown.hue)
