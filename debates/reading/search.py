"""What the page of a search shows, group by group, and what is offered while somebody types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any as AnyValue

from debates.likeness import claims_like
from debates.models import Claim, ClaimVector, Debate, Quote, SearchableKind
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import hues_everywhere
from debates.searching import asking
from debates.searching.asking import Group, Wanted
from debates.searching.finding import FoundRows, Narrowed, find
from transcripts.models import Episode, SentenceVector, Speaker
from transcripts.searching import names, showing
from transcripts.searching.backend import CANDIDATES, Query
from transcripts.searching.chosen import backend
from transcripts.searching.language import Filter
from transcripts.searching.limits import time_limit
from transcripts.searching.meaning import Within, merged, nearest
from transcripts.searching.showing import Piece, ShownSentence
from transcripts.searching.spelling import corrected
from transcripts.searching.terms import All, Term, Word

A_PAGE = 20
FIRST_OF_EACH = {Group.CLAIMS: 5, Group.WORDS: 10, Group.PEOPLE: 6, Group.EPISODES: 4, Group.DEBATES: 4}
"""Hits of each group where all are shown together."""

LAST_PAGE = CANDIDATES // A_PAGE

MERGED = 100
"""Sentences found by words, and as many by meaning, that are put in one order."""

NEAR_CLAIMS = 10

FEW = 5
"""Hits below which a better spelling is looked for."""

_SAYS = {"holder": "held by", "speaker": "said by", "show": "in"}

TITLES = {
    Group.CLAIMS: "Claims",
    Group.WORDS: "Words said",
    Group.PEOPLE: "People",
    Group.EPISODES: "Episodes",
    Group.DEBATES: "Debates",
}


@dataclass(frozen=True, slots=True)
class WordsHit:
    """A sentence, with the claims that stand on its words; `is_near` where it was found by what it means alone."""

    sentence: ShownSentence
    quotes: tuple[Quote, ...]
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class ClaimHit:
    card: ClaimCard
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RowHit:
    """A person, an episode or a debate."""

    row: Speaker | Episode | Debate
    pieces: tuple[Piece, ...]


Hit = WordsHit | ClaimHit | RowHit


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of a group that are shown, and how many there are; `typed` is the search in this group alone."""

    group: Group
    hits: tuple[Hit, ...]
    count: int
    typed: str

    @property
    def title(self) -> str:
        return TITLES[self.group]

    @property
    def template(self) -> str:
        """What its hits are shown with."""
        return {Group.WORDS: "debates/_words_hits.html", Group.CLAIMS: "debates/_claim_hits.html"}.get(
            self.group, "debates/_row_hits.html"
        )

    @property
    def counted(self) -> str:
        """How many hold the words, as a page says it."""
        return f"more than {CANDIDATES:,}" if self.count >= CANDIDATES else f"{self.count:,}"

    @property
    def summed_up(self) -> str:
        """What is shown: what holds the words, what is near in meaning, or both."""
        if not self.count:
            return "near in meaning"
        return f"{self.counted} and some near in meaning" if len(self.hits) > self.count else self.counted

    @property
    def has_more(self) -> bool:
        return self.count > len(self.hits)


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to search on: what it is called, and what to type for it."""

    label: str
    typed: str


@dataclass(frozen=True)
class SearchReading:
    """One page of a search. `notes` say what was not understood, `meant` what may have been meant."""

    wanted: Wanted
    page: int = 1
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()

    @property
    def only(self) -> Section | None:
        """The section that has the page to itself."""
        return self.sections[0] if self.wanted.only and len(self.sections) == 1 else None

    @property
    def is_empty(self) -> bool:
        return not any(section.hits for section in self.sections)

    @property
    def filters(self) -> list[Offer]:
        """The filters in force, each with the search without it."""
        named = [each for each in self.wanted.asked.filters if each.name != "in"]
        return [Offer(str(each), asking.without(self.wanted, each)) for each in dict.fromkeys(named)]

    @property
    def tabs(self) -> list[tuple[Offer, bool]]:
        """Each group by itself, and whether it is what is shown."""
        only = self.wanted.only
        whole = [(Offer("Everything", asking.everywhere(self.wanted)), only is None)]
        return whole + [
            (Offer(TITLES[group], asking.narrowed(self.wanted, Filter("in", group))), group == only)
            for group in Group
        ]

    @cached_property
    def narrower(self) -> list[Offer]:
        """People and shows of the hits that are shown, to narrow to."""
        offers = {
            str(each): Offer(f"{_SAYS[each.name]} {each.value}", asking.narrowed(self.wanted, each))
            for section in self.sections
            for hit in section.hits
            for each in _narrows_to(hit)
            if each not in self.wanted.asked.filters
        }
        return list(offers.values())[:10]

    @property
    def next_page(self) -> int | None:
        only = self.only
        return self.page + 1 if only and self.page * A_PAGE < min(only.count, CANDIDATES) else None

    @property
    def previous_page(self) -> int | None:
        return self.page - 1 if self.page > 1 else None


def _narrows_to(hit: Hit) -> list[Filter]:
    if isinstance(hit, RowHit):
        return []
    if isinstance(hit, ClaimHit):
        quote = hit.card.quote
        return [Filter("holder", quote.holder.name)] if quote and quote.holder else []
    utterance = hit.sentence.utterance
    found = [Filter("speaker", utterance.speaker.name)] if utterance.speaker else []
    return [*found, Filter("show", utterance.transcript.episode.show.name)]


def search(typed: str, page: int = 1) -> SearchReading:
    """What fits `typed`: the first of each group, or a page of the one that was asked for.

    Raises TooSlowError. The number of queries does not depend on what is found.
    """
    wanted = asking.read(typed)
    if wanted.is_empty:
        return SearchReading(wanted, notes=_notes_on_nothing(wanted))
    with time_limit():
        searching = _Searching(wanted)
        page = page if wanted.only else 1
        sections = tuple(searching.section(group, page) for group in wanted.groups)
        meant = searching.meant(sum(section.count for section in sections))
    notes = (*wanted.notes, *searching.notes)
    return SearchReading(wanted, page, sections, notes, meant)


def _notes_on_nothing(wanted: Wanted) -> tuple[str, ...]:
    if wanted.notes or not (wanted.since or wanted.until or wanted.asked.filters):
        return wanted.notes
    return ("Write a word to look for, or whose words: a day or a group alone fits everything.",)


@dataclass
class _Searching:
    """One search: its names looked up, its groups answered one by one."""

    wanted: Wanted
    notes: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        wanted = self.wanted
        self.term = wanted.asked.term
        self.speakers = names.speakers_called(wanted.speakers)
        self.holders = names.speakers_called(wanted.holders)
        self.shows = names.shows_called(wanted.shows)
        self.is_possible = self._all_known()
        if wanted.only_leaves_out and not self.narrowed.is_narrow:
            self.notes.append("Say what to look for, not only what to leave out.")

    def _all_known(self) -> bool:
        """Whether each kind of name that was given is known; where not, a note says so."""
        wanted = self.wanted
        known = True
        for field_, ids in (("speaker", self.speakers), ("show", self.shows)):
            values = wanted.asked.values(field_)
            if values and not ids:
                known = False
                self.notes.append(f"No {field_} here is called “{values[0]}”.")
                self._rename(field_, values[0])
        if wanted.holders and not self.holders:
            self._rename("holder", wanted.holders[0])
        return known

    def _rename(self, field_: str, value: str) -> None:
        like = names.show_like(value) if field_ == "show" else names.speaker_like(value)
        if like:
            filters = [each for each in self.wanted.asked.filters if each != Filter(field_, value)]
            asked = replace(self.wanted.asked, filters=(*filters, Filter(field_, like)))
            self.renamed.append(str(asked))

    @cached_property
    def narrowed(self) -> Narrowed:
        wanted = self.wanted
        return Narrowed(self.speakers, self.holders, wanted.holders, self.shows, wanted.since, wanted.until)

    def meant(self, count: int) -> tuple[str, ...]:
        """What to type instead, where little was found."""
        if self.renamed or count >= FEW:
            return tuple(self.renamed)
        better = corrected(self.term)
        return (str(replace(self.wanted.asked, term=better)),) if better else ()

    def section(self, group: Group, page: int) -> Section:
        only = self.wanted.only == group
        most, skip = (A_PAGE, (page - 1) * A_PAGE) if only else (FIRST_OF_EACH[group], 0)
        answers: dict[Group, Callable[[int, int], tuple[Sequence[Hit], int]]] = {
            Group.WORDS: self.words,
            Group.CLAIMS: self.claims,
            Group.PEOPLE: self.people,
            Group.EPISODES: self.episodes,
            Group.DEBATES: self.debates,
        }
        hits: Sequence[Hit] = ()
        count = 0
        if self.is_possible:
            hits, count = answers[group](most, skip)
        return Section(group, tuple(hits), count, asking.narrowed(self.wanted, Filter("in", group)))

    def words(self, most: int, skip: int) -> tuple[Sequence[WordsHit], int]:
        wanted = self.wanted
        query = Query(self.term, self.speakers, self.shows, wanted.since, wanted.until)
        plain = plain_words(self.term)
        if plain and skip < MERGED and SentenceVector.objects.exists():
            first = backend().find(query, MERGED)
            within = Within(self.speakers, self.shows, wanted.since, wanted.until)
            near = [each.utterance for each in nearest(plain, MERGED, within)]
            exact = [hit.utterance for hit in first.hits]
            return words_hits(merged(exact, near)[skip : skip + most], self.term, exact), first.count
        found = backend().find(query, most, skip)
        ids = [hit.utterance for hit in found.hits]
        return words_hits(ids, self.term, ids), found.count

    def claims(self, most: int, skip: int) -> tuple[Sequence[ClaimHit], int]:
        plain = plain_words(self.term)
        if not plain or skip >= MERGED or self.narrowed != Narrowed() or not ClaimVector.objects.exists():
            found = find(SearchableKind.CLAIM, self.term, self.narrowed, most, skip)
            return claim_hits(found.ids, self.term), found.count
        found = find(SearchableKind.CLAIM, self.term, self.narrowed, MERGED)
        near = [each.claim.pk for each in claims_like(plain, most=NEAR_CLAIMS)]
        return claim_hits(merged(found.ids, near)[skip : skip + most], self.term), found.count

    def people(self, most: int, skip: int) -> tuple[Sequence[RowHit], int]:
        found = find(SearchableKind.SPEAKER, self.term, Narrowed(), most, skip)
        return _row_hits(found, Speaker.objects.all(), "name", self.term), found.count

    def episodes(self, most: int, skip: int) -> tuple[Sequence[RowHit], int]:
        found = find(SearchableKind.EPISODE, self.term, self.narrowed, most, skip)
        return _row_hits(found, Episode.objects.with_shows(), "title", self.term), found.count

    def debates(self, most: int, skip: int) -> tuple[Sequence[RowHit], int]:
        found = find(SearchableKind.DEBATE, self.term, Narrowed(), most, skip)
        return _row_hits(found, Debate.objects.with_claim_counts(), "question", self.term), found.count


def plain_words(term: Term | None) -> str:
    """Two words or more, where nothing else is asked for: what has a meaning; else "".

    >>> plain_words(All((Word("light"), Word("snow")))), plain_words(Word("snow"))
    ('light snow', '')
    """
    if isinstance(term, All) and all(isinstance(part, Word) for part in term.parts):
        return " ".join(part.text for part in term.parts if isinstance(part, Word))
    return ""


def words_hits(utterances: Sequence[int], term: Term | None, exact: Iterable[int]) -> list[WordsHit]:
    """These sentences as a page shows them, with the claims that stand on them. Three queries."""
    by_words = frozenset(exact)
    quotes: dict[int, list[Quote]] = defaultdict(list)
    found = Quote.objects.listed_for(None).filter(utterance__in=utterances)
    for quote in found.select_related("claim", "holder", "voiced_by").order_by("pk"):
        quotes[quote.utterance_id].append(quote)
    return [
        WordsHit(each, tuple(quotes[each.utterance.pk]), each.utterance.pk not in by_words)
        for each in showing.shown(utterances, term)
    ]


def claim_hits(claims: Sequence[int], term: Term | None) -> list[ClaimHit]:
    """These claims as a page shows them, by quotes that may stand in lists. Four queries."""
    rows = Claim.objects.with_listed_quotes().in_bulk(claims)
    hues = hues_everywhere(q.holder for row in rows.values() for q in row.quotes.all() if q.holder)
    texts = showing.marked_texts({row.text for row in rows.values()}, term)
    return [
        ClaimHit(card(rows[each], hues, names_episode=True), texts[rows[each].text])
        for each in claims
        if each in rows
    ]


def _row_hits(found: FoundRows, rows: AnyValue, shown: str, term: Term | None) -> list[RowHit]:
    by_id = rows.in_bulk(found.ids)
    texts = showing.marked_texts({getattr(row, shown) for row in by_id.values()}, term)
    return [RowHit(by_id[each], texts[getattr(by_id[each], shown)]) for each in found.ids if each in by_id]
