"""An argument to hear: a claim, the objections to it and the replies to those, as clips one after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from debates.models import Claim, Premise, Quote, RelationKind
from debates.reading.cards import ClaimCard, card
from debates.reading.hues import hues_everywhere
from debates.reading.listening import Listening, listening
from transcripts.models import Reader, Recording

DEEPEST = 4
"""Answers to answers that are followed."""

MOST_CLIPS = 12


@dataclass(frozen=True, slots=True)
class Clip:
    """A claim in the line of an argument, with where its words are heard.

    `kind` says how it bears on the claim of clip number `answers`; both are empty for the first. `listening` is None where
    nobody knows the seconds or the words were taken down.
    """

    number: int
    card: ClaimCard
    kind: str
    answers: int | None
    listening: Listening | None

    @property
    def kind_word(self) -> str:
        return RelationKind(self.kind).label if self.kind else ""

    @property
    def is_playable(self) -> bool:
        return self.listening is not None and bool(self.listening.source)

    @property
    def start_s(self) -> float:
        """Where the words begin in the media file."""
        return self._in_source(self._quote.start_s)

    @property
    def end_s(self) -> float:
        """Where the words end in the media file."""
        return self._in_source(self._quote.end_s)

    @property
    def media_at(self) -> str:
        """The media file as an address that browsers play from the first word to the last."""
        return f"{self.listening.source}#t={self.start_s:.1f},{self.end_s:.1f}" if self.listening else ""

    @property
    def page_at(self) -> str:
        """The publisher's page, at the second where it can be opened at one; empty where there is none."""
        return self.listening.at(self._quote.start_s) if self.listening else ""

    @property
    def _quote(self) -> Quote:
        assert self.card.quote is not None  # noqa: S101  only claims with words are heard
        return self.card.quote

    def _in_source(self, second: float | None) -> float:
        shift_s = self.listening.shift_s if self.listening else 0.0
        return max(0.0, (second or 0.0) + shift_s)


@dataclass(frozen=True, slots=True)
class _Place:
    """A claim in line, how it bears on the place with number `answers`."""

    claim: int
    kind: str
    answers: int | None


class ArgumentReading:
    """The clips of one argument, each claim once, an objection right before its replies. Makes up to thirteen queries."""

    def __init__(self, claim: Claim, reader: Reader = None) -> None:
        self.claim = claim
        answers = _answers(claim.pk, reader)
        line = _in_line(claim.pk, answers)
        wanted = Claim.objects.filter(pk__in=[place.claim for place in line]).with_quotes(reader)
        claims = {each.pk: each for each in wanted}
        holders = [quote.holder for each in claims.values() for quote in each.quotes.all() if quote.holder]
        hues = hues_everywhere(holders)
        cards = [card(claims[place.claim], hues, names_episode=True) for place in line]
        heard = _listening_of(shown.quote for shown in cards if shown.quote)
        self.clips = [
            Clip(
                number,
                shown,
                place.kind,
                place.answers,
                heard.get(shown.quote.pk) if shown.quote else None,
            )
            for number, (place, shown) in enumerate(zip(line, cards, strict=True), start=1)
        ]

    @property
    def is_playable(self) -> bool:
        return any(clip.is_playable for clip in self.clips)

    @property
    def origins(self) -> list[str]:
        """Where the page asks for media that is not ours, once each."""
        found = (clip.listening.origin for clip in self.clips if clip.listening)
        return sorted({origin for origin in found if origin})


def _answers(claim: int, reader: Reader) -> dict[int, list[tuple[int, str]]]:
    """What rebuts each claim, or undercuts a step from it, and what answers that in turn. Makes a query a step."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    near, seen = {claim}, {claim}
    for _ in range(DEEPEST):
        on_step = Q(relation__kind=RelationKind.UNDERCUT, relation__target_relation__premises__claim__in=near)
        on_claim = Q(relation__kind=RelationKind.ATTACK, relation__target_claim__in=near)
        rows = Premise.objects.filter(on_claim | on_step, claim__in=Claim.objects.open_to(reader))
        fields = ("claim", "relation__kind", "relation__target_claim")
        steps = "relation__target_relation__premises__claim"
        for premise, kind, target, start in rows.order_by("relation", "pk").values_list(*fields, steps):
            answered = target if kind == RelationKind.ATTACK else start
            if answered in near and (premise, kind) not in found[answered]:
                found[answered].append((premise, kind))
        near = {premise for each in near for premise, _ in found[each]} - seen
        seen |= near
    return found


def _in_line(claim: int, answers: dict[int, list[tuple[int, str]]]) -> list[_Place]:
    """The claims in the order in which they are heard, `MOST_CLIPS` at most: after each what answers it, and each once."""
    line: list[_Place] = []
    seen: set[int] = set()
    pending = [_Place(claim, "", None)]
    while pending and len(line) < MOST_CLIPS:
        place = pending.pop()
        if place.claim in seen:
            continue
        seen.add(place.claim)
        line.append(place)
        further = [_Place(premise, kind, len(line)) for premise, kind in answers.get(place.claim, [])]
        pending += reversed(further)
    return line


def _listening_of(quotes: Iterable[Quote]) -> dict[int, Listening]:
    """Where each of the quotes is heard, whose places are loaded; not those without seconds or with words taken down."""
    heard = [
        quote for quote in quotes if None not in (quote.start_s, quote.end_s) and not quote.is_taken_down
    ]
    recordings: dict[int, list[Recording]] = defaultdict(list)
    for recording in Recording.objects.filter(
        episode__in={quote.utterance.transcript.episode_id for quote in heard}
    ):
        recordings[recording.episode_id].append(recording)
    return {
        quote.pk: listening(
            quote.utterance.transcript.episode,
            quote.utterance.transcript,
            recordings[quote.utterance.transcript.episode_id],
        )
        for quote in heard
    }
