"""What is offered while somebody types in the search box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any as AnyValue

from debates.models import Claim, Debate, SearchableKind
from debates.searching import asking
from debates.searching.asking import Group, Wanted
from debates.searching.finding import Narrowed, offer
from transcripts.models import Episode, Speaker
from transcripts.searching import names, showing
from transcripts.searching.backend import Query
from transcripts.searching.chosen import backend
from transcripts.searching.language import SHORTEST_PREFIX
from transcripts.searching.limits import time_limit
from transcripts.searching.showing import Piece
from transcripts.searching.terms import All, Any, Prefix, Term, Word

LIMIT_MS = 250
"""An offer that takes longer comes too late."""

_ROWS = {
    Group.PEOPLE: (SearchableKind.SPEAKER, "Person", 3),
    Group.DEBATES: (SearchableKind.DEBATE, "Debate", 2),
    Group.CLAIMS: (SearchableKind.CLAIM, "Claim", 3),
    Group.EPISODES: (SearchableKind.EPISODE, "Episode", 2),
}
MOST_OF_A_KIND = max(most for *_, most in _ROWS.values())
WORDS_OFFERED = 3
WEIGHED = 100
"""Sentences, and rows of each kind, among which those are chosen."""
FEWEST_LETTERS = 5
"""Letters of a word from which sentences are offered: fewer begin words of half the library."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A way to go: what kind of page it leads to, its words with what was typed marked, whose or where, and the address."""

    kind: str
    pieces: tuple[Piece, ...]
    detail: str
    address: str


def suggest(typed: str) -> list[Offered]:
    """The first few that fit what is typed so far, its last word taken for a beginning. Raises TooSlowError."""
    wanted = asking.read(typed)
    if wanted.is_empty or wanted.only_leaves_out:
        return []
    term = wanted.asked.term if typed[-1:] in {" ", '"', ")", "*"} else begun(wanted.asked.term)
    with time_limit(LIMIT_MS):
        narrowed = Narrowed(
            names.speakers_called(wanted.speakers),
            names.speakers_called(wanted.holders),
            wanted.holders,
            names.shows_called(wanted.shows),
            wanted.since,
            wanted.until,
        )
        if (wanted.speakers and not narrowed.speakers) or (wanted.shows and not narrowed.shows):
            return []
        return [*_rows(wanted, term, narrowed), *_words(wanted, term, narrowed)]


def begun(term: Term | None) -> Term | None:
    """`term` with its last word taken for the beginning of one, too.

    >>> begun(All((Word("light"), Word("sno"))))
    All(parts=(Word(text='light'), Any(parts=(Word(text='sno'), Prefix(text='sno')))))
    """
    if isinstance(term, Word) and len(term.text) >= SHORTEST_PREFIX:
        return Any((term, Prefix(term.text)))
    if isinstance(term, All):
        last = begun(term.parts[-1])
        return All((*term.parts[:-1], last)) if last else term
    return term


def _rows(wanted: Wanted, term: Term | None, narrowed: Narrowed) -> Iterator[Offered]:
    found: list[tuple[str, Speaker | Debate | Claim | Episode]] = []
    asked = [row for group, row in _ROWS.items() if group in wanted.groups]
    offered = offer([kind for kind, *_ in asked], term, narrowed, MOST_OF_A_KIND, WEIGHED)
    for kind, label, most in asked:
        ids = offered[kind][:most]
        rows: dict[int, Speaker | Debate | Claim | Episode] = _MODELS[kind].in_bulk(ids)
        found += [(label, rows[each]) for each in ids if each in rows]
    texts = showing.marked_texts({str(row) for _, row in found}, term)
    for label, row in found:
        detail = row.show.name if isinstance(row, Episode) else ""
        yield Offered(label, texts[str(row)], detail, row.get_absolute_url())


_MODELS: dict[SearchableKind, AnyValue] = {
    SearchableKind.SPEAKER: Speaker.objects.all(),
    SearchableKind.DEBATE: Debate.objects.all(),
    SearchableKind.CLAIM: Claim.objects.all(),
    SearchableKind.EPISODE: Episode.objects.with_shows(),
}


def _words(wanted: Wanted, term: Term | None, narrowed: Narrowed) -> Iterator[Offered]:
    if Group.WORDS not in wanted.groups or _is_too_short(term):
        return
    people, shows = frozenset(narrowed.speakers), frozenset(narrowed.shows)
    query = Query(term, people, shows, wanted.since, wanted.until, enough=WEIGHED)
    hits = [hit.utterance for hit in backend().find(query, WORDS_OFFERED).hits]
    for each in showing.shown(hits, term):
        said = each.utterance
        voice = said.speaker.name if said.speaker else said.label
        detail = ", ".join(filter(None, [voice, said.transcript.episode.show.name]))
        yield Offered("Said", each.pieces, detail, each.address)


def _is_too_short(term: Term | None) -> bool:
    """Whether all that was typed is the beginning of one word, with fewer than `FEWEST_LETTERS`."""
    match term:
        case Any((Word(text), Prefix(begun))):
            return text == begun and len(text) < FEWEST_LETTERS
        case _:
            return False
