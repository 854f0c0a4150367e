"""Standings in words: who answered what, when, with the claims to follow. Names and words are looked up when a page is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from debates.graph import Concession, Label, Move, Standing, because, clock, tell
from debates.graph.exchange import Holder, Moment
from debates.graph.explain import Clock
from debates.models import Claim, ClaimStanding, Left, Quote
from debates.standings.loading import NO_SECONDS
from debates.standings.stored import standing_of
from transcripts.models import Episode, Reader, Speaker, Transcript

SUPPLIED = "a supplied claim"


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A move of a chain: what was done, with which claims, and what was said to that in turn."""

    text: str
    claims: tuple[Claim, ...]
    holds: bool
    is_open: bool
    replies: tuple[ToldStep, ...]
    more: int
    circular: bool


@dataclass(frozen=True)
class ToldStanding:
    """Where a claim is left, as a page says it. `anchor` is that of its word on the page that explains it."""

    row: ClaimStanding
    standing: Standing
    teller: Teller

    @cached_property
    def because(self) -> str:
        """Why it is left there, to follow the word "because"."""
        return because(self.standing, self.teller.names, self._when)

    @cached_property
    def steps(self) -> tuple[ToldStep, ...]:
        """The chain, step by step."""
        return tuple(self.teller.step(move, "it", self._when) for move in self.standing.moves)

    def _when(self, moment: Moment) -> str:
        return self.teller.when(moment, self.standing.claim)

    @property
    def word(self) -> str:
        return self.row.get_word_display()

    @property
    def anchor(self) -> str:
        return anchor_of(self.row.word)


def anchor_of(word: str) -> str:
    """The word of a standing as part of an address.

    >>> anchor_of("challenged and not answered")
    'unanswered'
    """
    return Left(word).name.lower().replace("_", "-")


class Teller:
    """Tells standings, with all names and words that they need. Makes three queries, whatever their number, and one more where several episodes are named.

    What was said in episodes that are closed to `reader` counts, but is told without names, times and words.
    """

    def __init__(self, rows: Iterable[ClaimStanding], reader: Reader = None) -> None:
        self.standings = {row.pk: (row, standing_of(row.pk, row.word, row.chain)) for row in rows}
        chained = {
            claim for _, standing in self.standings.values() for claim in (*standing.claims(), standing.claim)
        }
        self.reader = reader
        self.claims = Claim.objects.open_to(reader).in_bulk(chained)
        self._holders = {holder for _, standing in self.standings.values() for holder in _named(standing)}

    @cached_property
    def names(self) -> dict[Holder, str]:
        """Everybody's name by number: the last name where no two share it."""
        speakers = Speaker.objects.in_bulk([holder for holder in self._holders if isinstance(holder, int)])
        short = [speaker.short_name for speaker in speakers.values()]
        return {
            pk: speaker.short_name if short.count(speaker.short_name) == 1 else speaker.name
            for pk, speaker in speakers.items()
        }

    @cached_property
    def _episodes(self) -> dict[int, Episode]:
        """The episodes open to the reader that times are in, by transcript."""
        numbers = {int(moment[1]) for _, standing in self.standings.values() for moment in _moments(standing)}
        transcripts = Transcript.objects.filter(
            pk__in=numbers, episode__in=Episode.objects.open_to(self.reader)
        )
        return {transcript.pk: transcript.episode for transcript in transcripts.select_related("episode")}

    @cached_property
    def _homes(self) -> dict[int, int]:
        """The one episode in which a claim was voiced; none for a claim voiced in several, or in none."""
        quotes = Quote.objects.filter(claim__in=self.standings).order_by()
        found: dict[int, set[int]] = {}
        for claim, episode in quotes.values_list("claim", "utterance__transcript__episode").distinct():
            found.setdefault(claim, set()).add(episode)
        return {claim: next(iter(episodes)) for claim, episodes in found.items() if len(episodes) == 1}

    def when(self, moment: Moment, claim: int) -> str:
        """A moment as a clock shows it, with its episode where that is not the one `claim` was voiced in; empty where unknown."""
        if len(moment) < 2 or moment[-1] == NO_SECONDS:
            return ""
        episode = self._episodes.get(int(moment[1]))
        if episode is None or len({each.pk for each in self._episodes.values()}) == 1:
            return clock(moment)
        if episode.pk == self._homes.get(claim):
            return clock(moment)
        return f"{clock(moment)} of “{episode.title}”"

    def told(self, claim: int) -> ToldStanding | None:
        """Where this claim is left, or None where that is not worked out yet."""
        if claim not in self.standings:
            return None
        row, standing = self.standings[claim]
        standing = replace(
            standing,
            moves=tuple(self._veiled(move) for move in standing.moves),
            concession=standing.concession and self._veiled_concession(standing.concession),
        )
        return ToldStanding(row, standing, self)

    def _veiled(self, move: Move) -> Move:
        """A move without names and times where one of its claims is closed to the reader."""
        replies = tuple(self._veiled(reply) for reply in move.replies)
        if all(claim in self.claims for claim in move.claims):
            holders = move.holders or self._supplied(move)
            return replace(move, replies=replies, holders=holders)
        return replace(move, replies=replies, claims=(), holders=(), reported_by=(), time=())

    def _supplied(self, move: Move) -> tuple[Holder, ...]:
        """Who stands for claims that nobody said."""
        origins = {self.claims[claim].origin for claim in move.claims}
        return (SUPPLIED,) if origins == {Claim.Origin.SUPPLIED} else ()

    def _veiled_concession(self, concession: Concession) -> Concession:
        """A concession without the names and times of what was said where the reader may not listen."""
        said = (
            voicing
            if len(voicing.time) < 2 or int(voicing.time[1]) in self._episodes
            else replace(voicing, holder=None, time=())
            for voicing in concession.voicings
        )
        return Concession(concession.how, tuple(said))

    def step(self, move: Move, what: str, when: Clock) -> ToldStep:
        """A move of a chain, aimed at what is called `what`; `when` tells moments."""
        return ToldStep(
            tell(move, self.names, when, what),
            tuple(self.claims[claim] for claim in move.claims),
            move.outcome is Label.IN,
            move.outcome is Label.UNDECIDED,
            tuple(self.step(reply, "that", when) for reply in move.replies),
            move.more,
            move.circular,
        )


def _walk(moves: Iterable[Move]) -> Iterable[Move]:
    for move in moves:
        yield move
        yield from _walk(move.replies)


def _named(standing: Standing) -> Iterable[Holder]:
    yield from standing.holders
    for move in _walk(standing.moves):
        yield from move.holders
        yield from move.reported_by
    if standing.concession is not None:
        for voicing in standing.concession.voicings:
            yield from [] if voicing.holder is None else [voicing.holder]


def _moments(standing: Standing) -> Iterable[Moment]:
    said = () if standing.concession is None else standing.concession.voicings
    for moment in (*(move.time for move in _walk(standing.moves)), *(voicing.time for voicing in said)):
        if len(moment) > 1:
            yield moment
