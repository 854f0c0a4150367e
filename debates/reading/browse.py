"""Lists to browse: debates, people, shows, and the claims that a reader may want to see first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from debates.models import Claim, Debate, Left, Placement, Quote, RelationKind, Tag
from debates.models.claim import ClaimQuerySet
from debates.models.debate import DebateQuerySet
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import hues_everywhere
from transcripts.models import Episode, Reader, Show, Speaker, Utterance, may_read_private
from transcripts.models.episode import EpisodeQuerySet, ShowQuerySet
from transcripts.models.speaker import SpeakerQuerySet
from transcripts.models.visibility import in_listed_episode

DEBATES_A_PAGE = 24
SPEAKERS_A_PAGE = 60
SHOWS_A_PAGE = 40
EPISODES_A_PAGE = 40
TOPICS_A_PAGE = 200
CLAIMS_A_PAGE = 30
CLAIMS_SHOWN = 5

_FOUGHT_OVER = (Left.CONTESTED, Left.ANSWERED)
"""Challenged, and the challenge was met: both sides spoke."""


def listed_debates() -> DebateQuerySet:
    """All debates, newest first, with the number of their claims and of those that nobody answers."""
    return (
        Debate.objects.newest_first()
        .with_sides()
        .annotate(
            claim_count=Count("placements"),
            left_open=Count(
                "placements", filter=Q(placements__claim__standing__word=Left.UNANSWERED), distinct=True
            ),
        )
    )


def listed_speakers() -> SpeakerQuerySet:
    """Everybody who is heard, or whose view is stated, in an episode that may be listed; those with most claims first."""
    listed = in_listed_episode("held_quotes__utterance__transcript__episode__")
    heard = Utterance.objects.filter(speaker=OuterRef("pk")).current()
    heard = heard.filter(in_listed_episode("transcript__episode__"))
    found: SpeakerQuerySet = (
        Speaker.objects.annotate(held_claims=Count("held_quotes__claim", filter=listed, distinct=True))
        .filter(Q(held_claims__gt=0) | Exists(heard))
        .order_by("-held_claims", "name", "pk")
    )
    return found


def listed_shows() -> ShowQuerySet:
    """Shows that may be listed, by name, with their listed episodes counted and the day of the newest."""
    listed = in_listed_episode("episodes__")
    return (
        Show.objects.listed()
        .annotate(
            episode_count=Count("episodes", filter=listed),
            newest_on=Max("episodes__published_on", filter=listed),
        )
        .by_name()
    )


def episodes_of(show: Show, reader: Reader = None) -> EpisodeQuerySet:
    """A show's episodes on its own page, newest first, with the number of claims in each.

    Those that are unlisted, private or taken down are there for whoever reads what is private of the show.
    """
    shown = show.episodes.all()
    if not may_read_private(reader, show.pk):
        shown = shown.exclude(visibility__in=["private", "unlisted"]).filter(is_taken_down=False)
    claims = Count(
        "transcripts__utterances__quotes__claim", filter=Q(transcripts__is_current=True), distinct=True
    )
    return shown.with_shows().newest_first().annotate(claim_count=claims)


def claims_about(tag: Tag) -> ClaimQuerySet:
    """The claims with this tag that may be listed, by their words, with the quotes that may."""
    return Claim.objects.listed().filter(claim_tags__tag=tag).with_listed_quotes().order_by("text", "pk")


def debates_about(tag: Tag) -> DebateQuerySet:
    """The debates that claims with this tag bear on, newest first."""
    claims = Claim.objects.listed().filter(claim_tags__tag=tag)
    placed = Placement.objects.filter(debate=OuterRef("pk"), claim__in=claims)
    return listed_debates().filter(Exists(placed))


def cards_everywhere(claims: Iterable[Claim]) -> list[ClaimCard]:
    """The cards of claims from any debates, in the colours that their holders have on the whole site."""
    rows = list(claims)
    hues = hues_everywhere(quote.holder for row in rows for quote in row.quotes.all() if quote.holder)
    return [card(row, hues) for row in rows]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A claim with the number of claims against it."""

    card: ClaimCard
    against: int


def most_disputed() -> tuple[list[Disputed], list[Disputed]]:
    """The claims that most others are raised against, of all debates: those defended in turn, and those that wait for that.

    No claim is in both. Makes five queries.
    """
    lists = [_most_against(words) for words in (_FOUGHT_OVER, (Left.UNANSWERED,))]
    rows = Claim.objects.with_listed_quotes().in_bulk({claim for each in lists for claim, _ in each})
    cards = dict(zip(rows, cards_everywhere(rows.values()), strict=True))
    contested, waiting = ([Disputed(cards[claim], against) for claim, against in each] for each in lists)
    return contested, waiting


def _most_against(words: Iterable[Left]) -> list[tuple[int, int]]:
    """The claims left so with most others against them, and how many those are."""
    quotes = Quote.objects.filter(claim=OuterRef("pk")).filter(
        in_listed_episode("utterance__transcript__episode__")
    )
    against = Count("relations_onto", filter=Q(relations_onto__kind=RelationKind.ATTACK), distinct=True)
    found = Claim.objects.filter(Exists(quotes), standing__word__in=list(words)).annotate(against=against)
    ordered = found.filter(against__gt=0).order_by(F("against").desc(), "-pk")
    return list(ordered.values_list("pk", "against")[:CLAIMS_SHOWN])


def newest_episodes() -> EpisodeQuerySet:
    """Episodes that may be listed, newest first."""
    return Episode.objects.listed().newest_first().with_shows()
