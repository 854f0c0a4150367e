"""What came in of late that fits a search: sentences and claims that everybody may see, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from debates.likeness import claims_like, stands_in_lists
from debates.models import Claim, SearchableKind
from debates.reading.search import plain_words
from debates.searching import asking
from debates.searching.asking import Group, Wanted
from debates.searching.finding import Narrowed, find
from transcripts.models import Utterance
from transcripts.searching import names
from transcripts.searching.backend import CANDIDATES, Query
from transcripts.searching.chosen import backend
from transcripts.searching.limits import time_limit
from transcripts.searching.meaning import Within, nearest

SHOWN = 50
"""Entries of a feed."""

THE_SAME = 0.6
"""Likeness from which a sentence in other words counts as said again."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that came in: `id` stays the same for ever, `by` is empty where nobody is known."""

    id: str
    title: str
    text: str
    url: str
    by: str
    came_at: datetime


def news_of(typed: str) -> list[News]:
    """The latest `SHOWN` that fit, by their words or by what they mean. Raises TooSlowError. A fixed number of queries."""
    wanted = asking.read(typed)
    with time_limit():
        narrowed = _narrowed(wanted)
        if narrowed is None:
            return []
        sentences = _sentences(wanted, narrowed) if Group.WORDS in wanted.groups else []
        claims = _claims(wanted, narrowed) if Group.CLAIMS in wanted.groups else []
    return sorted([*sentences, *claims], key=lambda news: (news.came_at, news.id), reverse=True)[:SHOWN]


def _narrowed(wanted: Wanted) -> Narrowed | None:
    """To whom and what it is narrowed; None where nobody and nothing has that name."""
    speakers, shows = names.speakers_called(wanted.speakers), names.shows_called(wanted.shows)
    if (wanted.speakers and not speakers) or (wanted.shows and not shows):
        return None
    holders = names.speakers_called(wanted.holders)
    return Narrowed(speakers, holders, wanted.holders, shows, wanted.since, wanted.until)


def _sentences(wanted: Wanted, narrowed: Narrowed) -> list[News]:
    query = Query(wanted.asked.term, narrowed.speakers, narrowed.shows, wanted.since, wanted.until)
    found = {hit.utterance for hit in backend().find(query, CANDIDATES).hits}
    if plain := plain_words(wanted.asked.term):
        within = Within(narrowed.speakers, narrowed.shows, wanted.since, wanted.until)
        found |= {near.utterance for near in nearest(plain, within=within) if near.likeness >= THE_SAME}
    listed = Utterance.objects.listed_for(None).filter(pk__in=_latest(found))
    return [_of_sentence(each) for each in listed.with_places().select_related("speaker")]


def _latest(found: set[int]) -> Sequence[int]:
    return sorted(found, reverse=True)[:SHOWN]


def _of_sentence(said: Utterance) -> News:
    episode, who = said.transcript.episode, said.speaker.name if said.speaker else ""
    url = said.get_absolute_url()
    if said.start_s is not None:
        url = f"{episode.get_absolute_url()}?t={int(said.start_s)}"
    return News(
        id=f"urn:counterpoint:utterance:{said.pk}",
        title=f"{who or 'Somebody'} in “{episode.title}”, {episode.show.name}",
        text=said.text,
        url=url,
        by=who,
        came_at=said.transcript.imported_at,
    )


def _claims(wanted: Wanted, narrowed: Narrowed) -> list[News]:
    found = set(find(SearchableKind.CLAIM, wanted.asked.term, narrowed, CANDIDATES).ids)
    if (plain := plain_words(wanted.asked.term)) and narrowed == Narrowed():
        found |= {like.claim.pk for like in claims_like(plain, most=SHOWN) if like.likeness >= THE_SAME}
    claims = Claim.objects.filter(stands_in_lists()).with_listed_quotes().in_bulk(_latest(found))
    return [_of_claim(claim) for claim in claims.values()]


def _of_claim(claim: Claim) -> News:
    quotes = list(claim.quotes.all())
    holder = quotes[0].holder_name if quotes else ""
    return News(
        id=f"urn:counterpoint:claim:{claim.key}",
        title=f"A claim of {holder}" if holder else "A claim",
        text=claim.text,
        url=claim.get_absolute_url(),
        by=holder,
        came_at=claim.created_at,
    )
