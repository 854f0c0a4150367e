"""The review queue as its page shows it: suggestions with their words, and how far the work and the agreement are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Floor

from debates.models import Decision, Passage, Quote, RelationKind, Suggestion
from debates.reading.excerpts import Excerpt, excerpt_of, lines_around
from debates.reading.listening import Listening, listening
from transcripts.models import Recording

RELATIONS_SHOWN = 3
"""Suggested relations shown with a claim, each on a number key."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A relation that is suggested of a claim under review, by its number: how the claim stands in it, and the claim at the other end."""

    number: int
    kind: str
    starts_here: bool
    other: int
    other_text: str

    @property
    def words(self) -> str:
        return self.kind if self.starts_here else f"{self.kind}, from the other side"


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """One suggestion with all that an editor decides on.

    `excerpts` are its words: one for a claim or a holder, both ends for a relation. Seconds are those of the recording that is
    played; `source` is empty where there is none.
    """

    suggestion: Suggestion
    excerpts: tuple[Excerpt, ...]
    relations: tuple[Offered, ...]
    source: str
    from_s: float | None
    to_s: float | None

    @property
    def percent(self) -> int:
        return round(self.suggestion.score * 100)

    @property
    def holder(self) -> str:
        return self.suggestion.holder.name if self.suggestion.holder else self.suggestion.holder_words


def read_cards(suggestions: Sequence[Suggestion]) -> list[ReviewCard]:
    """Return `suggestions`, their places loaded (`load_rows`), as cards. Makes three queries."""
    passages = {each.pk: _passages(each) for each in suggestions}
    lines = lines_around(passage for several in passages.values() for passage in several)
    offered = _offered([each for each in suggestions if each.kind == Suggestion.Kind.CLAIM])
    heard = _heard(suggestions)
    cards = []
    for each in suggestions:
        where, here = heard[each.transcript_id], passages[each.pk]
        start_s, end_s = (here[0].first.start_s, here[0].last.end_s) if here else (None, None)
        plays = bool(where.source) and start_s is not None
        cards.append(
            ReviewCard(
                each,
                tuple(excerpt_of(passage, lines) for passage in here),
                tuple(offered.get(each.pk, ())),
                where.source if plays else "",
                None if start_s is None else max(0.0, start_s + where.shift_s),
                None if end_s is None else end_s + where.shift_s,
            )
        )
    return cards


def _passages(suggestion: Suggestion) -> list[Passage]:
    """The words that a suggestion is about: its own, those of its quote, or those of both its ends."""
    match suggestion.kind:
        case Suggestion.Kind.CLAIM:
            return [suggestion.passage]
        case Suggestion.Kind.HOLDER if suggestion.quote:
            return [_passage_of(suggestion.quote)]
        case _:
            return [end.passage for end in (suggestion.premise, suggestion.target) if end]


def _passage_of(quote: Quote) -> Passage:
    return Passage(quote.utterance, quote.word_start, quote.end_utterance, quote.word_end)


def _offered(claims: Sequence[Suggestion]) -> dict[int, list[Offered]]:
    """Relations that wait, by the claim at either end that is shown; the likeliest few of each."""
    if not claims:
        return {}
    shown = {each.pk for each in claims}
    at_an_end = Q(premise__in=shown) | Q(target__in=shown)
    waiting = Suggestion.objects.of_relations().waiting().for_review().filter(at_an_end).best_first()
    rows = waiting.values_list(
        "pk", "relation_kind", "premise__pk", "premise__text", "target__pk", "target__text"
    )
    found: dict[int, list[Offered]] = defaultdict(list)
    for number, kind, premise, starts, target, reached in rows:
        name = RelationKind(kind).label
        for here, offered in (
            (premise, Offered(number, name, True, target, reached)),
            (target, Offered(number, name, False, premise, starts)),
        ):
            if here in shown and len(found[here]) < RELATIONS_SHOWN:
                found[here].append(offered)
    return found


def _heard(suggestions: Sequence[Suggestion]) -> dict[int, Listening]:
    """Where each transcript is heard."""
    episodes = {each.transcript.episode_id for each in suggestions}
    recordings: dict[int, list[Recording]] = defaultdict(list)
    for recording in Recording.objects.filter(episode__in=episodes):
        recordings[recording.episode_id].append(recording)
    transcripts = {each.transcript_id: each.transcript for each in suggestions}
    return {
        pk: listening(transcript.episode, transcript, recordings[transcript.episode_id])
        for pk, transcript in transcripts.items()
    }


def media_origins(cards: Iterable[ReviewCard], own: str = "/") -> list[str]:
    """Hosts of others from which these cards play."""
    return sorted(
        {"/".join(card.source.split("/")[:3]) for card in cards if not card.source.startswith(own)} - {""}
    )


@dataclass(frozen=True, slots=True)
class Band:
    """Suggestions of about one score (tenths, 0 to 9) that were decided, and how many of them an editor kept."""

    tenth: int
    decided: int
    kept: int

    @property
    def name(self) -> str:
        return f"{self.tenth * 10} to {self.tenth * 10 + 10} %"

    @property
    def percent(self) -> int:
        return round(100 * self.kept / self.decided)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of some suggestions is, and how far editors agree with the machine that made them."""

    waiting: int
    later: int
    accepted: int
    changed: int
    rejected: int
    bands: tuple[Band, ...]

    @property
    def decided(self) -> int:
        return self.accepted + self.changed + self.rejected

    @property
    def open(self) -> int:
        """Those that nobody has decided."""
        return self.waiting + self.later

    @property
    def total(self) -> int:
        return self.decided + self.open

    @property
    def agreement(self) -> int | None:
        """The share that was accepted as it was proposed, of all decided, in percent; `None` before the first decision."""
        return round(100 * self.accepted / self.decided) if self.decided else None


def read_progress(suggestions: QuerySet[Suggestion]) -> Progress:
    """Count suggestions by what became of them and by their score. Makes one query."""
    counted = (
        suggestions.order_by()
        .annotate(tenth=Floor(F("score") * 10))
        .values_list("status", "tenth")
        .annotate(count=Count("pk"))
    )
    by_status: dict[str, int] = defaultdict(int)
    decided: dict[int, int] = defaultdict(int)
    kept: dict[int, int] = defaultdict(int)
    status = Suggestion.Status
    for which, tenth, count in counted:
        by_status[which] += count
        if which in {status.ACCEPTED, status.CHANGED, status.REJECTED}:
            decided[min(int(tenth), 9)] += count
            kept[min(int(tenth), 9)] += count if which != status.REJECTED else 0
    bands = tuple(Band(tenth, decided[tenth], kept[tenth]) for tenth in sorted(decided, reverse=True))
    return Progress(
        by_status[status.WAITING],
        by_status[status.LATER],
        by_status[status.ACCEPTED],
        by_status[status.CHANGED],
        by_status[status.REJECTED],
        bands,
    )


def last_decision(by: AbstractBaseUser | AnonymousUser, suggestion: str) -> Decision | None:
    """What this editor decided about a suggestion just now, named by its number as an address has it. Makes one query at most."""
    if not suggestion.isdecimal() or len(suggestion) > 15:
        return None
    decisions = Decision.objects.filter(suggestion=int(suggestion), by=by.pk).newest_first()
    return decisions.select_related("suggestion__claim", "suggestion__relation").first()
